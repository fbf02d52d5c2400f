"""Days and times as they are typed into forms: 11/21, 昨天, 115/11/21, 14:30; what can't be read is said in a sentence."""

import re
from typing import Final

from db.core.errors import InputError
from db.core.values import dates
from db.core.values.text import half_width
from resources.i18n import _

_TIME: Final = re.compile(r"(上午|早上|下午|晚上)?(\d{1,2})(?:[:點時.]?(\d\d)分?|[點時])", re.ASCII)
_AFTERNOON: Final = ("下午", "晚上")
_NOON: Final = 12
_FIRST, _LAST = 1912, 2199  # years a shop writes down: 民國 1, and none whose credit or validity ends beyond the calendar


def iso(typed: str, field: str = "") -> str | None:
    """The ISO date, None for an empty box. InputError: this is no day; `field`: whose box it was."""
    if not typed.strip():
        return None
    day = dates.entry(typed)
    if day is None and (said := dates.parse(typed)) and said.year is None and not said.lunar:  # 2/29
        sentence = _("There is no {value} near today. Please write the year, too.")
        raise InputError(sentence.format(value=typed.strip()), field=field)
    if day is None:
        raise InputError(_("“{value}” is not a date. Write it like 2015/3/1 or 104/3/1.").format(value=typed), field=field)
    if not _FIRST <= day.year <= _LAST:
        sentence = _("“{value}” is too far away. Write a day of the years {first} to {last}.")
        raise InputError(sentence.format(value=typed.strip(), first=_FIRST, last=_LAST), field=field)
    return day.isoformat()


def time(typed: str) -> str | None:
    """HH:MM of 14:30, 1430, 下午2點; None for an empty box. InputError: this is no time of day."""
    plain = half_width(typed).replace(" ", "")
    if not plain:
        return None
    found = _TIME.fullmatch(plain)
    hour, minute = (int(found[2]), int(found[3] or 0)) if found else (24, 0)
    if found and found[1] in _AFTERNOON and hour < _NOON:
        hour += _NOON
    if hour > 23 or minute > 59:
        raise InputError(_("“{value}” is not a time. Write it like 14:30.").format(value=typed))
    return f"{hour:02}:{minute:02}"


def moment(typed: str) -> tuple[str | None, str | None]:
    """The ISO date and HH:MM of one box: 昨天, 11/18 14:30, 14:30 (today); (None, None) of an empty one. InputError."""
    words = half_width(typed).split()
    if words and _TIME.fullmatch(words[-1]) and (len(words) > 1 or re.search("[:點時]", words[-1])):
        return iso(" ".join(words[:-1])), time(words[-1])
    return iso(typed), None
