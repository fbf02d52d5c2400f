"""Numbered scripts that lead an older shop file to today's schema."""
