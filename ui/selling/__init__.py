"""Selling: the form of a sale, a sale as it stands, what comes back of it, and its papers."""
