"""收款: money is written down, from any page."""
