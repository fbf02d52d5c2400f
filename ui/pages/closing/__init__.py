"""收工: the day in one page."""
