"""What the window and the reading child say to each other: plain values, one JSON line each, dates tagged, nothing executable."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from functools import cache
from operator import attrgetter
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from importers.values import Cell, CleanTable, ColumnGuess, Kind, Options, Source, Table


@dataclass(frozen=True, slots=True)
class Choice:
    """How one sheet is to be looked at again: the user said where its header is or what it holds."""

    sheet: str | None
    header_row: int | None = None  # as Excel counts
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """Request: what is in this file? Answers: Opened, then Found and Ignored.

    With `choices` only their sheets are looked at, as chosen.
    """

    source: Source
    choices: list[Choice] = field(default_factory=list)
    careful: bool = False  # leave the fast reader alone: it has just crashed on this file


@dataclass(frozen=True, slots=True)
class Wanted:
    """One table to be cleaned, named by its sheet and its place among the sheet's tables when looked at in this way."""

    sheet: str | None
    index: int
    guesses: list[ColumnGuess]
    options: Options
    header_row: int | None = None  # as the user said; None: found again
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Clean:
    """Request: clean these tables. Answers: Chunk after Chunk, in the order of `wanted`."""

    source: Source
    wanted: list[Wanted]
    careful: bool = False


@dataclass(frozen=True, slots=True)
class AsGiven:
    """Request: how do these records stand in the file? Answers: Given, one a wanted table."""

    source: Source
    wanted: list[Wanted]
    records: list[list[int]]  # of each wanted table
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """Request: every cell of the file as it stands. Answers: Opened, then Rows after Rows."""

    source: Source
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """The file as read."""

    format: str
    encoding: str | None
    delimiter: str | None
    lost_characters: int  # characters the file could not hold, in names
    cards: bool  # an address book
    sheets: list[str | None]
    digest: str  # SHA-256 of the bytes


@dataclass(frozen=True, slots=True)
class Found:
    """A table found, with the first records only; `table.row_numbers` says where all of them stand."""

    index: int  # among the tables of its sheet
    hidden: bool  # the sheet is
    records: int
    table: Table
    guesses: list[ColumnGuess]
    preview_row: int  # Excel's number of preview[0]
    preview: list[list[Cell]]  # the first rows of the sheet as they stand in the file


@dataclass(frozen=True, slots=True)
class Ignored:
    """A sheet without a table."""

    sheet: str | None
    reason: str  # fixed English words


@dataclass(frozen=True, slots=True)
class Chunk:
    """Up to 4,000 cleaned records of one wanted table; they count from 0 within the chunk."""

    wanted: int  # index into Clean.wanted
    first: int  # number of the first record within the table
    records: int  # of the whole table
    table: CleanTable


@dataclass(frozen=True, slots=True)
class Given:
    """Records as they stand in the file: their cells as text, passwords left out."""

    wanted: int  # index into AsGiven.wanted
    cells: dict[int, list[str]]  # by record


@dataclass(frozen=True, slots=True)
class Rows:
    """Up to 4,000 rows of a sheet as they stand in the file."""

    sheet: str | None
    hidden: bool
    first_row: int  # Excel's number of rows[0]
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Step:
    """How far the reading has come."""

    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """The request is answered."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The file can't be used: a sentence for the owner, a fixed English word for programs, and for the log what happened."""

    code: str
    sentence: str
    trace: str = ""


Request = Survey | Clean | AsGiven | Whole
Answer = Opened | Found | Ignored | Chunk | Given | Rows
Message = Request | Answer | Step | Done | Declined
_NAMES: dict[str, type[Message]] = {kind.__name__: kind for kind in get_args(Message)}


def dumps(message: Message) -> bytes:
    """One line of JSON."""
    packed = {"message": type(message).__name__, **_pack(message)}
    return json.dumps(packed, default=_tag, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def loads(line: bytes) -> Message:
    """The message in this line; raises ValueError or TypeError for anything else."""
    data = json.loads(line.decode("utf-8", "surrogatepass"), object_hook=_untag)
    kind = _NAMES.get(data.pop("message", "")) if isinstance(data, dict) else None
    if kind is None:
        raise ValueError(line[:80])
    unpack: Callable[[Any], Message] = _unpacker(kind)  # type: ignore[arg-type] # a type is hashable
    return unpack(data)


def _tag(value: object) -> dict[str, str]:
    """Dates and times as {"datetime": "2020-01-01T12:30:00"}."""
    if isinstance(value, (date, time)):  # a datetime is a date too
        return {type(value).__name__: value.isoformat()}
    raise TypeError(type(value))


def _untag(data: dict[str, Any]) -> Any:
    if len(data) == 1:
        [(name, value)] = data.items()
        if name in _DATES and isinstance(value, str):
            return _DATES[name](value)
    return data


_DATES: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
}


def _pack(value: Any) -> Any:
    """Values of our own become dicts, lists of them one list a field, dicts keyed by number two lists."""
    if is_dataclass(value):
        return {one.name: _pack(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, list) and value and is_dataclass(value[0]):
        kinds = zip(fields(value[0]), _parts(value[0].__class__), strict=True)
        return [_column(list(map(attrgetter(one.name), value)), part is _as_read) for one, part in kinds]
    if isinstance(value, dict) and value and isinstance(next(iter(value)), int):
        return [list(value), list(value.values())]
    return str(value) if isinstance(value, Path) else value


def _column(values: list[Any], plain: bool) -> list[Any]:
    return values if plain else [_pack(value) for value in values]


def _as_read(value: Any) -> Any:
    return value


def _read_column(part: Callable[[Any], Any], column: list[Any]) -> Iterable[Any]:
    return column if part is _as_read else map(part, column)


@cache
def _unpacker(kind: Any) -> Callable[[Any], Any]:
    """The function that turns what `_pack` made of a value of this type back into the value."""
    origin, inner = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        return _of_class(kind)
    if kind is Path or (origin in (UnionType, Union) and Path in inner):
        return lambda data: None if data is None else Path(data)
    if origin is list and is_dataclass(inner[0]):
        item: Any = inner[0]
        parts = _parts(item)
        return lambda data: list(map(item, *map(_read_column, parts, data))) if data else []
    if origin is list and get_origin(inner[0]) is tuple:
        return lambda data: list(map(tuple, data))
    if origin is dict and inner[0] is int:
        return lambda data: dict(zip(*data, strict=True)) if data else {}
    return _as_read


@cache
def _parts(kind: Any) -> list[Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return [_unpacker(hints[one.name]) for one in fields(kind)]


def _of_class(kind: Any) -> Callable[[Any], Any]:
    names = [one.name for one in fields(kind)]
    parts = dict(zip(names, _parts(kind), strict=True))
    return lambda data: kind(**{name: parts[name](value) for name, value in data.items()})
