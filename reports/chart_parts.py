"""What all charts are put together from: inks, marks, words, the numbers of the table, the steps of an axis."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from reportlab.graphics.shapes import Drawing, Group, Line, Rect, String
from reportlab.lib.attrmap import AttrMap, AttrMapValue
from reportlab.lib.colors import Color, HexColor

from reports import fonts
from reports.layout import cut
from reports.question import Answer, number
from reports.question import Line as AnswerLine
from reports.shown import shown

Anchor = Literal["start", "middle", "end"]
HAIR: Final = 0.6
_FAINTEST: Final = 0.22  # of a mark's ink: what still stands out from the ground in black and white
_LIGHT: Final = 0.6  # tones below have an outline
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a chart as #RRGGBB: of paper, of the light or the dark screen."""

    ink: str
    muted: str
    line: str
    mark: str
    ground: str


PAPER: Final = Inks(ink="#1C2126", muted="#575F6B", line="#BFC4C7", mark="#0B635C", ground="#FFFFFF")


class Mark(Group):  # type: ignore[misc]
    """What stands for one number: the key of its line, the key of its column, what it says, where it is hit."""

    _attrMap = AttrMap(  # noqa: N815 - reportlab's name
        BASE=Group,
        key=AttrMapValue(None),
        column=AttrMapValue(None),
        said=AttrMapValue(None),
        hit=AttrMapValue(None, desc="(left, bottom, right, top), None: its own outline"),
    )

    def __init__(self, *shapes: Any, key: str, column: str, said: str, hit: tuple[float, float, float, float] | None) -> None:
        super().__init__(*shapes)
        self.key, self.column, self.said, self.hit = key, column, said, hit


@dataclass(frozen=True, slots=True)
class Value:
    """One number as drawn and as said. `number` None: nothing is known."""

    key: str
    column: str
    number: float | None
    text: str
    said: str  # with its label
    is_faded: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The numbers of one column."""

    title: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """What a chart draws of an answer."""

    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def numbers(self) -> list[float]:
        """All numbers that are known."""
        return [one.number for series in self.series for one in series.values if one.number is not None]

    def first(self, count: int) -> "Data":
        """The same of the first lines only."""
        kept = tuple(Series(one.title, one.values[:count]) for one in self.series)
        return Data(self.labels[:count], kept)


@dataclass(frozen=True, slots=True)
class Room:
    """Where a chart is drawn, in points from the lower left; `size` of its letters."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    inks: Inks

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def tone(self, strength: float) -> Color:
        """The marks' ink thinned to this strength on the ground."""
        return mixed(self.inks.mark, self.inks.ground, strength)


def of(answer: Answer) -> Data:
    """The numbers a chart of this answer draws. The answer has a chart."""
    chart = answer.chart
    if chart is None:
        raise ValueError("an answer without a chart")
    at = answer.place(chart.label)
    kind = answer.headings[at].kind
    lines = _oldest_first(answer.lines, at) if chart.newest_first else answer.lines
    labels = tuple(fonts.printable(shown(line.cells[at], kind)) for line in lines)
    return Data(labels, tuple(_series(answer, lines, labels, key, chart.faded) for key in chart.values))


def _oldest_first(lines: Sequence[AnswerLine], at: int) -> Sequence[AnswerLine]:
    """By their days where these are known, else turned round: months to come stand the nearest first."""
    days = [cell for line in lines if isinstance(cell := line.cells[at], date)]
    if len(days) < len(lines):
        return lines[::-1]
    return [line for _day, line in sorted(zip(days, lines, strict=True), key=lambda one: one[0])]


def _series(answer: Answer, lines: Sequence[AnswerLine], labels: Sequence[str], key: str, faded: Sequence[str]) -> Series:
    at = answer.place(key)
    heading = answer.headings[at]
    title = fonts.printable(heading.title)
    values = []
    for line, label in zip(lines, labels, strict=True):
        found, text = number(line.cells[at]), shown(line.cells[at], heading.kind)
        amount = None if found is None else float(found)
        values.append(Value(line.key, key, amount, text, f"{label}　{title}　{text}", line.key in faded))
    return Series(title, tuple(values))


