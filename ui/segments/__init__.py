"""名單: who shall stand in the list, put together in plain words, kept by name."""
