"""What was sold month by month, and this year against the one before."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from db.core import clock
from db.services import cross_names, periods, sale_days
from db.services.open_days import months_later
from db.services.periods import Period
from db.services.sale_days import DaySales
from reports.answers.crossed import HOW, amount, change, compared, later, sales_of, sample_days
from reports.answers.parts import note, told
from reports.question import Answer, Asked, Behind, Chart, Heading, Line, Note, Parameter, Question
from resources.i18n import N_, _

_YEAR: Final = Parameter("year", N_("Which year"), (("0", N_("This year")), ("-1", N_("Last year"))))
_MONTHS: Final = 12


# months


def _this_month(_asked: Asked) -> Answer:
    today = clock.today()
    first = months_later(today.replace(day=1), 1 - _MONTHS)
    return _monthly(sale_days.of(months_later(first, -_MONTHS), today), today)


def _monthly(days: Sequence[DaySales], today: date) -> Answer:
    """Twelve months with the month and the year before each; the one that is going on against the same days."""
    months = [_month_of(months_later(today.replace(day=1), 1 + at - _MONTHS), today) for at in range(_MONTHS)]
    whole = Period("", months[0].first, today, months[-1].is_going_on)
    before = periods.year_before(whole)
    money, sales = sale_days.within(days, whole)
    last_year, _sales = sale_days.within(days, before)
    return Answer(
        headings=(
            Heading("month", _("Months")),
            Heading("money", _("Amount sold"), "money", is_total=True),
            Heading("sales", _("Number of sales"), "count"),
            Heading("month_before", _("Month before"), "money"),
            Heading("change", _("Against the month before"), "share", is_secret=True),
            Heading("last_year", _("Year before"), "money"),
            Heading("yearly", _("Against the year before"), "share", is_secret=True),
        ),
        lines=tuple(_month_line(days, one) for one in months[::-1]),
        total=(_("Total"), money, sales, None, None, last_year, change(money, last_year)),
        records=sales,
        counted="sales",
        notes=(*_same_days(months[-1]), *later(whole)),
        chart=_columns(months, "money"),
        period=(whole.first, whole.last),
    )


def _columns(months: Sequence[Period], *values: str) -> Chart:
    """The months from left to right, what is not over lighter."""
    return Chart("columns", "month", values, tuple(_key(one) for one in months if one.is_going_on), newest_first=True)


def _month_of(first: date, today: date) -> Period:
    last = periods.whole_month(first)[1]
    return Period("", first, min(last, today), today < last)


def _key(period: Period) -> str:
    return f"{period.first.year}{period.first.month:02d}"


def _month_line(days: Sequence[DaySales], month: Period) -> Line:
    money, sales = sale_days.within(days, month)
    before, _sales = sale_days.within(days, periods.month_before(month))
    year_before, _sales = sale_days.within(days, periods.year_before(month))
    compared_with = (before, change(money, before), year_before, change(money, year_before))
    return Line(_key(month), (cross_names.month(int(_key(month))), money, sales, *compared_with))


def _same_days(month: Period) -> tuple[Note, ...]:
    """What a month that is not over is compared with."""
    if not month.is_going_on:
        return ()
    text = _("{month} is not over: it is compared with days 1 to {day} of the month before and of the same month a year ago.")
    return (note(text.format(month=cross_names.month(int(_key(month))), day=month.last.day)),)


def _say_month(answer: Answer) -> str:
    """This month up to today, and how much more or less than the same days of the month before."""
    line = answer.lines[0]
    words = told(answer, line)
    sold = _("{month} up to today: {money}").format(month=words["month"], money=amount(line.cells[1]))
    return compared(sold, line.cells[answer.place("change")], _("the same days of the month before"))


def _behind_month(_asked: Asked, line: str, column: str) -> Behind | None:
    if not line and column in ("month_before", "change"):
        return None
    today = clock.today()
    month = _month_of(_first_of(line), today) if line else Period("", months_later(today.replace(day=1), 1 - _MONTHS), today)
    before = {"month_before": periods.month_before, "last_year": periods.year_before}.get(column)
    return sales_of(before(month) if before else month, column)


def _first_of(key: str) -> date:
    return date(int(key[:4]), int(key[4:6]), 1)


# this year and the one before


def _years(asked: Asked) -> Answer:
    today = clock.today()
    year = today.year + int(asked["year"])
    return _two_years(sale_days.of(date(year - 1, 1, 1), min(date(year, 12, 31), today)), year, today)


def _two_years(days: Sequence[DaySales], year: int, today: date) -> Answer:
    months = [_month_of(date(year, number, 1), today) for number in range(1, 13) if date(year, number, 1) <= today]
    whole = Period("", date(year, 1, 1), months[-1].last, months[-1].is_going_on)
    money, sales = sale_days.within(days, whole)
    before, _sales = sale_days.within(days, periods.year_before(whole))
    return Answer(
        headings=(
            Heading("month", _("Months")),
            Heading("money", cross_names.year(year), "money"),
            Heading("before", cross_names.year(year - 1), "money"),
            Heading("change", _("More or less"), "share", is_secret=True),
        ),
        lines=tuple(_year_line(days, one) for one in months[::-1]),
        total=(_("Total"), money, before, change(money, before)),
        records=sales,
        counted="sales",
        notes=(*_same_days(months[-1]), *later(whole)),
        chart=_columns(months, "money", "before"),
        period=(whole.first, whole.last),
    )


def _year_line(days: Sequence[DaySales], month: Period) -> Line:
    money, _sales = sale_days.within(days, month)
    before, _sales = sale_days.within(days, periods.year_before(month))
    return Line(_key(month), (cross_names.month(int(_key(month))), money, before, change(money, before)))


def _say_years(answer: Answer) -> str:
    if answer.total is None:
        return ""
    _word, money, before, more = answer.total
    year = answer.headings[1].title
    sold = _("{year}: {money}").format(year=year, money=amount(money))
    reference = _("the same days of the year before ({before})").format(before=amount(before))
    return compared(sold, more, reference)


def _behind_years(asked: Asked, line: str, column: str) -> Behind:
    today = clock.today()
    year = today.year + int(asked["year"])
    month = _month_of(_first_of(line), today) if line else Period("", date(year, 1, 1), min(date(year, 12, 31), today))
    counted = "sales" if column == "records" else column
    return sales_of(periods.year_before(month) if column == "before" else month, counted)


QUESTIONS: Final = (
    Question(
        key="this_month",
        title=N_("How much did we sell this month?"),
        answers=N_("Month by month for a year, against the month and the year before."),
        group="sales",
        ask=_this_month,
        say=_say_month,
        how=HOW,
        needs="sales",
        behind=_behind_month,
        sample=lambda: _monthly(sample_days(), clock.today()),
        is_for_owner=True,
    ),
    Question(
        key="years",
        title=N_("Is this year better than last year?"),
        answers=N_("Every month of the year beside the same month of the year before."),
        group="sales",
        ask=_years,
        say=_say_years,
        how=HOW,
        parameters=(_YEAR,),
        needs="sales",
        behind=_behind_years,
        sample=lambda: _two_years(sample_days(), clock.today().year, clock.today()),
        is_for_owner=True,
        is_monthly=True,
    ),
)