def mixed(mark: str, ground: str, strength: float) -> Color:
    """A colour between the ground (0) and the mark (1)."""
    on, off = HexColor(mark), HexColor(ground)
    return Color(*(b + (a - b) * strength for a, b in zip(on.rgb(), off.rgb(), strict=True)))


def tones(count: int) -> list[float]:
    """Strengths for so many series, as far apart as they can be."""
    return [1.0 - (1.0 - _FAINTEST) * at / max(count - 1, 1) for at in range(count)]


def filled(room: Room, strength: float) -> dict[str, Any]:
    """How a shape of this strength is filled; light ones have an outline, so that a fax shows them."""
    outline = room.tone(1.0) if strength < _LIGHT else None
    return {"fillColor": room.tone(strength), "strokeColor": outline, "strokeWidth": HAIR}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a printable text."""
    return fonts.width(text, size, fonts.BOLD if bold else fonts.REGULAR)


def words(
    room: Room, x: float, y: float, text: str, anchor: Anchor = "start", *, most: float | None = None, size: float | None = None,
    is_muted: bool = False, bold: bool = False,
) -> Iterator[String]:  # fmt: skip
    """One line of printable text with its baseline at y, in pieces by font; longer than `most` it ends in …."""
    size = size or room.size
    text = text if most is None else cut(text, most, size, bold)
    x -= {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor] * width(text, size, bold=bold)
    colour = HexColor(room.inks.muted if is_muted else room.inks.ink)
    for font, piece in fonts.runs(text, fonts.BOLD if bold else fonts.REGULAR):
        yield String(x, y, piece, fontName=font, fontSize=size, fillColor=colour)
        x += fonts.width(piece, size, font)


def hair(room: Room, x1: float, y1: float, x2: float, y2: float, *, strong: bool = False) -> Line:
    """A thin line."""
    colour = HexColor(room.inks.muted if strong else room.inks.line)
    return Line(x1, y1, x2, y2, strokeColor=colour, strokeWidth=HAIR)


def steps(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from below `low` to above `high`, at most so many spans."""
    if high <= low:
        high = low + 1
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in _STEPS if one * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def bounds(numbers: Sequence[float]) -> tuple[float, float]:
    """From where to where the numbers go, zero among them."""
    return min(0.0, *numbers, 0.0), max(0.0, *numbers, 0.0)


def legend(drawing: Drawing, room: Room, data: Data, dashes: Sequence[Any] = ()) -> Room:
    """What the tones mean, in lines at the top where there are several; the room that is left."""
    if len(data.series) < 2:
        return room
    x, y, box = room.left, room.top - room.size, room.size * 0.8
    away = 2.4 * box if dashes else 1.5 * box  # from a sample to its title
    for at, (series, strength) in enumerate(zip(data.series, tones(len(data.series)), strict=True)):
        title = cut(series.title, room.width - away, room.size)
        if x > room.left and x + away + width(title, room.size) > room.right:
            x, y = room.left, y - room.size * 1.5
        drawing.add(_sample(room, x, y, box, strength, dashes[at % len(dashes)] if dashes else None))
        for piece in words(room, x + away, y, title, is_muted=True):
            drawing.add(piece)
        x += away + width(title, room.size) + room.size * 1.2
    return Room(room.left, room.bottom, room.right, y - room.size * 0.8, room.size, room.inks)


def _sample(room: Room, x: float, y: float, box: float, strength: float, dash: Any) -> Any:
    """A box of a tone; a piece of a dashed line."""
    if dash is None:
        return Rect(x, y - box * 0.1, box, box, **filled(room, strength))
    middle = y + box * 0.35
    return Line(x, middle, x + box * 2, middle, strokeColor=room.tone(1.0), strokeWidth=1.6, strokeDashArray=dash or None)
