"""Who works in the shop: names without passwords, and handing everything over from one to another."""

from dataclasses import dataclass

from db.core.connection import rows as read
from db.core.connection import run, value
from db.core.errors import InputError
from db.core.journal import unit
from db.core.values.text import clean_text, one_line
from db.services import options, settings
from resources.i18n import _


@dataclass(frozen=True, slots=True)
class Handed:
    """How much went over, or would."""

    customers: int
    tasks: int  # open ones


def names() -> list[str]:
    """The names the shop has written down, in its order."""
    return options.texts("staff")


def holders() -> list[str]:
    """Everybody who looks after customers or has something to do: the shop's names first, then those of old lists."""
    found = read("SELECT staff FROM customer WHERE staff <> '' UNION SELECT staff FROM task WHERE staff <> '' ORDER BY 1")
    return list(dict.fromkeys([*names(), *(name for (name,) in found)]))


def held(name: str) -> Handed:
    """What this person looks after now."""
    return Handed(
        int(value("SELECT count(*) FROM customer WHERE staff = ?", name)),
        int(value("SELECT count(*) FROM task WHERE staff = ? AND done_on IS NULL", name)),
    )


def hand_over(from_: str, to: str) -> Handed:
    """Everything of one person goes to another in one unit: customers and open reminders. InputError: nobody, or the same."""
    heir = one_line(clean_text(to))
    if not heir or heir == from_:
        raise InputError(_("Please choose somebody else who takes over."), field="to")
    with unit("staff.hand_over", name=f"{from_} → {heir}"):
        if heir not in names():
            settings.put("staff", [*names(), heir])
        stamp = "updated_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
        return Handed(
            run(f"UPDATE customer SET staff = ?, {stamp} WHERE staff = ?", heir, from_),
            run(f"UPDATE task SET staff = ?, {stamp} WHERE staff = ? AND done_on IS NULL", heir, from_),
        )
