"""The rows behind a number of a report, or behind the whole of it; for the worker."""

from collections.abc import Iterator
from typing import Final

from reports.catalogue import Answered
from reports.question import Answer, Behind

_ASKED: Final = 200  # lines whose rows are put together where the whole names none


def is_open(answered: Answered) -> bool:
    """Whether the numbers of this answer lead to rows."""
    return answered.question.behind is not None and not answered.answer.is_sample


def of_cell(answered: Answered, line: str, column: str) -> Behind | None:
    """What stands behind this cell; None where nothing does."""
    ask = answered.question.behind
    return ask(answered.asked, line, column) if ask and is_open(answered) else None


def of_all(answered: Answered) -> Behind | None:
    """Everything that was counted: as the question says it, else the rows of all lines together."""
    if found := of_cell(answered, "", ""):
        return found
    parts = list(_of_lines(answered))
    if not parts or any(one.noun != parts[0].noun for one in parts):
        return None
    return Behind(parts[0].noun, list(dict.fromkeys(row for one in parts for row in one.ids)), "")


def _of_lines(answered: Answered) -> Iterator[Behind]:
    column = counted(answered.answer)
    for line in answered.answer.lines[:_ASKED]:
        if line.key and (found := of_cell(answered, line.key, column)):
            yield found


def counted(answer: Answer) -> str:
    """The column whose rows are all those of a line: its total, else what is drawn, else the first number."""
    total = next((heading.key for heading in answer.headings if heading.is_total), "")
    drawn = answer.chart.values[0] if answer.chart and answer.chart.values else ""
    return total or drawn or next((heading.key for heading in answer.headings[1:]), "")
