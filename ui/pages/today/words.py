"""What Today says of itself: the greeting, the date, the words of its buttons and its groups."""

from typing import Final

from db.core import clock, session
from db.services import open_days, options
from db.services.today import Today, TodayRow
from resources.i18n import N_, _
from ui.kit.when import WEEKDAYS

REPUBLIC: Final = 1911
GROUPS: Final = {
    "overdue": N_("Late"),
    "today": N_("Due today"),
    "arrived": N_("Arrived, nobody told them"),
    "promised": N_("Promised and not here yet"),
    "cheque": N_("Cheques due"),
    "expiring": N_("Quotes that end this week"),
    "offer": N_("Could be offered while you are at it"),
    "beside": N_("If there is time"),
}
HUES: Final = {
    "task": "amber", "own": "blue", "touch": "teal", "birthday": "violet", "review": "red",
    "arrived": "green", "promised": "amber", "cheque": "blue", "expiring": "violet",
    "offer": "teal", "reach": "teal",
}  # fmt: skip
_CALL: Final = (("answered", N_("Reached")), ("no_answer", N_("No answer")), ("another_day", N_("Another day")))
_SKIP: Final = ("leave_out", N_("Skip"))
_NO_THANKS: Final = ("not_wanted", N_("No thanks"))
BUTTONS: Final = {  # of each kind: the verb and its words, pressed by 1, 2, 3
    "task": _CALL,
    "touch": _CALL,
    "own": (("done", N_("It is done")), _CALL[2]),
    "birthday": (_CALL[0], _SKIP),
    "review": (("card", N_("Show the card")), _CALL[2]),
    "greet": (_CALL[0], _SKIP),
    "phone": (("edit", N_("Fill it in")), _SKIP),
    "double": (("doubles", N_("Have a look")), _SKIP),
    "arrived": (("line_text", N_("LINE text")), ("told", N_("Told"))),
    "promised": (("here", N_("Came in")), _CALL[2]),
    "cheque": (("cleared", N_("Cashed")), ("card", N_("Show the card"))),
    "offer": (("into_quote", N_("Into a quote")), _NO_THANKS, _CALL[2]),
    "reach": (_CALL[0], _NO_THANKS, _CALL[2]),
    "expiring": (("open_quote", N_("Look at it")), ("quote_again", N_("Quote again"))),
}
PHRASES: Final = {
    "birthday": "生日",
    "touch": "好久不見",
    "greet": "好久不見",
    "task": "追蹤",
    "arrived": "到貨",
    "expiring": "追蹤",
}  # the title of the ready text that fits
ADVERTISED: Final = frozenset({"birthday", "touch", "greet"})  # kinds whose ready text offers something
RECALL: Final = "保養"  # of a reminder that comes of a sale


def greeting() -> str:
    """早安, 午安, 晚安 to whoever acts."""
    hour = int(clock.shown(clock.utc_now())[-5:-3])
    hello = _("Good morning, {name}") if hour < 11 else _("Good afternoon, {name}") if hour < 18 else _("Good evening, {name}")
    return hello.format(name=session.shown(session.actor()))


def date_line() -> str:
    """11 月 21 日 週六 ・ 民國 115 年; why the shop is closed, where it is."""
    today = clock.today()
    day = _("{month}/{day} {weekday}").format(month=today.month, day=today.day, weekday=_(WEEKDAYS[today.weekday()]))
    roc = options.shows_republic_years()
    year = _("Republic year {year}").format(year=today.year - REPUBLIC) if roc else _("year {year}").format(year=today.year)
    closed = open_days.closed_because(today)
    return " ・ ".join(part for part in (day, year, _("closed: {why}").format(why=closed) if closed else "") if part)


def title(plan: Today) -> str:
    """How much is to be done; where not all of it is listed, how much of it is."""
    listed, whole = plan.listed, plan.total + plan.offers
    if listed < whole:
        return _("To do today: {listed} of {count} are listed").format(listed=f"{listed:,}", count=f"{whole:,}")
    return _("To do today ({count})").format(count=f"{whole:,}")


def group(plan: Today, key: str) -> str:
    """A group's heading; of goods, cheques and quotes with how many there are."""
    shown = sum(one.group == key for one in plan.trade)
    more = sum(count for part, count in plan.more_trade.items() if part == key)
    return _("{words} ({count})").format(words=_(GROUPS[key]), count=f"{shown + more:,}") if shown else _(GROUPS[key])


def folded(plan: Today, last: TodayRow) -> int:
    """How many are folded away below the last line of its group."""
    if plan.rows and last is plan.rows[-1]:
        return plan.more
    return sum(count for part, count in plan.more_trade.items() if part == last.group)


def hue(row: TodayRow) -> str:
    """The colour of a row's dot."""
    return "red" if row.group == "overdue" else HUES.get(row.kind, "grey")


def last_said(row: TodayRow) -> str:
    """The last sentence said, in one line."""
    text = " ".join(row.last_text.split())
    return _("Last said: {text}").format(text=text) if text else ""
