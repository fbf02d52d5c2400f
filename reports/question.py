"""What a report is: a question of the owner, what is asked beside it, the table that answers it, and the sentence said of it.

A report is declared once (`Question`) and drawn by one piece each: the page, the PDF, the Excel file, the command. Its sentence
is computed from the very table that is shown; numbers stay numbers until they are drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from reports.layout import Made

Kind = Literal["text", "count", "quantity", "money", "share", "days", "date", "month", "decimal"]
Cell = str | int | float | Decimal | date | None  # None: nothing is known, drawn as a dash; a share is 0.12 for 12 %
Needs = Literal["customers", "sales", "quotes", "talks", "payments"]
ChartKind = Literal["bars", "columns", "stacked", "line", "heat", "donut"]  # bars lie, columns stand
ENOUGH: Final = 20  # records below which 「資料太少，看不出來」 is said instead of a sentence


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. `heat`: its cells are shaded by their number; `is_secret`: hidden from the counter and from staff."""

    key: str
    title: str  # as shown, translated
    kind: Kind = "text"
    heat: bool = False
    is_secret: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row; `key` names it for `Question.behind`. "" where nothing stands behind it."""

    key: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence beside the table; `conditions` of a segment are the customers it speaks of, `act` a command that mends it."""

    text: str
    conditions: str = ""
    act: str = ""  # one of ui.reporting.acts: "import_sales", "add_sale", ...


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn of the table: `label` names each mark, `values` are the columns drawn (their headings' keys)."""

    kind: ChartKind
    label: str
    values: tuple[str, ...]
    faded: tuple[str, ...] = ()  # keys of lines drawn lighter: a month that is not over


@dataclass(frozen=True, slots=True)
class Answer:
    """The table that answers, and what was counted in it. `records`: sales, customers or quotes it is about."""

    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    total: tuple[Cell, ...] | None = None
    records: int = 0
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
    """The rows behind a number: ids of one noun, and what to call them. Customers can become a list."""

    noun: Literal["customers", "sales", "quotes", "payments", "tasks", "talks"]
    ids: Sequence[int]
    title: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """What is asked beside the question; `choices` are (key, label in English), the first is asked at first."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]


Asked = Mapping[str, str]  # by the parameter's key, every one of them


@dataclass(frozen=True, slots=True)
class Question:
    """One report.

    `ask(asked)` answers it; `say(answer)` is the one sentence in large letters, "" where nothing can be said; `behind(asked,
    line, column)` the rows behind a cell, None where there are none. `how` says in words how it is worked out, with the
    textbook's names and sources; `say` never speaks of a secret column. `sample()` is what it looks like where the shop has
    nothing of what it `needs` yet.
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
    enough: int = ENOUGH  # 1 only where the sentence says what stands in the book (money of today), and nothing is concluded
    paper: Callable[[Asked], "Made"] | None = None  # a paper of its own, printed and saved as PDF instead of the usual one

    def asked(self, given: Mapping[str, str] | None = None) -> dict[str, str]:
        """What is asked: as given, the first choice where nothing (or nothing known) is."""
        given = given or {}
        return {
            one.key: given[one.key] if given.get(one.key) in dict(one.choices) else one.choices[0][0] for one in self.parameters
        }
