"""Who acts, and whether they may.

A shop without passwords has names but no rights: everybody acts as the owner. In a guarded one nobody may do anything before
they came in (services/entry.py), and then what their role and their own rights say.
"""

from dataclasses import dataclass
from typing import Final, Literal

from db.core import veil
from db.core.actions import ACTIONS
from db.core.errors import RefusedError
from db.core.values.text import clean_text, one_line
from resources.i18n import _, written

Role = Literal["owner", "staff", "reader", "nobody"]
Right = Literal["contacts", "money", "export", "history"]
RIGHTS: Final[frozenset[Right]] = frozenset({"contacts", "money", "export", "history"})


@dataclass(frozen=True, slots=True)
class Person:
    """Who sits at the window. `rights` are those beside the role's actions; the owner has all of them. `user`: the row's id."""

    name: str = ""
    role: Role = "owner"
    rights: frozenset[Right] = RIGHTS
    user: int | None = None


_NOBODY: Final = Person(role="nobody", rights=frozenset())
_person: Person = Person()
_guarded: bool = False


def act_as(name: str) -> None:
    """From now on this person acts in a shop without passwords; an empty name means the owner."""
    global _person  # noqa: PLW0603 - one person sits at the window
    if not _guarded:
        _person = Person(one_line(clean_text(name)))


def guard(on: bool) -> None:
    """The shop that is opened asks for passwords: nobody acts before `come_in`; or it does not."""
    global _guarded  # noqa: PLW0603 - one person sits at the window
    if on or _guarded:  # who acts under a name alone goes on
        come_in(_NOBODY if on else Person())
    _guarded = on


def come_in(person: Person) -> None:
    """This person proved who they are (services/entry.py is the only door); they read what they may."""
    global _person  # noqa: PLW0603 - one person sits at the window
    _person = person
    if may("contacts"):
        veil.take_off()
    else:
        veil.put_on()


def leave() -> None:
    """Nobody acts any more until somebody comes in; without passwords nothing happens."""
    if _guarded:
        come_in(_NOBODY)


def is_guarded() -> bool:
    """Whether the open shop asks for passwords."""
    return _guarded


def person() -> Person:
    """Who acts."""
    return _person


def owner() -> str:
    """The owner's name: one in the file, whatever language the screen speaks."""
    return written("Owner")


def actor() -> str:
    """The name that goes into the history."""
    return _person.name or owner()


def printed(name: str) -> str:
    """The name for a customer's paper: what the owner is called here is no name, and left out."""
    return "" if name == owner() else name


def shown(name: str) -> str:
    """A name as the screen says it: the owner in the language in use."""
    return _("Owner") if name == owner() else name


def may(right: Right) -> bool:
    """Whether who acts has this right."""
    return right in _person.rights


def demand(right: Right) -> None:
    """A RefusedError where who acts has not this right."""
    if not may(right):
        raise refused()


def may_do(action: str) -> bool:
    """Whether who acts may do this; a name that is not listed is a bug."""
    if action not in ACTIONS:
        raise LookupError(f"no such action: {action}")
    return _person.role in ACTIONS[action].roles


def require(action: str) -> str:
    """The acting person's name, if the action exists and they may do it; a role that is not named is refused (RefusedError)."""
    if not may_do(action):
        raise refused()
    return actor()


def refused() -> RefusedError:
    """Who acts may not do this."""
    return RefusedError(_("{name} may not do this here. Nothing was changed. Please ask the owner.").format(name=shown(actor())))
