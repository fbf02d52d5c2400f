"""Another job that is saving."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from db.core.connection import database
from db.core.journal import unit


@contextmanager
def saving_elsewhere() -> Iterator[None]:
    """While it lasts another thread has a unit open."""
    begun, over = threading.Event(), threading.Event()

    def save() -> None:
        with database.used(), unit("tags.add"):
            begun.set()
            over.wait()

    thread = threading.Thread(target=save)
    thread.start()
    begun.wait()
    try:
        yield
    finally:
        over.set()
        thread.join()
