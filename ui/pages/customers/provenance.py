"""Where one value of the card came from, and what stood there before."""

from typing import Final, NamedTuple

from db.core import audit
from db.services import cards
from resources.i18n import _
from ui.kit.when import when

_MOST: Final = 12  # earlier values told


class Place(NamedTuple):
    """Where a value stands: a column of a row of customer, contact_point or address."""

    table: str
    row: int
    column: str


def told(place: Place) -> str:
    """The file the value came from, or that it was typed in here; then every earlier value, the newest first."""
    origin = _origin(place)
    if origin:
        sheet = _("sheet {name}").format(name=origin.sheet) if origin.sheet else ""
        line = _("row {row}").format(row=origin.row) if origin.row else ""
        where = ", ".join(part for part in (origin.file, sheet, line) if part)
        lines = [_("Came from {place}, imported {when}.").format(place=where, when=when(origin.at))]
    else:
        lines = [_("Entered by hand in this program.")]
    changes = audit.field_history(*place)[:_MOST]
    for change in changes:
        lines.append(
            _("{when}, {what}: “{before}” became “{after}”").format(
                when=when(change.at), what=change.label, before=change.before or "—", after=change.after or "—"
            )
        )
    return "\n".join(lines if changes else [*lines, _("It was never changed.")])


def _origin(place: Place) -> audit.Origin | None:
    if place.table == "contact_point":
        return cards.point_origin(place.row)
    return cards.address_origin(place.row) if place.table == "address" else cards.origin(place.row, place.column)
