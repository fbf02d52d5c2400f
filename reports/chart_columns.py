"""Standing columns, stacked ones and lines: numbers over months, one place a line of the table."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reportlab.graphics.shapes import Circle, Drawing, PolyLine, Rect
from reportlab.lib.colors import HexColor

from reports.chart_parts import Data, Mark, Room, Value, bounds, filled, hair, legend, steps, tones, width, words
from reports.layout import cut

_FADED: Final = 0.35
_SHARE: Final = 0.72  # of a place that is column, the rest is gap
DASHES: Final[tuple[tuple[float, ...], ...]] = ((), (5, 3), (1.5, 2.5), (8, 3, 1.5, 3), (3, 5))  # of lines: told apart in black


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where numbers stand: `zero` the height of 0, `per` points of one; `slot` the width of a line's place from `left`."""

    room: Room
    left: float
    slot: float
    zero: float
    per: float

    def y(self, number: float) -> float:
        """The height of a number."""
        return self.zero + number * self.per

    def middle(self, at: int) -> float:
        """The middle of a place."""
        return self.left + (at + 0.5) * self.slot

    def band(self, at: int) -> tuple[float, float, float, float]:
        """The whole place."""
        return self.left + at * self.slot, self.room.bottom, self.left + (at + 1) * self.slot, self.room.top


def columns(drawing: Drawing, room: Room, data: Data) -> None:
    """Columns beside each other; their numbers on top where all of them fit."""
    room = legend(drawing, room, data)
    slot = room.width / max(len(data.labels), 1)
    each = slot / len(data.series)
    is_said = all(width(one.text, room.size) <= each * 0.98 for series in data.series for one in series.values)
    axis = _axis(drawing, room, data, bounds(data.numbers()), with_steps=not is_said)
    for place, (series, strength) in enumerate(zip(data.series, tones(len(data.series)), strict=True)):
        for at, value in enumerate(series.values):
            drawing.add(_column(axis, value, at, place, len(data.series), strength, is_said))


def _column(axis: _Axis, value: Value, at: int, place: int, of: int, strength: float, is_said: bool) -> Mark:
    room, each = axis.room, axis.slot * _SHARE / of
    left = axis.left + at * axis.slot + axis.slot * (1 - _SHARE) / 2 + place * each
    band = axis.band(at)
    mark = Mark(
        key=value.key, column=value.column, said=value.said,
        hit=band if of == 1 else (left, band[1], left + each, band[3]),
    )  # fmt: skip
    if value.number:
        style = filled(room, strength * _FADED if value.is_faded else strength)
        end = axis.y(value.number)
        mark.add(Rect(left, min(axis.zero, end), each * 0.94, max(abs(end - axis.zero), 0.8), **style))
    if is_said:
        _say(mark, room, left + each / 2, axis.y(value.number or 0.0), value.text, below=(value.number or 0) < 0)
    return mark


def _say(mark: Mark, room: Room, x: float, y: float, text: str, *, below: bool) -> None:
    """A number above the end of its mark; below it where the mark hangs."""
    for piece in words(room, x, y - room.size * 1.05 if below else y + room.size * 0.3, text, "middle"):
        mark.add(piece)


def stacked(drawing: Drawing, room: Room, data: Data) -> None:
    """Columns on top of each other: what is below zero hangs."""
    room = legend(drawing, room, data)
    ups, downs = _piled(data, lambda number: number > 0), _piled(data, lambda number: number < 0)
    axis = _axis(drawing, room, data, bounds([*ups, *downs]), with_steps=True)
    heights = {True: [0.0] * len(data.labels), False: [0.0] * len(data.labels)}
    for series, strength in zip(data.series, tones(len(data.series)), strict=True):
        for at, value in enumerate(series.values):
            if value.number:
                pile = heights[value.number > 0]
                drawing.add(_piece(axis, value, at, pile[at], strength))
                pile[at] += value.number


def _piled(data: Data, wanted: Callable[[float], bool]) -> list[float]:
    """How high every column goes."""
    return [
        sum(one.values[at].number or 0.0 for one in data.series if wanted(one.values[at].number or 0.0))
        for at in range(len(data.labels))
    ]


def _piece(axis: _Axis, value: Value, at: int, below: float, strength: float) -> Mark:
    number = value.number or 0.0
    first, last = axis.y(below), axis.y(below + number)
    left, wide = axis.left + at * axis.slot + axis.slot * (1 - _SHARE) / 2, axis.slot * _SHARE
    style = filled(axis.room, strength * _FADED if value.is_faded else strength)
    shape = Rect(left, min(first, last), wide, max(abs(last - first), 0.5), **style)
    hit = (left, min(first, last), left + wide, max(first, last))
    return Mark(shape, key=value.key, column=value.column, said=value.said, hit=hit)


