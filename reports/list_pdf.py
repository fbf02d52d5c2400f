"""Any list on paper: columns and rows as shown on the screen, drawn straight on the canvas, fast for thousands of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from db.core.progress import Progress, silent
from reports import fonts
from reports.layout import DRAWING, MARGIN, MUTED, Made, Page, columns, cut, wrap
from resources.i18n import _

SIZE: Final = 10.5
LEADING: Final = 14.0
PAD: Final = 4.0  # above and below the words of a row
GAP: Final = 8.0  # between columns
_LINES: Final = 3  # of one cell at most; what is longer ends in …
_SAMPLE: Final = 300  # rows whose widths decide the columns
_WIDEST: Final = 220.0
_NARROWEST: Final = 46.0
UPRIGHT: Final = 515.0  # the room of an upright page


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column of a printed list."""

    title: str
    align: Literal["left", "right"] = "left"


def make(
    title: str,
    listed: Sequence[ListColumn],
    rows: Iterable[Sequence[str]],
    *,
    shop: str = "",
    note: str = "",
    is_public: bool = False,
    progress: Progress = silent,
) -> Made:
    """The list as a PDF on A4, lying where the columns need it. `rows`: a text for each column, as shown on the screen.

    Words of the blacklist are not printed, nor is a column headed by one; a cell of more than three lines ends in ….
    """
    kept = [place for place, column in enumerate(listed) if fonts.KEPT_BACK not in fonts.printable(column.title)]
    listed = [listed[place] for place in kept]
    missing: set[str] = set()
    cells = [[fonts.printable(row[place], missing) for place in kept] for row in rows]
    wishes = wanted(listed, cells)
    page = Page(title, shop, note, is_landscape=sum(wishes) > UPRIGHT, is_public=is_public)
    widths = columns(wishes, [min(width, _NARROWEST) for width in wishes], page.inner)
    lines = [
        [wrap(text, width - GAP, SIZE, most=_LINES + 1) if text else [] for text, width in zip(row, widths, strict=True)]
        for row in cells
    ]
    starts = _starts(lines, page)
    page.pages = len(starts)
    page.missing |= missing
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        progress(_(DRAWING), number - 1, len(starts))
        _page(page, listed, widths, lines[start:end])
    return page.finish()


def wanted(listed: Sequence[ListColumn], cells: Sequence[Sequence[str]], size: float = SIZE) -> list[float]:
    """The width each column would like: of its title and its wider cells, printable texts in letters of this size."""
    wishes = []
    for place, column in enumerate(listed):
        widths = sorted(fonts.width(row[place].partition("\n")[0], size) for row in islice(cells, _SAMPLE))
        usual = widths[int(len(widths) * 0.95)] if widths else 0.0
        title = fonts.width(fonts.printable(column.title), size, fonts.BOLD)
        wishes.append(min(max(title, usual), _WIDEST) + GAP)
    return wishes


def height_of(row: Sequence[Sequence[str]]) -> float:
    """The height of a row whose cells are these lines."""
    return min(max((len(cell) for cell in row), default=1) or 1, _LINES) * LEADING + 2 * PAD


def _starts(lines: Sequence[Sequence[Sequence[str]]], page: Page) -> list[int]:
    """The first row of each page; an empty list has one page."""
    room = page.top - page.bottom - LEADING - 2 * PAD
    starts, used = [0], 0.0
    for number, row in enumerate(lines):
        height = height_of(row)
        if used + height > room:
            starts.append(number)
            used = 0.0
        used += height
    return starts


def _page(page: Page, listed: Sequence[ListColumn], widths: Sequence[float], rows: Sequence[Sequence[Sequence[str]]]) -> None:
    page.begin()
    y = page.top - LEADING
    draw_row(page, listed, widths, [[cut(page.printable(column.title), width, SIZE, bold=True)] for column, width in
                                zip(listed, widths, strict=True)], y, bold=True)  # fmt: skip
    page.rule(y - PAD, 1.0)
    y -= 2 * PAD
    for row in rows:
        draw_row(page, listed, widths, row, y - LEADING + 3)
        y -= height_of(row)
        page.rule(y + PAD - 2, 0.3)
    if not rows:
        page.text(MARGIN, y - LEADING, _("Nothing is listed here."), SIZE, colour=MUTED)


def draw_row(
    page: Page,
    listed: Sequence[ListColumn],
    widths: Sequence[float],
    cells: Sequence[Sequence[str]],
    y: float,
    *,
    bold: bool = False,
    size: float = SIZE,
    leading: float = LEADING,
) -> None:
    """One row of lines of words, the first ones on the baseline y."""
    x = MARGIN
    for column, width, cell in zip(listed, widths, cells, strict=True):
        shown = list(cell[:_LINES])
        if len(cell) > _LINES:
            shown[-1] = cut(shown[-1] + "……", width - GAP, size)
        for number, line in enumerate(shown):
            indent = width - GAP - fonts.width(line, size) if column.align == "right" else 0.0
            page.draw(x + indent, y - number * leading, line, size, bold=bold)
        x += width
