"""A month on one lying A4 sheet: what is to be done on each day, to hang on the wall behind the counter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.core.progress import Progress, silent
from reports.layout import INK, MARGIN, MUTED, RULE, Made, Page, cut

_DAYS: Final = 7
_HEADING: Final = 18.0  # the line with the weekdays
_PAD: Final = 4.0
_NUMBER: Final = 12.0
_SIZE: Final = 9.0
_LEADING: Final = 11.5
_BESIDE: Final = 8.0
_CLOSED: Final = (0.945, 0.94, 0.93)


@dataclass(frozen=True, slots=True)
class Cell:
    """One day in words. `beside`: the lunar day, a holiday or why it is closed; `is_outside`: of the month before or after."""

    number: str
    beside: str
    lines: Sequence[str]
    is_closed: bool = False
    is_outside: bool = False


def make(
    title: str, weekdays: Sequence[str], cells: Sequence[Cell], *, shop: str = "", note: str = "", progress: Progress = silent
) -> Made:
    """The month as a PDF; `cells` are whole weeks. What finds no room in a day is counted there."""
    progress(title, 0, 1)
    page = Page(title, shop, note, is_landscape=True)
    page.begin()
    wide = page.inner / _DAYS
    rows = max(1, len(cells) // _DAYS)
    high = (page.top - page.bottom - _HEADING) / rows
    for at, word in enumerate(weekdays):
        page.text(MARGIN + at * wide + _PAD, page.top - _HEADING + 6, word, _BESIDE + 1, colour=MUTED)
    for at, cell in enumerate(cells):
        left = MARGIN + at % _DAYS * wide
        top = page.top - _HEADING - at // _DAYS * high
        _frame(page, left, top, wide, high, cell)
        _fill(page, left, top, wide, high, cell)
    return page.finish()


def _frame(page: Page, left: float, top: float, wide: float, high: float, cell: Cell) -> None:
    canvas = page.canvas
    canvas.setStrokeColorRGB(*RULE)
    canvas.setLineWidth(0.5)
    if cell.is_closed:
        canvas.setFillColorRGB(*_CLOSED)
    canvas.rect(left, top - high, wide, high, stroke=1, fill=int(cell.is_closed))


def _fill(page: Page, left: float, top: float, wide: float, high: float, cell: Cell) -> None:
    colour = MUTED if cell.is_outside or cell.is_closed else INK
    base = top - _PAD - _NUMBER + 2
    page.text(left + _PAD, base, cell.number, _NUMBER, bold=not cell.is_outside, colour=colour)
    beside = cut(page.printable(cell.beside), wide - 3 * _PAD - page.measure(cell.number, _NUMBER, bold=True), _BESIDE)
    page.text_right(left + wide - _PAD, base, beside, _BESIDE, colour=MUTED)
    room = int((base - _PAD - (top - high)) // _LEADING)
    kept = list(cell.lines[:room])
    if len(cell.lines) > room:
        kept = [*cell.lines[: max(0, room - 1)], f"＋{len(cell.lines) - max(0, room - 1)}"]
    for line in kept:
        base -= _LEADING
        page.text(left + _PAD, base, cut(page.printable(line), wide - 2 * _PAD, _SIZE), _SIZE, colour=colour)
