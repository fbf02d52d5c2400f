"""The columns of the customer list."""

from typing import Final

from db.services import options
from db.services.lists import CustomerRow
from resources.i18n import N_, _
from ui.kit.cells import Cell, Chip, hue
from ui.kit.days import near
from ui.kit.table import Column


def chips_of(row: CustomerRow) -> tuple[Chip, ...]:
    """The marks of a row: what must be seen first, then the tags."""
    marks = [Chip(tag.name, hue(tag.colour)) for tag in row.tags]
    if row.archived:
        marks.insert(0, Chip(_("Put away"), "grey"))
    if row.is_blacklisted:
        marks.insert(0, Chip(_("Watch list"), "red"))
    return tuple(marks)


def _last_contact(row: CustomerRow) -> Cell:
    when = near(row.last_contact_on, options.shows_republic_years())
    return Cell(f"{when} {row.last_contact}".strip(), below=row.last_text)


COLUMNS: Final = (
    Column("name", N_("Customer"), lambda row: Cell(row.name, note=row.title, below=row.code), width=11),
    Column("phone", N_("Phone"), lambda row: Cell(row.phone), width=9.6),
    Column("last_contact", N_("Last contact"), _last_contact, width=8.6),
    Column("city", N_("City"), lambda row: Cell(row.city, tone="muted"), width=6, leaves=2),
    Column(
        "last_text",
        N_("What was said"),
        lambda row: Cell(row.last_text, tone="muted"),
        width=14,
        sorts=False,
        leaves=3,
        at_first=False,
    ),
    Column("code", N_("Code"), lambda row: Cell(row.code, tone="muted"), width=6.5, leaves=4, at_first=False),
    Column("tags", N_("Tags"), lambda row: Cell(chips=chips_of(row)), width=9, leaves=1),
)
