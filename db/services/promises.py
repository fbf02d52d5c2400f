"""A day that is promised in what is typed: 「下週五回電」, 「12/3 再聯絡」, 「三天後打給他」."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.values import counted, dates
from db.core.values.text import half_width
from db.services.open_days import months_later

_WEEK: Final = "(?:星期|週|周|禮拜)"
_DAY: Final = re.compile(
    # not in the middle of a number or of 下下下週, nor of what was (上週五) or is always (每週五)
    r"(?<![下上每\d.一兩二三四五六七八九十百千幾半])(?:"
    r"(?P<count>\d{1,3}|[一兩二三四五六七八九]?十[一二三四五六七八九]?|[一兩二三四五六七八九半])個?"
    rf"(?P<unit>天|日|{_WEEK}|月|年)[之以]?後"
    rf"|(?:這|本|(?P<weeks>下下?))個?{_WEEK}(?P<weekday>[一二三四五六日天])|(?P<in_weeks>下下?)個?{_WEEK}"
    r"|(?:(?P<months>下下?)個?|這個?|本)?月(?P<part>[初中底])|(?P<in_months>下下?)個?月(?:的?(?P<date>\d{1,2})[日號])?"
    rf"|{_WEEK}[一二三四五六日天]|大後天|(?<![以之今往然最])後天|明[天日]"
    r"|(?<![/:-])(?:\d{2,4}[/.-])?\d{1,2}[/-]\d{1,2}(?![\d/.:-])|\d{1,2}月\d{1,2}[日號]?)"
)
_WEEKDAYS: Final = "一二三四五六日"
_PARTS: Final = {"初": 1, "中": 15, "底": 31}  # of a month: the day, or its last one
_AGAIN: Final = re.compile(
    r"再|回[電覆撥報訊]|打給|打去|打電話|通知|聯[絡繫]|去[量看裝修收拿送]|來[量看裝修收拿]|提醒|催|送|追|確認|call", re.I
)
_NEAR: Final = 8  # letters after the day in which it says what will be done then


@dataclass(frozen=True, slots=True)
class Promise:
    """The first day to come that the text names; `is_sure`: it says right after it what will be done then."""

    words: str
    day: date
    is_sure: bool


def made_in(text: str) -> Promise | None:
    """The promise of a text: a sure one before one that only names a day; None where no day to come is named."""
    narrow = half_width(text[:2000])
    found = [
        Promise(one[0], day, bool(_AGAIN.search(narrow[one.end() : one.end() + _NEAR])))
        for one in _DAY.finditer(narrow)
        if (day := _day(one)) and day > clock.today()
    ]
    return next((one for one in found if one.is_sure), found[0] if found else None)


def _day(found: re.Match[str]) -> date | None:
    today = clock.today()
    if found["unit"]:
        return _later(today, found["count"], found["unit"])
    if found["weekday"]:
        return _in_week(today, len(found["weeks"] or ""), found["weekday"])
    if found["in_weeks"]:
        return today + timedelta(days=7 * len(found["in_weeks"]))
    if found["part"]:
        return _in_month(today, len(found["months"] or ""), _PARTS[found["part"]])
    if found["in_months"]:
        return _in_month(today, len(found["in_months"]), int(found["date"] or today.day))
    return dates.entry(found[0])


def _later(today: date, said: str, unit: str) -> date | None:
    """三十天後, 2 週後, 半年後; half a day or half a week is no day."""
    if said == "半":
        return {"年": months_later(today, 6), "月": today + timedelta(days=15)}.get(unit)
    count = int(said) if said.isdecimal() else counted.spoken(said) or 0
    if unit in "月年":
        return months_later(today, count * (12 if unit == "年" else 1))
    return today + timedelta(days=count * (1 if unit in "天日" else 7))


def _in_week(today: date, weeks: int, weekday: str) -> date:
    """下週五 is the Friday of the next calendar week."""
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * weeks + _WEEKDAYS.index(weekday.replace("天", "日")))


def _in_month(today: date, months: int, day: int) -> date | None:
    """A day of the month so many months on, its last one where the month is shorter; 月初 alone is the next one that comes."""
    if not 1 <= day <= 31:
        return None
    first = months_later(today.replace(day=1), months)
    found = months_later(first, 0, day)
    return found if months or found > today else months_later(first, 1, day)
