"""The chart of a report: one reportlab Drawing of the very table shown, for paper and for the screen."""

from collections.abc import Callable
from typing import Any, Final

from reportlab.graphics.shapes import Drawing

from reports import chart_bars, chart_columns, chart_fields, chart_parts, fonts
from reports.chart_parts import PAPER, Data, Inks, Mark, Room
from reports.question import Answer

__all__ = ["PAPER", "Inks", "Mark", "drawing", "marks", "tall"]

_DRAW: Final[dict[str, Callable[[Drawing, Room, Data], Any]]] = {
    "bars": chart_bars.draw,
    **chart_columns.KINDS,
    "heat": chart_fields.heat,
    "donut": chart_fields.donut,
}
_TALL: Final[dict[str, Callable[[Data, float], float]]] = {
    "bars": chart_bars.tall,
    "heat": chart_fields.tall_heat,
    "donut": chart_fields.tall_ring,
}
_STANDING: Final = 17.0  # of the letters' size: the height of columns and lines


def drawing(answer: Answer, width: float, height: float, inks: Inks = PAPER, size: float = 9.0) -> Drawing:
    """The chart of this answer; its marks carry their line's key. Empty where there is no chart or no line.

    `size`: of the letters. The first drawing of a process loads the fonts, which takes a while.
    """
    made = Drawing(width, height)
    if answer.chart is None or not answer.lines or not answer.chart.values:
        return made
    fonts.load()
    room = Room(0.0, 0.0, width, height, size, inks)
    _DRAW[answer.chart.kind](made, room, chart_parts.of(answer))
    return made


def tall(answer: Answer, size: float = 9.0) -> float:
    """The height at which this chart shows every line; 0 where there is nothing to draw."""
    if answer.chart is None or not answer.lines or not answer.chart.values:
        return 0.0
    measure = _TALL.get(answer.chart.kind)
    return measure(chart_parts.of(answer), size) if measure else _STANDING * size


def marks(made: Drawing) -> list[Mark]:
    """The marks of a drawing in the order they are walked."""
    return [one for one in made.contents if isinstance(one, Mark)]
