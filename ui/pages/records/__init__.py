"""Import records: every import that was made, what still waits of it, and taking one back."""
