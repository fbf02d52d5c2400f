"""When customers buy: which day of the week is the busiest, and what the weeks around the Lunar New Year bring."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from db.core import clock
from db.services import cross_names, cross_tabs, periods, sale_days
from db.services.cross_tabs import UNKNOWN, Wish
from db.services.periods import Period
from db.services.sale_days import DaySales
from reports.answers.crossed import HOW, amount, change, compared, later, nothing_sold, returns_among, sales_of, sample_days
from reports.answers.parts import PERIOD, largest, note, share, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Question
from resources.i18n import N_, _

_YEARS: Final = 5  # New Years that are looked at


# days of the week


def _weekdays(asked: Asked) -> Answer:
    period = periods.of(asked["period"])
    return _by_weekday(sale_days.of(period.first, period.last), period, sale_days.undated() if period.is_everything else None)


def _by_weekday(days: Sequence[DaySales], period: Period, undated: tuple[int, int] | None = None) -> Answer:
    """Monday to Sunday; `undated`: money and number of the sales without a day, where they are asked for, too."""
    more = undated or (0, 0)
    money, sales = sum(one.money for one in days) + more[0], sum(one.sales for one in days) + more[1]
    return Answer(
        headings=(
            Heading("day", _("Days of the week")),
            Heading("money", _("Amount sold"), "money", is_total=True),
            Heading("share", _("Of all"), "share", is_secret=True),
            Heading("sales", _("Number of sales"), "count"),
            Heading("days", _("Days with sales"), "count"),
            Heading("a_day", _("On such a day"), "money"),
        ),
        lines=(*(_weekday_line(days, number, money) for number in range(1, 8)), *_no_day(undated, money)),
        total=(_("Total"), money, share(money, money), sales, len(days), None),
        records=sales,
        counted="sales",
        is_enough=None if days or undated else True,
        notes=later(period),
        chart=Chart("columns", "day", ("money",)),
        period=period.span,
    )


def _weekday_line(days: Sequence[DaySales], number: int, whole: int) -> Line:
    those = [one for one in days if one.day.isoweekday() == number]
    money = sum(one.money for one in those)
    part = share(money, whole) if whole > 0 else None
    return Line(
        f"{number}",
        (cross_names.weekday(number), money, part, sum(one.sales for one in those), len(those), share(money, len(those))),
    )


def _no_day(undated: tuple[int, int] | None, whole: int) -> tuple[Line, ...]:
    """A line of its own for what has no day."""
    if undated is None or undated == (0, 0):
        return ()
    money, sales = undated
    cells = (cross_names.unknown("weekday"), money, share(money, whole) if whole > 0 else None, sales, None, None)
    return (Line(UNKNOWN, cells),)


def _say_weekdays(answer: Answer) -> str:
    best = largest(answer, "money", (f"{number}" for number in range(1, 8)))
    if not answer.records and answer.total and not answer.total[1]:
        return nothing_sold()
    if best is None:
        return ""
    words = told(answer, best)
    sentence = _("{day} brings most: {money}, {share} of all, on {days} days.")
    return sentence.format(**(words | {"money": amount(best.cells[1])}))


def _behind_weekday(asked: Asked, line: str, column: str) -> Behind | None:
    """Days are no rows: none stand behind their number."""
    if column == "days":
        return None
    period = periods.of(asked["period"])
    title = cross_names.weekday(int(line)) if line.isdecimal() else period.words
    wish = Wish("weekday", "", "money", period)
    found = cross_tabs.sales(wish, line, returns=column != "sales")
    return Behind("sales", found, title, returns=returns_among(len(found), wish, line) if column != "sales" else 0)


# around the New Year


def _new_years(_asked: Asked) -> Answer:
    today = clock.today()
    newest = periods.of("new_year")
    year = periods.new_year_day_of(newest).year
    around = [periods.new_year(year - back, today) for back in range(_YEARS)][::-1]
    return _by_new_year(sale_days.of(around[0].first, newest.last), around)


def _by_new_year(days: Sequence[DaySales], around: Sequence[Period]) -> Answer:
    """The two weeks before and after each New Year, each against the one before; what never was is no line."""
    begun = next((at for at, one in enumerate(around) if sale_days.within(days, one) != (0, 0)), len(around) - 1)
    shown_ones = around[begun:]
    return Answer(
        headings=(
            Heading("year", _("New Year")),
            Heading("on", _("New Year’s Day"), "date"),
            Heading("before", _("Two weeks before"), "money"),
            Heading("after", _("Two weeks after"), "money"),
            Heading("money", _("Together"), "money", is_total=True),
            Heading("sales", _("Number of sales"), "count"),
            Heading("change", _("Against the year before"), "share", is_secret=True),
        ),
        lines=tuple(_new_year_line(days, one) for one in shown_ones[::-1]),
        records=sum(sale_days.within(days, one)[1] for one in shown_ones),
        counted="sales",
        notes=_not_over(shown_ones[-1]),
        chart=Chart(
            "stacked",
            "year",
            ("before", "after"),
            faded=tuple(f"{periods.new_year_day_of(one).year}" for one in shown_ones if one.is_going_on),
            newest_first=True,
        ),
        period=(shown_ones[0].first, shown_ones[-1].last),
    )


def _new_year_line(days: Sequence[DaySales], around: Period) -> Line:
    first = periods.new_year_day_of(around)
    money, sales = sale_days.within(days, around)
    last, _sales = sale_days.within(days, periods.year_before(around))
    before = sum(one.money for one in days if around.first <= one.day < first)
    return Line(f"{first.year}", (cross_names.year(first.year), first, before, money - before, money, sales, change(money, last)))


def _not_over(around: Period) -> tuple[Note, ...]:
    if not around.is_going_on:
        return ()
    return (note(_("It is not over: compared are as many days of the year before.")),)


def _say_new_years(answer: Answer) -> str:
    line = answer.lines[0]
    words = told(answer, line)
    sold = _("Around the New Year {year}: {money}").format(year=words["year"], money=amount(line.cells[4]))
    return compared(sold, line.cells[answer.place("change")], _("around the one before"))


def _behind_new_year(_asked: Asked, line: str, column: str) -> Behind | None:
    if not line:
        return None
    around = periods.new_year(int(line))
    first = periods.new_year_day_of(around)
    parts = {"before": (around.first, first - timedelta(days=1)), "after": (first, around.last)}
    return sales_of(Period("", *parts.get(column, (around.first, around.last))), column)


def _sample_new_years() -> Answer:
    return _by_new_year(sample_days(), [periods.new_year(clock.today().year - back, clock.today()) for back in (1, 0)])


QUESTIONS: Final = (
    Question(
        key="weekdays",
        title=N_("Which day of the week is the busiest?"),
        answers=N_("What Mondays to Sundays bring, and what one such day brings."),
        group="sales",
        ask=_weekdays,
        say=_say_weekdays,
        how=HOW,
        parameters=(PERIOD,),
        needs="sales",
        is_for_owner=True,
        behind=_behind_weekday,
        sample=lambda: _by_weekday(sample_days(), periods.of("last_12")),
    ),
    Question(
        key="new_years",
        title=N_("How was business around the New Year?"),
        answers=N_("Two weeks before and two weeks after each Lunar New Year, year by year."),
        group="sales",
        ask=_new_years,
        say=_say_new_years,
        how=N_(
            "Counted are the 14 days before the first day of the lunar year and the 14 days from it on, so that years can be"
            " compared although the day moves. Money is the total of every sale with tax, what came back taken off."
        ),
        needs="sales",
        is_for_owner=True,
        behind=_behind_new_year,
        sample=_sample_new_years,
    ),
)
