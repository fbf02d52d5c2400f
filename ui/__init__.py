"""One way to use the program: the window (and the command line, which loads no Qt)."""
