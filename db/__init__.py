"""The program: the shop file, its rules and what can be done with it. Knows no Qt."""
