"""Two things against each other: what kind of customers buys what, at what age, where, when, and any two fields one likes."""

from collections.abc import Callable
from typing import Final

from db.services import cross_tabs, periods
from db.services.cross_dimensions import DIMENSIONS, MEASURES
from db.services.cross_tabs import Cross, Group, Wish
from reports.answers.crossed import HOW, PLACE, WHAT, amount, behind, drawn, largest_cell, nothing_sold, table
from reports.answers.parts import PERIOD, said
from reports.question import Answer, Asked, Behind, Line, Parameter, Question
from resources.i18n import N_, _

_COUNTED: Final = tuple((key, one.label) for key, one in MEASURES.items())
_OPEN: Final = tuple(one for one in _COUNTED if one[0] != "margin")
_SUMS: Final = frozenset(key for key, one in MEASURES.items() if one.kind == "money")  # staff count, and see no sums
_SHARE: Final = Parameter(
    "share", N_("Shown as"), (("", N_("Plain numbers")), ("row", N_("Share of the row")), ("column", N_("Share of the column")))
)
_WHO: Final = Parameter("who", N_("Of whom"), (("kind", N_("People or companies")), ("trade", N_("Lines of business"))))
_FIELDS: Final = tuple((key, one.label) for key, one in DIMENSIONS.items())


def _measure(first: str) -> Parameter:
    ordered = sorted(_OPEN, key=lambda one: one[0] != first)
    return Parameter("measure", N_("Counted"), tuple(ordered), for_owner=_SUMS)


def _fields(key: str, label: str, first: str, *without: str) -> Parameter:
    ordered = sorted((one for one in _FIELDS if one[0] not in without), key=lambda one: one[0] != first)
    return Parameter(key, label, tuple(ordered), for_owner=frozenset({"tier"}))


def _wish(asked: Asked, rows: str, columns: str) -> Wish:
    """Fields are keys of DIMENSIONS, or of the parameter that names one."""
    row, column = asked.get(rows, rows), asked.get(columns, columns)
    return Wish(row, "" if column == row else column, asked["measure"], periods.of(asked["period"]))


def _mix(
    key: str, title: str, answers: str, sentence: str, sides: tuple[str, str], sample: Callable[[], Answer], *beside: Parameter
) -> Question:
    """A question of two fields; `beside` is asked besides period, measure and share."""

    def ask(asked: Asked) -> Answer:
        return table(_wish(asked, *sides), asked["share"])

    def rows_behind(asked: Asked, line: str, column: str) -> Behind:
        return behind(_wish(asked, *sides), line, column)

    return Question(
        key=key,
        title=title,
        answers=answers,
        group="sales",
        ask=ask,
        say=_say(sentence),
        how=HOW,
        parameters=beside,
        needs="sales",
        behind=rows_behind,
        sample=sample,
    )


def _say(sentence: str) -> Callable[[Answer], str]:
    """Of the largest row and its largest cell; `sentence` takes row, column, part."""

    def say(answer: Answer) -> str:
        if not answer.lines:
            return nothing_sold()
        found = largest_cell(answer)
        if found is None:
            return ""
        line, heading = found
        return _(sentence).format(row=line.cells[0], column=heading.title, part=_part(answer, line, heading.key))

    return say


def _part(answer: Answer, line: Line, column: str) -> str:
    """The cell, of the total of its row where it is a number."""
    cell, whole = line.cells[answer.place(column)], line.cells[answer.place("total")]
    kind = answer.headings[-1].kind
    if kind == "share":
        return said(cell, kind)
    if kind == "money":
        return _("{cell} of {total}").format(cell=amount(cell), total=amount(whole))
    return _("{cell} of {total}").format(cell=_counted(answer, said(cell, kind)), total=_counted(answer, said(whole, kind)))


