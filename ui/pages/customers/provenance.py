"""Where one value of the card came from, and what stood there before."""

from typing import Any, Final, NamedTuple

from db.core import audit
from db.core.audit import FieldChange
from db.core.values import dates
from db.core.values.dates import PartialDate
from db.services import own_fields, settings, terms
from db.services.customer_form import BIRTHDAY
from db.services.own_fields import OwnFieldRow
from resources.i18n import _
from ui.kit.when import when

MOST: Final = 50  # earlier values told


class Place(NamedTuple):
    """Where a value stands: columns of one row that are told as one, or one own field of a customer."""

    table: str
    row: int
    columns: tuple[str, ...]
    own: OwnFieldRow | None = None

    @property
    def key(self) -> str:
        """The own field's key in its column."""
        return self.own.key if self.own else ""


class Step(NamedTuple):
    """One change of a value in words; `values`: what stood there before, as the columns hold it."""

    at: str  # when, by whom, in what
    before: str
    after: str
    values: dict[str, Any]


def of_own(customer: int, field: OwnFieldRow) -> Place:
    """The place of an own field's value."""
    return Place("customer", customer, ("extra",), field)


def origin(place: Place) -> str:
    """The file, sheet and row the value came from, or that it was typed in here, and when."""
    found = audit.origin(place.table, place.row, *place.columns, key=place.key)
    if found:
        sheet = _("sheet {name}").format(name=found.sheet) if found.sheet else ""
        line = _("row {row}").format(row=found.row) if found.row else ""
        where = ", ".join(part for part in (found.file, sheet, line) if part)
        return _("Came from {place}, imported {when}.").format(place=where, when=when(found.at))
    changes = _changes(place)
    at = changes[0].at if changes else audit.row_history(place.table, place.row)[-1].at
    return _("Typed in by hand, {when}.").format(when=when(at))


def steps(place: Place) -> list[Step]:
    """Every change of the value, the newest first."""
    return [
        Step(
            " ・ ".join((when(change.at), change.by, change.label)),
            said(place, change.before), said(place, change.after), change.before,
        )
        for change in _changes(place)[:MOST]
    ]  # fmt: skip


def _changes(place: Place) -> list[FieldChange]:
    return audit.field_history(place.table, place.row, *place.columns, key=place.key)


def said(place: Place, values: dict[str, Any]) -> str:
    """What these columns hold, as the card says it."""
    roc = settings.shows_republic_years()
    if place.own:
        return own_fields.shown(place.own, values["extra"], roc)
    if place.columns == BIRTHDAY:
        year, month, day, lunar, leap = (values.get(column) for column in BIRTHDAY)
        return dates.shown(PartialDate(year, month, day, bool(lunar), bool(leap)), roc) if month and day else ""
    if place.columns == ("customer_since",):
        return dates.shown(values["customer_since"], roc) if values["customer_since"] else ""
    if place.columns[0] in terms.TERMS:
        return terms.shown(place.columns[0], values[place.columns[0]])
    return " ".join(str(value) for value in values.values() if value)
