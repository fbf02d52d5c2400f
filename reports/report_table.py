"""The table of a report on paper: upright wherever it can stand, rows that flow below their headings, a wide one in parts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from reportlab.lib.colors import Color

from reports import chart_fields, fonts, list_pdf
from reports.chart_parts import PAPER, mixed
from reports.layout import MARGIN, Page, columns, cut, wrap
from reports.list_pdf import GAP, ListColumn
from reports.question import Answer, Cell, Heading, Kind, Line, number
from reports.shown import shown

UPRIGHT: Final = 515.0  # the room of an upright page
LYING: Final = 761.0  # of a lying one
_NARROWEST: Final = 38.0
_EASY: Final = 110.0  # sentences narrower than that are no pleasure to read
_LINES: Final = 4  # of one cell
_LONG_HEADING, _SHORT_HEADING = 70.0, 40.0  # points on one line, of large and of small letters
_LONG: Final = 20  # lines
_TOTAL: Final = 1.0  # thickness of the line above the sum


@dataclass(frozen=True, slots=True)
class Block:
    """What stays together on a page: its height, how it is drawn below a height; `head` is drawn again on each new page."""

    height: float
    draw: Callable[[Page, float], None]
    head: "Block | None" = None


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a table in points: their size, from line to line, above and below a row."""

    size: float
    leading: float
    pad: float


LARGE: Final = Letters(list_pdf.SIZE, list_pdf.LEADING, list_pdf.PAD)
SMALL: Final = Letters(9.0, 12.0, 2.5)  # with which a wide table still stands upright


@dataclass(frozen=True, slots=True)
class _Part:
    """Some columns of the table, with their widths."""

    places: tuple[int, ...]
    listed: list[ListColumn]
    widths: list[float]


def is_number(heading: Heading) -> bool:
    """Whether a column's cells stand at the right."""
    return heading.kind not in ("text", "date")


def is_shaded(answer: Answer) -> bool:
    """Whether the shades of the table say all that its chart would."""
    chart = answer.chart
    return chart is not None and chart.kind == "heat" and all(answer.headings[answer.place(key)].heat for key in chart.values)


def fitted(answer: Answer) -> tuple[bool, Letters]:
    """Whether its pages lie, and its letters: upright in small ones before it lies, or before the rows of a long one break."""
    is_long = len(answer.lines) > _LONG
    if not _needs_width(answer, LARGE) and not (is_long and sum(_wishes(answer, _texts(answer), LARGE)) > UPRIGHT):
        return False, LARGE
    return (False, SMALL) if not _needs_width(answer, SMALL) else (True, LARGE)


def _needs_width(answer: Answer, letters: Letters) -> bool:
    """Whether the table wants a lying page: upright its words may break into two lines or three."""
    texts = _texts(answer)
    wishes, needs = _wishes(answer, texts, letters), _needs(answer, texts, letters)
    parts = zip(answer.headings, wishes, needs, strict=True)
    return sum(_EASY if wish > _EASY and not is_number(one) else need for one, wish, need in parts) > UPRIGHT


def blocks(answer: Answer, room: float, letters: Letters = LARGE, missing: set[str] | None = None) -> list[Block]:
    """The table as blocks for pages with this much room across. `missing` as in `fonts.printable`."""
    if not answer.headings:
        return []
    texts = _texts(answer, missing)
    made: list[Block] = []
    for part in _parts(answer, _wishes(answer, texts, letters), _needs(answer, texts, letters), room):
        made += _part(answer, texts, part, letters)
    return made


def _texts(answer: Answer, missing: set[str] | None = None) -> list[list[str]]:
    """Every row in words, the sum as the last one where there is one."""
    rows = [line.cells for line in answer.lines] + ([answer.total] if answer.total else [])
    kinds = [heading.kind for heading in answer.headings]
    return [[fonts.printable(_said(cell, kind), missing) for cell, kind in zip(row, kinds, strict=True)] for row in rows]


def _said(cell: Cell, kind: Kind) -> str:
    return "" if cell == "" else shown(cell, kind)


def _wishes(answer: Answer, texts: Sequence[Sequence[str]], letters: Letters) -> list[float]:
    """The width each column wants; where it is narrow, names want it more than the headings of numbers."""
    wishes = list_pdf.wanted([ListColumn(one.title) for one in answer.headings], texts, letters.size)
    longest = _LONG_HEADING if letters is LARGE else _SHORT_HEADING
    for at, heading in enumerate(answer.headings):
        if is_number(heading):
            wishes[at] = max(_widest(texts, at, letters), _heading_width(heading, longest, letters)) + GAP
    return wishes


def _needs(answer: Answer, texts: Sequence[Sequence[str]], letters: Letters) -> list[float]:
    """What each column cannot do without: words and headings may break, numbers not."""
    wishes = _wishes(answer, texts, letters)
    return [
        max(_widest(texts, at, letters), _heading_width(one, 0.0, letters)) + GAP
        if is_number(one)
        else min(wishes[at], 2 * _NARROWEST)
        for at, one in enumerate(answer.headings)
    ]


