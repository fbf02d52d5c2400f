"""People of a guarded shop in dialogs: written down, given a PIN and a password, switched to, and leaving."""
