"""What each command of the command line does: one function a command, from its arguments to its answer."""
