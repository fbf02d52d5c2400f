"""The questions of the catalogue, one module a family; each has QUESTIONS = (Question(...), ...)."""
