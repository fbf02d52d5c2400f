"""Whether a shop file asks who is there, told before it is open and without what passwords need."""

from contextlib import closing
from pathlib import Path
from typing import Final

from db.core import admission, file
from db.core.connection import connect
from db.core.lock import beside
from db.core.trouble import ERRORS

KEYS: Final = ".keys"  # the keyring beside a shop file and each of its copies (keyring.py)
GUARD: Final = "guard"  # secret: the id of the ring that fits
_PLAIN_HEAD: Final = b"SQLite format 3\0"


def is_encrypted(shop: Path) -> bool:
    """Whether a shop file, which nobody has open in this process, is encrypted: it does not begin as SQLite files do."""
    with standing(shop).open("rb") as opened:
        head = opened.read(len(_PLAIN_HEAD))
    return len(head) == len(_PLAIN_HEAD) and head != _PLAIN_HEAD


def standing(shop: Path) -> Path:
    """Where the file lies that will be opened: an exchange that a power cut stopped is finished then (exchange.settle)."""
    coming = beside(shop, file.COMING)
    return coming if coming.exists() else shop


def is_guarded(shop: Path) -> bool:
    """Whether this file, which is not open, asks for a password; a damaged one does not say."""
    if not standing(shop).is_file():
        return False
    return has_keys(shop) if is_encrypted(shop) else secret(shop, GUARD) is not None


def has_keys(shop: Path) -> bool:
    """Whether a keyring lies beside it or one of its copies: without any, what looks encrypted is no shop of ours."""
    return beside(shop, KEYS).exists() or any((shop.parent / "backups").glob(f"*{KEYS}"))


def secret(shop: Path, name: str) -> bytes | None:
    """A secret of a plain file that is not open; None: it has none, is of an older schema, or damaged."""
    try:
        with closing(connect(standing(shop), mode="ro" if admission.has_log(standing(shop)) else "ro&immutable=1")) as connection:
            found = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    except ERRORS:  # what is damaged is said when it is opened
        return None
    return bytes(found[0]) if found else None
