"""Somebody else's file becomes customers: reader, table, mapping, cleaning, matching, plan, commit."""
