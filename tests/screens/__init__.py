"""Page objects: the screens in the user's words."""
