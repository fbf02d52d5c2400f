"""One folder a page: page.py is what it looks like, presenter.py what it does."""
