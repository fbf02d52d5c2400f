"""The watch list in words, as they may be seen now."""

from db.core.values import dates
from db.services import blacklist
from db.services.blacklist import BlacklistRow
from resources.i18n import _
from ui.kit import counter
from ui.kit.cells import Chip


def warning(customer: int) -> str:
    """One sentence for whom is being chosen; ⚠ alone in counter mode; "" where they are not on the list."""
    return counter.warned(blacklist.warning(customer))


def chip(level: str) -> Chip:
    """How careful to be, as a mark in a list."""
    return Chip(_(dict(blacklist.LEVELS).get(level, level)), "red" if level == "stop" else "amber", warns=True)


def since(entry: BlacklistRow, roc: bool) -> str:
    """Since when and by whom."""
    day = dates.shown(entry.since, roc) if entry.since else ""
    return " ・ ".join(part for part in (_("since {day}").format(day=day) if day else "", entry.by) if part)
