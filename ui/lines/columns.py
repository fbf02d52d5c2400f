"""The columns of the grid of lines and what stands in their cells."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from db.core.values import money
from db.core.values.amounts import PRICED
from db.services.lines import LineForm
from resources.i18n import N_, _
from ui.kit.cells import Cell, Chip
from ui.lines.presenter import Entry
from ui.trade_words import LINES

HANDLE, NAME, QUANTITY, UNIT, PRICE, DISCOUNT, AMOUNT = range(7)


class LineColumn(NamedTuple):
    """One column; `width` in em, 0 takes what room there is; `secret`: the counter mode hides what stands there."""

    key: str
    title: str
    width: float
    right: bool = False
    secret: bool = False


COLUMNS: Final = (
    LineColumn("handle", "", 2.6),
    LineColumn("name", N_("Item, specification"), 0),
    LineColumn("quantity", N_("Quantity"), 5.4, right=True),
    LineColumn("unit", N_("Unit"), 4.2),
    LineColumn("price", N_("Unit price"), 7.5, right=True, secret=True),
    LineColumn("discount", N_("Discount"), 5.4, right=True, secret=True),
    LineColumn("amount", N_("Amount"), 8.5, right=True, secret=True),
)
PLACES: Final = {column.key: at for at, column in enumerate(COLUMNS)} | {"spec": NAME}
_UNCOUNTED: Final = ("option", "alternative")
_NAMED: Final = ("subtotal", "discount", *_UNCOUNTED)  # their kind is said
Words = Callable[[Entry], Sequence[str]]  # what is said beside a line


def empty_cell(column: int) -> Cell:
    """What stands in the last row."""
    return Cell(_("Type a name or code, Enter goes on"), tone="muted") if column == NAME else Cell()


def cell(entry: Entry, column: int, amount: int | None, beside: Sequence[str]) -> Cell:
    """What stands in a cell of a line; `amount` is what the line comes to."""
    key, secret = COLUMNS[column].key, ("text",) if COLUMNS[column].secret else ()
    if column == NAME:
        return _name(entry, beside)
    if column == HANDLE or (column != AMOUNT and entry.form.kind not in PRICED):
        return Cell()
    if column == AMOUNT:
        return Cell(_amount(entry, amount), bold=entry.form.kind == "subtotal", secret=secret)
    return Cell(entry.typed(key), tone="amber" if entry.is_wrong(key) else "ink", secret=secret)


def _name(entry: Entry, beside: Sequence[str]) -> Cell:
    form = entry.form
    faults = [Chip(why, "amber", secret=COLUMNS[PLACES[key]].secret) for key, _typed, why in entry.wrong]
    name = form.name or (_(LINES[form.kind]) if form.kind in _NAMED else "")
    notes = [form.spec, _(LINES[form.kind]) if form.kind in _NAMED and form.name else "", _percent(form)]
    note = " ・ ".join(one for one in notes if one)
    strong = form.kind in ("heading", "subtotal")
    is_quiet = form.kind == "note" or not form.name
    tone = "accent_text" if form.kind == "heading" else "muted" if is_quiet else "ink"
    return Cell(name, tone=tone, note=note, bold=strong, chips=(*faults, *(Chip(one, "amber") for one in beside)))


def _percent(form: LineForm) -> str:
    """What was said of a discount on the whole; its amount stands at the right."""
    return form.discount if form.kind == "discount" and form.discount.endswith("%") else ""


def _amount(entry: Entry, amount: int | None) -> str:
    if amount is None or (entry.form.kind == "discount" and not entry.form.discount):
        return entry.typed("discount") if entry.is_wrong("discount") else ""
    text = money.shown(amount)
    return f"({text})" if entry.form.kind in _UNCOUNTED else text
