"""接下來會做多少: what the coming months may bring by the shop's own months, with a range and how far off it would have been."""

from collections.abc import Sequence
from datetime import date
from typing import Final, TypeVar

from db.analytics.seasons import Ahead, Month
from db.core import clock
from db.services import periods, sale_days, sales_forecasts
from db.services.open_days import months_later
from db.services.periods import Period
from db.services.sales_forecasts import SalesForecast
from reports.answers.crossed import amount, sales_of
from reports.answers.parts import note, said, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_AHEAD: Final = Parameter("ahead", N_("How far"), (("6", N_("6 months")), ("3", N_("3 months")), ("12", N_("12 months"))))
_Month = TypeVar("_Month")
_SHOWN: Final = 12  # months gone by that stand above


def _ask(asked: Asked) -> Answer:
    found = sales_forecasts.forecast(int(asked["ahead"]))
    first = _first(found.past[0]) if found else clock.today()
    return _forecast(found, sum(one.sales for one in sale_days.of(first, clock.today())))


def _forecast(found: SalesForecast | None, sales: int) -> Answer:
    """The months to come, the nearest first, then the last twelve as they were, the latest first.

    The range is empty where nothing was there to try it on.
    """
    past, ahead = (found.past[-_SHOWN:], found.ahead) if found else ((), ())
    lines = (*(_comes(one, found) for one in ahead), *map(_was, past[::-1]))
    return Answer(
        headings=(
            Heading("month", _("Months"), "month"),
            Heading("money", _("Amount sold"), "money"),
            Heading("expected", _("Expected"), "money"),
            Heading("low", _("Rather at least"), "money"),
            Heading("high", _("Rather at most"), "money"),
            Heading("error", _("Off in the past"), "share"),
        ),
        lines=lines,
        records=sales,
        counted="sales",
        is_enough=found is not None,
        notes=(*_about(found), *_below(past, ahead)),
        chart=Chart(
            "line", "month", ("money", "expected"), faded=tuple(_key(one.year, one.month) for one in ahead), newest_first=True
        ),
        period=(_first(past[0]), periods.whole_month(_first(ahead[-1]))[1]) if past and ahead else None,
    )


def _first(month: Month | Ahead) -> date:
    return date(month.year, month.month, 1)


def _key(year: int, month: int) -> str:
    return f"{year}{month:02d}"


def _was(month: Month) -> Line:
    return Line(_key(month.year, month.month), (_first(month), month.amount, None, None, None, None))


def _comes(month: Ahead, found: SalesForecast | None) -> Line:
    is_now = _first(month) == clock.today().replace(day=1)
    so_far = found.so_far if found and is_now else None
    error = found.past_error if found else None
    numbers = [None if one is None else round(one) for one in (month.expected, month.low, month.high)]
    return Line(_key(month.year, month.month), (_first(month), so_far, *numbers, error))


def _about(found: SalesForecast | None) -> tuple[Note, ...]:
    if found is None:
        return (note(_("For a forecast the sales of twelve whole months are needed.")),)
    if found.past_error is None:
        return (note(_("There are too few months to try the forecast on; how far off it is nobody knows yet.")),)
    tried = _("Tried on {count} months gone by, each foretold by those before it only.")
    return (note(tried.format(count=said(found.tried))),)


def _below(past: Sequence[Month], ahead: Sequence[Ahead]) -> tuple[Note, ...]:
    """Why the next whole month is expected to bring less than the same one brought a year ago, where it is."""
    coming = _next(ahead)
    before = next((one for one in past if coming and one.month == coming.month), None)
    if coming is None or before is None or coming.expected >= before.amount:
        return ()
    text = _(
        "{month} brought {money}; less is expected now: after a year or two nobody knows yet whether that is usual for the"
        " season, and one strong month alone is not counted on in full."
    )
    return (note(text.format(month=said(_first(before), "month"), money=amount(before.amount))),)


def _next(ahead: Sequence[_Month]) -> _Month | None:
    """The month the sentence speaks of: the first whole one, after that which is going on."""
    return ahead[1] if len(ahead) > 1 else next(iter(ahead), None)


def _say(answer: Answer) -> str:
    """The next whole month, and how far off such a forecast was."""
    line = _next([line for line in answer.lines if line.cells[2] is not None])
    if line is None:
        return ""
    words = told(answer, line) | {"expected": amount(line.cells[2])}
    if line.cells[5] is None:
        return _("{month} may bring about {expected}.").format(**words)
    return _("{month} may bring about {expected}; in the past it was off by {error}.").format(**words)


def _behind(_asked: Asked, line: str, column: str) -> Behind | None:
    """What was sold up to today; behind what is only expected nothing stands."""
    first = date(int(line[:4]), int(line[4:6]), 1) if line else date.max
    if column != "money" or first > clock.today():
        return None
    return sales_of(Period("", first, min(periods.whole_month(first)[1], clock.today())))


def _sample() -> Answer:
    this = clock.today().replace(day=1)
    past = [months_later(this, -back) for back in range(_SHOWN, 0, -1)]
    months = tuple(Month(one.year, one.month, 80_000 + one.month * 3_000) for one in past)
    coming = [months_later(this, at) for at in range(3)]
    ahead = tuple(Ahead(one.year, one.month, 90_000 + one.month * 3_000, 78_000, 118_000) for one in coming)
    return _forecast(SalesForecast(months, ahead, 0.14, 12, 40_000), 300)


QUESTIONS: Final = (
    Question(
        key="forecast",
        title=N_("How much will we sell next?"),
        answers=N_("The coming months by the months gone by, with the season and the New Year, and how far off that was."),
        group="sales",
        ask=_ask,
        say=_say,
        how=N_(
            "The level of the last months times the season of the month (its share in the years gone by, drawn to the mean where"
            " there are few), the weeks of the Lunar New Year moved to the month they fall into. The range and the error come"
            " of foretelling past months from those before them (one step ahead, mean absolute percentage error)."
        ),
        parameters=(_AHEAD,),
        needs="sales",
        behind=_behind,
        sample=_sample,
        is_for_owner=True,
    ),
)
