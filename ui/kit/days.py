"""Days in the words people use: 今天, 3 天前, 2 個月前; further away the date itself."""

from datetime import date
from typing import TYPE_CHECKING

from db.core import clock
from db.services import options
from resources.i18n import _, ngettext
from ui.kit.when import WEEKDAYS

if TYPE_CHECKING:
    from db.core.values.dates import PartialDate


def near(iso: str | None, roc: bool = False) -> str:
    """How long ago an ISO day was; the date itself after a year, or when it is still to come."""
    if not iso:
        return ""
    ago = (clock.today() - date.fromisoformat(iso[:10])).days
    if not 0 <= ago < 365:
        from db.core.values import dates

        return dates.shown(iso, roc)
    if ago < 2:
        return _("yesterday") if ago else _("today")
    if ago < 7:
        return ngettext("{count} day ago", "{count} days ago", ago).format(count=ago)
    if ago < 30:
        return ngettext("{count} week ago", "{count} weeks ago", ago // 7).format(count=ago // 7)
    return ngettext("{count} month ago", "{count} months ago", ago // 30).format(count=ago // 30)


def written(day: "date | PartialDate | str | None") -> str:
    """A day as the shop writes its days: 2026/11/25 or 115/11/25; "" for none."""
    if not day:
        return ""
    from db.core.values import dates

    return dates.shown(day, options.shows_republic_years())


def until_birthday(month: int, day: int) -> int:
    """Days until the next solar birthday; 29 February is kept on 1 March in other years."""
    today = clock.today()
    this = _in_year(today.year, month, day)
    return ((this if this >= today else _in_year(today.year + 1, month, day)) - today).days


def _in_year(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 3, 1)


def coming(iso: str) -> str:
    """A day to come: 11/23; with its year where that is another one."""
    day = date.fromisoformat(iso)
    return f"{day.month}/{day.day}" if day.year == clock.today().year else f"{day.year}/{day.month}/{day.day}"


def with_weekday(day: date) -> str:
    """11/23 週一; with its year where that is another one."""
    year = "" if day.year == clock.today().year else f"{day.year}/"
    return f"{year}{day.month}/{day.day} {_(WEEKDAYS[day.weekday()])}"
