"""什麼之後要賣什麼: the rules of what follows what, looked at and changed."""
