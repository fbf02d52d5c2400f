"""How often a reminder comes again: every so many days, weeks, months or years; the 31st and 29 February keep their place."""

import re
from datetime import date, timedelta
from typing import Final

from db.core.errors import InputError
from db.services.open_days import months_later
from resources.i18n import _, ngettext

_SHAPE: Final = re.compile(r"([1-9]\d{0,2})([dwmy])(?:@(\d\d))?", re.ASCII)
_DAYS: Final = {"d": 1, "w": 7}
_MONTHS: Final = {"m": 1, "y": 12}
_NAMES: Final = {"d": "DAILY", "w": "WEEKLY", "m": "MONTHLY", "y": "YEARLY"}
_FEBRUARY: Final = 2
_SHORTEST, _LONGEST = 28, 31  # days of a month


def anchored(repeat: str, due: date) -> str:
    """A repeat as it is kept: of months and years it remembers a day that short months lack. InputError: it is none."""
    found = _SHAPE.fullmatch(repeat.strip())
    if repeat.strip() and found is None:
        raise InputError(_("“{value}” is no repeat. Write it like 7d, 2w, 1m or 1y.").format(value=repeat), field="repeat")
    if found is None:
        return ""
    keeps = found[2] in _MONTHS and due.day > 28
    return f"{found[1]}{found[2]}@{due.day}" if keeps else found[1] + found[2]


def plain(repeat: str) -> str:
    """A repeat without what it remembers: 7d, 1m."""
    return repeat.partition("@")[0]


def following(repeat: str, planned: date, after: date) -> date | None:
    """The first day of a repeat counted from the planned one that lies after this day; None: the calendar ends before."""
    count, unit, of_month = _parts(repeat)
    if after.year + count > date.max.year:
        return None
    if unit in _DAYS:
        step = count * _DAYS[unit]
        return planned + timedelta(days=step * max((after - planned).days // step + 1, 1))
    step = count * _MONTHS[unit]
    times = max(((after.year - planned.year) * 12 + after.month - planned.month) // step, 1)
    while (day := months_later(planned, step * times, of_month)) <= after:
        times += 1
    return day


def beat(repeat: str, planned: date) -> int:
    """What all days of a repeat counted from the planned one have in common beside its words."""
    count, unit, of_month = _parts(repeat)
    if unit in _DAYS:
        return planned.toordinal() % (count * _DAYS[unit])
    months = (planned.year * 12 + planned.month - 1) % (count * _MONTHS[unit])
    return months * 100 + (of_month or planned.day)


def rule(repeat: str, first: date) -> str:
    """A repeat from this day on as calendars write it (RFC 5545): a month too short has it on its last day, as here."""
    count, unit, of_month = _parts(repeat)
    every = f"FREQ={_NAMES[unit]}"
    if count > 1:
        every += f";INTERVAL={count}"
    if not of_month or (unit == "y" and first.month != _FEBRUARY):  # any other month has its day each year
        return every
    if unit == "y":
        every += f";BYMONTH={_FEBRUARY}"
    if of_month == _LONGEST:
        return f"{every};BYMONTHDAY=-1"
    last_of = ",".join(str(day) for day in range(_SHORTEST, of_month + 1))
    return f"{every};BYMONTHDAY={last_of};BYSETPOS=-1"


def _parts(repeat: str) -> tuple[int, str, int]:
    """How many, of what, and the day of the month it remembers or 0. ValueError: it is none."""
    found = _SHAPE.fullmatch(repeat)
    if found is None:
        raise ValueError(repeat)
    return int(found[1]), found[2], int(found[3] or 0)


def words(repeat: str) -> str:
    """A repeat in words: every week, every 3 months; "" of none."""
    found = _SHAPE.fullmatch(repeat)
    if found is None:
        return ""
    count = int(found[1])
    said = {
        "d": ngettext("every day", "every {count} days", count),
        "w": ngettext("every week", "every {count} weeks", count),
        "m": ngettext("every month", "every {count} months", count),
        "y": ngettext("every year", "every {count} years", count),
    }
    return said[found[2]].format(count=count)
