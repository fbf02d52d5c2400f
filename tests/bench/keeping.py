"""The backup, made and verified, against copying the file."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from db.core import file
from db.services import backups
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("backup",)


def rows() -> Iterator[Row]:
    """Backup and verification of 100,000 customers."""
    path = shops.lifelike(100_000)
    with file.opened(path):
        both = alternate(lambda: seconds(lambda: backups.make("bench")), lambda: seconds(lambda: _copied(path)))
    yield row("backup", "backup and its verification, against copying the file and syncing the copy", both, 12, 8)


def _copied(path: Path) -> None:
    copy = Path(shutil.copy(path, shops.folder() / "copy.crm"))
    with copy.open("rb+") as handle:
        os.fsync(handle.fileno())
