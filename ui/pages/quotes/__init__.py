"""The quotes: what was offered, to whom, and what became of it."""
