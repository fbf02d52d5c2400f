"""Long journeys of an owner through the main window."""
