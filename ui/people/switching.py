"""Switching to somebody else by their PIN while the shop is open."""

from functools import partial

from db.services import entry, people
from resources.i18n import _
from ui.kit.page import Shell


def switch(shell: Shell, user: int, name: str) -> bool:
    """Ask for the PIN; whether this person acts now. A wrong one is said and can be typed again."""
    typed = shell.asks.text(_("Switch to {name}").format(name=name), _("PIN of {name}").format(name=name), "", secret=True)
    if not typed:
        return False
    entry.switch(user, typed)
    return True


def choices(shell: Shell) -> list[tuple[str, partial[bool]]]:
    """Everybody who has a PIN, and switching to them."""
    return [(one.name, partial(switch, shell, one.user, one.name)) for one in people.switchable()]
