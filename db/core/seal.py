"""The seal of a shop file: its SHA-256, laid beside it at a clean close; whatever changes the file while it is shut breaks it."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from db.core.lock import beside

SUFFIX: Final = ".seal"
STRAY: Final = ".stray"  # behind the name of a log that is of another file


@dataclass(frozen=True, slots=True)
class Seal:
    """What the file was when it was sealed. `head`: where its history stood, in hex; "": unknown."""

    sha256: str
    size: int
    head: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A seal in the hands of the process that has the file open, and when the file was last written before that."""

    seal: Seal
    written: tuple[int, int]


_taken: Final[dict[Path, Taken]] = {}


def lay(shop: Path, head: str = "") -> None:
    """Seal a file nobody has open in SQLite, with no log beside it. OSError."""
    from db.core import copying

    seal = Seal(copying.sha256(shop), shop.stat().st_size, head)
    _write(shop, seal)


def lift(shop: Path) -> None:
    """Take the seal away, and see that it stays away whatever happens next: the file is to be written. OSError."""
    seal = beside(shop, SUFFIX)
    if seal.exists():
        from db.core import copying

        seal.unlink()
        copying.sync_folder(shop.parent)


def read(shop: Path) -> Seal | None:
    """The seal of a file; None where there is none, or one a power cut spoilt."""
    try:
        return Seal(**json.loads(beside(shop, SUFFIX).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def is_whole(shop: Path, seal: Seal) -> bool:
    """Whether the file, which this process has not open, is what was sealed. OSError."""
    from db.core import copying

    return shop.stat().st_size == seal.size and copying.sha256(shop) == seal.sha256


def turn_away_log(shop: Path) -> None:
    """A log beside a sealed file that is whole is another file's: it is not read into this one, but kept under another name."""
    log, seal = beside(shop, "-wal"), read(shop)
    if seal and log.exists() and log.stat().st_size > 0 and is_whole(shop, seal):
        log.replace(beside(shop, "-wal" + STRAY))
        beside(shop, "-shm").unlink(missing_ok=True)


def take(shop: Path) -> None:
    """The file is opened for writing: its seal counts for this process alone, until the file is shut as it was. OSError."""
    if seal := read(shop):
        _taken[shop] = Taken(seal, last_written(shop))
    lift(shop)


def taken(shop: Path) -> Taken | None:
    """The seal the open file had when it was opened."""
    return _taken.get(shop)


def give_back(shop: Path, *, as_it_was: bool) -> None:
    """The file was shut: where nothing was written, its seal lies beside it again."""
    had = _taken.pop(shop, None)
    if had and as_it_was and last_written(shop) == had.written:
        with suppress(OSError):  # without a seal the file is looked through at the next start
            _write(shop, had.seal)


def last_written(shop: Path) -> tuple[int, int]:
    """What changes when the file is written: bytes, and the instant."""
    told = shop.stat()
    return told.st_size, told.st_mtime_ns


def _write(shop: Path, seal: Seal) -> None:
    part = beside(shop, SUFFIX + ".part")
    part.write_text(json.dumps(asdict(seal)), encoding="utf-8")
    part.replace(beside(shop, SUFFIX))
