"""搬到新電腦: the whole shop in one file, written to a stick and read back; and the shop of such a file put in place elsewhere.

A zip that packs nothing closer: the data, the keyring, the ledger of the erased, how the window looked, each with its hash.
Encrypted data stay encrypted in it.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final

from db.core import clock, copying, exchange, file, keyring, lock, migrate, moved, trouble
from db.core.connection import database, value
from db.core.errors import DamagedError, InputError, NewerFileError
from db.core.guarded import KEYS
from db.core.journal import require
from db.core.lock import beside
from db.core.moved import Moved
from db.core.progress import Progress, silent
from db.services import erased, facts, looking
from resources.i18n import _

SUFFIX: Final = ".crmmove"
DRESS: Final = "window.ini"  # how the window looked (ui/kit/settings.py)
_LIST: Final = "move.json"
_SHOP: Final = "shop.crm"
_PARTS: Final = (_SHOP, _SHOP + KEYS, _SHOP + erased.BESIDE, DRESS)
_PIECE: Final = 1 << 20
_MOST_SMALL: Final = 64 << 20  # bytes of everything but the data


@dataclass(frozen=True, slots=True)
class Packed:
    """The file on the stick, and how many customers are in it."""

    path: Path
    size: int
    customers: int


def pack(folder: Path, progress: Progress = silent) -> Packed:
    """Write the open shop to one file in this folder and read it back; what is on the stick then is whole. Long: for the worker.

    RefusedError: it is not the owner, or nothing can be written there; NoSpaceError, InputError (the stick is gone),
    DamagedError; then no file is left there.
    """
    require("file.move")
    if not folder.is_dir():
        raise trouble.unreachable(folder / _SHOP)
    shop, place = file.current_path(), looking.new_place()
    with suppress(OSError):
        for half in folder.glob(f"*{SUFFIX}.part"):  # what a stick that was pulled out, or a crash, left there
            half.unlink()
    target = _free_name(folder)
    try:
        facts.note("file.move")
        progress(_("Copying the data…"), 0, 0)
        with trouble.explained(place / _SHOP, shop.stat().st_size):
            known = copying.copy(shop, place / _SHOP, database.key, database.mode, reason="move")
        _gather(shop, place)
        with trouble.explained(target, known["size"]), copying.replacing(target) as part:
            progress(_("Writing to the stick…"), 0, 0)
            _write(place, part, known["schema"])
            progress(_("Reading it back…"), 0, 0)
            _read_back(part)
        moved.put(shop, Moved(clock.utc_now(), is_locked=False))
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return Packed(target, target.stat().st_size, int(value("SELECT count(*) FROM customer WHERE archived_at IS NULL") or 0))


def lock_here() -> None:
    """From the next opening on the shop can only be read on this computer; the data went to another. RefusedError."""
    require("file.move")
    known = moved.of(file.current_path())
    moved.put(file.current_path(), Moved(known.at if known else clock.utc_now(), is_locked=True))


def stay_here() -> None:
    """The shop goes on on this computer. RefusedError: it is not the owner."""
    require("file.move")
    moved.lift(file.current_path())


def prepare(packed: Path, target: Path, progress: Progress = silent) -> None:
    """Lay the shop of a packed file ready beside `target` (putting_back.put_in_place puts it there). Long: for the worker.

    InputError: it is no such file; DamagedError: it is not what was written; NewerFileError; NoSpaceError; then nothing is laid.
    """
    place = looking.new_place()
    try:
        progress(_("Reading the file…"), 0, 0)
        with trouble.explained(packed, packed.stat().st_size):
            _take_out(packed, place)
        with trouble.explained(target, packed.stat().st_size):
            target.parent.mkdir(parents=True, exist_ok=True)
            with lock.held(target):
                is_first = not target.exists()
                exchange.lay(place / _SHOP, target)
                _lay_beside(place, target, is_first=is_first)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _free_name(folder: Path) -> Path:
    stem = _("Shukebu-move-{day}").format(day=clock.today().strftime("%Y%m%d"))
    target, number = folder / f"{stem}{SUFFIX}", 1
    while target.exists():
        number += 1
        target = folder / f"{stem}-{number}{SUFFIX}"
    return target


def _gather(shop: Path, place: Path) -> None:
    """What belongs to the shop, beside the copy of it (whose keyring came along)."""
    for there, name in ((beside(shop, erased.BESIDE), _SHOP + erased.BESIDE), (file.data_folder() / DRESS, DRESS)):
        if there.exists():
            shutil.copyfile(there, place / name)


def _write(place: Path, part: Path, schema: int) -> None:
    parts = {name: copying.sha256(place / name) for name in _PARTS if (place / name).exists()}
    told = {"app": copying.APP, "schema": schema, "at": clock.utc_now(), "parts": parts}
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
        packed.writestr(_LIST, json.dumps(told))
        for name in parts:
            packed.write(place / name, name)
    copying.sync(part)


def _read_back(path: Path) -> None:
    with _opened(path) as (packed, told):
        for name, expected in told["parts"].items():
            with packed.open(name) as inside:
                _refuse_other(_hash(inside), expected)


def _hash(inside: IO[bytes]) -> str:
    found = hashlib.sha256()
    while piece := inside.read(_PIECE):
        found.update(piece)
    return found.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, dict[str, Any]]]:
    """The zip and its list, which names nothing but what we pack."""
    try:
        with zipfile.ZipFile(path) as packed:
            told = json.loads(packed.read(_LIST)) if packed.getinfo(_LIST).file_size < _PIECE else {}
            if told.get("app") != copying.APP or _SHOP not in told["parts"] or not set(told["parts"]) <= set(_PARTS):
                raise _no_move(path)
            yield packed, told
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, AttributeError, TypeError) as error:
        raise _no_move(path) from error


def _take_out(path: Path, place: Path) -> None:
    with _opened(path) as (packed, told):
        if told["schema"] > migrate.newest():
            raise NewerFileError(
                _("This file was packed by a newer version of Shukebu. Please update the program first. Nothing was changed.")
            )
        for name, expected in told["parts"].items():
            size = packed.getinfo(name).file_size
            if size > (path.stat().st_size if name == _SHOP else _MOST_SMALL):
                raise _no_move(path)
            with packed.open(name) as inside, (place / name).open("wb") as made:
                shutil.copyfileobj(inside, made, _PIECE)
            _refuse_other(copying.sha256(place / name), expected)


def _refuse_other(found: str, expected: str) -> None:
    if found != expected:
        raise DamagedError(
            _(
                "The file on the stick is not what was written to it. Nothing was changed."
                " Please write it once more, or use another stick."
            )
        )


def _no_move(path: Path) -> InputError:
    return InputError(
        _("“{name}” is no whole file of a move. Nothing was changed. Please choose the one the old computer wrote.").format(
            name=path.name
        )
    )


def _lay_beside(place: Path, target: Path, *, is_first: bool) -> None:
    """Keys first, then who was erased: at every moment there is a key that fits, and nobody comes back."""
    for ring in keyring.read(place / _SHOP):
        if ring not in keyring.read(target):
            keyring.add(target, ring)
    lines = [one for path in (target, place / _SHOP) if beside(path, erased.BESIDE).exists() for one in _lines(path)]
    if lines:
        with copying.replacing(beside(target, erased.BESIDE)) as part:
            part.write_text("".join(f"{one}\n" for one in dict.fromkeys(lines)), "utf-8")
    dress = target.parent / DRESS
    if is_first and (place / DRESS).exists():  # a new computer: the window looks as it did
        shutil.copyfile(place / DRESS, dress)


def _lines(shop: Path) -> list[str]:
    return beside(shop, erased.BESIDE).read_text("utf-8").splitlines()
