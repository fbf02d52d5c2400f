"""Cells of a report on the clipboard, as a spreadsheet takes them."""

from collections.abc import Iterable

from ui.kit import clipboard, sheet_cells
from ui.pages.reports.model import AnswerModel


def put(answer: AnswerModel, rows: Iterable[int], columns: Iterable[int]) -> None:
    """These cells under the heads of their columns, as they may be seen now."""
    rows, columns = list(rows), list(columns)
    if not clipboard.may_copy(len(rows)):
        return
    cells = [[answer.heading(at).title for at in columns]]
    cells += [[answer.pasted(row, at) for at in columns] for row in rows]
    numbers = [place for place, at in enumerate(columns) if answer.is_number(at)]
    clipboard.put(sheet_cells.text(cells), sheet_cells.html(cells, numbers))
