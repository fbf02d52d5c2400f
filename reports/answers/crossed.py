"""What the questions of sales are put together from: the table of a cross-tab, what was left out of it, and how money is said."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from db.core import clock
from db.services import cross_tabs, sale_days
from db.services.cross_dimensions import COMPANY, DIMENSIONS, MEASURES, NO_BIRTHDAY, NO_DAY, Measure
from db.services.cross_names import TIMES
from db.services.cross_tabs import OTHERS, UNKNOWN, Cross, Group, LeftOut, Number, Wish
from db.services.periods import Period
from db.services.sale_days import DaySales
from reports.answers.parts import all_of, leaf, note, said, size, to_come
from reports.question import Answer, Behind, Cell, Chart, ChartKind, Heading, Kind, Line, Note, Parameter
from resources.i18n import N_, _

HOW: Final = N_(
    "Money is the total of every sale with tax, discounts taken off and shared over its lines; what came back is taken off. A"
    " sale counts once, a return is no sale. Sales of customers who were put away or made one with others stay in. “All time”"
    " holds every sale, also one without a day or of a day to come; every other period ends today."
)
WHAT: Final = Parameter("what", N_("Of what"), (("item", N_("Products")), ("category", N_("Kinds of product"))))
PLACE: Final = Parameter("place", N_("Area"), (("district", N_("Districts")), ("city", N_("Cities"))))
NAMELESS: Final = (UNKNOWN, OTHERS, "0")  # groups of which no sentence speaks
_PRIVATE: Final = ("stage", "tier")  # fields that are nobody's business at the counter
_SIDE: Final = "c:"  # before the key of a column: a shop may call a kind of goods "total"
_KINDS: Final[dict[str, Kind]] = {"money": "money", "margin": "money", "quantity": "quantity"}


def kind_of(measure: str) -> Kind:
    """How a number of this measure is said."""
    return _KINDS.get(measure, "count")


def amount(number: Cell) -> str:
    """Money as it stands in a sentence."""
    return _("{money} dollars").format(money=said(number, "money"))


def change(now: float, before: float) -> float | None:
    """0.12 for 12 % more; None: there was nothing to compare with."""
    return (now - before) / before if before > 0 else None


def compared(sold: str, more: Cell, reference: str) -> str:
    """The sentence of what was sold, with how much more or less that is than a reference, where that is known."""
    if not isinstance(more, float):
        return _("{sentence}.").format(sentence=sold)
    words = _("{sentence}, {share} more than {reference}.") if more >= 0 else _("{sentence}, {share} less than {reference}.")
    return words.format(sentence=sold, share=said(abs(more), "share"), reference=reference)


def table(wish: Wish, share: str = "", chart: ChartKind = "bars") -> Answer:
    """A cross-tab as an answer; `share`: its cells as parts of "row" or "column". Work for the worker."""
    return drawn(wish, cross_tabs.tabulate(wish), share, chart)


def drawn(wish: Wish, cross: Cross, share: str = "", chart: ChartKind = "bars") -> Answer:
    """The answer this cross-tab gives."""
    measure = MEASURES[wish.measure]
    kind: Kind = "share" if share else kind_of(wish.measure)
    is_money = kind_of(wish.measure) == "money"
    columns = [
        Heading(
            _SIDE + one.key, one.name, kind, heat=one.key not in NAMELESS, is_secret=is_money, is_private=wish.columns in _PRIVATE
        )
        for one in cross.columns
        if wish.columns
    ]
    whole = Heading("total", _("Total"), kind, is_secret=is_money, is_total=True)
    return Answer(
        headings=(Heading("row", _(DIMENSIONS[wish.rows].label), is_private=wish.rows in _PRIVATE), *columns, whole),
        lines=tuple(Line(row.key, (row.name, *_cells(cross, row.key, share))) for row in _in_order(cross.rows, wish.rows)),
        total=None if DIMENSIONS[wish.rows].is_many else (_("Total"), *_bottom(cross, share, len(columns))),
        records=int(cross.total or 0) if wish.measure == "customers" else cross.sales,
        counted="customers" if wish.measure == "customers" else "sales",
        is_enough=None if cross.rows else True,
        notes=(*several(measure, wish.rows, wish.columns), *notes(wish.period, cross.left_out, wish.rows, wish.columns)),
        chart=Chart(
            chart,
            "row",
            tuple(one.key for one in columns) if chart in ("heat", "stacked") else ("total",),
            newest_first=wish.rows in TIMES,
        ),
        period=wish.period.span,
    )


def _in_order(rows: Sequence[Group], field: str) -> Iterable[Group]:
    """As they were counted; months the latest first."""
    if field not in TIMES:
        return rows
    known = [one for one in rows if one.key not in (UNKNOWN, OTHERS)]
    return (*reversed(known), *(one for one in rows if one.key in (UNKNOWN, OTHERS)))


def several(measure: Measure, *fields: str) -> tuple[Note, ...]:
    """That lines come to more than their total, where what is counted stands in several of them."""
    several = [one for one in fields if one and not DIMENSIONS[one].is_many and not measure.adds_across(DIMENSIONS[one])]
    if not several:
        return ()
    if measure.counts == "sale":
        return (note(_("A sale of several things counts with each of them; the total counts it once.")),)
    return (note(_("Who bought several things or at several times counts with each; the total counts everybody once.")),)


def _cells(cross: Cross, row: str, share: str) -> Iterable[Cell]:
    """The cells of a row and its total: numbers, or parts of the row or of their column."""
    whole = cross.row_totals.get(row, 0)
    for column in cross.columns:
        if column.key:
            of = whole if share == "row" else cross.column_totals.get(column.key, 0)
            yield _part(cross.cell(row, column.key), of) if share else cross.cell(row, column.key)
    yield whole if not share else _part(whole, whole if share == "row" else cross.total)


def _bottom(cross: Cross, share: str, columns: int) -> Iterable[Cell]:
    for column in cross.columns[:columns]:
        number = cross.column_totals.get(column.key, 0)
        yield number if not share else _part(number, cross.total if share == "row" else number)
    yield cross.total if not share else _part(cross.total, cross.total)


def _part(number: Number, whole: Number) -> float | None:
    return float(number or 0) / float(whole) if whole and whole > 0 else None


def largest_cell(answer: Answer) -> tuple[Line, Heading] | None:
    """The largest row that has a name, and where most of it stands; None: nothing stands anywhere."""
    at = answer.place("total") if any(one.key == "total" for one in answer.headings) else None
    named = [line for line in answer.lines if line.key not in NAMELESS]
    sides = [(place, one) for place, one in enumerate(answer.headings) if one.key.startswith(_SIDE) and _is_known(one.key)]
    if at is None or not named or not sides:
        return None
    line = max(named, key=lambda one: size(one.cells[at]))
    place, heading = max(sides, key=lambda one: size(line.cells[one[0]]))
    return (line, heading) if size(line.cells[place]) > 0 else None


def _is_known(key: str) -> bool:
    return key not in [_SIDE + one for one in NAMELESS]


def behind(wish: Wish, line: str, column: str) -> Behind:
    """The sales behind a cell, or the customers where they are what is counted; "records": the sales of the whole table."""
    side = column.removeprefix(_SIDE) if column.startswith(_SIDE) else ""
    title = _(MEASURES[wish.measure].label)
    if wish.measure == "customers":
        return Behind("customers", cross_tabs.customers(wish, line, side), title)
    if wish.measure == "sales" or column == "records":
        return Behind("sales", cross_tabs.sales(wish, line, side, returns=False), title)
    return summed(wish, line, side, title)


def summed(wish: Wish, line: str, side: str, title: str) -> Behind:
    """The sales behind a sum, with what it holds of each where that is not the whole sale."""
    parts = cross_tabs.parts(wish, line, side)
    is_of_goods = any(key and DIMENSIONS[field].is_of_goods for field, key in ((wish.rows, line), (wish.columns, side)))
    is_whole = wish.measure == "money" and not is_of_goods
    returns = returns_among(len(parts), wish, line, side)
    return Behind("sales", list(parts), title, None if is_whole else parts, kind_of(wish.measure), returns=returns)


def notes(period: Period, left_out: Iterable[LeftOut], *fields: str) -> tuple[Note, ...]:
    """What the table does not hold, with the list that mends it."""
    made = [_about(one) for one in left_out]
    if any(one.reason == NO_BIRTHDAY for one in left_out):
        lacking = all_of(leaf("kind", "any_of", ["person"]), leaf("birthday", "empty"), leaf("last_bought", "filled"))
        made.append(note(_("Write down the birthdays of those who bought"), lacking))
    if "tag" in fields:
        made.append(note(_("A customer with several tags stands in each of them: they must not be added up.")))
    return (*made, *later(period))


def later(period: Period) -> tuple[Note, ...]:
    """Sales written down for a day to come: they are in all time, and in no period that ends today."""
    if period.is_everything:
        return to_come()
    if period.first > clock.today():
        return (note(_("These days are still to come: counted is what is written down for them already.")),)
    count = sale_days.later() if period.is_going_on or period.last == clock.today() else 0
    return (note(_("Sales dated after today ({count}) are not in it yet.").format(count=said(count))),) if count else ()


def nothing_sold() -> str:
    """The sentence of days on which nothing was sold: that is known, however few the records are."""
    return _("Nothing was sold in this time.")


def _about(one: LeftOut) -> Note:
    words = {
        COMPANY: _("Not in the table: {sales} sales to companies, which have none."),
        NO_BIRTHDAY: _("Not in the table: {sales} sales to customers whose birthday nobody wrote down."),
        NO_DAY: _("Not in the table: {sales} sales without a day."),
    }[one.reason]
    return note(words.format(sales=said(one.sales)))


def sales_of(period: Period, column: str = "") -> Behind:
    """All sales of these days; where they are counted (column "sales") without returns."""
    wish = Wish("", "", "money", period)
    found = cross_tabs.sales(wish, returns=column != "sales")
    return Behind("sales", found, period.words, returns=returns_among(len(found), wish))


def returns_among(found: int, wish: Wish, line: str = "", side: str = "") -> int:
    """How many of so many rows behind a cell are returns."""
    return found - len(cross_tabs.sales(wish, line, side, returns=False))


def sample_days() -> list[DaySales]:
    """Two years of a shop that grows a little, a sale every other day."""
    today = clock.today().toordinal()
    return [DaySales(date.fromordinal(today - back), 4_200 + back % 7 * 350 - back * 2, 2) for back in range(750, -1, -2)]
