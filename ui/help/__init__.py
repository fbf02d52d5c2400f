"""Showing an owner round: the tour over the window, and when it is offered."""
