"""The shop file on paper, in Excel, in pictures."""
