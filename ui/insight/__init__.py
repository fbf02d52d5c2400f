"""What the owner says of where customers stand: the stage by hand, gone for good and why, what was spent on them."""
