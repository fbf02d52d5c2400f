"""Lists as Excel files: text stays text, numbers and dates are real, and nothing a customer wrote can become a formula."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, Final, Literal, Protocol

from db.core import trouble
from db.core.errors import BusyError, NoSpaceError, RefusedError, UserError
from db.core.values.text import clean_text
from db.services import errands
from reports import xlsx
from resources.i18n import _

Kind = Literal["text", "number", "date"]
_NOT_IN_NAMES: Final = re.compile(r"[\\/*?:\[\]]")
_WIDEST: Final = 50
_SAMPLE: Final = 200


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `text` cells are marked as text, those to be filled in Excel too: a phone keeps its 0 and a + stays a +."""

    title: str
    kind: Kind = "text"


class LeftOverRow(Protocol):
    """A row an import left over."""

    @property
    def file(self) -> str:
        """The name of the file it stood in."""

    @property
    def sheet(self) -> str | None:
        """Its sheet; None for text files."""

    @property
    def row(self) -> int:
        """Its number as Excel shows it."""

    @property
    def sentence(self) -> str:
        """Why it was left over, in words."""

    @property
    def cells(self) -> dict[str, str]:
        """Its cells by header."""

    @property
    def kept(self) -> str:
        """What the customer has instead of a value that differs; empty for others."""

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of its whole table, in the file's order; () where only those of its cells are known."""


def write(
    path: Path,
    title: str,
    columns: Sequence[SheetColumn],
    rows: Iterable[Sequence[object]],
    behind: xlsx.Behind | None = None,
    noted: AbstractContextManager[object] | None = None,
    password: str = "",
) -> int:
    """Write one sheet to an .xlsx; how many rows. Values: text, int, Decimal, date, ISO text in date columns, None.

    The header stays in sight and filters; the file is wholly there or not at all. Raises a UserError where it can't be written.
    `noted` as in replace. With a `password` nobody opens it without (AES, as Excel itself does): nothing plain meets the disk.
    """
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    widths = [_width([column.title, *(row[number] for row in sample)]) for number, column in enumerate(columns)]
    drawn = [xlsx.Column(one.title, width, one.kind == "text") for one, width in zip(columns, widths, strict=True)]
    kinds = [column.kind for column in columns]
    cells = ([_cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in chain(sample, rows))
    count = 0

    def fill(part: Path) -> None:
        nonlocal count
        plain = BytesIO()
        count = xlsx.write(plain if password else part, sheet_name(title), drawn, cells, behind)
        if password:
            part.write_bytes(_locked(plain, password))

    replace(path, fill, noted)
    return count


def _locked(book: BinaryIO, password: str) -> bytes:
    """The workbook as Excel writes one with a password to open (ECMA-376 agile encryption)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = BytesIO()
    OOXMLFile(book).encrypt(password, locked)
    return locked.getvalue()


def left_over(rows: Sequence[LeftOverRow], path: Path, noted: AbstractContextManager[object] | None = None) -> int:
    """The rows an import left over: where each stood, why, what is kept instead, its cells as they were; how many.

    `noted` as in replace.
    """
    headers = _in_order(rows)
    columns = [SheetColumn(_("File")), SheetColumn(_("Sheet")), SheetColumn(_("Row"), "number"), SheetColumn(_("Reason"))]
    differs = any(row.kept for row in rows)
    columns += [SheetColumn(title) for title in ([_("Kept instead")] if differs else []) + headers]
    lines = (
        [row.file, row.sheet, row.row, row.sentence, *([row.kept] if differs else []), *map(row.cells.get, headers)]
        for row in rows
    )
    return write(path, _("Rows to settle"), columns, lines, noted=noted)


def _in_order(rows: Sequence[LeftOverRow]) -> list[str]:
    """The headers that have a cell, each row's in the order of its file; those of one layout fall together."""
    orders = dict.fromkeys(row.headers or tuple(row.cells) for row in rows)
    found: list[str] = []
    for order in orders:
        for at, header in enumerate(order):
            if header not in found:
                later = next((found.index(one) for one in order[at:] if one in found), len(found))
                found.insert(later, header)
    used = {header for row in rows for header, text in row.cells.items() if text}
    return [header for header in found if header in used]


def _cell(value: object, kind: Kind) -> xlsx.Cell:
    """The value as its column holds it: a number or day where it is one, else text."""
    if value is None or (isinstance(value, str) and kind != "date"):
        return value
    if kind == "number" and isinstance(value, int | Decimal):
        return value
    if kind == "date" and (day := _date(value)):
        return day
    return str(value)


def _date(value: object) -> date | None:
    """The day Excel can hold; None for others (before 1900, without a year)."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return None
    return value if isinstance(value, date) and xlsx.is_day(value) else None


def sheet_name(title: str) -> str:
    """The title as Excel takes it for a sheet: 31 letters, none of its signs."""
    return _NOT_IN_NAMES.sub(" ", clean_text(title))[:31].strip("' \n\t") or "1"


def _width(values: Iterable[object]) -> int:
    """Characters Excel needs for the widest first line; Chinese takes two."""
    lines = (str(value).partition("\n")[0] for value in values if value is not None)
    return min(max(sum(1 if character.isascii() else 2 for character in line) for line in lines) + 3, _WIDEST)


def harmless(text: str) -> str:
    """The text for a csv cell: an apostrophe before what could be taken for a formula, or begins with one itself.

    Our own import takes it off again.
    """
    text = clean_text(text)
    return f"'{text}" if text.startswith("'") or xlsx.FORMULA.match(text) else text


def replace(path: Path, fill: Callable[[Path], object], noted: AbstractContextManager[object] | None = None) -> None:
    """Let `fill` write a file beside the place, then move it there: an error leaves what was there as it was.

    `noted`: the unit in which it is moved, so that nothing leaves that the history does not say. Raises BusyError where it is
    open elsewhere, NoSpaceError, or RefusedError.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise RefusedError(_("“{name}” is no file that can be written over. Please take another name.").format(name=path))
    part = path.with_name(f"{path.name}.part")
    try:
        with _explained(path), errands.on(errands.of(path)):
            fill(part)
        with noted or nullcontext() as opened, _explained(path):
            errands.left(path, part, opened)
            part.replace(path)
    finally:
        with suppress(OSError):  # of a place where nothing can be
            part.unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _unsaved(error, path) from error


def _unsaved(error: OSError, path: Path) -> UserError:
    """The sentence for a file that could not be written."""
    if isinstance(error, PermissionError) and path.exists():
        open_elsewhere = _(
            "“{name}” may be open elsewhere, such as in Excel. Please close it there and save again. Your data is safe."
        )
        return BusyError(open_elsewhere.format(name=path.name))
    if trouble.is_full(error):
        full = _("There is no room left to save “{name}”. Your data is safe. Please make room and try again.")
        return NoSpaceError(full.format(name=path.name))
    refused = _("“{name}” could not be saved there. Your data is safe. Please choose another place.")
    return RefusedError(refused.format(name=path.name))
