"""Who leafs through many customers in a guarded shop: told in the history and to the owner, once it is more than work asks."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from db.core import clock, session
from db.core.connection import database
from db.core.errors import BusyError
from db.services import facts

CARDS: Final = 60  # customers whose card was opened in a day: a clerk serves some forty; each further sixty is a line of its own
ROWS: Final = 1_000  # customers who stood in a list: what is scrolled through, or found by search after search
_seen: Final[dict[tuple[str, str, str], set[int]]] = {}  # of the process: by kind, person and day; a restart counts anew


def opened(customer: int) -> None:
    """The card of a customer was read. The owner, and a shop without passwords, are not watched."""
    if session.is_guarded():
        _count("cards", [customer], CARDS)


def listed(ids: Iterable[int]) -> None:
    """These stood in a list, with what who acts may see of them."""
    if session.is_guarded():
        _count("rows", ids, ROWS)


def _count(kind: str, ids: Iterable[int], many: int) -> None:
    person, today = session.person(), clock.today().isoformat()
    if person.role not in ("staff", "reader") or database.is_read_only:
        return
    for of_another_day in [key for key in _seen if key[2] != today]:
        del _seen[of_another_day]
    seen = _seen.setdefault((kind, person.name, today), set())
    before = len(seen)
    seen.update(ids)
    if len(seen) // many > before // many:
        with suppress(BusyError):  # a job saves just now: the next sixty are noted
            facts.note("lists.look_through", kind=kind, count=len(seen))
