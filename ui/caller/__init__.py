"""Who is calling: the card of one customer in one look, and the watch on what is copied."""
