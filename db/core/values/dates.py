"""Dates as people in Taiwan write them: Republic and western years, lunar birthdays, parts of dates, words for days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, Literal

from db.core import clock
from db.core.values.text import half_width
from resources.i18n import _

Order = Literal["", "ymd", "mdy", "dmy", "roc"]
REPUBLIC: Final = 1911  # Republic year 1 is 1912

_ISO: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME: Final = re.compile(
    r"(?:[ T]+|(?<=日))(?:上午|下午|am|pm)?\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?(?:z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_WEEKDAY: Final = re.compile(r"\(?(?:星期|週|周|禮拜)?[一二三四五六日天]\)$|(?:星期|週|周|禮拜)[一二三四五六日天]$")
_ERA: Final = re.compile(r"^(?:中華)?民國\s*")
_CHRISTIAN: Final = re.compile(r"^(?:西元|公元)\s*")
_LUNAR: Final = re.compile(r"\(?(?:農曆|農歷|陰曆|陰歷|舊曆|國農|農)\)?\s*")
_SOLAR: Final = re.compile(r"\(?(?:國曆|國歷|陽曆|新曆)\)?\s*")
_PARTS: Final = re.compile(r"(\d{1,4})[年/.\-\s]\s*(\d{1,2})[月/.\-\s]\s*(\d{1,4})[日號]?", re.ASCII)
_TWO: Final = re.compile(r"(\d{1,2})[月/.\-]\s*(\d{1,2})[日號]?", re.ASCII)
_DIGITS: Final = re.compile(r"\d{4}|\d{6,8}", re.ASCII)
_CHINESE: Final = re.compile(r"[〇○零一二三四五六七八九十廿卅初]+|[正元冬臘](?=月)")
_NUMERALS: Final = {
    **{numeral: value for value, numeral in enumerate("零一二三四五六七八九十")},
    **{"〇": 0, "○": 0, "正": 1, "元": 1, "冬": 11, "臘": 12},
}
_DAYS: Final = {
    **{"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0},
    **{"今日": 0, "明天": 1, "明日": 1, "後天": 2, "大後天": 3},
}
_WEEK: Final = re.compile(r"(上|下|這|本)?(?:個)?(?:星期|週|周|禮拜)([一二三四五六日天])")
_WEEKDAYS: Final = "一二三四五六日"
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date that may lack its year; in the lunar calendar where `lunar`, in its leap month where `leap`."""

    year: int | None
    month: int
    day: int
    lunar: bool = False
    leap: bool = False

    @property
    def iso(self) -> str:
        """`YYYY-MM-DD`, or `--MM-DD` without a year. A lunar date's own numbers."""
        head = "-" if self.year is None else f"{self.year:04}"
        return f"{head}-{self.month:02}-{self.day:02}"

    @property
    def solar(self) -> date | None:
        """The day itself; None for a lunar date or one without a year."""
        return None if self.lunar or self.year is None else date(self.year, self.month, self.day)


def parse(text: str, order: str | None = None) -> PartialDate | None:
    """The date in this text, or None. `order` is what the column decided (`order_of`): ymd, mdy, dmy or roc.

    Without an order a year of two or three digits in front is a Republic year, and of 3/4/2020 the month comes first.
    `明天` and `週五` count from `clock.today()`. Impossible days are None: they are asked, never repaired.
    """
    if found := _ISO.fullmatch(text):
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    return _relative(text.strip()) or _written(text, order or "")


@lru_cache(maxsize=65_536)
def _written(text: str, order: str) -> PartialDate | None:
    text = _plain(text)
    lunar, leap = bool(_LUNAR.search(text)), "閏" in text
    text = _SOLAR.sub("", _LUNAR.sub("", text)).replace("閏", "").strip()
    if lunar or leap or "月" in text:
        text = _CHINESE.sub(lambda found: str(_numeral(found[0])), text)
    if _ERA.match(text):
        order, text = "roc", _ERA.sub("", text).replace("元年", "1年")
    elif _CHRISTIAN.match(text):
        order, text = "ymd", _CHRISTIAN.sub("", text)
    if found := _PARTS.fullmatch(text):
        return _three((found[1], found[2], found[3]), order, lunar or leap, leap)
    if found := _TWO.fullmatch(text):
        first, second = int(found[1]), int(found[2])
        return _valid(None, *((second, first) if order == "dmy" and "月" not in text else (first, second)), lunar or leap, leap)
    return _digits(text, order) if _DIGITS.fullmatch(text) else None


