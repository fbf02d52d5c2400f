"""The grid of lines of quotes, sales and templates, made for the keyboard."""
