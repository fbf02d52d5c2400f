"""How fast, as ratios against a bare peer in the same run on the same machine; no test asserts a time."""
