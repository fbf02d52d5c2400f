"""A report on paper: the question, its sentence in large letters, the chart, the table, what is to be known beside it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from reportlab.graphics import renderPDF

from db.core.progress import Progress, silent
from db.services import options
from reports import catalogue, chart_bars, charts, report_table, report_words
from reports.catalogue import Answered
from reports.layout import DRAWING, INK, MARGIN, MUTED, Made, Page, wrap
from reports.question import Answer
from reports.report_table import LYING, UPRIGHT, Block, Letters
from resources.i18n import _

_SENTENCE: Final = 15.0
_TEXT: Final = 10.0
_SMALL: Final = 9.0
_LOWEST: Final = 80.0  # of a chart that leaves its table the rest of the page
_THIRD: Final = 1 / 3  # of a page, the most a chart takes
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
    lies, letters = report_table.fitted(answered.answer)
    page.turn(lies)
    return lies, [partial(_draw, blocks) for blocks in _flow(answered, page, LYING if lies else UPRIGHT, letters)]


def _draw(blocks: Sequence[Block], page: Page) -> None:
    page.begin()
    top = page.top - _HEAD
    for block in blocks:
        block.draw(page, top)
        top -= block.height


def _flow(answered: Answered, page: Page, across: float, letters: Letters) -> list[list[Block]]:
    """Its blocks page by page; the chart is low enough for the table to stand on the same page, where that can be."""
    room = page.top - page.bottom - _HEAD
    above, below = _above(answered, page, across), _below(answered, page, across, letters)
    how = _how(answered, page, across)
    spare, most = room - sum(block.height for block in (*above, *below, *how)) - _GAP.height, room * _THIRD
    chart = _chart(answered.answer, across, min(spare, most) if spare >= _LOWEST else most) if _is_drawn(answered) else []
    pages, whole = _paged([*above, *chart, *below], room), _paged([*above, *chart, *below, *how], room)
    return whole if len(whole) == len(pages) else pages  # no page for how it is worked out alone


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


def _below(answered: Answered, page: Page, room: float, letters: Letters) -> list[Block]:
    """The table and the notes."""
    answer = answered.answer
    if answer.lines and not _is_idle(answered):
        made = [_GAP, *report_table.blocks(answer, room, letters, page.missing)]
    else:
        made = [_GAP, *_words(page, _("Nothing is listed here."), room, _TEXT)]
    if any(map(report_words.is_read, answer.notes)):
        made.append(_GAP)
    for note in filter(report_words.is_read, answer.notes):
        made += _words(page, f"・{note.text}", room, _TEXT)
    return made


def _how(answered: Answered, page: Page, room: float) -> list[Block]:
    """How it is worked out."""
    head = _words(page, _("How it is worked out"), room, _SMALL, bold=True)
    return [_GAP, *head, *_words(page, report_words.how(answered), room, _SMALL, is_muted=True)]


def _is_idle(answered: Answered) -> bool:
    """Whether its table is one of zeros: nothing was there to be counted."""
    return not answered.answer.records and answered.question.enough > 0


def _is_drawn(answered: Answered) -> bool:
    """Whether a chart says more than the table: not of too little, nor as the shades or the first lines of it once more."""
    chart, is_told = answered.answer.chart, answered.sentence != _(catalogue.TOO_LITTLE) and not _is_idle(answered)
    repeats = chart is not None and chart.kind == "bars" and len(answered.answer.lines) > chart_bars.MOST
    return is_told and not repeats and not report_table.is_shaded(answered.answer)


def _words(page: Page, text: str, room: float, size: float, *, bold: bool = False, is_muted: bool = False) -> list[Block]:
    """A text in lines, one block each."""
    colour = MUTED if is_muted else INK
    return [Block(size * 1.45, partial(_line, line, size, bold, colour)) for line in wrap(page.printable(text), room, size, bold)]


def _line(ready: str, size: float, bold: bool, colour: tuple[float, float, float], page: Page, top: float) -> None:
    page.draw(MARGIN, top - size * 1.1, ready, size, bold=bold, colour=colour)


def _chart(answer: Answer, room: float, most: float) -> list[Block]:
    """The chart, as high as it wants or at most so."""
    high = min(charts.tall(answer), most)
    if high <= 0:
        return []
    drawn = charts.drawing(answer, room, high)
    return [_GAP, Block(high, lambda page, top: renderPDF.draw(drawn, page.canvas, MARGIN, top - high))]