def line(drawing: Drawing, room: Room, data: Data) -> None:
    """Lines through points; where the number is not known the line is broken."""
    room = legend(drawing, room, data, DASHES)
    axis = _axis(drawing, room, data, bounds(data.numbers()), with_steps=True)
    for place, series in enumerate(data.series):
        for points in _unbroken(axis, series.values):
            dash = DASHES[place % len(DASHES)] or None
            drawing.add(PolyLine(points, strokeColor=room.tone(1.0), strokeWidth=1.6, strokeDashArray=dash))
    for series in data.series:
        for at, value in enumerate(series.values):
            if value.number is not None:
                drawing.add(_point(axis, value, at, axis.band(at) if len(data.series) == 1 else None))


def _unbroken(axis: _Axis, values: Sequence[Value]) -> list[list[float]]:
    """Points in a row, [x, y, x, y, ...]."""
    runs: list[list[float]] = [[]]
    for at, value in enumerate(values):
        if value.number is None:
            runs.append([])
        else:
            runs[-1] += [axis.middle(at), axis.y(value.number)]
    return [run for run in runs if len(run) > 2]


def _point(axis: _Axis, value: Value, at: int, band: tuple[float, float, float, float] | None) -> Mark:
    """A dot; an empty one where the month is not over."""
    room, x, y = axis.room, axis.middle(at), axis.y(value.number or 0.0)
    fill = HexColor(room.inks.ground) if value.is_faded else room.tone(1.0)
    dot = Circle(x, y, room.size * 0.26, fillColor=fill, strokeColor=room.tone(1.0), strokeWidth=1.2)
    reach = room.size * 0.7
    hit = band or (x - reach, y - reach, x + reach, y + reach)
    return Mark(dot, key=value.key, column=value.column, said=value.said, hit=hit)


def _axis(drawing: Drawing, room: Room, data: Data, ends: tuple[float, float], *, with_steps: bool) -> _Axis:
    """The ground line, the labels below, and where no number stands at its mark the steps at the left."""
    size = room.size
    marks = steps(*ends) if with_steps else list(ends)
    texts = [_short(one) for one in marks] if with_steps else []
    left = room.left + (max(width(one, size) for one in texts) + size * 0.6 if texts else 0.0)
    hangs = size * 1.2 if ends[0] < 0 and not with_steps else 0.0  # room for the numbers below
    low, high = min(marks[0], 0.0), max(marks[-1], 0.0)
    bottom, top = room.bottom + size * 1.9 + hangs, room.top - size * 1.5
    per = max(top - bottom, 1.0) / ((high - low) or 1.0)
    axis = _Axis(room, left, (room.right - left) / max(len(data.labels), 1), bottom - low * per, per)
    for number, text in zip(marks, texts, strict=False):
        drawing.add(hair(room, left, axis.y(number), room.right, axis.y(number)))
        for piece in words(room, left - size * 0.5, axis.y(number) - size * 0.35, text, "end", is_muted=True):
            drawing.add(piece)
    drawing.add(hair(room, left, axis.zero, room.right, axis.zero, strong=True))
    _name(drawing, axis, data.labels)
    return axis


def _name(drawing: Drawing, axis: _Axis, labels: Sequence[str]) -> None:
    """The labels below, every second or third where not all fit; long words that are few are cut instead."""
    room = axis.room
    every = _every(axis, max((width(one, room.size) for one in labels), default=0.0))
    is_cut = every > max(2, len(labels) // 4)
    for at, label in enumerate(labels):
        if is_cut or at % every == (len(labels) - 1) % every:  # the last one is named: it is the one of now
            ready = cut(label, axis.slot * 0.96, room.size) if is_cut else label
            half = width(ready, room.size) / 2
            x = max(min(axis.middle(at), room.right - half), room.left + half)
            for piece in words(room, x, room.bottom + room.size * 0.4, ready, "middle", is_muted=True):
                drawing.add(piece)


def _every(axis: _Axis, widest: float) -> int:
    """Which labels find room; the last one is moved in where it would stand out."""
    moved = max(widest - axis.slot, 0.0) / 2
    return max(1, math.ceil((widest + moved) / (axis.slot * 0.96))) if axis.slot > 0 else 1


def _short(number: float) -> str:
    """The number of a step: whole where it is."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.6f}".rstrip("0")


KINDS: Final[dict[str, Callable[[Drawing, Room, Data], Any]]] = {"columns": columns, "stacked": stacked, "line": line}
