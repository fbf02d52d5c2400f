"""The help page: keys by topic, questions owners ask, what this program does not do."""
