"""The palette: one box that finds customers, pages, lists and everything the program can do."""
