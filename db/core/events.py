"""What changed: told to everybody who listens, after it is saved."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Announcement:
    """One saved unit. `customers` is None when there are too many to name."""

    unit_id: int
    action: str
    tables: frozenset[str]
    customers: frozenset[int] | None


Listener = Callable[[Announcement], None]
_listeners: list[Listener] = []


def listen(callback: Listener) -> None:
    """Call this after every saved unit, on the thread that saved it."""
    _listeners.append(callback)


def forget(callback: Listener) -> None:
    """Stop calling it; one that never listened is not an error."""
    if callback in _listeners:
        _listeners.remove(callback)


def announce(announcement: Announcement) -> None:
    """Tell every listener; the unit is saved, so a listener's error goes to the log only."""
    for callback in list(_listeners):
        try:
            callback(announcement)
        except Exception:
            _log.exception("a listener failed after %s", announcement.action)
