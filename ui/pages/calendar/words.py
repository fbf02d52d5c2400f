"""What the calendar says of days and entries; what the counter must not show is hidden here."""

from datetime import date
from typing import Final

from db.services import options
from db.services.calendar import Day, Entry
from resources import i18n
from resources.i18n import N_, _
from ui.kit import counter
from ui.kit.days import written
from ui.kit.when import WEEKDAYS

WEEK: Final = (WEEKDAYS[-1], *WEEKDAYS[:-1])  # it begins on Sunday, as calendars here do
_TRADE: Final = ("promised", "cheque", "expiring", "closes")
TONES: Final = {"task": "teal", **dict.fromkeys(_TRADE, "amber"), "touch": "blue", "birthday": "violet"}
KINDS: Final = {
    "task": N_("Reminders"),
    "promised": N_("Promised days"),
    "cheque": N_("Cheques due"),
    "expiring": N_("Quotes that end"),
    "closes": N_("Monthly accounts"),
    "touch": N_("Keep in touch"),
    "birthday": N_("Birthdays"),
}
LEGEND: Final = (  # what the dots' colours mean
    ("teal", N_("Reminders")),
    ("amber", N_("Goods, quotes")),
    ("blue", N_("Keep in touch")),
    ("violet", N_("Birthdays")),
    ("red", N_("late")),
    ("grey", N_("it is done")),
)
_ONES: Final = "一二三四五六七八九十"
_MONTHS: Final = ("正", *_ONES[1:], "十一", "十二")


def month(year: int, month: int) -> str:
    """2026 年 11 月, with the Republic's year where the shop counts so."""
    if i18n.language() != "zh_TW":
        return f"{year}/{month:02}"
    shown = f"民國 {year - 1911} 年" if options.shows_republic_years() else f"{year} 年"
    return f"{shown} {month} 月"


def day(one: Day) -> str:
    """A day with its weekday, such as 11/25 週三."""
    shown = written(one.day)
    return f"{shown} {_(WEEKDAYS[one.day.weekday()])}"


def beside_day(one: Day) -> str:
    """The lunar day, the holiday and why the shop is closed."""
    leap = _("leap ") if one.lunar[2] else ""
    said = _("lunar {day}").format(day=f"{leap}{lunar_month(one.lunar[0])}{lunar_day(one.lunar)}")
    return " ・ ".join(dict.fromkeys(part for part in (said, one.holiday, one.closed) if part))


def lunar_month(number: int) -> str:
    """The month as it is said; its number in other languages."""
    return f"{_MONTHS[number - 1]}月" if i18n.language() == "zh_TW" else f"{number}/"


def lunar_day(lunar: tuple[int, int, bool]) -> str:
    """初七; the number in other languages."""
    number = lunar[1]
    if i18n.language() != "zh_TW":
        return str(number)
    if number <= len(_ONES):
        return f"初{_ONES[number - 1]}"
    tens, ones = divmod(number, 10)
    if not ones:
        return "二十" if tens == 2 else "三十"
    return f"{'十' if tens == 1 else '廿'}{_ONES[ones - 1]}"


def in_cell(one: Day) -> str:
    """What stands small beside the number: the holiday, why it is closed, else the lunar day (of its first the month)."""
    if one.holiday or one.closed:
        return one.holiday or (_("closed") if one.closed == _("weekly closing day") else one.closed)
    if one.lunar[1] == 1:
        return lunar_month(one.lunar[0]) if i18n.language() == "zh_TW" else f"{one.lunar[0]}/1"
    return lunar_day(one.lunar)


def entry(one: Entry) -> str:
    """An entry in one line: the time, what is to be done, for whom."""
    if one.kind == "birthday":
        return _("{name} (birthday)").format(name=one.name)
    if one.kind == "touch":
        return _("{name} (keep in touch)").format(name=one.name)
    return " ".join(part for part in (one.time, one.name, counter.hidden(one.title)) if part)


def spoken(one: Day) -> str:
    """A whole day for screen readers and tooltips."""
    return "\n".join([day(one), beside_day(one), *(entry(each) for each in one.entries[:12])])


def file_name(first: date) -> str:
    """What the calendar's file is called."""
    return _("reminders {month}").format(month=f"{first:%Y-%m}")
