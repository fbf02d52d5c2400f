"""The customers: the list, the card, the forms."""
