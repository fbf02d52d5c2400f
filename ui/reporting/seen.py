"""What of a report may be seen now: in the counter mode no money, no total, nothing that is the owner's."""

from decimal import Decimal
from typing import Final

from reports.catalogue import Answered
from reports.question import Answer, Cell, Heading, Kind, number
from reports.shown import shown
from ui.kit import counter

NUMBERS: Final[frozenset[Kind]] = frozenset(("count", "quantity", "money", "share", "days", "decimal"))
_ADDED: Final[frozenset[Kind]] = frozenset(("count", "quantity", "money"))
_PLAIN: Final[frozenset[Kind]] = frozenset(("count", "quantity", "money", "decimal"))  # a spreadsheet adds them up


def is_veiled(heading: Heading) -> bool:
    """Whether the counter mode hides this column."""
    return heading.is_secret or heading.is_total or heading.is_private or heading.kind == "money"


def text(heading: Heading, cell: Cell, *, is_total: bool = False) -> str:
    """A cell as it may be painted, spoken and copied now; of the total line only what names it."""
    said = shown(cell, heading.kind)
    return counter.hidden(said) if is_veiled(heading) or (is_total and heading.kind in NUMBERS) else said


def pasted(heading: Heading, cell: Cell, *, is_total: bool = False) -> str:
    """The same for a spreadsheet, which adds up numbers without commas."""
    said = text(heading, cell, is_total=is_total)
    return said if said == counter.HIDDEN or cell is None or heading.kind not in _PLAIN else said.replace(",", "")


def sentence(answered: Answered) -> str:
    """The sentence as it may be read now: one that may speak of money is hidden whole."""
    return counter.hidden(answered.sentence) if speaks_of_money(answered.answer) else answered.sentence


def speaks_of_money(answer: Answer) -> bool:
    """Whether its sentence may: a column holds money, what is the owner's, or what nobody at the counter is to hear."""
    return any(heading.is_private or heading.is_secret or heading.kind == "money" for heading in answer.headings)


def adds_up(answer: Answer) -> bool:
    """Whether every number of the total is the sum of the lines above it, and there is one."""
    total = answer.total or ()
    added = [at for at, cell in enumerate(total) if answer.headings[at].kind in _ADDED and cell is not None]
    return bool(answer.lines and added) and all(_sum(answer, at) == number(total[at]) for at in added)


def _sum(answer: Answer, at: int) -> Decimal:
    return sum((number(line.cells[at]) or Decimal(0) for line in answer.lines), Decimal(0))


def shows_chart(answer: Answer) -> bool:
    """Whether its chart may be looked at now, where it has one and something to draw."""
    if answer.chart is None or not answer.lines:
        return False
    veiled = {heading.key for heading in answer.headings if is_veiled(heading)}
    return not (counter.state.is_on and veiled & {answer.chart.label, *answer.chart.values})