def _widest(texts: Sequence[Sequence[str]], at: int, letters: Letters) -> float:
    return max((fonts.width(row[at], letters.size, fonts.BOLD) for row in texts), default=0.0)


def _heading_width(heading: Heading, most: float, letters: Letters) -> float:
    """What the heading of a column of numbers wants: longer than `most` it stands in two lines."""
    title = fonts.printable(heading.title)
    whole = fonts.width(title, letters.size, fonts.BOLD)
    word = max((fonts.width(one, letters.size, fonts.BOLD) for one in title.split() if one.isascii()), default=0.0)
    return whole if whole <= most else max(whole * 0.58, word)


def _parts(answer: Answer, wishes: Sequence[float], needs: Sequence[float], room: float) -> list[_Part]:
    """The columns in as many parts as the room asks for, the first column before each."""
    groups: list[list[int]] = [[0]]
    used = needs[0]
    for at in range(1, len(wishes)):
        if used + needs[at] > room and len(groups[-1]) > 1:
            groups.append([0])
            used = needs[0]
        groups[-1].append(at)
        used += needs[at]
    return [_fitted(answer, wishes, needs, tuple(group), room) for group in groups]


def _fitted(answer: Answer, wishes: Sequence[float], needs: Sequence[float], places: tuple[int, ...], room: float) -> _Part:
    listed = [ListColumn(answer.headings[at].title, "right" if is_number(answer.headings[at]) else "left") for at in places]
    return _Part(places, listed, columns([wishes[at] for at in places], [needs[at] for at in places], room))


def _part(answer: Answer, texts: Sequence[Sequence[str]], part: _Part, letters: Letters) -> list[Block]:
    each = list(zip(part.places, part.listed, part.widths, strict=True))
    titles = [_wrapped(fonts.printable(one.title), width, letters, bold=True) for _at, one, width in each]
    head = Block(_tall(titles, letters), partial(_draw_head, part, titles, letters))
    made, highest = [head], _highest(answer, part)
    for at_line, text in enumerate(texts):
        is_sum = at_line == len(answer.lines)
        cells = [_wrapped(text[at], width, letters, bold=is_sum) for at, _one, width in each]
        shades = () if is_sum else _shades(answer, answer.lines[at_line], part, highest)
        made.append(Block(_tall(cells, letters), partial(_draw_row, part, cells, letters, shades, is_sum), head))
    return made


def _tall(cells: Sequence[Sequence[str]], letters: Letters) -> float:
    return max(map(len, cells)) * letters.leading + 2 * letters.pad


def _wrapped(text: str, width: float, letters: Letters, *, bold: bool) -> list[str]:
    lines = wrap(text, width - GAP, letters.size, bold, most=_LINES + 1) if text else [""]
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], cut(lines[_LINES - 1] + "……", width - GAP, letters.size)]
    return lines


def _highest(answer: Answer, part: _Part) -> float:
    """The largest number of the heat columns."""
    heat = [at for at in part.places if answer.headings[at].heat]
    return max((_plain(line.cells[at]) for line in answer.lines for at in heat), default=0.0)


def _shades(answer: Answer, line: Line, part: _Part, highest: float) -> tuple[Color | None, ...]:
    """The tint behind each cell of a heat column."""
    return tuple(
        mixed(PAPER.mark, PAPER.ground, chart_fields.shade(_plain(line.cells[at]), highest)) if answer.headings[at].heat else None
        for at in part.places
    )


def _plain(cell: Cell) -> float:
    return float(number(cell) or 0)


def _draw_head(part: _Part, titles: list[list[str]], letters: Letters, page: Page, top: float) -> None:
    _draw_cells(page, part, titles, letters, top - letters.leading, bold=True)
    page.rule(top - _tall(titles, letters) + letters.pad, 1.0)


def _draw_row(
    part: _Part, cells: list[list[str]], letters: Letters, shades: Sequence[Color | None], is_sum: bool, page: Page, top: float
) -> None:
    x, height = MARGIN, _tall(cells, letters)
    for width, shade in zip(part.widths, shades, strict=False):
        if shade is not None:
            page.canvas.setFillColor(shade)
            page.canvas.rect(x, top - height + 1, width - GAP / 2, height - 1.5, stroke=0, fill=1)
        x += width
    if is_sum:
        page.rule(top, _TOTAL)
    _draw_cells(page, part, cells, letters, top - letters.leading + letters.pad / 4, bold=is_sum)
    if not is_sum:
        page.rule(top - height + 0.5, 0.3)


def _draw_cells(page: Page, part: _Part, cells: list[list[str]], letters: Letters, y: float, *, bold: bool) -> None:
    list_pdf.draw_row(page, part.listed, part.widths, cells, y, bold=bold, size=letters.size, leading=letters.leading)
