"""Tags and the watch list: what customers are marked with."""
