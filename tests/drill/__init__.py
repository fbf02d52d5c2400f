"""Drills: what the program promises when things go wrong, tried at full size with `./run drill`, in small by the tests."""
