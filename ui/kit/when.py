"""An instant the machine stamped, as the shop's clock showed it."""

import datetime
from typing import Final

from db.core import clock
from resources.i18n import N_, _

WEEKDAYS: Final = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def when(at: str) -> str:
    """A UTC instant (ISO, Z) as 今天 10:24, else 2026/11/18 10:24."""
    day, _blank, hour = clock.shown(at).partition(" ")
    return f"{_('Today') if day == clock.today().isoformat() else day.replace('-', '/')} {hour}"


def day_in_words(shown_at: str) -> str:
    """What the shop's clock showed ("2026-11-20 09:15"): 今天 09:15, 昨天 09:15, else 2026/11/20 (週五) 09:15."""
    day, _blank, hour = shown_at.partition(" ")
    if not day:
        return ""
    date = datetime.date.fromisoformat(day)
    ago = (clock.today() - date).days
    near = {0: _("Today"), 1: _("Yesterday")}
    return f"{near[ago]} {hour}" if ago in near else f"{day.replace('-', '/')} ({_(WEEKDAYS[date.weekday()])}) {hour}"
