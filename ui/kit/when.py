"""An instant the machine stamped, as the shop's clock showed it."""

from db.core import clock
from resources.i18n import _


def when(at: str) -> str:
    """A UTC instant (ISO, Z) as 今天 10:24, else 2026/11/18 10:24."""
    day, _blank, hour = clock.shown(at).partition(" ")
    return f"{_('Today') if day == clock.today().isoformat() else day.replace('-', '/')} {hour}"
