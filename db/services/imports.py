"""Imports after the fact: the runs, what of them still waits, and settling it days later."""

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from db.core.audit import is_in_effect
from db.core.connection import numbers, run
from db.core.connection import rows as read
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.core.undo import can_undo
from db.core.values import dates
from db.models import Waiting
from db.services import customers, joining, list_sources
from db.services.customer_form import AGREED, SCALARS, AddressForm, CustomerForm, PointForm
from resources.i18n import _

_POINTS: Final = ("phone", "mobile", "fax", "email", "line_id", "line_name", "line_uid", "fb", "ig")
_UNSHOWN: Final = "\ufffd"
_LOST: Final = "lost_character"  # why a value waits that was saved as it came
_RUNS: Final = """
SELECT r.id, r.unit, r.file, r.sheet, r.kind, r.records, r.at, coalesce(u.actor, ''), u.action, u.schema, r.undone_by,
       coalesce(w.count, 0)
  FROM import_run r LEFT JOIN unit u ON u.id = r.unit
  LEFT JOIN (SELECT import_run, count(*) AS count FROM waiting GROUP BY import_run) w ON w.import_run = r.id
 ORDER BY r.id DESC
"""
_CAME: Final = """
SELECT r.id, coalesce(c.count, 0) FROM import_run r
  LEFT JOIN (SELECT came_from, count(*) AS count FROM customer WHERE came_from IS NOT NULL GROUP BY came_from) c
         ON c.came_from = r.id
"""
_WAITING_IDS: Final = "SELECT id FROM waiting ORDER BY import_run DESC, row, id"
_WAITING: Final = """
SELECT w.id, w.import_run, r.file, w.sheet, w.row, r.kind, w.cells, w.column, w.customer,
       coalesce(c.name, ''), coalesce(c.code, ''), w.reason, w.created_at
  FROM waiting w JOIN import_run r ON r.id = w.import_run LEFT JOIN customer c ON c.id = w.customer
 WHERE {which} ORDER BY w.import_run DESC, w.row, w.id
"""


@dataclass(frozen=True, slots=True)
class ImportRunRow:
    """One table of one imported file. Runs with the same `unit` came in together and are taken back together."""

    id: int
    unit: int | None
    file: str
    sheet: str | None
    kind: str
    records: int
    at: str  # UTC
    by: str
    undoable: bool
    undone_by: int | None
    waiting: int
    partly_undone: bool = False  # taken back but for what was changed since


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row nobody could place (`column` None), or one value of a saved row. `reasons`: fixed English words."""

    id: int
    run: int
    file: str
    sheet: str | None
    row: int  # as Excel shows it
    kind: str
    cells: dict[str, str]  # header -> text, in the file's order; of a value that waits also what names its customer
    column: str | None  # the header of the value
    customer: int | None  # whose value it is, or who the row may be
    customer_name: str
    customer_code: str
    reasons: tuple[str, ...]
    at: str  # UTC
    headers: tuple[str, ...] = ()  # of every column of its table, in the file's order

    @property
    def text(self) -> str:
        """The value that waits; of a whole row the cells one after the other."""
        return self.cells.get(self.column, "") if self.column is not None else "、".join(self.cells.values())


def runs() -> list[ImportRunRow]:
    """Every import, the latest first; those taken back stay in the list."""
    found = []
    for one, in_unit, file, sheet, kind, records, at, by, action, schema, undone_by, waiting_ in read(_RUNS):
        partly = action is not None and undone_by is None and not is_in_effect(in_unit)
        undoable = action is not None and undone_by is None and not partly and can_undo(action, schema)
        found.append(ImportRunRow(one, in_unit, file, sheet, kind, records, at, by, undoable, undone_by, waiting_, partly))
    return found


def came() -> dict[int, int]:
    """By run how many customers came from it and are still there. Looks at every customer: for the worker."""
    return dict(read(_CAME))


def waiting(run: int | None = None) -> list[WaitingRow]:
    """What waits, of one run or of all."""
    return [_waiting(line) for line in read(_WAITING.format(which="?1 IS NULL OR w.import_run = ?1"), run)]


def waiting_ids() -> "array[int]":
    """The ids of everything that waits, in the order of `waiting`."""
    return numbers(_WAITING_IDS)


def waiting_rows(ids: Iterable[int]) -> list[WaitingRow]:
    """These of what waits, in the order of `waiting`; what waits no more is left out."""
    which = "w.id IN (SELECT value FROM json_each(?))"
    return [_waiting(line) for line in read(_WAITING.format(which=which), json.dumps(list(ids)))]


def _waiting(line: tuple[Any, ...]) -> WaitingRow:
    told: dict[str, str] = json.loads(line[6])
    cells = {header: text for header, text in told.items() if text}
    return WaitingRow(*(*line[:6], cells, *line[7:11], tuple(line[11].split()), line[12], tuple(told)))


def settle(waiting_id: int, field: str, typed: str) -> int:
    """Save a waiting value, perhaps corrected, on its customer; the unit's id.

    `field`: a field of the form, a kind of contact point, "address", "birthday", "tags", or the key of an own field such as f7.
    InputError where the text still does not fit.
    """
    row = _row(waiting_id)
    with unit("imports.settle", file=_file_of(row), row=row.row) as opened:
        filled = customers.form(row.customer_id)
        _put(filled, field, typed.strip(), row.cells.get(row.column, "") if row.reason == _LOST else "")
        as_given = (
            typed.strip() == json.loads(row.cells).get(row.column)
            if isinstance(row.cells, str)
            else typed.strip() == row.cells.get(row.column)
        )
        came = {"came_from": row.import_run_id, "came_row": row.row} if as_given else {}  # what was corrected no file says
        customers.update(customers.follow(row.customer_id), filled, **came)
        row.delete_instance()
        return opened.id


def settle_as_new(waiting_id: int, filled: CustomerForm) -> int:
    """The waiting row is a customer of its own; the customer's id."""
    row = _row(waiting_id)
    with unit("imports.settle", file=_file_of(row), row=row.row):
        customer = customers.insert(filled, came_from=row.import_run_id, came_row=row.row)
        if row.customer_id:
            customers.say_apart(customer, row.customer_id)
        list_sources.follow(customer, row.import_run_id)
        row.delete_instance()
        return customer


