"""The shop's open days: 公休日, 春節, its own closures and the holidays it keeps; what is promised moves to the next open day."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from db.core import clock
from db.core.errors import InputError
from db.services import options
from resources import i18n
from resources.i18n import N_, _

READY: Final = (("tomorrow", N_("Tomorrow")), ("next_week", N_("Next week")), ("month", N_("In a month")))
_LOOKED_AHEAD: Final = 400  # days after which a shop that never opens is taken as open
_OBSERVED: Final = "（補假）"  # a day off instead of a holiday is no holiday of a shop
_AND: Final = "; "  # between the names where two fall on one day
_NEW_YEAR: Final = ("農曆除夕", "春節")  # these have their own setting
_TICKED_YEAR: Final = 2026  # the year whose holidays are offered


@dataclass(frozen=True, slots=True)
class Closure:
    """Days the shop is closed, the last one included, and the word for it."""

    first: date
    last: date
    word: str


@dataclass(frozen=True, slots=True)
class OpenDays:
    """The shop's rules as they stand, read once; `weekly` are ISO weekdays, `new_year` the last lunar day closed (0: none)."""

    weekly: frozenset[int]
    new_year: int
    closures: tuple[Closure, ...]
    holidays: frozenset[str]

    def closed_because(self, day: date) -> str:
        """Why the shop is closed on this day, in words; "" where it is open."""
        if own := next((one.word or _("Closed") for one in self.closures if one.first <= day <= one.last), ""):
            return own
        if self.new_year and _new_year_day(day) in range(self.new_year + 1):
            return _("Lunar New Year")
        if kept := [name for name in _holidays(day.year).get(day, ()) if name in self.holidays] if self.holidays else ():
            return "、".join(kept)
        return _("weekly closing day") if day.isoweekday() in self.weekly else ""

    def on_or_after(self, day: date) -> date:
        """The day itself where the shop is open, else the next open one."""
        days = (day + timedelta(days=step) for step in range(min(_LOOKED_AHEAD, (date.max - day).days + 1)))
        return next((one for one in days if not self.closed_because(one)), day)

    def before(self, day: date) -> date:
        """The last open day before this one."""
        days = (day - timedelta(days=step) for step in range(1, _LOOKED_AHEAD))
        return next((one for one in days if not self.closed_because(one)), day - timedelta(days=1))

    def days_late(self, due_on: str, today: date) -> int:
        """How many days late something is, counted from the open day it was due (ISO); 0: what fell on closed days is due now."""
        return max((today - self.on_or_after(date.fromisoformat(due_on))).days, 0)


def rules() -> OpenDays:
    """What the shop has set."""
    return OpenDays(
        frozenset(int(one) for one in options.texts("closed_weekly")),
        int(options.text("closed_new_year")),
        tuple(closures(options.texts("closures"))),
        frozenset(options.texts("closed_holidays")),
    )


def closed_because(day: date) -> str:
    """Why the shop is closed on this day, in words; "" where it is open."""
    return rules().closed_because(day)


def on_or_after(day: date) -> date:
    """The day itself where the shop is open, else the next open one."""
    return rules().on_or_after(day)


def days_late(due_on: str) -> int:
    """How many days late something is today, counted from the open day it was due (ISO); 0: it is not late."""
    return rules().days_late(due_on, clock.today()) if due_on < clock.today().isoformat() else 0


def after(day: date) -> date:
    """The next open day after this one."""
    return on_or_after(day + timedelta(days=1))


def meant(key: str, today: date) -> date:
    """The day one of READY stands for, open or not."""
    match key:
        case "tomorrow":
            return today + timedelta(days=1)
        case "next_week":
            return today + timedelta(days=7)
        case "month":
            return months_later(today, 1)
    raise LookupError(key)


def day(key: str, today: date) -> date:
    """The open day one of READY stands for."""
    return on_or_after(meant(key, today))


def months_later(first: date, months: int, day_of_month: int = 0) -> date:
    """So many months later on the same day of the month (or this one), on its last day where the month is too short."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(day_of_month or first.day, monthrange(year, month + 1)[1]))


def closures(lines: list[str]) -> Iterator[Closure]:
    """The shop's own closures: "2026-12-24..2026-12-26 員工旅遊", a line each."""
    for line in lines:
        days, _blank, word = line.partition(" ")
        first, _to, last = days.partition("..")
        yield Closure(date.fromisoformat(first), date.fromisoformat(last or first), word)


def closure_line(first: str, last: str, word: str) -> str:
    """A closure as it is kept, of days as they are typed; `last` may be empty. InputError: these are no days."""
    from db.core.values import dates  # what reads all that can be typed

    begin, end = dates.entry(first), dates.entry(last or first)
    if begin is None or end is None:
        typed = first if begin is None else last
        raise InputError(_("“{value}” is not a date. Write it like 12/3 or 115/12/3.").format(value=typed))
    if end < begin:
        raise InputError(_("The last closed day is before the first one."))
    return f"{begin.isoformat()}..{end.isoformat()} {word.strip()}".strip()


def holiday_names() -> tuple[tuple[str, str], ...]:
    """The public holidays a shop may keep: what is stored (always Chinese), and its words in the language in use."""
    words = public_holidays(_TICKED_YEAR, i18n.language())  # no two fall on one day in that year
    return tuple({name: words[day] for day, (name,) in _holidays(_TICKED_YEAR).items()}.items())


@lru_cache(maxsize=32)
def public_holidays(year: int, language: str = "zh_TW") -> dict[date, str]:
    """Every public holiday of a year and its name; the first call loads the almanac, about half a second."""
    import holidays  # slow to load, and few shops keep any

    said = holidays.country_holidays("TW", years=year, language="zh_TW" if language == "zh_TW" else "en_US")
    return {one: said[one] for one in sorted(said)}


@lru_cache(maxsize=32)
def _holidays(year: int) -> dict[date, tuple[str, ...]]:
    """Those a shop may keep, of some days two: no day off instead of one, and not the New Year, which has its own setting."""
    named = ((one, names.split(_AND)) for one, names in public_holidays(year).items())
    kept = {one: tuple(name for name in names if _may_be_kept(name)) for one, names in named}
    return {one: names for one, names in kept.items() if names}


def _may_be_kept(name: str) -> bool:
    return not name.endswith(_OBSERVED) and not name.startswith(_NEW_YEAR)


@lru_cache(maxsize=4096)
def _new_year_day(day: date) -> int:
    """0 on 除夕, 1 to 30 in the first lunar month, else -1."""
    if not (day.month in (1, 2) or (day.month == 3 and day.day < 25)) or not 1900 < day.year < 2100:
        return -1
    from lunar_python import Solar  # slow to load, and asked for in winter only

    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    if lunar.getMonth() == 1:
        return int(lunar.getDay())
    following = day + timedelta(days=1)
    eve = Solar.fromYmd(following.year, following.month, following.day).getLunar()
    return 0 if (eve.getMonth(), eve.getDay()) == (1, 1) else -1
