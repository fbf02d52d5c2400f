"""The refreshers of derived tables (search lines, figures), called at the end of every unit that changed something."""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from db.core.journal import Unit

Refresher = Callable[["Unit"], None]
_KEEPER: Final = "db.services.figures"  # registers itself; found by name: core imports nothing above it
_refreshers: list[Refresher] = []


def register(refresher: Refresher) -> None:
    """Call this with every unit that changed something, before it is saved; registering twice counts once."""
    if refresher not in _refreshers:
        _refreshers.append(refresher)


def refreshers() -> list[Refresher]:
    """All of them; who keeps the derived tables is loaded with the first unit, not to read a list."""
    importlib.import_module(_KEEPER)
    return _refreshers


def refresh(opened: "Unit") -> None:
    """Bring every derived table up to date with this unit's changes."""
    for refresher in refreshers():
        refresher(opened)
