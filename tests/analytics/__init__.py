"""The mathematics behind the reports."""
