"""The end of a paper: sums, terms and where to sign, kept together; terms that are long come before them, over pages."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from reportlab.lib.units import mm

from reports.brush import Brush, Line, Strip
from resources.i18n import _

if TYPE_CHECKING:
    from db.services.letterhead import Seals
    from reports.document import Block, Document, Sign

_GAP: Final = 10.0
_PAD: Final = 7.0
_SUMS: Final = 0.44  # of the width
_LONG: Final = 0.4  # of a page: texts higher than this flow before the sums


def strips(brush: Brush, document: "Document", room: float) -> list[Strip]:
    """Everything below the rows; all but long texts bound into one."""
    blocks = [block for block in document.blocks if block.text.strip()]
    is_low = brush.layout.is_low
    beside = _beside(brush, document, blocks) if is_low else _boxes(brush, blocks)
    flowing: list[Strip] = []
    if beside and beside.height > room * _LONG:
        flowing = [strip for block in blocks for strip in _flow(brush, block)]
        beside = _beside(brush, document, []) if is_low else None
    sums = [] if is_low else _sums(brush, document)
    parts = [*sums, *([beside] if beside else []), *_signs(brush, document), *_foot(brush, document)]
    return [*flowing, *(Strip(part.height, part.paint, is_bound=place < len(parts) - 1) for place, part in enumerate(parts))]


def _sum_lines(brush: Brush, document: "Document") -> Iterator[tuple[Line, Line]]:
    layout, inks = brush.layout, brush.inks
    for one in document.totals:
        size = max(layout.body * 1.52, 14.0) if one.is_grand else layout.body
        colour = inks.accent if one.is_grand else inks.muted
        label = Line(brush.page.printable(one.label), size, one.is_grand, colour, brush.layout.leading)
        amount = brush.page.printable(one.amount)
        yield label, Line(amount, size, one.is_grand, inks.accent if one.is_grand else inks.text, brush.layout.leading)


def _sums(brush: Brush, document: "Document") -> list[Strip]:
    """The sums at the right, the total in words at the left of the last."""
    sums = [_sum(brush, *pair) for pair in _sum_lines(brush, document)]
    words = brush.lines(document.in_words, brush.inner * (1 - _SUMS) - _GAP, brush.layout.body, colour=brush.inks.muted)
    spoken = sum(line.height for line in words)
    height = max(sum(part.height for part in sums), spoken)
    if not height:
        return []

    def paint(y: float) -> None:
        brush.draw_all(0.0, y + 6 + height - spoken - 4, words)
        _stacked(sums, y + 6)

    return [Strip(height + 6 + _GAP, paint)]


def _stacked(strips: Sequence[Strip], y: float) -> float:
    """Draw one below the other; where they end."""
    for strip in strips:
        strip.paint(y)
        y += strip.height
    return y


def _sum(brush: Brush, label: Line, amount: Line) -> Strip:
    left = min(brush.inner * (1 - _SUMS), brush.inner - label.width - amount.width - _GAP)
    above = 3.0 if label.is_bold else 0.0

    def paint(y: float) -> None:
        if label.is_bold:
            brush.rule(y, 1.2, brush.inks.accent, left=left)
        brush.draw(left + 4, y + above, label)
        brush.draw(brush.inner, y + above, amount, "right")

    return Strip(max(label.height, amount.height) + above + 1, paint)


def _beside(brush: Brush, document: "Document", blocks: list["Block"]) -> Strip:
    """On a low page the texts stand at the left of the sums."""
    sums = [_sum(brush, *pair) for pair in _sum_lines(brush, document)]
    texts = [line for block in blocks for line in _plain(brush, block, brush.inner * (1 - _SUMS) - _GAP)]
    words = brush.lines(document.in_words, brush.inner * _SUMS, brush.layout.small, colour=brush.inks.muted)
    left, right, spoken = (sum(part.height for part in parts) for parts in (texts, sums, words))
    fits_left = left + spoken <= right
    height = max(left, right + (0.0 if fits_left else spoken)) + 4

    def paint(y: float) -> None:
        below_texts, below_sums = brush.draw_all(0.0, y + 3, texts), _stacked(sums, y + 3)
        if fits_left:
            brush.draw_all(0.0, below_texts, words)
        else:
            brush.draw_all(brush.inner, below_sums, words, "right")

    return Strip(height, paint)


def _plain(brush: Brush, block: "Block", room: float) -> list[Line]:
    """A block as lines, its heading before the first."""
    size = brush.layout.small
    text = block.text if block.is_plain else _("{title}: {text}").format(title=block.title, text=block.text)
    return brush.lines(text, room, size)


def _boxes(brush: Brush, blocks: list["Block"]) -> Strip | None:
    """The texts in frames side by side, the first the wider one."""
    if not blocks:
        return None
    shares = {1: [1.0], 2: [0.62, 0.38]}.get(len(blocks), [1 / len(blocks)] * len(blocks))
    widths = [(brush.inner - _GAP * (len(blocks) - 1)) * share for share in shares]
    contents = [_block(brush, block, width - 2 * _PAD) for block, width in zip(blocks, widths, strict=True)]
    height = max(sum(line.height for line in lines) for lines in contents) + 2 * _PAD

    def paint(y: float) -> None:
        x = 0.0
        for width, lines in zip(widths, contents, strict=True):
            brush.box(x, y + 4, width, height)
            brush.draw_all(x + _PAD, y + 4 + _PAD, lines)
            x += width + _GAP

    return Strip(height + _GAP + 4, paint)


def _block(brush: Brush, block: "Block", room: float) -> list[Line]:
    size = brush.layout.body
    return [*brush.lines(block.title, room, size, bold=True), *brush.lines(block.text, room, size)]


def _flow(brush: Brush, block: "Block") -> Iterator[Strip]:
    """A long text line by line; its heading stays with the first."""
    lines = _block(brush, block, brush.inner)
    for place, line in enumerate(lines):
        above = _GAP if place == 0 else 0.0
        yield Strip(line.height + above, _line_painter(brush, line, above), is_bound=line.is_bold or place == len(lines) - 2)


def _line_painter(brush: Brush, line: Line, above: float) -> Callable[[float], None]:
    return lambda y: brush.draw(0.0, y + above, line)


def _signs(brush: Brush, document: "Document") -> list[Strip]:
    """Where both sign, side by side: frames, or lines where the page is low."""
    if not document.signs:
        return []
    width = (brush.inner - _GAP * (len(document.signs) - 1)) / len(document.signs)
    height = brush.layout.sign

    def paint(y: float) -> None:
        for place, sign in enumerate(document.signs):
            _sign(brush, sign, place * (width + _GAP), y + 2, width, height)

    return [Strip(height + 4, paint)]


def _sign(brush: Brush, sign: "Sign", x: float, y: float, width: float, height: float) -> None:
    """One place to sign; the seals stand right after its words, over the line."""
    is_low = brush.layout.is_low
    size, most = (brush.layout.small, 1) if is_low else (brush.layout.body, 2)
    words = brush.lines(sign.title, width - 2 * _PAD, size, most=most)
    if is_low:
        brush.draw_all(x, y + height - 18, words)
        brush.rule(y + height - 2, 0.6, brush.inks.text, left=x + (words[0].width if words else 0.0) + 4, right=x + width)
    else:
        brush.box(x, y, width, height)
        brush.draw_all(x + _PAD, y + _PAD, words)
    if brush.layout.has_letterhead:
        _seals(brush, sign.seals, x + (words[0].width if words else 0.0) + _PAD + (6 if is_low else 10), y, height)


def _seals(brush: Brush, seals: "Seals", left: float, y: float, height: float) -> None:
    """From here on, in the middle of the height, moved as the shop wants it; where room is little no higher than the room."""
    size = min(seals.size * mm, height) if brush.layout.is_low else seals.size * mm
    left += seals.right * mm
    for seal in seals.pictures:
        left += brush.picture(left, y + (height - size) / 2 + seals.down * mm, size, size, seal) + 8


def _foot(brush: Brush, document: "Document") -> list[Strip]:
    """One small line at the very end."""
    lines = brush.lines(document.foot, brush.inner, brush.layout.small, colour=brush.inks.muted)
    if not lines:
        return []

    def paint(y: float) -> None:
        brush.draw_all(0.0, y + 4, lines)

    return [Strip(sum(line.height for line in lines) + 4, paint)]
