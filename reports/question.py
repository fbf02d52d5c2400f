"""What a report is: a question of the owner, what is asked beside it, the table that answers it, and the sentence said of it.

A report is declared once (`Question`) and drawn by one piece each: the page, the PDF, the Excel file, the command. Its sentence
is computed from the very table that is shown; numbers stay numbers until they are drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from db.services import periods, staff

if TYPE_CHECKING:
    from reports.layout import Page

Kind = Literal["text", "count", "quantity", "money", "share", "days", "date", "month", "decimal"]
Cell = str | int | float | Decimal | date | None  # None: nothing is known, drawn as a dash; a share is 0.12 for 12 %
Needs = Literal["customers", "sales", "quotes", "talks", "payments", "debts", "lost", "tasks", "birthdays"]
Counted = Literal["records", "sales", "customers", "quotes", "payments", "talks", "tasks"]
ChartKind = Literal["bars", "columns", "stacked", "line", "heat", "donut"]  # bars lie, columns stand
ENOUGH: Final = 20  # records below which 「資料太少，看不出來」 is said instead of a sentence
TOTAL: Final = ""  # the line of `Question.behind` that is the total


def number(cell: Cell) -> Decimal | None:
    """The cell to reckon with; None: it is no number, or nothing is known."""
    if cell is None or isinstance(cell, str | date):
        return None
    found = Decimal(str(cell))
    return found if found.is_finite() else None


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. `heat`: its cells are shaded by their number.

    `is_secret`: the owner's, cut off for staff and hidden at the counter (cost, margin, money added up over customers);
    `is_private`: words hidden at the counter alone (a phone, where a customer stands and why); `is_total`: it adds up
    others of its line, hidden at the counter whatever its kind; `is_customer`: it names the customer whose id the line's
    key is.
    """

    key: str
    title: str  # as shown, translated
    kind: Kind = "text"
    heat: bool = False
    is_secret: bool = False
    is_private: bool = False
    is_total: bool = False
    is_customer: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `key` names it for `Question.behind`, and is never taken apart at signs a name may hold."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside the table; `conditions` of a segment are the customers it speaks of, `act` a command that mends it.

    `is_secret`: it says a sum that is the owner's, and is cut off for staff.
    """

    text: str
    conditions: str = ""
    act: str = ""  # one of ui.reporting.acts: "import_sales", "add_sale", ...
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of the table: `label` names each mark, `values` are the columns drawn (their headings' keys).

    `newest_first`: the lines stand the latest on top, as one reads; the chart still runs from the oldest on.
    """

    kind: ChartKind
    label: str
    values: tuple[str, ...]
    faded: tuple[str, ...] = ()  # keys of lines drawn lighter: a month that is not over
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The table that answers, and what was counted in it.

    `records`: how many it is about, `counted`: of what. `is_enough`: whether they suffice for a sentence where that is not a
    matter of `Question.enough` (a forecast wants months, not sales).
    """

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    total: tuple[Cell, ...] | None = None
    records: int = 0
    counted: Counted = "records"
    is_enough: bool | None = None
    notes: tuple[Note, ...] = ()
    chart: Chart | None = None
    period: tuple[date, date] | None = None  # first and last day it is about
    is_sample: bool = False  # 示範: nothing of this shop

    def column(self, key: str) -> list[Cell]:
        """The cells of one column, line by line. KeyError: there is none."""
        at = self.place(key)
        return [line.cells[at] for line in self.lines]

    def place(self, key: str) -> int:
        """Where this column stands. KeyError: there is none."""
        for at, heading in enumerate(self.headings):
            if heading.key == key:
                return at
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows behind a number: ids of one noun, and what to call them. Customers can become a list.

    `parts`: of each id what the number holds of it, where that is not the whole row (an item of a sale); `besides`: what of
    the number stands in no row (an opening balance), and what to call that. Parts and `besides` add up to the number.
    `returns`: how many of the sales are returns, which no count of sales beside them holds.
    """

    noun: Literal["customers", "sales", "quotes", "payments", "tasks", "talks"]
    ids: Sequence[int]
    title: str
    parts: Mapping[int, Cell] | None = None
    kind: Kind = "money"  # of the parts
    besides: tuple[str, int] | None = None
    returns: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is asked beside the question; `choices` are (key, label in English), the first is asked at first.

    `takes_days`: days of one's own are a choice, too, as `periods.own` writes them: 2026-01-05..2026-02-01. `for_owner`: keys
    of the choices that are the owner's alone (money, margin). `is_of_today`: the first choice is
    today; what else is chosen is forgotten the next day.
    """

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]
    takes_days: bool = False
    for_owner: frozenset[str] = frozenset()
    is_of_today: bool = False

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """The choices of the person who acts."""
        return self.choices if staff.is_owner() else tuple(one for one in self.choices if one[0] not in self.for_owner)

    def taken(self, given: str | None) -> str:
        """What is asked: as given, the first choice where nothing (or nothing known, or nothing of one's own) is."""
        offered = self.offered
        if given in dict(offered) or (self.takes_days and given and periods.is_own(given)):
            return given
        return offered[0][0]


Asked = Mapping[str, str]  # by the parameter's key, every one of them


@dataclass(frozen=True, slots=True)
class Question:
    """One report.

    `ask(asked)` answers it; `say(answer)` is the one sentence in large letters, "" where nothing can be said; `behind(asked,
    line, column)` the rows behind a cell, None where there are none. `how` says in words how it is worked out, with the
    textbook's names and sources; `say` never speaks of a secret column. `sample()` is what it looks like where the shop has
    nothing of what it `needs` (what it reads, and nothing else) yet. Every cell with a number opens exactly what it counts or
    adds up, the cells of the total (`TOTAL`) too, or nothing, said as nothing.
    """

    key: str  # of the command: `report KEY`
    title: str  # the question in English, N_
    answers: str  # what it answers, a line, N_
    group: str  # one of catalogue.GROUPS
    ask: Callable[[Asked], Answer]
    say: Callable[[Answer], str]
    how: str  # N_
    parameters: tuple[Parameter, ...] = ()
    needs: Needs = "customers"
    behind: Callable[[Asked, str, str], Behind | None] | None = None
    sample: Callable[[], Answer] | None = None
    is_for_owner: bool = False  # cost, margin, commission: not for staff, not at the counter
    is_monthly: bool = False  # printed with all monthly reports
    enough: int = ENOUGH  # 0 where the sentence says what stands in the book (“Nobody owes anything.”), and nothing is concluded
    paper: Callable[[Asked], "Callable[[Page], None]"] | None = None  # what draws a page of its own instead of the usual ones

    def asked(self, given: Mapping[str, str] | None = None) -> dict[str, str]:
        """What is asked beside it, every parameter of it."""
        return {one.key: one.taken((given or {}).get(one.key)) for one in self.parameters}
