"""The page of the first start: two questions, where the data lies, three ways to begin."""
