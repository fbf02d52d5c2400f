"""The rows of a paper: columns as wide as what stands in them, rows that go on over pages where they are long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from reports.brush import Brush, Line, Strip
from resources.i18n import _

if TYPE_CHECKING:
    from reports.document import Column, Document, Row

_GAP: Final = 11.0  # between columns
_MOST: Final = 0.7  # of the width for all columns but the wide one
_WIDEST: Final = 10.0  # letters of a cell that is not the wide one, before it is broken
_WHOLE: Final = 0.34  # of a page: rows up to this height are never cut
_PICTURE: Final = 44.0

Places = Sequence[tuple[float, float]]  # where each column begins and ends


def titles(brush: Brush, document: "Document", places: Places) -> Strip:
    """What the columns are called, above the rows of every page."""
    if not document.columns:
        return Strip(0.0, lambda _y: None)
    layout, inks = brush.layout, brush.inks
    columns = document.columns
    size = layout.small
    cells = [brush.lines(column.title, 400.0, size, colour=inks.muted, most=1) for column in columns]
    height = size * layout.leading + 4

    def paint(y: float) -> None:
        for column, (left, right), lines in zip(columns, places, cells, strict=True):
            brush.draw_all(right if column.align == "right" else left, y, lines, column.align)
        brush.rule(y + height - 1, 1.0, inks.text)

    return Strip(height, paint, is_row=True)


def strips(brush: Brush, document: "Document", places: Places, room: float) -> list[Strip]:
    """All rows cut into lines: a long one goes on over the page, a short one stays whole, a heading with its first row."""
    if not document.columns:
        return []
    made = [strip for row in document.rows for strip in _row(brush, document.columns, places, row, room)]
    if made:
        made[-1] = replace(made[-1], is_bound=True)  # sums never stand alone on a page
    if document.is_closed:
        made.append(_closed(brush))
    return made


def places(brush: Brush, document: "Document") -> Places:
    """The columns' places; every cell is measured for them."""
    widths = [0.0 if column.is_wide else _wanted(brush, document, place) for place, column in enumerate(document.columns)]
    gaps = _GAP * (len(widths) - 1)
    if (taken := sum(widths)) > (most := brush.inner * _MOST - gaps):
        widths = [width * most / taken for width in widths]
    rest = (brush.inner - gaps - sum(widths)) / max(1, sum(column.is_wide for column in document.columns))
    found, left = [], 0.0
    for column, width in zip(document.columns, widths, strict=True):
        right = left + (rest if column.is_wide else width)
        found.append((left, right))
        left = right + _GAP
    return found


def _wanted(brush: Brush, document: "Document", place: int) -> float:
    """The width of a column: of its title and its widest cell; words that are long are broken."""
    size = brush.layout.body
    column = document.columns[place]
    words = [brush.page.printable(row.cells[place]) for row in document.rows if row.kind != "heading"]
    bold = any(row.kind == "sum" for row in document.rows)
    widest = max((Line(text, size, bold).width for text in words), default=0.0)
    title = Line(brush.page.printable(column.title), brush.layout.small).width
    return max(title, widest if column.align == "right" else min(widest, _WIDEST * size)) + 0.5  # sums of widths are not exact


def _row(brush: Brush, columns: Sequence["Column"], places: Places, row: "Row", room: float) -> Iterator[Strip]:
    """A row as strips of one line each."""
    picture = _PICTURE + _GAP if row.picture else 0.0
    cells = [
        _cell(brush, row, place, column.is_wide, right - left - (picture if column.is_wide else 0.0))
        for place, (column, (left, right)) in enumerate(zip(columns, places, strict=True))
    ]
    heights = [max(cell[at].height for cell in cells if at < len(cell)) for at in range(max(map(len, cells), default=0))]
    missing = max(_PICTURE - sum(heights), 0.0) if row.picture else 0.0
    whole = sum(heights) + missing + 2 * brush.layout.pad
    for at, height in enumerate(heights):
        is_last = at == len(heights) - 1
        lines = [cell[at] if at < len(cell) else None for cell in cells]
        above = brush.layout.pad if at == 0 else 0.0
        below = brush.layout.pad + missing if is_last else 0.0
        bound = row.kind == "heading" if is_last else at == 0 or whole <= room * _WHOLE or at == len(heights) - 2
        paint = _Painter(brush, columns, places, row, lines, above, height + above + below, at == 0, is_last)
        yield Strip(height + above + below, paint, is_row=True, is_bound=bound)


def _cell(brush: Brush, row: "Row", place: int, is_wide: bool, room: float) -> list[Line]:
    """The lines of one cell; the wide one carries the details below its words."""
    layout, inks = brush.layout, brush.inks
    is_bold = row.kind in ("heading", "sum")
    colour = {"heading": inks.accent, "quiet": inks.muted}.get(row.kind, inks.text)
    words = row.cells[place]
    if is_wide and layout.is_low:  # details beside the name: a low page has more room across than down
        words = "　".join(filter(None, (words, *(text.strip() for text in row.details))))
    lines = brush.lines(words, room, layout.body, bold=is_bold, colour=colour)
    if is_wide and not layout.is_low:
        lines += [line for text in row.details for line in brush.lines(text, room, layout.small, colour=inks.muted)]
    return lines


@dataclass(frozen=True, slots=True)
class _Painter:
    """Draws one line of a row; its picture beside the first, a hairline below the last."""

    brush: Brush
    columns: Sequence["Column"]
    places: Places
    row: "Row"
    lines: Sequence[Line | None]
    above: float
    height: float
    is_first: bool
    is_last: bool

    def __call__(self, y: float) -> None:
        brush, row = self.brush, self.row
        if row.kind == "heading":
            brush.fill(y, self.height)
        for column, (left, right), line in zip(self.columns, self.places, self.lines, strict=True):
            shift = _PICTURE + _GAP if column.is_wide and row.picture else 0.0
            if column.is_wide and row.picture and self.is_first:
                brush.picture(left, y + self.above, _PICTURE, _PICTURE, row.picture)
            if line:
                brush.draw(right if column.align == "right" else left + shift, y + self.above, line, column.align)
        if self.is_last:
            brush.rule(y + self.height, 0.4)


def _closed(brush: Brush) -> Strip:
    """Nothing follows: a line nobody can write another row below."""
    words = Line(brush.page.printable(_("— nothing below —")), brush.layout.small, False, brush.inks.muted, brush.layout.leading)
    return Strip(words.height + 2, lambda y: brush.draw(brush.inner / 2, y + 2, words, "center"), is_row=True, is_bound=True)
