"""Merging two customers and splitting them again, from any page: one side-by-side view, one dialog each."""
