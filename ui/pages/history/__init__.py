"""The log of actions: everything that was done, in words, and undoable."""
