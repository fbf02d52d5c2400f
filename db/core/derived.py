"""The refreshers of derived tables (search lines, figures), called at the end of every unit that changed something."""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from db.core.journal import Unit

Refresher = Callable[["Unit"], None]
_SERVICES: Final = "db.services"  # found by name: core imports nothing above it
_refreshers: list[Refresher] = []


def load() -> None:
    """Have everybody register who keeps a derived table: no shop file is opened without them."""
    importlib.import_module(_SERVICES)


def register(refresher: Refresher) -> None:
    """Call this with every unit that changed something, before it is saved; registering twice counts once."""
    if refresher not in _refreshers:
        _refreshers.append(refresher)


def refresh(opened: "Unit") -> None:
    """Bring every derived table up to date with this unit's changes."""
    for refresher in _refreshers:
        refresher(opened)
