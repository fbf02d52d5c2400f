"""The import wizard: a list of somebody else's becomes customers, in five steps."""
