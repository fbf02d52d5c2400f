"""A new shop file with what every shop starts with."""

from pathlib import Path

from db.core import file
from db.core.journal import unit
from db.services import settings, starters


def create(path: Path, shop_name: str = "", key: bytes | None = None) -> None:
    """Make the file, with the words and tags every shop starts with; it is not opened. InputError: something is there already."""
    file.create(path, key=key)
    try:
        with file.opened(path, key), unit("file.create"):
            settings.put("shop_name", settings.parse(settings.OPTIONS["shop_name"], shop_name))
            starters.add_defaults()
    except BaseException:
        path.unlink()  # whole or not there
        raise
