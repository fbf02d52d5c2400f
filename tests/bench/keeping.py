"""The backup, made and verified, against copying the file."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from db.core import file
from db.services import backups, settings
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("backup",)


def rows() -> Iterator[Row]:
    """Backup and verification of 100,000 customers."""
    path = shops.lifelike(100_000)
    with file.opened(path):
        both = alternate(_made, lambda: seconds(lambda: _copied(path)))
    yield row("backup", "backup and its verification, against copying the file and syncing the copy", both, 12, 8)


def _made() -> float:
    """A backup is made only of what changed since the last one."""
    settings.save({"line_id": "b" if settings.text("line_id") == "a" else "a"})
    return seconds(lambda: backups.make("bench"))


def _copied(path: Path) -> None:
    copy = Path(shutil.copy(path, shops.folder() / "copy.crm"))
    with copy.open("rb+") as handle:
        os.fsync(handle.fileno())
