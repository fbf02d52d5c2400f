"""Who works in the shop: names without passwords, and handing everything over from one to another."""

from dataclasses import dataclass

from db.core import clock, session
from db.core.connection import rows as read
from db.core.connection import run
from db.core.errors import InputError
from db.core.values.text import clean_text, one_line
from db.services import options
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class Handed:
    """How much went over, or would."""

    customers: int
    tasks: int  # open ones


def names() -> list[str]:
    """The names the shop has written down, in its order."""
    return options.texts("staff")


def is_owner() -> bool:
    """Whether the owner acts: who reads and writes what only the owner reads, and throws away for good.

    Without passwords this is a matter of politeness: whoever acts under a name of the staff list is not the owner.
    """
    if session.is_guarded():
        return session.person().role == "owner"
    return session.actor() == session.owner() or session.actor() not in names()


def held() -> dict[str, Handed]:
    """What everybody looks after now: the shop's names first, then those of old lists."""
    customers = dict(read("SELECT staff, count(*) FROM customer WHERE staff <> '' GROUP BY staff"))
    tasks = dict(read("SELECT staff, count(*) FROM task WHERE staff <> '' AND done_on IS NULL GROUP BY staff"))
    everybody = dict.fromkeys([*names(), *sorted({*customers, *tasks})])
    return {name: Handed(customers.get(name, 0), tasks.get(name, 0)) for name in everybody}


def heir_of(from_: str, to: str) -> str:
    """Who takes over, as the name is written down. InputError: nobody, or the same."""
    heir = one_line(clean_text(to))
    if not heir or heir == from_:
        raise InputError(_("Please choose somebody else who takes over."), field="to")
    return heir


def hand_over(from_: str, to: str) -> Handed:
    """Everything of one person goes to another in one unit: customers and open reminders. InputError: nobody, or the same."""
    from db.core.journal import unit  # writing loads what the first page need not wait for
    from db.services import settings

    heir = heir_of(from_, to)
    with unit("staff.hand_over", name=f"{from_} → {heir}"):
        if heir not in names():
            settings.put("staff", [*names(), heir])
        return Handed(
            run(f"UPDATE customer SET staff = ?, updated_at = {clock.STAMP} WHERE staff = ?", heir, from_),
            run(f"UPDATE task SET staff = ?, updated_at = {clock.STAMP} WHERE staff = ? AND done_on IS NULL", heir, from_),
        )
