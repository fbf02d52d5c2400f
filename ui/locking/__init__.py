"""The lock: what is seen while nobody is in, who is let in, and how the shop comes to ask for a password."""
