"""Switching to somebody else by their PIN while the shop is open."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from db.core import session
from db.services import entry, people
from db.services.people import PersonRow
from resources.i18n import _
from ui.kit.page import Shell


def switch(shell: Shell, user: int, name: str) -> bool:
    """Ask for the PIN; whether this person acts now. A wrong one is said and can be typed again."""
    typed = shell.asks.text(_("Switch to {name}").format(name=name), _("PIN of {name}").format(name=name), "", secret=True)
    if not typed:
        return False
    entry.switch(user, typed)
    return True


class Choice(NamedTuple):
    """One person of the shop: the words of the entry, and switching to them; None: they have no way to come in yet."""

    name: str
    words: str
    do: Callable[[], bool] | None


def choices(shell: Shell) -> list[Choice]:
    """Everybody, the owner first: who has no PIN comes in with the password, over the lock."""
    return [_choice(shell, one) for one in people.rows()]


def _choice(shell: Shell, one: PersonRow) -> Choice:
    if one.id == session.person().user:
        return Choice(one.name, one.name, lambda: False)
    if one.has_pin:
        return Choice(one.name, one.name, partial(switch, shell, one.id, one.name))
    if one.has_password:
        return Choice(one.name, _("{name} (with the password)").format(name=one.name), partial(_lock, shell))
    return Choice(one.name, _("{name} (has no PIN yet)").format(name=one.name), None)


def _lock(shell: Shell) -> bool:
    """The lock page asks for the password; nobody acts before."""
    shell.do("lock")
    return False
