"""用備份救回: the kept copies, what would be missing with each of them, and putting one in the shop file's place."""
