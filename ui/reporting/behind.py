"""The rows behind a number of a report, or behind the whole of it; for the worker."""

from array import array
from decimal import Decimal
from typing import Final, NamedTuple

from db.core import tally
from db.core.progress import Progress, silent
from db.services import behind_rows
from reports.catalogue import Answered
from reports.question import TOTAL, Answer, Behind, Cell, number
from resources.i18n import _

_RECORDS: Final = "records"  # asked of the total: all that was counted, where no column of the table is that


class Rows(NamedTuple):
    """The rows found, their ids as lists take them, and what they add up to; None: they have no amount."""

    behind: Behind
    ids: "array[int]"
    total: Cell


def is_open(answered: Answered) -> bool:
    """Whether the numbers of this answer lead to rows."""
    return answered.question.behind is not None and not answered.answer.is_sample


def of_cell(answered: Answered, line: str, column: str, progress: Progress = silent) -> Rows | None:
    """What stands behind this cell; None where nothing does. CancelledError as soon as `progress` says so."""
    with tally.counting(progress, _("Reading the list")):
        found = _found(answered, line, column)
        return ready(found) if found else None


def of_all(answered: Answered, progress: Progress = silent) -> Rows | None:
    """Everything that was counted, exactly as many as the answer says; None where the question can't name them. Errors as
    `of_cell`.
    """
    answer = answered.answer
    with tally.counting(progress, _("Reading the list")):
        for column in dict.fromkeys((_RECORDS, answer.counted, counted(answer))):
            found = _found(answered, TOTAL, column)
            if found and (found.noun, len(found.ids)) == (answer.counted, answer.records):
                return ready(found)
    return None


def ready(found: Behind) -> Rows:
    """The same with its sum."""
    ids = found.ids if isinstance(found.ids, array) else array("q", found.ids)
    return Rows(found, ids, _total(found))


def _total(found: Behind) -> Cell:
    """Its parts together, else its rows; and what stands in no row."""
    beside = found.besides[1] if found.besides else 0
    if found.parts is not None:
        return sum((number(one) or Decimal(0) for one in found.parts.values()), Decimal(beside))
    rows = behind_rows.total(found.noun, found.ids)
    return None if rows is None else rows + beside


def customer(answered: Answered, line: str) -> int | None:
    """Whose line this is, where each line is a customer's."""
    is_theirs = is_open(answered) and any(heading.is_customer for heading in answered.answer.headings)
    return int(line) if is_theirs and line.isascii() and line.isdigit() else None


def counted(answer: Answer) -> str:
    """The column whose rows are all those of a line: its total, else what is drawn, else the first number."""
    total = next((heading.key for heading in answer.headings if heading.is_total), "")
    drawn = answer.chart.values[0] if answer.chart and answer.chart.values else ""
    return total or drawn or next((heading.key for heading in answer.headings[1:]), "")


def _found(answered: Answered, line: str, column: str) -> Behind | None:
    """Nothing is found where there is neither a row nor anything beside the rows."""
    ask = answered.question.behind
    found = ask(answered.asked, line, column) if ask and is_open(answered) else None
    return found if found and (found.ids or found.besides) else None
