"""The products page: what the shop sells, at which prices, and who bought it."""
