"""When the shop was last used, and what is odd about the computer's date beside it: nothing is dated by a wrong clock unsaid."""

from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.connection import rows
from resources.i18n import _

_YEAR: Final = timedelta(days=366)
_RIGHT: Final = "clock.right"  # the action of whoever said that the date is right
_LOOKED_AT: Final = 5_000  # of the latest units: weeks of work, and no matter of time at the start
_DAYS: Final = f"""
    WITH latest AS (SELECT id, action, at FROM unit ORDER BY id DESC LIMIT {_LOOKED_AT})
    SELECT max(at) FROM latest WHERE id >= coalesce((SELECT max(id) FROM latest WHERE action = '{_RIGHT}'), 0)
    GROUP BY substr(at, 1, 10) ORDER BY min(id)
"""


def day() -> date | None:
    """The latest day the shop was used, of any unit since the date was last said to be right; None in a new shop.

    A day more than a year after the one before it was dated by a wrong clock, or nobody has answered yet: it doesn't count.
    """
    used = [date.fromisoformat(clock.shown(row[0])[:10]) for row in rows(_DAYS)]
    last = used[0] if used else None
    for one in sorted(used):
        if last is not None and last < one <= last + _YEAR:
            last = one
    return last


def doubt(last: date | None, today: date) -> str:
    """What is odd about the computer's date, in words; "" where nothing is. `last`: when the shop was last used."""
    if last is None or last <= today <= last + _YEAR:
        return ""
    odd = (
        _("The computer says it is {today}, earlier than the last use ({last}). Please set the date first.")
        if today < last
        else _("The computer says it is {today}, more than a year after the last use ({last}). Please look at the date first.")
    )
    return odd.format(today=f"{today:%Y/%m/%d}", last=f"{last:%Y/%m/%d}")


def is_right() -> None:
    """The computer's date is right, whatever was dated before: kept in history, so that it is not asked again."""
    from db.core.journal import unit  # which the start does not need

    with unit(_RIGHT, day=clock.today().isoformat()):
        pass