def _counted(answer: Answer, number: str) -> str:
    """16 筆, 16 位; quantities are of many units."""
    if answer.headings[-1].kind != "count":
        return number
    return (_("{number} customers") if answer.counted == "customers" else _("{number} sales")).format(number=number)


def _sample(rows: str, columns: str, row_names: tuple[str, ...], column_names: tuple[str, ...]) -> Callable[[], Answer]:
    def sample() -> Answer:
        sides = [tuple(Group(f"{at}", _(name)) for at, name in enumerate(names)) for names in (row_names, column_names)]
        cells: dict[tuple[str, str], cross_tabs.Number] = {
            (row.key, column.key): 12 + (int(row.key) * 17 + int(column.key) * 11) % 48 for row in sides[0] for column in sides[1]
        }
        wish = Wish(rows, columns, "sales", periods.of("last_12"))
        return drawn(wish, _summed(sides[0], sides[1], cells))

    return sample


def _summed(rows: tuple[Group, ...], columns: tuple[Group, ...], cells: dict[tuple[str, str], cross_tabs.Number]) -> Cross:
    def total(row: str | None, column: str | None) -> int:
        return sum(int(number or 0) for (one, other), number in cells.items() if row in (None, one) and column in (None, other))

    row_totals = {one.key: total(one.key, None) for one in rows}
    return Cross(rows, columns, cells, row_totals, {one.key: total(None, one.key) for one in columns}, total(None, None), 300)


_GOODS: Final = (N_("Tap"), N_("Water filter"), N_("Filter cartridge"))
_AGES: Final = ("30–39", "40–49", "50–59")
QUESTIONS: Final = (
    _mix(
        "who_buys_what",
        N_("Who buys what?"),
        N_("People, companies and lines of business against kinds of product."),
        N_("“{row}” mostly buys “{column}”: {part}."),
        ("who", "category"),
        _sample("kind", "category", (N_("Person"), N_("Company")), (N_("Taps"), N_("Lamps"), N_("Filters"))),
        PERIOD,
        _measure("money"),
        _WHO,
        _SHARE,
    ),
    _mix(
        "ages",
        N_("What do people of which age buy?"),
        N_("Products against the age of the customer on the day of the sale. Companies have none."),
        N_("“{row}” is bought most at the age of {column}: {part}."),
        ("what", "age"),
        _sample("item", "age", _GOODS, _AGES),
        PERIOD,
        _measure("sales"),
        WHAT,
        _SHARE,
    ),
    _mix(
        "areas_buy",
        N_("What sells in which district?"),
        N_("Products against the district or city of the customer."),
        N_("“{row}” sells most in {column}: {part}."),
        ("what", "place"),
        _sample("item", "district", _GOODS, (N_("Zhonghe"), N_("Yonghe"), N_("Banqiao"))),
        PERIOD,
        _measure("money"),
        WHAT,
        PLACE,
        _SHARE,
    ),
    _mix(
        "seasons",
        N_("What sells in which month?"),
        N_("Kinds of product, or products, against months."),
        N_("“{row}” sold most in {column}: {part}."),
        ("goods", "month"),
        _sample("category", "month", (N_("Taps"), N_("Lamps"), N_("Filters")), ("2026/09", "2026/10", "2026/11")),
        PERIOD,
        _measure("money"),
        Parameter("goods", N_("Of what"), WHAT.choices[::-1]),
        _SHARE,
    ),
    _mix(
        "pick_two",
        N_("Two things of my own choice"),
        N_("Any two fields against each other."),
        N_("Most of “{row}” stands under “{column}”: {part}."),
        ("rows", "columns"),
        _sample("tag", "quarter", (N_("Regulars"), N_("Contractors")), ("2026 Q1", "2026 Q2", "2026 Q3")),
        PERIOD,
        Parameter("measure", N_("Counted"), _COUNTED, for_owner=_SUMS),
        _fields("rows", N_("Rows"), "source"),
        _fields("columns", N_("Columns"), "category", "customer"),
        _SHARE,
    ),
)
