"""Fields of shades and rings: a heat map of two things, and shares of a whole."""

from typing import Final

from reportlab.graphics.shapes import Drawing, Rect, Wedge

from reports.chart_parts import Data, Mark, Room, Series, Value, filled, tones, width, words
from reports.shown import shown
from resources.i18n import _

ROW: Final = 2.2  # of the letters' size
_WIDEST: Final = 0.3  # of the whole width, for labels
DARKEST: Final = 0.45  # the strongest cell: ink must stay readable on it
_PIECES: Final = 6  # of a ring; smaller ones are one
_HOLE: Final = 0.58


def shade(number: float | None, highest: float) -> float:
    """How strong the cell of a number is, 0 to DARKEST."""
    return DARKEST * max(number or 0.0, 0.0) / highest if highest > 0 else 0.0


def tall_heat(data: Data, size: float) -> float:
    """The height at which every row has its room."""
    return (len(data.labels) * ROW + 2.0) * size


def heat(drawing: Drawing, room: Room, data: Data) -> None:
    """A row a line, a column a series; every cell says its number in ink."""
    size = room.size
    label = min(max(width(one, size) for one in data.labels), room.width * _WIDEST)
    left = room.left + label + size * 0.7
    wide = (room.right - left) / len(data.series)
    row = min((room.height - 2.0 * size) / len(data.labels), ROW * size * 1.2)
    highest = max(data.numbers(), default=0.0)
    for at, series in enumerate(data.series):
        middle = left + (at + 0.5) * wide
        for piece in words(room, middle, room.top - size * 1.2, series.title, "middle", most=wide * 0.95, is_muted=True):
            drawing.add(piece)
    for line, words_of in enumerate(data.labels):
        bottom = room.top - 2.0 * size - (line + 1) * row
        for piece in words(room, room.left, bottom + row / 2 - size * 0.35, words_of, most=label):
            drawing.add(piece)
        for at, series in enumerate(data.series):
            drawing.add(_cell(room, series.values[line], highest, (left + at * wide, bottom, wide, row)))


def _cell(room: Room, value: Value, highest: float, box: tuple[float, float, float, float]) -> Mark:
    x, y, wide, high = box
    fill = room.tone(shade(value.number, highest))
    mark = Mark(key=value.key, column=value.column, said=value.said, hit=(x, y, x + wide, y + high))
    mark.add(Rect(x + 0.5, y + 0.5, wide - 1, high - 1, fillColor=fill, strokeColor=None))
    size = room.size * min(1.0, (wide - 2) / (width(value.text, room.size) or 1.0), high / room.size / 1.2)
    if size > room.size * 0.55:  # smaller nobody reads it; it is said where the cell is pointed at
        for piece in words(room, x + wide / 2, y + high / 2 - size * 0.35, value.text, "middle", size=size):
            mark.add(piece)
    return mark


def tall_ring(data: Data, size: float) -> float:
    """The height of the ring or of its list, whichever is more."""
    return max(12.0, (min(len(data.labels), _PIECES) + 1) * 1.8) * size


def donut(drawing: Drawing, room: Room, data: Data) -> None:
    """Shares of a whole: the largest pieces, all smaller ones as one; each with its number and share in a list beside."""
    pieces = _pieces(data)
    whole = sum(value.number or 0.0 for _label, value in pieces)
    if not whole:
        return
    radius = min(room.height / 2, room.width * 0.22)
    x, y, angle = room.left + radius, room.top - radius, 90.0
    for at, ((label, value), strength) in enumerate(zip(pieces, tones(len(pieces)), strict=True)):
        share = (value.number or 0.0) / whole
        turn = 360.0 * share
        wedge = Wedge(x, y, radius, angle - turn, angle, yradius=radius)
        wedge.radius1 = wedge.yradius1 = radius * _HOLE
        ring = wedge.asPolygon()
        ring.setProperties(filled(room, strength))
        said = f"{label}　{value.text}　{shown(share, 'share')}"
        drawing.add(Mark(ring, key=value.key, column=value.column, said=said, hit=None))
        _listed(drawing, room, (x + radius + room.size * 2, at), strength, (label, value.text, shown(share, "share")), value)
        angle -= turn


def _listed(
    drawing: Drawing, room: Room, place: tuple[float, int], strength: float, said: tuple[str, str, str], value: Value
) -> None:
    """One line of the list beside the ring."""
    left, at = place
    size, box = room.size, room.size * 0.8
    y = room.top - (at + 1) * size * 1.8 + size * 0.5
    label, text, share = said
    number, part = width(text, size) + size, width("100 %", size) + size
    end = min(room.right, left + 26 * size)
    mark = Mark(key=value.key, column=value.column, said=value.said, hit=(left, y - size * 0.5, end, y + size * 1.2))
    mark.add(Rect(left, y - box * 0.1, box, box, **filled(room, strength)))
    for piece in words(room, left + box * 1.6, y, label, most=max(end - left - number - part - box * 1.6, size * 2)):
        mark.add(piece)
    for piece in [*words(room, end - part, y, text, "end"), *words(room, end, y, share, "end", is_muted=True)]:
        mark.add(piece)
    drawing.add(mark)


def _pieces(data: Data) -> list[tuple[str, Value]]:
    """(label, value) of the ring, the largest first; what is zero or below has no share."""
    (series, *_more) = data.series or (Series("", ()),)
    named = [(label, one) for label, one in zip(data.labels, series.values, strict=True) if one.number and one.number > 0]
    named.sort(key=lambda one: -(one[1].number or 0.0))
    kept, rest = (named, []) if len(named) <= _PIECES else (named[: _PIECES - 1], named[_PIECES - 1 :])
    if rest:
        number = sum(one.number or 0.0 for _label, one in rest)
        label = _("all others ({count})").format(count=len(rest))
        kept.append((label, Value("", rest[0][1].column, number, shown(number, "count"), label, is_faded=False)))
    return kept
