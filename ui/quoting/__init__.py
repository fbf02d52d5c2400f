"""What is done to a quote from any page: its paper, its versions, what became of it."""
