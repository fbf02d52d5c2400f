"""Where one value of the card came from, and what stood there before."""

from typing import Any, Final, NamedTuple

from db.core import audit
from db.core.values import dates
from db.core.values.dates import PartialDate
from db.services import own_fields, settings
from db.services.own_fields import OwnFieldRow
from resources.i18n import _
from ui.kit.when import when

_MOST: Final = 12  # earlier values told
BIRTHDAY: Final = ("birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap")


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


def of_own(customer: int, field: OwnFieldRow) -> Place:
    """The place of an own field's value."""
    return Place("customer", customer, ("extra",), field)


def told(place: Place) -> str:
    """The file the value came from, or that it was typed in here; then every earlier value, the newest first."""
    origin = audit.origin(place.table, place.row, *place.columns, key=place.key)
    changes = audit.field_history(place.table, place.row, *place.columns, key=place.key)[:_MOST]
    if origin:
        sheet = _("sheet {name}").format(name=origin.sheet) if origin.sheet else ""
        line = _("row {row}").format(row=origin.row) if origin.row else ""
        where = ", ".join(part for part in (origin.file, sheet, line) if part)
        lines = [_("Came from {place}, imported {when}.").format(place=where, when=when(origin.at))]
    else:
        at = changes[0].at if changes else audit.row_history(place.table, place.row)[-1].at
        lines = [_("Typed in by hand, {when}.").format(when=when(at))]
    for change in changes:
        before, after = said(place, change.before), said(place, change.after)
        lines.append(
            _("{when}, {what}: “{before}” became “{after}”").format(
                when=when(change.at), what=change.label, before=before or "—", after=after or "—"
            )
        )
    return "\n".join(lines if changes else [*lines, _("It was never changed.")])


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
    return " ".join(str(value) for value in values.values() if value)
