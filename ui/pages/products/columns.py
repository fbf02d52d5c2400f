"""The columns of the list of products; the cost is the owner's."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from db.services import staff
from db.services.products import ProductRow
from resources.i18n import N_, _
from ui.kit import counter
from ui.kit.cells import Cell, Chip
from ui.kit.table import Column
from ui.lines.reading import number


def _name(row: ProductRow) -> Cell:
    return Cell(row.name, tone="ink" if row.is_active else "muted", chips=chips_of(row))


def chips_of(row: ProductRow) -> tuple[Chip, ...]:
    """What must be seen of a product: no longer sold, replaced by a newer model, a bundle."""
    said = (
        (not row.is_active, _("No longer sold"), "grey"),
        (row.next_model is not None, _("Newer model"), "amber"),
        (row.is_bundle, _("Bundle"), "violet"),
    )
    return tuple(Chip(words, hue) for is_so, words, hue in said if is_so)


def _muted(of: Callable[[ProductRow], str]) -> Callable[[ProductRow], Cell]:
    return lambda row: Cell(of(row), tone="muted")


def _price(of: Callable[[ProductRow], Decimal | None]) -> Callable[[ProductRow], Cell]:
    return lambda row: Cell(number(of(row)), secret=("text",), hides_empty=True)


def under_cost(row: ProductRow) -> bool:
    """Whether a price is less than the cost; nobody but the owner is told."""
    prices = (row.price, row.wholesale_price, row.project_price)
    return row.cost is not None and staff.is_owner() and any(one is not None and one < row.cost for one in prices)


def _retail(row: ProductRow) -> Cell:
    return Cell(number(row.price))


def _cost(row: ProductRow) -> Cell:
    is_red = under_cost(row) and not counter.state.is_on
    return Cell(number(row.cost), tone="red" if is_red else "muted", secret=("text",), hides_empty=True)


_BEFORE: Final = (
    Column("name", N_("Product"), _name, 13),
    Column("code", N_("Item no."), _muted(lambda row: row.code), 7),
    Column("spec", N_("Specification"), _muted(lambda row: row.spec), 9, sorts=False, leaves=2),
    Column("unit", N_("Unit"), _muted(lambda row: row.unit), 4, sorts=False, leaves=1),
    Column("price", N_("Retail"), _retail, 6, right=True),
    Column("wholesale", N_("Wholesale"), _price(lambda row: row.wholesale_price), 6.4, right=True, leaves=3),
    Column("project", N_("Contractor"), _price(lambda row: row.project_price), 6.4, right=True, leaves=4),
)
_COST: Final = Column("cost", N_("Cost"), _cost, 5.6, right=True, leaves=5)
_AFTER: Final = (
    Column("category", N_("Category"), _muted(lambda row: row.category), 6, leaves=6),
    Column("barcode", N_("Barcode"), _muted(lambda row: row.barcode), 9, sorts=False, leaves=8, at_first=False),
    Column("availability", N_("Supply"), _muted(lambda row: row.availability), 6, sorts=False, leaves=7),
)


def of_shop() -> list[Column]:
    """The columns whoever acts may see."""
    return [*_BEFORE, *([_COST] if staff.is_owner() else []), *_AFTER]
