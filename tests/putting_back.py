"""A copy put in the place of the shop file as services/restoring.py does it, without what that adds."""

from pathlib import Path

from db.core import file
from db.services import putting_back


def restore(backup: Path, target: Path | None = None, key: bytes | None = None) -> Path | None:
    """Where the file that was there is kept now; `target`: the open shop file by default."""
    target = Path(target).absolute() if target else file.current_path()
    putting_back.prepare(backup, target, key)
    return putting_back.put_in_place(target)
