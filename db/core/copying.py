"""A copy of a shop file that was opened and looked over before it counts."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import Any, Final

from db.core import chain, checking, clock, migrate, tally, verbatim
from db.core.connection import connect
from db.core.guarded import KEYS

SUFFIX: Final = ".crmbak"
SIDECAR: Final = ".json"
APP: Final = "shukebu"
_PAGES: Final = 4_000  # copied between two looks at the cancel button
_NAME: Final = re.compile(r"-(\d{6,})-\d{8}T\d{6}Z$")


def folder(shop: Path) -> Path:
    """Where the copies of a shop file lie: beside it."""
    return shop.parent / "backups"


def numbered(place: Path, shop: Path) -> list[tuple[int, Path]]:
    """The copies of this shop file in a folder, newest first by their number, never by the clock."""
    found = [
        (int(named[1]), path) for path in place.glob(f"*{SUFFIX}") if (named := _NAME.search(path.stem)) and _is_of(named, shop)
    ]
    return sorted(found, reverse=True)


def into(place: Path, shop: Path, key: bytes | None, reason: str, source: Path | None = None, mode: str = "rw") -> Path:
    """Copy the shop file to a folder under the next number; half copies left there by a power cut go.

    `source`: where the shop is read from, by default its path, and `mode` how. Raises as `copy` does.
    """
    place.mkdir(parents=True, exist_ok=True)
    sweep(place, shop)
    number = next((seq for seq, _path in numbered(place, shop)), 0) + 1
    stamp = clock.utc_now().partition(".")[0].replace("-", "").replace(":", "")
    target = place / f"{shop.stem}-{number:06d}-{stamp}Z{SUFFIX}"
    copy(source or shop, target, key, mode, seq=number, reason=reason)
    return target


def sweep(place: Path, shop: Path) -> None:
    """Take away what a crash left in a folder of a copy being made: the half, SQLite's files of it, its facts. OSError."""
    for left in place.glob(f"{escape(shop.stem)}-*{SUFFIX}*"):
        is_fact = left.suffix == SIDECAR and not left.with_suffix("").exists()
        if is_fact or f"{SUFFIX}.part" in left.name:
            left.unlink()


def copy(source: Path, target: Path, key: bytes | None = None, mode: str = "rw", **facts: Any) -> dict[str, Any]:
    """Copy the shop file `source`, open or not, to `target` with a sidecar of facts beside it, and return the facts.

    It is copied to a .part file; that is synced, opened again, checked and hashed; only then it gets its name. All within one
    read transaction, so that what is written meanwhile (a draft) does not start it over, and in steps, so that the cancel button
    is heard. An encrypted file is copied as it lies (verbatim.py). Whatever goes wrong, nothing is left beside the target. Raises
    the driver's errors, OSError, DamagedError, and what the cancel button raises.
    """
    from concurrent.futures import ThreadPoolExecutor

    part, sidecar = (target.with_name(target.name + suffix) for suffix in (".part", SIDECAR))
    try:
        with closing(connect(source, key, mode)) as reading:
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the transaction begins with the first read
            if key is None:
                _through_sqlite(reading, part)
            else:
                verbatim.copy(source, part)
            reading.execute("ROLLBACK")
        with closing(connect(part, key)) as copied:
            copied.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # of the log that came along
            schema, shop = migrate.version(copied), chain.first_head(copied).hex()
        sync(part)
        with ThreadPoolExecutor(1) as worker:
            hashed = worker.submit(sha256, part)
            result = checking.refuse_damaged(part, key)
        known = facts | {
            "utc": clock.utc_now(),
            "app": APP,
            "schema": schema,
            "shop": shop,
            "sha256": hashed.result(),
            "size": part.stat().st_size,
            "counts": result.counts,
            "audit_units": result.chain["units"],
            "audit_head": result.chain["head"],
        }
        sidecar.write_text(json.dumps(known, ensure_ascii=False, sort_keys=True, indent=1), encoding="utf-8")
        sync(sidecar)
        part.replace(target)
        _copy_keyring(source, target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):  # the stick may be gone
            part.unlink(missing_ok=True)
            for suffix in ("-journal", "-wal", "-shm"):  # SQLite's, where the disk was full
                part.with_name(part.name + suffix).unlink(missing_ok=True)
            sidecar.unlink(missing_ok=True)
        raise
    return known


def _through_sqlite(reading: Any, part: Path) -> None:
    with closing(connect(part, None, "rwc")) as writing:
        for loose in ("journal_mode = OFF", "synchronous = OFF"):  # half a copy is thrown away; a whole one is synced afterwards
            writing.execute(f"PRAGMA {loose}").fetchall()
        reading.backup(writing, pages=_PAGES, progress=lambda _status, _left, _total: tally.passed(0))


def drop(copied: Path) -> None:
    """Delete a copy with what belongs to it."""
    for suffix in ("", SIDECAR, KEYS):
        copied.with_name(copied.name + suffix).unlink(missing_ok=True)


def _copy_keyring(source: Path, target: Path) -> None:
    """The keyring belongs to every copy: it is fetched back on a new computer with the password or the paper alone."""
    keys = source.with_name(source.name + KEYS)
    if keys.exists():
        beside = target.with_name(target.name + KEYS)
        shutil.copyfile(keys, beside)
        sync(beside)


def facts(copied: Path) -> dict[str, Any] | None:
    """The sidecar's facts about a copy, or None where they are missing or speak of another file."""
    try:
        known = json.loads(copied.with_name(copied.name + SIDECAR).read_text(encoding="utf-8"))
        return known if isinstance(known, dict) and known.get("size") == copied.stat().st_size else None
    except (OSError, ValueError):
        return None


def _is_of(named: re.Match[str], shop: Path) -> bool:
    return named.string[: named.start()] == shop.stem


def sha256(path: Path) -> str:
    """The hash of a file nobody has open in SQLite, unless as one that does not change (without locks), in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Where to write what takes the place of this file: all of it once the block has ended and the disk has it, or nothing."""
    part = target.with_name(f"{target.name}.part")
    try:
        yield part
        sync(part)
        part.replace(target)
        sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Wait until the disk has this file, which nobody has open in SQLite."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in this folder; Windows does that by itself."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
