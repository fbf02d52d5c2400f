"""Cells copied in Excel as values for customers: one column over the chosen rows, or a table whose head names the fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from db.core.errors import InputError
from db.core.values.text import normal
from db.services import bulk_edit, callers, customer_sheet, lists, matching_keys, sheet_marks
from resources.i18n import _, ngettext
from ui import pasted

_CODES: Final = ("編號", "客戶編號", "代碼", "code")  # heads of the column that says whose row it is
_PHONES: Final = ("電話", "手機", "phone", "mobile")
_ONE_EACH: Final = ("phone", "email", "address", "tax_id", "code")  # columns whose values are never those of several
MOST: Final = 2000  # rows; more of them are a list to import, and one value for more customers is a field of theirs changed

Owner = Callable[[str], int | None]  # the customer a cell of the first column means
Wanted = dict[tuple[int, str], str]  # (customer, field) -> what was typed


@dataclass(frozen=True, slots=True)
class Pasted:
    """What is to be written, and the rows whose customer is not known."""

    wanted: Wanted
    unknown: tuple[str, ...] = ()


def cells(text: str) -> list[list[str]]:
    """The cells of the clipboard, no more rows than tell that they are too many; blank lines at the end are none."""
    rows = [[_plain(cell) for cell in row] for row in islice(pasted.rows(text), MOST + 2)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _plain(cell: str) -> str:
    """Without the apostrophe that our own copying puts before what a spreadsheet would calculate."""
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in "=+-@＝＋－＠" else cell.strip()


def fits_rows(rows: Sequence[Sequence[str]]) -> bool:
    """Whether it is one column of values, not too many of them."""
    return 0 < len(rows) <= MOST + 1 and all(len(row) == 1 for row in rows)


def for_rows(rows: Sequence[Sequence[str]], chosen: Sequence[int], field: str) -> Pasted:
    """One value for every chosen row, or the same for all of them.

    InputError: as many values as rows are needed, and no more than MOST.
    """
    if len(chosen) > MOST:
        words = _("At most {count} customers can be pasted over at once. “Change a field…” sets one value for all of them.")
        raise InputError(words.format(count=f"{MOST:,}"))
    values = [row[0] for row in rows]
    label = bulk_edit.field(field).label
    if len(values) == len(chosen) + 1 and normal(values[0]) == normal(label):
        values = values[1:]
    if len(values) == 1:
        values *= len(chosen)
    if len(values) != len(chosen):
        copied = ngettext("{count} cell was copied", "{count} cells were copied", len(values)).format(count=f"{len(values):,}")
        rows_words = ngettext("{count} row is chosen", "{count} rows are chosen", len(chosen)).format(count=f"{len(chosen):,}")
        raise InputError(_("{copied}, but {chosen}. Choose as many rows as cells.").format(copied=copied, chosen=rows_words))
    return Pasted({(one, field): value for one, value in zip(chosen, values, strict=True)})


def of_one_alone(rows: Sequence[Sequence[str]], column: str) -> str:
    """What the values are called where each belongs to one customer alone, by what they are or the list's column; else ""."""
    titles = {one.key: one.title for one in customer_sheet.fields(own=False)}
    values = [row[0] for row in rows if row[0]]
    if sum(map(callers.is_number, values)) * 2 > len(values):
        return titles["phone"]
    return titles[column] if column in _ONE_EACH else ""


def names_fields(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is a head that says whose row it is and names a field that can be set, and nothing else."""
    if not 2 <= len(rows) <= MOST + 1:
        return False
    key, fields = _head(rows[0])
    return _reader(rows[0][key]) is not None and bool(fields) and len(fields) + 1 == len(rows[0])


def for_head(rows: Sequence[Sequence[str]]) -> Pasted:
    """Each row to the customer its number, code or phone says."""
    key, fields = _head(rows[0])
    owner_of = _reader(rows[0][key])
    wanted: Wanted = {}
    unknown: list[str] = []
    for row in rows[1:]:
        owner = owner_of(row[key]) if owner_of and key < len(row) and row[key] else None
        if owner is None:
            unknown.append(" ".join(row)[:40])
        else:
            wanted |= {(owner, field): row[at] for at, field in fields.items() if at < len(row)}
    return Pasted(wanted, tuple(unknown))


def _head(head: Sequence[str]) -> tuple[int, Mapping[int, str]]:
    """The place of the column that says whose row it is (the first where none does), and each other one's field by its place."""
    known = {normal(one.label): one.key for one in bulk_edit.fields()}
    key = next((at for at, cell in enumerate(head) if _reader(cell)), 0)
    return key, {at: known[normal(cell)] for at, cell in enumerate(head) if at != key and normal(cell) in known}


def _reader(title: str) -> Owner | None:
    """How a column of this title says whose row it is; None: it does not."""
    if customer_sheet.is_number(title):
        return _of_number
    if normal(title) in map(normal, _CODES):
        return matching_keys.with_code
    return _of_phone if normal(title) in map(normal, _PHONES) else None


def _of_number(text: str) -> int | None:
    """By our own number, as in a sheet that comes back."""
    found = sheet_marks.customer_of(text, sheet_marks.shop())
    return found if found is not None and lists.brief([found]) else None


def _of_phone(text: str) -> int | None:
    """The one customer of this phone."""
    found = callers.of_number(text)
    return found[0] if len(found) == 1 else None
