"""收了多少錢: the money that came in on a day or day by day, by way of paying; of one day the same sums as 今日收款表."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from db.core import clock
from db.services import money_in, periods
from db.services.money_in import MoneyIn
from db.services.payments import METHODS, NO_MONEY
from db.services.periods import Period
from reports.answers.crossed import amount
from reports.answers.parts import note, said, share, told
from reports.question import TOTAL, Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_LONG: Final = ("year_ago", "this_quarter", "this_year", "last_year", "last_12", "new_year", "all")  # days are counted, no years
_PERIOD: Final = Parameter("period", N_("Which day"), periods.choices("today", *_LONG), takes_days=True, is_of_today=True)
_BY: Final = "by:"  # before the way of paying a column holds


def _ask(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    found = money_in.of(period.first, period.last)
    return _answer(found, period, money_in.history(period.first, period.last))


def _answer(found: Sequence[MoneyIn], period: Period, history: tuple[int, int] = (0, 0)) -> Answer:
    """A line for each way of paying, of several days one for each day; allowances bring no money and are said beside."""
    came = [one for one in found if one.method != NO_MONEY]
    made = _by_method if period.first == period.last else _by_day
    is_secret = period.first != period.last
    return made(came, period, (*_allowances(found, is_secret), *_history(*history, is_secret), *_later(period)))


def _by_method(came: Sequence[MoneyIn], period: Period, notes: tuple[Note, ...]) -> Answer:
    whole = _money(came)
    lines = tuple(
        Line(key, (_(words), _money(ones), share(_money(ones), whole) if whole > 0 else None, _count(ones)))
        for key, words in METHODS
        if (ones := [one for one in came if one.method == key])
    )
    return Answer(
        headings=(
            Heading("method", _("Paid by")),
            Heading("money", _("Money received"), "money", is_total=True),
            Heading("share", _("Of all"), "share", is_private=True),
            Heading("payments", _("Payments"), "count"),
        ),
        lines=lines,
        total=(_("Total"), whole, 1.0 if whole > 0 else None, _count(came)),
        records=_count(came),
        counted="payments",
        notes=notes,
        chart=Chart("bars", "method", ("money",)),
        period=period.span,
    )


def _by_day(came: Sequence[MoneyIn], period: Period, notes: tuple[Note, ...]) -> Answer:
    """The latest day first; a column for each way of paying that was used. What days come to is the owner's alone."""
    used = [(key, words) for key, words in METHODS if any(one.method == key for one in came)]
    days = list(dict.fromkeys(one.day for one in came))
    return Answer(
        headings=(
            Heading("day", _("Day"), "date"),
            *(Heading(_BY + key, _(words), "money", is_secret=True) for key, words in used),
            Heading("money", _("Money received"), "money", is_secret=True, is_total=True),
            Heading("payments", _("Payments"), "count"),
        ),
        lines=tuple(Line(day.isoformat(), (day, *_sums([one for one in came if one.day == day], used))) for day in days),
        total=(_("Total"), *_sums(came, used)),
        records=_count(came),
        counted="payments",
        notes=notes,
        chart=Chart("columns", "day", ("money",), newest_first=True),
        period=period.span,
    )


def _sums(came: Sequence[MoneyIn], used: Iterable[tuple[str, str]]) -> tuple[int, ...]:
    """By way of paying, together, and in how many payments."""
    return (*(_money([one for one in came if one.method == key]) for key, _words in used), _money(came), _count(came))


def _money(came: Iterable[MoneyIn]) -> int:
    return sum(one.amount for one in came)


def _count(came: Iterable[MoneyIn]) -> int:
    return sum(one.payments for one in came)


def _allowances(found: Sequence[MoneyIn], is_secret: bool) -> tuple[Note, ...]:
    let_off = [one for one in found if one.method == NO_MONEY]
    if not let_off:
        return ()
    text = _("Allowances of {money} were written down besides; they bring no money.")
    return (Note(text.format(money=said(_money(let_off), "money")), is_secret=is_secret),)


def _history(count: int, money: int, is_secret: bool) -> tuple[Note, ...]:
    """What the reports of commission count, too, although no payment was written down here."""
    if not count:
        return ()
    text = _("Imported sales that were paid at once ({count}, {money}) have no payment written down and are not in it.")
    return (Note(text.format(count=said(count), money=said(money, "money")), is_secret=is_secret),)


def _later(period: Period) -> tuple[Note, ...]:
    """Payments written down for a day to come."""
    count = money_in.later() if period.is_going_on or period.last == clock.today() else 0
    return (note(_("Payments dated after today ({count}) are not in it yet.").format(count=said(count))),) if count else ()


def _say(answer: Answer) -> str:
    if not answer.lines or answer.total is None:
        is_day = answer.headings[0].key == "method"
        return _("No money came in on this day.") if is_day else _("No money came in on these days.")
    words = told(answer)
    if "money" not in words:
        return _("Money came in; number of payments: {count}.").format(count=words["payments"])
    money = answer.total[answer.place("money")]
    return _("{money} came in; number of payments: {count}.").format(money=amount(money), count=words["payments"])


def _behind(asked: Asked, line: str, column: str) -> Behind:
    period = periods.of(asked["period"])
    if period.first == period.last:
        return Behind("payments", money_in.ids(period.first, period.last, line), _("Payments"))
    first, last = (period.first, period.last) if line == TOTAL else (date.fromisoformat(line),) * 2
    method = column.removeprefix(_BY) if column.startswith(_BY) else ""
    return Behind("payments", money_in.ids(first, last, method), _("Payments"))


def _sample() -> Answer:
    today = clock.today()
    found = [("cash", 12_400, 14), ("transfer", 8_000, 3), ("card", 3_600, 5)]
    return _answer([MoneyIn(today, *one) for one in found], Period("", today, today))


QUESTIONS: Final = (
    Question(
        key="takings",
        title=N_("How much came in today?"),
        answers=N_("The money of a day by way of paying, as on the takings paper, or of several days, day by day."),
        group="money",
        ask=_ask,
        say=_say,
        how=N_(
            "Every payment written down for the day counts, counter entries with a minus; an allowance brings no money and is"
            " not in the sum. Cheques count on the day they are received. Imported sales that were paid at once have no"
            " payment and are not in it; the commission of the staff counts them on their day."
        ),
        parameters=(_PERIOD,),
        needs="payments",
        behind=_behind,
        sample=_sample,
        enough=0,
    ),
)
