"""A product in the window: the form it is typed in and what that form is put together of."""