def _plain(text: str) -> str:
    """Half width, without the time of day, the weekday and Excel's marks."""
    text = half_width(text).strip().lstrip("'").replace("‧", ".").replace("−", "-").replace("–", "-").replace("歲次", "")
    text = _TIME.sub("", re.sub(r"\s+(?=[年月日])|(?<=[年月])\s+", "", text)).strip()
    return re.sub(r"(?<=\d{6})\.0+$", "", _WEEKDAY.sub("", text).strip())


def _numeral(text: str) -> int:
    """初三 3, 十五 15, 廿三 23, 三十 30, 一一二 112, 正 1."""
    text = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    if "十" not in text or len(text) == 1:
        return int("".join(str(_NUMERALS.get(c, 0)) for c in text) or 0)
    tens, _ten, ones = text.partition("十")
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


def _three(parts: tuple[str, str, str], order: str, lunar: bool, leap: bool) -> PartialDate | None:
    a, b, c = parts
    first, middle, last = int(a), int(b), int(c)
    if len(a) == 4:
        return _valid(first, middle, last, lunar, leap) if len(c) <= 2 else None
    if len(c) > 2 or order in {"mdy", "dmy"} or (len(a) <= 2 and last > 31):
        year = last if len(c) == 4 else _century(last)
        day_first = order == "dmy" or (order != "mdy" and first > 12) or first > 12
        return None if len(c) == 3 else _valid(year, *((middle, first) if day_first else (first, middle)), lunar, leap)
    return _valid(_century(first) if order == "ymd" and len(a) == 2 else first + REPUBLIC, middle, last, lunar, leap)


def _digits(text: str, order: str) -> PartialDate | None:
    """20191123, 1081123 (Republic), 990503 (Republic unless the column says western), 1123 (month and day)."""
    year, month, day = text[:-4], int(text[-4:-2]), int(text[-2:])
    if not year:
        return _valid(None, month, day)
    if len(year) == 4:
        return _valid(int(year), month, day) or (_valid(int(text[4:]), int(text[:2]), int(text[2:4])) if order == "mdy" else None)
    return _valid(_century(int(year)) if order == "ymd" and len(year) == 2 else int(year) + REPUBLIC, month, day)


def _century(year: int) -> int:
    """The year of two digits that is not in the future."""
    return 2000 + year if 2000 + year <= clock.today().year else 1900 + year


def _valid(year: int | None, month: int, day: int, lunar: bool = False, leap: bool = False) -> PartialDate | None:
    if not 1 <= month <= 12 or not 1 <= day <= (30 if lunar else _MONTH_DAYS[month - 1]):
        return None
    if year is not None and not 1 <= year <= 9999:
        return None
    if month == 2 and day == 29 and year is not None and not lunar and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        return None
    return PartialDate(year, month, day, lunar, leap)


def _relative(text: str) -> PartialDate | None:
    if text in _DAYS:
        return of(clock.today() + timedelta(days=_DAYS[text]))
    if found := _WEEK.fullmatch(text):
        today = clock.today()
        wanted = _WEEKDAYS.index(found[2].replace("天", "日"))
        monday = today - timedelta(days=today.weekday())
        weeks = {"上": -1, "下": 1}.get(found[1] or "", 0)
        day = monday + timedelta(days=wanted + 7 * weeks)
        return of(day if found[1] or day >= today else day + timedelta(days=7))
    return None


def of(day: date) -> PartialDate:
    """A whole date as a PartialDate."""
    return PartialDate(day.year, day.month, day.day)


def entry(text: str) -> date | None:
    """What was typed into a date box: as `parse`, and 11/21 or 1121 is the one nearest to today."""
    found = parse(text)
    if found is None or found.lunar:
        return None
    if found.year is not None:
        return found.solar
    today = clock.today()
    near = (_valid(today.year + step, found.month, found.day) for step in (-1, 0, 1))
    days = [day.solar for day in near if day]
    return min((day for day in days if day), key=lambda day: abs(day - today), default=None)


