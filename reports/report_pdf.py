"""A report on paper: the question, its sentence in large letters, the chart, the table, what is to be known beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from reportlab.graphics import renderPDF

from db.core.progress import Progress, silent
from db.services import options
from reports import catalogue, charts, report_table, report_words
from reports.catalogue import Answered
from reports.layout import DRAWING, INK, MARGIN, MUTED, Made, Page, wrap
from reports.question import Answer
from reports.report_table import LYING, UPRIGHT, Block
from resources.i18n import _

_SENTENCE: Final = 15.0
_TEXT: Final = 10.0
_SMALL: Final = 9.0
_TALLEST, _LOWEST = 300.0, 80.0  # of a chart; between them it leaves the table the rest of one page
_LOW: Final = 170.0  # of one whose table goes on
_HEAD: Final = 8.0  # between the line at the top and what is below
_GAP: Final = Block(10.0, lambda _page, _top: None)


Sheet = Callable[[Page], None]  # begins a page and draws it


def make(answered: Answered) -> Made:
    """The report as a PDF on A4, lying where its table needs it; a paper of its own where the question has one."""
    return make_all([answered])


def make_all(reports: Sequence[Answered], title: str = "", progress: Progress = silent) -> Made:
    """Several reports in one PDF, each on pages of its own, numbered through. RefusedError: one is the owner's."""
    told = [catalogue.seen(one) for one in reports]
    page = Page(title or _(told[0].question.title), options.text("shop_name"))
    flows = [_sheets(one, page) for one in told]
    page.pages = sum(len(sheets) for _lies, sheets in flows)
    for number, (answered, (lies, sheets)) in enumerate(zip(told, flows, strict=True)):
        progress(_(DRAWING), number, len(told))
        page.title, page.note = _(answered.question.title), report_words.cover(answered)
        page.turn(lies)
        for sheet in sheets:
            sheet(page)
    return page.finish()


def _sheets(answered: Answered, page: Page) -> tuple[bool, list[Sheet]]:
    """Whether its pages lie, and what draws each."""
    if answered.question.paper and not answered.answer.is_sample:
        return False, [answered.question.paper(answered.asked)]
    lies = report_table.needs_width(answered.answer)
    page.turn(lies)
    return lies, [partial(_draw, blocks) for blocks in _flow(answered, page, LYING if lies else UPRIGHT)]


def _draw(blocks: Sequence[Block], page: Page) -> None:
    page.begin()
    top = page.top - _HEAD
    for block in blocks:
        block.draw(page, top)
        top -= block.height


def _flow(answered: Answered, page: Page, across: float) -> list[list[Block]]:
    """Its blocks page by page; where the table goes on to a second page its chart is a low one."""
    room = page.top - page.bottom - _HEAD
    above, below = _above(answered, page, across), _below(answered, page, across)
    spare = room - sum(block.height for block in (*above, *below)) - _GAP.height
    chart = [] if _is_idle(answered) else _chart(answered.answer, across, min(spare, _TALLEST) if spare >= _LOWEST else _LOW)
    return _paged([*above, *chart, *below], room)


def _paged(blocks: Sequence[Block], room: float) -> list[list[Block]]:
    """The blocks on pages of this height; rows take their headings along, and headings a row."""
    pages: list[list[Block]] = [[]]
    left = room
    for at, block in enumerate(blocks):
        follower = blocks[at + 1] if at + 1 < len(blocks) else None
        needs = block.height + (follower.height if follower and follower.head is block else 0.0)
        if needs > left and pages[-1]:
            pages.append([])
            left = room
            if block.head:
                pages[-1].append(block.head)
                left -= block.head.height
        if pages[-1] or block is not _GAP:
            pages[-1].append(block)
            left -= block.height
    return pages


def _above(answered: Answered, page: Page, room: float) -> list[Block]:
    """The sentence in large letters."""
    return _words(page, answered.sentence, room, _SENTENCE, bold=True) if answered.sentence else []


def _below(answered: Answered, page: Page, room: float) -> list[Block]:
    """The table, the notes, how it is worked out."""
    answer = answered.answer
    if answer.lines and not _is_idle(answered):
        made = [_GAP, *report_table.blocks(answer, room, page.missing)]
    else:
        made = [_GAP, *_words(page, _("Nothing is listed here."), room, _TEXT)]
    if any(map(report_words.is_read, answer.notes)):
        made.append(_GAP)
    for note in filter(report_words.is_read, answer.notes):
        made += _words(page, f"・{note.text}", room, _TEXT)
    made += [_GAP, *_words(page, _("How it is worked out"), room, _SMALL, bold=True)]
    return made + _words(page, report_words.how(answered), room, _SMALL, is_muted=True)


def _is_idle(answered: Answered) -> bool:
    """Whether its table is one of zeros: nothing was there to be counted."""
    return not answered.answer.records and answered.question.enough > 0


def _words(page: Page, text: str, room: float, size: float, *, bold: bool = False, is_muted: bool = False) -> list[Block]:
    """A text in lines, one block each."""
    colour = MUTED if is_muted else INK
    return [Block(size * 1.45, partial(_line, line, size, bold, colour)) for line in wrap(page.printable(text), room, size, bold)]


def _line(ready: str, size: float, bold: bool, colour: tuple[float, float, float], page: Page, top: float) -> None:
    page.draw(MARGIN, top - size * 1.1, ready, size, bold=bold, colour=colour)


def _chart(answer: Answer, room: float, most: float) -> list[Block]:
    """The chart, as high as it wants or at most so; not where the shades of the table are the chart."""
    high = min(charts.tall(answer), most)
    if high <= 0 or report_table.is_shaded(answer):
        return []
    drawn = charts.drawing(answer, room, high)
    return [_GAP, Block(high, lambda page, top: renderPDF.draw(drawn, page.canvas, MARGIN, top - high))]
