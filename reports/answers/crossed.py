"""What the questions of sales are put together from: the table of a cross-tab, what was left out of it, and how money is said."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from db.core import clock
from db.services import cross_tabs, sale_days
from db.services.cross_dimensions import COMPANY, DIMENSIONS, MEASURES, NO_BIRTHDAY, NO_DAY
from db.services.cross_tabs import UNKNOWN, Cross, LeftOut, Number, Wish
from db.services.periods import Period
from db.services.sale_days import DaySales
from reports.answers.parts import all_of, leaf, note, said, size
from reports.question import Answer, Behind, Cell, Chart, ChartKind, Heading, Kind, Line, Note
from resources.i18n import N_, _

HOW: Final = N_(
    "Money is the total of every sale with tax, discounts taken off and shared over its lines; what came back is taken off. A"
    " sale counts once, a return is no sale. Sales of customers who were put away or made one with others stay in."
)
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
    lines = tuple(Line(row.key, (row.name, *_cells(cross, row.key, share))) for row in cross.rows)
    columns = [
        Heading(_SIDE + one.key, one.name, kind, heat=True, is_secret=measure.is_secret) for one in cross.columns if wish.columns
    ]
    whole = Heading("total", _("Total"), kind, is_secret=measure.is_secret, is_total=True)
    return Answer(
        headings=(Heading("row", _(DIMENSIONS[wish.rows].label)), *columns, whole),
        lines=lines,
        total=None if DIMENSIONS[wish.rows].is_many else (_("Total"), *_bottom(cross, share, len(columns))),
        records=cross.sales,
        notes=notes(wish.period, cross.left_out, wish.rows, wish.columns),
        chart=Chart(chart, "row", tuple(one.key for one in columns) if chart in ("heat", "stacked") else ("total",)),
        period=wish.period.span,
    )


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
    named = [line for line in answer.lines if line.key not in (UNKNOWN, cross_tabs.OTHERS)]
    sides = [(place, one) for place, one in enumerate(answer.headings) if one.key.startswith(_SIDE) and _is_known(one.key)]
    if at is None or not named or not sides:
        return None
    line = max(named, key=lambda one: size(one.cells[at]))
    place, heading = max(sides, key=lambda one: size(line.cells[one[0]]))
    return (line, heading) if size(line.cells[place]) > 0 else None


def _is_known(key: str) -> bool:
    return key not in (_SIDE + UNKNOWN, _SIDE + cross_tabs.OTHERS)


def behind(wish: Wish, line: str, column: str) -> Behind:
    """The sales behind a cell, or the customers where they are what is counted."""
    side = column.removeprefix(_SIDE) if column.startswith(_SIDE) else ""
    title = _(MEASURES[wish.measure].label)
    if wish.measure == "customers":
        return Behind("customers", cross_tabs.customers(wish, line, side), title)
    return Behind("sales", cross_tabs.sales(wish, line, side, returns=wish.measure != "sales"), title)


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
    """Sales written down for a day to come are in no period that ends today."""
    count = sale_days.later() if period.is_going_on else 0
    return (note(_("Sales dated after today ({count}) are not in it yet.").format(count=said(count))),) if count else ()


def _about(one: LeftOut) -> Note:
    words = {
        COMPANY: _("Not in the table: {sales} sales to companies, which have none."),
        NO_BIRTHDAY: _("Not in the table: {sales} sales to customers whose birthday nobody wrote down."),
        NO_DAY: _("Not in the table: {sales} sales without a day."),
    }[one.reason]
    return note(words.format(sales=said(one.sales)))


def sales_of(period: Period, column: str = "") -> Behind:
    """All sales of these days; where they are counted (column "sales") without returns."""
    found = cross_tabs.sales(Wish("", "", "money", period), returns=column != "sales")
    return Behind("sales", found, period.words)


def sample_days() -> list[DaySales]:
    """Two years of a shop that grows a little, a sale every other day."""
    today = clock.today().toordinal()
    return [DaySales(date.fromordinal(today - back), 4_200 + back % 7 * 350 - back * 2, 2) for back in range(750, -1, -2)]
