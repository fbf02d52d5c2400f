"""A new shop file with what every shop starts with."""

from pathlib import Path

from db.core import file
from db.services import starters


def create(path: Path, shop_name: str = "", key: bytes | None = None) -> None:
    """Make the file, with the words and tags every shop starts with; it is not opened. InputError: something is there already."""
    file.create(path, shop_name=shop_name, key=key)
    with file.opened(path, key):
        starters.apply_defaults()
