"""The page on which a quote is written."""
