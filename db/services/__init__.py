"""The verbs a user would say, one file a noun."""
