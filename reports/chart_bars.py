"""Lying bars: one a line of the table, its number at its end."""

from typing import Final

from reportlab.graphics.shapes import Drawing, Rect

from reports.chart_parts import Data, Mark, Room, Value, bounds, filled, hair, legend, tones, width, words
from resources.i18n import _

ROW: Final = 1.9  # of the letters' size: the height a bar asks for with its gap
_LEAST: Final = 1.45  # below it letters touch
_WIDEST: Final = 0.34  # of the whole width, for labels
_FADED: Final = 0.35
MOST: Final = 20  # bars in one chart: of more nobody reads them, the table has them all


def tall(data: Data, size: float) -> float:
    """The height at which every bar has its room."""
    head = 2.4 * size if len(data.series) > 1 else 0.0
    foot = 1.6 * size if len(data.labels) > MOST else 0.0
    return min(len(data.labels), MOST) * _row(data) * size + head + foot


def _row(data: Data) -> float:
    """Several series lie below each other."""
    return ROW + 0.75 * (len(data.series) - 1)


def draw(drawing: Drawing, room: Room, data: Data) -> None:
    """Bars from the top, as many as there is room for; how many are left out is said."""
    room = legend(drawing, room, data)
    least = (_LEAST + 0.75 * (len(data.series) - 1)) * room.size
    fits, count = max(int(room.height / least), 1), len(data.labels)
    if min(fits, MOST) < count:
        rest = count - min(max(fits - 1, 1), MOST)
        _say_rest(drawing, room, rest)
        data = data.first(len(data.labels) - rest)
        room = Room(room.left, room.bottom + 1.6 * room.size, room.right, room.top, room.size, room.inks)
    _bars(drawing, room, data)


def _say_rest(drawing: Drawing, room: Room, rest: int) -> None:
    said = _("and {count} more in the table").format(count=f"{rest:,}")
    for piece in words(room, room.left, room.bottom + room.size * 0.3, said, is_muted=True, most=room.width):
        drawing.add(piece)


def _bars(drawing: Drawing, room: Room, data: Data) -> None:
    size = room.size
    label = min(max(width(one, size) for one in data.labels), room.width * _WIDEST)
    number = max(width(one.text, size) for series in data.series for one in series.values) + size * 0.5
    low, high = bounds(data.numbers())
    left = room.left + label + size * 0.7 + (number if low < 0 else 0.0)
    per = max(room.right - number - left, 1.0) / ((high - low) or 1.0)
    row = min(room.height / len(data.labels), _row(data) * size * 1.25)
    zero = left - low * per
    for at, words_of in enumerate(data.labels):
        top = room.top - at * row
        for piece in words(room, room.left + label, top - row / 2 - size * 0.35, words_of, "end", most=label):
            drawing.add(piece)
        for place, (series, strength) in enumerate(zip(data.series, tones(len(data.series)), strict=True)):
            high_of = row / len(data.series)
            band = (room.left, top - (place + 1) * high_of, room.right, top - place * high_of)
            drawing.add(_bar(room, series.values[at], strength, zero, per, band))
    if low < 0:
        drawing.add(hair(room, zero, room.top - row * len(data.labels), zero, room.top, strong=True))


def _bar(room: Room, value: Value, strength: float, zero: float, per: float, band: tuple[float, float, float, float]) -> Mark:
    """The bar and its number. `per`: points of one; `band`: what is pointed at."""
    _left, bottom, _right, top = band
    size, thick = room.size, min((top - bottom) * 0.68, room.size * 1.25)
    middle, end = (top + bottom) / 2, zero + (value.number or 0.0) * per
    mark = Mark(key=value.key, column=value.column, said=value.said, hit=band)
    if value.number:
        style = filled(room, strength * _FADED if value.is_faded else strength)
        mark.add(Rect(min(zero, end), middle - thick / 2, max(abs(end - zero), 0.8), thick, rx=min(2.0, thick / 4), **style))
    away, anchor = (size * 0.4, "start") if end >= zero else (-size * 0.4, "end")
    for piece in words(room, end + away, middle - size * 0.35, value.text, anchor):  # type: ignore[arg-type]
        mark.add(piece)
    return mark
