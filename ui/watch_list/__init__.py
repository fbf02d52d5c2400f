"""The watch list and the refusals as dialogs of the window: put on, change, lift; what may still be sent."""
