"""The engine of every paper with a letterhead: a document is plain values, drawn page by page on a sheet of its layout.

What is drawn is a row of strips, each of a known height; strips that belong together stay on one page, and the head and the
columns' titles come again on every page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportlab.lib.units import mm

from db.services.letterhead import NO_SEALS, Letterhead, Seals
from reports import document_head, document_table, document_tail
from reports.brush import Brush, Strip
from reports.document_table import Places
from reports.layout import Made, Page
from reports.paper_layouts import PaperLayout
from resources.i18n import N_, _

_COPIES: Final = (N_("Customer's copy"), N_("Shop's copy"))
_FEW: Final = 5  # pages of which one may be saved


@dataclass(frozen=True, slots=True)
class Fact:
    """One line above the table: what it is and what stands there; an empty value is left out."""

    label: str
    value: str
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column; the wide one takes the room the others leave and carries the details."""

    title: str
    align: Literal["left", "right"] = "left"
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row, a cell for each column; a heading uses only its wide cell. `details`: small below; `picture`: PNG or JPEG."""

    cells: tuple[str, ...]
    kind: Literal["item", "heading", "sum", "quiet"] = "item"
    details: tuple[str, ...] = ()
    picture: bytes = b""


@dataclass(frozen=True, slots=True)
class Sum:
    """One line under the table; the grand one is large."""

    label: str
    amount: str
    is_grand: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A text with a heading below the sums; a plain one needs no heading where room is little."""

    title: str
    text: str
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """Where somebody signs; seals are pictures beside the words."""

    title: str
    seals: Seals = NO_SEALS


@dataclass(frozen=True, slots=True)
class Document:
    """A paper as plain values. `party` stands at the left above the table, `facts` at the right; `in_words` under the sums."""

    title: str
    letterhead: Letterhead
    party: tuple[Fact, ...] = ()
    facts: tuple[Fact, ...] = ()
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    totals: tuple[Sum, ...] = ()
    in_words: str = ""
    blocks: tuple[Block, ...] = ()
    signs: tuple[Sign, ...] = ()
    watermark: str = ""
    foot: str = ""
    is_closed: bool = True  # 以下空白 after the last row
    summary: str = ""  # what names the paper on its second page and after
    is_own: bool = False  # the owner's own words for this customer: what else is kept back of people is so already


def draw(document: Document, layout: PaperLayout) -> Made:
    """The document as a PDF; the same values make the same bytes."""
    return draw_all([document], layout)


def draw_all(documents: Sequence[Document], layout: PaperLayout) -> Made:
    """Several documents in one PDF, each with pages of its own number; ValueError: none."""
    if not documents:
        raise ValueError("a paper without a document")
    page = Page(documents[0].title, documents[0].letterhead.name, size=layout.size)
    page.canvas.setSubject(layout.key)  # what is handed on must know whether a printed form brings the letterhead
    brush = Brush(page, layout)
    for document in documents:
        _draw(brush, document)
    return page.finish()


def _draw(brush: Brush, document: Document) -> None:
    """The pages of one document, on the sheet the brush has; closer lines where they save a page."""
    brush.page.is_own = document.is_own
    usual = brush.layout
    pages = _laid_out(brush, document)
    if 1 < len(pages) <= _FEW:
        brush.layout = usual.closer()
        closer = _laid_out(brush, document)
        if len(closer) < len(pages):
            pages = closer
        else:
            brush.layout = usual
    for number, strips in enumerate(pages, 1):
        brush.page.start()
        of = _("Page {number} of {pages}").format(number=number, pages=len(pages))
        for copy in range(brush.layout.copies):
            _copy(brush, document, strips, copy, of)
        _cut_line(brush)
    brush.layout = usual


def _laid_out(brush: Brush, document: Document) -> list[list[Strip]]:
    """The strips of each page, its head first."""
    first = document_head.first(brush, document)
    again = document_head.again(brush, document)
    places = document_table.places(brush, document)
    titles = document_table.titles(brush, document, places)
    contents = _contents(brush, document, places, again.height + titles.height)
    pages = _paginate(contents, brush.layout.room, first.height, again.height, titles)
    return [[again if place else first, *strips] for place, strips in enumerate(pages)]


def _contents(brush: Brush, document: Document, places: Places, above: float) -> list[Strip]:
    """Everything below the head in order; `above`: what a further page has above its rows."""
    room = brush.layout.room - above
    return [*document_table.strips(brush, document, places, room), *document_tail.strips(brush, document, room)]


def _paginate(strips: Sequence[Strip], room: float, first: float, again: float, titles: Strip) -> list[list[Strip]]:
    """The strips of each page. What is bound to the next strip goes with it, unless together they are more than a page."""
    pages: list[list[Strip]] = [[]]
    left = room - first
    for group in _groups(strips, room - again - titles.height):
        height = sum(strip.height for strip in group)
        opens_table = group[0].is_row and not (pages[-1] and pages[-1][-1].is_row)
        needed = height + (titles.height if opens_table else 0.0)
        if needed > left and (pages[-1] or left < room - again):
            if pages[-1]:
                pages.append([])
                left = room - again
            opens_table = group[0].is_row
            needed = height + (titles.height if opens_table else 0.0)
        pages[-1] += [titles, *group] if opens_table else group
        left -= needed
    return pages


def _groups(strips: Sequence[Strip], most: float) -> list[list[Strip]]:
    """Strips bound to each other; a group that would be higher than a page is cut."""
    groups: list[list[Strip]] = []
    is_bound = False
    for strip in strips:
        if is_bound and sum(one.height for one in groups[-1]) + strip.height <= most:
            groups[-1].append(strip)
        else:
            groups.append([strip])
        is_bound = strip.is_bound
    return groups


def _copy(brush: Brush, document: Document, strips: Sequence[Strip], copy: int, of: str) -> None:
    """One copy of a page; where there are two the name of each stands beside the page's number."""
    layout = brush.layout
    brush.place(copy)
    if document.watermark:
        brush.watermark(document.watermark)
    names = [_(_COPIES[copy])] if layout.copies > 1 else []
    brush.page_words = "　".join([*names, of])
    y = 0.0
    for strip in strips:
        strip.paint(y)
        y += strip.height


def _cut_line(brush: Brush) -> None:
    """Where the copies are cut apart."""
    layout = brush.layout
    for place in range(1, layout.copies):
        y = layout.size[1] * place / layout.copies
        brush.dashes(6 * mm, layout.size[0] - 6 * mm, y)
