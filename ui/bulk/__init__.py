"""What is asked before something is done to many customers at once."""
