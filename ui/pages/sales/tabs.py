"""The tabs of the page of sales, each a page of its own that is made when it is first looked at."""

from collections.abc import Callable
from typing import Final, NamedTuple

from resources.i18n import N_
from ui.kit.page import Page, Shell


class TabSpec(NamedTuple):
    """A tab; `make` imports its module, so that a tab costs nothing before it is shown."""

    key: str
    title: str  # an id for _()
    make: Callable[[Shell], Page]


def _sold(shell: Shell) -> Page:
    from ui.pages.sales.sold_tab import SoldTab

    return SoldTab(shell)


def _orders(shell: Shell) -> Page:
    from ui.pages.sales.orders_tab import OrdersTab

    return OrdersTab(shell)


def _takings(shell: Shell) -> Page:
    from ui.pages.sales.takings_tab import TakingsTab

    return TakingsTab(shell)


def _owed(shell: Shell) -> Page:
    from ui.pages.sales.owed_tab import OwedTab

    return OwedTab(shell)


TABS: Final[list[TabSpec]] = [
    TabSpec("sold", N_("Sold"), _sold),
    TabSpec("orders", N_("Orders"), _orders),
    TabSpec("payments", N_("Payments"), _takings),
    TabSpec("owed", N_("Owed"), _owed),
]
