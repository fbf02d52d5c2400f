"""Customers leave the program: as a workbook that may come back, as a csv, or as an address book for the phone."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from db.core import clock, trouble
from db.core.blanks import ranges
from db.core.connection import database
from db.core.errors import InputError
from db.core.progress import Progress, silent
from db.services import customer_sheet, errands, lists, opt_outs, sheet_marks, telling
from db.services.customer_sheet import SheetField
from db.services.lists import ListQuery, Selection
from db.services.sheet_marks import Value
from reports import excel, vcards, xlsx
from reports.excel import SheetColumn
from resources.i18n import N_, _

Format = Literal["xlsx", "csv", "vcf"]
FORMATS: Final[tuple[Format, ...]] = ("xlsx", "csv", "vcf")
OWN: Final = "own"  # nobody is written to: the owner looks at it himself
PURPOSES: Final = (
    ("", N_("to write to them or call them")),
    ("post", N_("to send letters")),
    ("line", N_("to write by LINE")),
    ("sms", N_("to send text messages")),
    ("email", N_("to send e-mail")),
    ("phone", N_("to call them")),
    (OWN, N_("for myself only")),
)  # what the list is for: a channel of opt_outs, any of them, or none


@dataclass(frozen=True, slots=True)
class Wish:
    """What to export. `columns`: keys of the list's columns, () for all; `with_refusing`: those who refused come along."""

    who: Selection
    format: Format = "xlsx"
    columns: tuple[str, ...] = ()
    purpose: str = ""
    with_refusing: bool = False
    with_note: bool = True  # of address books; sheets have it as a column
    password: str = field(default="", repr=False)  # of a workbook: asked for by whoever opens it


@dataclass(frozen=True, slots=True)
class People:
    """Who goes out, and how many stay: refused to be written to, put away (with 過世 among them)."""

    ids: Sequence[int]
    left_out: int
    put_away: int
    to_be_told: int = 0  # of those who go out, who do not know yet where their data is from


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    rows: int
    left_out: int


def people(wish: Wish) -> People:
    """Who would go out; for many a job for the worker."""
    wanted = wish.who.ids()
    there = set(lists.ids(ListQuery()))
    ids = [one for one in wanted if one in there]
    asks = wish.purpose != OWN and not wish.with_refusing
    kept, left_out = opt_outs.but_for(ids, wish.purpose) if asks else (ids, 0)
    return People(kept, left_out, len(wanted) - len(ids), len(telling.among(kept)) if asks else 0)


def format_of(path: Path) -> Format:
    """The format a file's ending asks for. InputError for any other."""
    ending = path.suffix.casefold().lstrip(".")
    for one in FORMATS:
        if ending == one:
            return one
    raise InputError(_("“{name}” must end in .xlsx, .csv or .vcf.").format(name=path.name))


def write(path: Path, wish: Wish, progress: Progress = silent) -> Exported:
    """Write the file and note in the history that it was; wholly there or not at all. UserErrors say why not."""
    trouble.refuse_read_only()
    errands.demand("customers.export")
    with database.unveiled():
        return _write(path, wish, progress)


def _write(path: Path, wish: Wish, progress: Progress) -> Exported:
    found = people(wish)
    if not found.ids:
        raise InputError(_("Nobody is left to export, so no file was written."))
    detail = {
        "file": path.name,
        "format": wish.format,
        "count": len(found.ids),
        "left_out": found.left_out,
        "purpose": wish.purpose,
        "columns": list(wish.columns) if wish.format != "vcf" else [],
        "people": ranges(found.ids),
        "locked": bool(wish.password),
        "sought": errands.sought(wish.who.query) if wish.who.query else {},
    }
    _WRITERS[wish.format](path, wish, _told(found.ids, progress), errands.taking("customers.export", **detail))
    return Exported(path, len(found.ids), found.left_out)


Rows = Callable[[Sequence[SheetField]], Iterator[tuple[int, list[Value]]]]
Noted = AbstractContextManager[object]  # the unit in which the file leaves


def _told(ids: Sequence[int], progress: Progress) -> Rows:
    """The rows of these customers, saying how far they are."""

    def rows(columns: Sequence[SheetField]) -> Iterator[tuple[int, list[Value]]]:
        for at, row in enumerate(customer_sheet.rows(ids, columns)):
            if at % customer_sheet.BLOCK == 0:
                progress(_("Writing the file"), at, len(ids))
            yield row

    return rows


def _columns(wish: Wish) -> list[SheetField]:
    return customer_sheet.chosen(wish.columns) if wish.columns else customer_sheet.in_use()


def _xlsx(path: Path, wish: Wish, rows: Rows, noted: Noted) -> None:
    """The sheet, and behind it what every cell said: dropped back, only what was changed in Excel is offered."""
    columns, shop, kept = _columns(wish), sheet_marks.shop(), []

    def cells() -> Iterator[list[Value]]:
        for customer, row in rows(columns):
            kept.append((sheet_marks.number_of(customer, shop), customer_sheet.marks(columns, row)))
            yield row

    behind = xlsx.Behind(sheet_marks.SHEET, (sheet_marks.VERSION, clock.utc_now()), kept)
    titles = [SheetColumn(one.title, one.kind) for one in columns]
    excel.write(path, _("Customers"), titles, cells(), behind, noted, wish.password)


def _csv(path: Path, wish: Wish, rows: Rows, noted: Noted) -> None:
    columns = _columns(wish)
    excel.replace(path, lambda part: write_csv(part, [one.title for one in columns], (row for _id, row in rows(columns))), noted)


def write_csv(part: Path, titles: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """As Excel opens it: UTF-8 with a mark, CRLF, everything quoted, nothing a formula."""
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(map(excel.harmless, titles))
        writer.writerows(map(_csv_cell, row) for row in rows)


def _csv_cell(cell: object) -> str:
    """A number is none that could be a formula, also below zero."""
    said = "" if cell is None else str(cell)
    return said if isinstance(cell, int | float | Decimal) else excel.harmless(said)


def _vcf(path: Path, wish: Wish, rows: Rows, noted: Noted) -> None:
    by_key = {one.key: one for one in customer_sheet.fields(own=False)}
    columns = [by_key[key] for key in vcards.KEYS]
    cards = (dict(zip(vcards.KEYS, row, strict=True)) for _id, row in rows(columns))
    excel.replace(path, lambda part: vcards.write(part, cards, wish.with_note), noted)


_WRITERS: Final[dict[Format, Callable[[Path, Wish, Rows, Noted], None]]] = {"xlsx": _xlsx, "csv": _csv, "vcf": _vcf}
