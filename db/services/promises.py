"""A day that is promised in what is typed: 「下週五回電」, 「12/3 再聯絡」, 「三天後打給他」."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from db.core import clock
from db.core.values import dates
from db.core.values.text import half_width
from db.services.open_days import months_later

_NUMBERS: Final = {"一": 1, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_DAY: Final = re.compile(
    r"大後天|後天|明[天日]|(?:這|本|下下?)?個?(?:星期|週|周|禮拜)[一二三四五六日天]|下下?個?(?:星期|週|周|禮拜)|下個?月"
    r"|(?P<count>\d{1,3}|[一兩二三四五六七八九十])個?(?P<unit>天|日|星期|週|周|禮拜|月)[之以]?後"
    r"|(?<![\d/.:-])(?:\d{2,4}[/.-])?\d{1,2}[/-]\d{1,2}(?![\d/.:-])|(?<!\d)\d{1,2}月\d{1,2}[日號]?"
)
_WEEK: Final = re.compile(r"下(下)?個?(?:星期|週|周|禮拜)([一二三四五六日天])?")
_WEEKDAYS: Final = "一二三四五六日"
_NEXT_MONTH: Final = ("下月", "下個月")
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
        return _later(today, _NUMBERS.get(found["count"]) or int(found["count"]), found["unit"])
    if week := _WEEK.fullmatch(found[0]):
        return _in_week(today, 2 if week[1] else 1, week[2])
    return months_later(today, 1) if found[0] in _NEXT_MONTH else dates.entry(found[0])


def _later(today: date, count: int, unit: str) -> date:
    if unit == "月":
        return months_later(today, count)
    return today + timedelta(days=count * (1 if unit in "天日" else 7))


def _in_week(today: date, weeks: int, weekday: str | None) -> date:
    """下週五 is the Friday of the next calendar week, 下週 alone a week from today."""
    if not weekday:
        return today + timedelta(days=7 * weeks)
    monday = today - timedelta(days=today.weekday())
    return monday + timedelta(days=7 * weeks + _WEEKDAYS.index(weekday.replace("天", "日")))
