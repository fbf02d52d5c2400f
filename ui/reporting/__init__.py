"""What a report leads to: the rows behind a number, how it is worked out, and the button that fills an empty one."""
