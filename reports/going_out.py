"""出門清單: whom to visit on one sheet, district by district, with lines to write on; A4, or A5 for the pocket."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4, A5

from db.core.progress import Progress, silent
from db.core.values import dates
from db.services import opt_outs, options
from db.services.going_out import Visit
from reports.layout import DRAWING, INK, MARGIN, MUTED, RULE, Made, Page, cut, wrap
from resources.i18n import _, ngettext

PAPERS: Final = {"A4": A4, "A5": A5}
_HEADING: Final = 24.0
_SIZE: Final = 11.0
_LEADING: Final = 15.0
_NAME: Final = 13.0
_SMALL: Final = 9.5
_WRITING: Final = 20.0  # between two lines to write on
_BOX: Final = 11.0
_INDENT: Final = 20.0


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands together on a page: a heading (a region) or one visit, ready to be drawn."""

    heading: str = ""
    visit: Visit | None = None
    lines: tuple[str, ...] = ()  # below the name
    height: float = 0.0


def make(
    visits: Sequence[Visit],
    *,
    paper: str = "A4",
    with_amounts: bool = False,
    writing: int = 2,
    title: str = "",
    shop: str = "",
    left_out: int = 0,
    progress: Progress = silent,
) -> Made:
    """The list as a PDF; it says how many were left out. `writing`: lines left free for each.

    Amounts are printed where they are asked for.
    """
    count = ngettext("{count} customer", "{count} customers", len(visits)).format(count=len(visits))
    count = " ・ ".join(filter(None, (count, opt_outs.left_out(left_out))))
    page = Page(title or _("List for the road"), shop, count, size=PAPERS[paper])
    blocks = list(_blocks(page, visits, with_amounts, writing))
    pages = list(_pages(blocks, page.top - page.bottom))
    page.pages = len(pages)
    for number, held in enumerate(pages):
        progress(_(DRAWING), number, len(pages))
        _draw(page, held, writing)
    return page.finish()


def _blocks(page: Page, visits: Sequence[Visit], with_amounts: bool, writing: int) -> Iterator[_Block]:
    regions: dict[str, list[Visit]] = {}
    for one in visits:
        regions.setdefault(_region(one), []).append(one)
    for region, held in regions.items():
        yield _Block(heading=f"{region}（{len(held)}）", height=_HEADING)
        for one in held:
            lines = tuple(_lines(page, one, with_amounts))
            yield _Block("", one, lines, _NAME + 10 + len(lines) * _LEADING + writing * _WRITING + 10)


def _region(one: Visit) -> str:
    if not one.address:
        return _("No address is known")
    return one.region or _("Other addresses")


def _lines(page: Page, one: Visit, with_amounts: bool) -> Iterator[str]:
    room = page.inner - _INDENT
    if one.address:
        yield from wrap(page.printable(one.address), room, _SIZE, most=2)
    if one.last_on:
        day = dates.shown(one.last_on, options.shows_republic_years())
        said = _("Last: {day} {channel} {text}").format(day=day, channel=one.last_contact, text=one.last_text)
        yield from wrap(page.printable(" ".join(said.split())), room, _SIZE, most=2)
    if with_amounts and one.owing:
        yield page.printable(one.owing)


def _pages(blocks: Sequence[_Block], room: float) -> Iterator[list[_Block]]:
    """The blocks of each page; a heading stands with its first visit, an empty list has one page."""
    held: list[_Block] = []
    used = 0.0
    for at, one in enumerate(blocks):
        needed = one.height + (blocks[at + 1].height if one.heading and at + 1 < len(blocks) else 0.0)
        if held and used + needed > room:
            yield held
            held, used = [], 0.0
        held.append(one)
        used += one.height
    yield held


def _draw(page: Page, held: Sequence[_Block], writing: int) -> None:
    page.begin()
    y = page.top
    for one in held:
        if one.heading:
            page.text(MARGIN, y - 16, one.heading, _NAME, bold=True)
        elif one.visit:
            _visit(page, one, one.visit, y, writing)
        y -= one.height
        if one.heading:
            page.rule(y + 3, 1.0)
    if not held:
        page.text(MARGIN, y - _LEADING, _("Nothing is listed here."), _SIZE, colour=MUTED)


def _visit(page: Page, block: _Block, one: Visit, top: float, writing: int) -> None:
    base = top - _NAME - 3
    page.canvas.setStrokeColorRGB(*INK)
    page.canvas.setLineWidth(0.8)
    page.canvas.rect(MARGIN, base - 1, _BOX, _BOX, stroke=1, fill=0)
    phone = cut(page.printable(one.phone), page.inner / 2, _NAME)
    phone_wide = page.measure(phone, _NAME)
    page.text_right(page.width - MARGIN, base, phone, _NAME)
    name = cut(page.printable(f"{one.name} {one.title}".strip()), page.inner - _INDENT - phone_wide - 12, _NAME, bold=True)
    page.text(MARGIN + _INDENT, base, name, _NAME, bold=True)
    if one.opted_out:  # nothing against a visit; what may be sent is asked elsewhere
        used = page.measure(name, _NAME, bold=True)
        room = page.inner - _INDENT - phone_wide - used - 20
        page.text(MARGIN + _INDENT + used + 6, base, cut(_("no messages"), room, _SMALL), _SMALL, colour=MUTED)
    y = base - 4
    for line in block.lines:
        y -= _LEADING
        page.text(MARGIN + _INDENT, y + 2, line, _SIZE)
    page.canvas.setStrokeColorRGB(*RULE)
    page.canvas.setLineWidth(0.5)
    for _line in range(writing):
        y -= _WRITING
        page.canvas.line(MARGIN + _INDENT, y, page.width - MARGIN, y)