def settle_into(waiting_id: int, customer: int, filled: CustomerForm) -> None:
    """The waiting row is this customer: blanks are filled, further numbers and addresses are added, nothing is replaced."""
    row = _row(waiting_id)
    with unit("imports.settle", file=_file_of(row), row=row.row):
        one = customers.follow(customer)
        customers.update(one, joining.joined(customers.form(one), filled), came_from=row.import_run_id, came_row=row.row)
        run(
            "INSERT INTO import_line(import_run, sheet, row, customer) VALUES (?, ?, ?, ?)",
            row.import_run_id,
            row.sheet,
            row.row,
            one,
        )
        row.delete_instance()


def dismiss(waiting_ids: list[int]) -> int:
    """Leave waiting rows or values out; how many there were. 復原 brings them back."""
    with unit("imports.dismiss"):
        return run("DELETE FROM waiting WHERE id IN (SELECT value FROM json_each(?))", json.dumps(waiting_ids))


def not_same(a: int, b: int) -> None:
    """Remember that two customers are two."""
    with unit("customers.not_same"):
        customers.say_apart(a, b)


def _put(filled: CustomerForm, field: str, typed: str, spoilt: str) -> None:
    """Write the value into its place in the form; `spoilt`: what stands there and lost a character."""
    there: list[Any] = filled.addresses if field == "address" else filled.points if field in _POINTS else []
    if spoilt and (wrong := next((one for one in there if one.text == spoilt or _UNSHOWN in one.text), None)):
        there[there.index(wrong)] = _written_anew(wrong, typed)
    elif field in _POINTS:
        filled.points.append(PointForm(field, typed))
    elif field == "address":
        filled.addresses.append(AddressForm(typed))
    elif field == "tags":
        filled.tags.append(typed)
    elif field == "birthday":
        filled.birthday = dates.parse(typed)
        if filled.birthday is None:
            raise InputError(_("“{value}” is not a date. Write it like 2015/3/1 or 104/3/1.").format(value=typed))
    elif field == "note" and spoilt and spoilt in filled.note:
        filled.note = filled.note.replace(spoilt, typed)
    elif field == "note" and filled.note:
        filled.note += f"\n{typed}"
    elif field in (*SCALARS, *AGREED, "customer_since"):
        setattr(filled, field, typed)
    else:
        filled.own[field] = typed


def _written_anew(wrong: PointForm | AddressForm, typed: str) -> PointForm | AddressForm:
    """The same entry with another text; what was read out of the old one is found again."""
    if isinstance(wrong, PointForm):
        return replace(wrong, text=typed)
    return replace(wrong, text=typed, zip="", city="", district="")


def _row(waiting_id: int) -> Any:
    row = Waiting.get_or_none(Waiting.id == waiting_id)
    if row is None:
        raise NotFoundError(_("This row does not wait any more."))
    return row


def _file_of(row: Any) -> str:
    return str(row.import_run.file)
