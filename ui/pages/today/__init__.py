"""Today: whom to call, why, and what became of it."""
