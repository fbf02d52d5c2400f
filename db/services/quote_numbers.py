"""Numbers of quotes and slips: made by the shop's pattern, each given once, never lowered, never given again.

Whatever the shop restarts by, it is counted by day, month, year and ever: when that changes, no number of before comes again,
though its paper is gone.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from db.core import session
from db.core.connection import run, value
from db.core.errors import InputError
from db.core.values.text import clean_text, half_width, one_line
from db.services import options
from resources.i18n import _

Kind = Literal["quote", "sale"]
_ROC: Final = 1911
_LONGEST: Final = 60  # letters of a pattern
_TOKEN: Final = re.compile(r"\{(YYYY|YY|ROC|MM|DD|user|seq(?::([1-9]))?)\}")
_YEARS: Final = ("{YYYY}", "{YY}", "{ROC}")
_TAKEN: Final[dict[Kind, str]] = {  # said as the partial indexes are, which are found only so
    "quote": "SELECT 1 FROM quote WHERE number = ?1 AND number <> '' UNION ALL"
    " SELECT 1 FROM issued_quote WHERE number = ?1 AND is_replaced = 0",
    "sale": "SELECT 1 FROM sale WHERE number = ?1 AND number <> ''",
}

_RAISE: Final = (
    "INSERT INTO counter(name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)"
)
_SCOPES: Final = ("", "%Y", "%Y-%m", "%Y-%m-%d")
_NOT_IN_NAMES: Final = re.compile(r"[^\w.-]")  # what a number that names files leaves out of a person's name
_LONGEST_USER: Final = 12


def next_number(kind: Kind, day: date, user: str = "") -> str:
    """Give the next number within the unit that is open: where that comes to nothing, the number is free again."""
    count, number = _next(kind, day, user)
    for scope in _SCOPES:
        run(_RAISE, f"{kind}:{day.strftime(scope)}", count)
    return number


def many(kind: Kind, days: Iterable[date], user: str = "") -> list[str]:
    """The numbers of many papers at once, each of its day, within the unit that is open; for a shop that gave none by hand."""
    pattern, first, restart = options.text(f"{kind}_number"), int(options.text(f"{kind}_start")), options.text(f"{kind}_restart")
    who, counts, given, found = user or session.actor(), dict[str, int](), dict[str, int](), list[str]()
    for day in days:
        scope = f"{kind}:{_period(pattern, restart, day)}"
        if scope not in counts:
            counts[scope] = max(value("SELECT value FROM counter WHERE name = ?", scope) or 0, first - 1)
        counts[scope] += 1
        found.append(_said(pattern, day, counts[scope], who))
        given |= {name: max(counts[scope], given.get(name, 0)) for name in (f"{kind}:{day.strftime(one)}" for one in _SCOPES)}
    for name, count in given.items():
        run(_RAISE, name, count)
    return found


def look_ahead(kind: Kind, day: date, user: str = "") -> str:
    """What the next number would be; nothing is given away."""
    return _next(kind, day, user)[1]


def example(kind: Kind, day: date, typed: str) -> str:
    """What the next number would be by a pattern that is being typed. InputError: it can't be a pattern."""
    return _next(kind, day, "", checked(typed))[1]


def checked(typed: str) -> str:
    """A pattern as it is kept. InputError: no {seq:3} in it, a word in braces that means nothing, too long."""
    pattern = one_line(clean_text(half_width(typed))).strip()
    if not re.search(r"\{seq(:[1-9])?\}", pattern):
        raise InputError(_("“{value}” needs {seq} for the running number, such as {example}.").format(
            value=pattern, seq="{seq:3}", example="{ROC}{MM}{DD}-{seq:3}"))  # fmt: skip
    if set("{}") & set(_TOKEN.sub("", pattern)) or len(pattern) > _LONGEST:
        raise InputError(_("“{value}” can't be a pattern for numbers. Write it like {example}.").format(
            value=pattern, example="{ROC}{MM}{DD}-{seq:3}"))  # fmt: skip
    return pattern


def _next(kind: Kind, day: date, user: str, typed: str = "") -> tuple[int, str]:
    """What is counted up to, and the number; one that stands on a paper already is passed over."""
    pattern, first = typed or options.text(f"{kind}_number"), int(options.text(f"{kind}_start"))
    scope = f"{kind}:{_period(pattern, options.text(f'{kind}_restart'), day)}"
    count = max(value("SELECT value FROM counter WHERE name = ?", scope) or 0, first - 1) + 1
    while value(_TAKEN[kind], number := _said(pattern, day, count, user or session.actor())):
        count += 1
    return count, number


def _period(pattern: str, restart: str, day: date) -> str:
    """Since when is counted: 2026-11-21, 2026-11, 2026 or "" (ever); no shorter than the pattern tells apart."""
    if restart == "never" or not any(year in pattern for year in _YEARS):
        return ""
    if restart == "year" or "{MM}" not in pattern:
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if restart == "month" or "{DD}" not in pattern else day.isoformat()


def _said(pattern: str, day: date, count: int, user: str) -> str:
    words = {
        "YYYY": f"{day.year:04}", "YY": f"{day.year % 100:02}", "ROC": str(day.year - _ROC), "MM": f"{day.month:02}",
        "DD": f"{day.day:02}", "user": _NOT_IN_NAMES.sub("", user)[:_LONGEST_USER],
    }  # fmt: skip
    return _TOKEN.sub(lambda found: words.get(found[1], f"{count:0{found[2] or 1}}"), pattern)