def order_of(texts: Iterable[str]) -> Order:
    """The order of a column of texts, decided once: the first of roc, ymd, mdy, dmy that reads most; "" where none does.

    A year of three digits in front makes it roc; so do two-digit years: whether 78 is 1989 or 1978 is for the owner
    to say (`is_doubtful`).
    """
    texts = [text for text in texts if text and not _ISO.fullmatch(text)][:2000]
    best: tuple[int, Order] = (0, "")
    for order in _orders():
        read = sum(_fits(text, order) for text in texts)
        best = (read, order) if read > best[0] else best
    return best[1]


def _orders() -> tuple[Order, ...]:
    return ("roc", "ymd", "mdy", "dmy")


def _fits(text: str, order: Order) -> bool:
    """Whether this order explains the text without bending it."""
    found = _PARTS.fullmatch(_plain(text))
    if found is None:
        return order in {"roc", "ymd"} and parse(text, order) is not None
    long_first, long_last = len(found[1]) == 4, len(found[3]) == 4
    if long_first or long_last:
        wanted = order == "ymd" if long_first else order in {"mdy", "dmy"}
    else:
        wanted = order == "roc" or len(found[1]) < 3
    if order in {"mdy", "dmy"} and wanted:
        month, day = (int(found[1]), int(found[2])) if order == "mdy" else (int(found[2]), int(found[1]))
        return month <= 12 and day <= 31 and parse(text, order) is not None
    return wanted and parse(text, order) is not None


def is_doubtful(text: str) -> bool:
    """A text like 78/5/3 or 780503: its year could be of the Republic or western; the owner is asked once a column."""
    text = _plain(text)
    found = _PARTS.fullmatch(text)
    return bool((found and len(found[1]) == 2 and len(found[3]) <= 2) or re.fullmatch(r"\d{6}", text, re.ASCII))


def is_either_way(texts: Iterable[str]) -> bool:
    """Whether every date of a column ends in its year (3/4/1980) and none says if its month or its day comes first."""
    is_open = False
    for text in texts:
        found = None if _ISO.fullmatch(text) else _PARTS.fullmatch(_plain(text))
        if found is None:
            continue
        first, middle, last = map(int, found.groups())
        if len(found[1]) > 2 or not (len(found[3]) == 4 or last > 31) or max(first, middle) > 12:
            return False
        is_open = is_open or first != middle
    return is_open


def republic_twin(day: date) -> date | None:
    """What a date cell means if a Republic year was typed: Excel makes 1978-05-03 of 78/5/3 (1989-05-03).

    Excel reads two digits as 1930 to 2029. None where the year is outside, or the day impossible or yet to come.
    """
    if not 1930 <= day.year <= 2029:
        return None
    twin = _valid(day.year % 100 + REPUBLIC, day.month, day.day)
    solar = twin.solar if twin else None
    return solar if solar and solar <= clock.today() else None


def serial(number: float, from_1904: bool = False) -> date | None:
    """The date of one of Excel's day numbers; None outside 1900 to 9999. Day 60, the 29 February that never was, is the 28th."""
    days = int(number)
    if not 1 <= days <= 2_958_465:
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=days)
    return date(1899, 12, 31) + timedelta(days=days if days < 60 else days - 1)


def shown(value: date | PartialDate | str, roc: bool = False) -> str:
    """`2026/11/21`, with `roc` `115/11/21`; without a year `11/21`; lunar dates say so. Text is ISO; other text comes back."""
    if isinstance(value, str):
        found = re.fullmatch(r"(\d{4}|-)-(\d\d)-(\d\d).*", value)
        if not found:
            return value
        value = PartialDate(None if found[1] == "-" else int(found[1]), int(found[2]), int(found[3]))
    part = of(value) if isinstance(value, date) else value
    day = f"{part.month:02}/{part.day:02}"
    if part.year is not None:
        day = f"{part.year - REPUBLIC}/{day}" if roc and part.year > REPUBLIC else f"{part.year}/{day}"
    if not part.lunar:
        return day
    return (_("lunar leap month {day}") if part.leap else _("lunar {day}")).format(day=day)
