"""Where the owner is on Today's list: what has the keyboard, and how high the lines stand; kept while they are drawn anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from ui.kit.scroll import ScrollColumn
from ui.pages.today.line import TodayLine


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line: its row's key ("" of one that leaves) and how many stand over it."""

    key: str
    at: int

    def line(self, lines: Sequence[TodayLine]) -> TodayLine | None:
        """The line of this row, of one that left the line in its place, else the last."""
        same = next((line for line in lines if self.key and line.row.key == self.key), None)
        return same or (lines[min(self.at, len(lines) - 1)] if lines else None)


@dataclass(frozen=True, slots=True)
class Place:
    """`top`: pixels from the upper edge of the view to the line that is to stay where it stands."""

    keyboard: _Spot | None
    typed_in: QWidget | None  # a box under a line, which outlives it
    stays: _Spot | None
    top: int
    is_followed: bool  # whether the keyboard's line must be seen: the owner just answered the one before

    @classmethod
    def of(cls, area: ScrollColumn, lines: Sequence[TodayLine], answered: int | None) -> "Place":
        """As it is now; `answered`: the line whose place the next one takes."""
        inside = area.window().focusWidget()
        holder = holding(lines, inside)
        bar = holder.reply if holder else None
        typed_in = inside if bar and inside and bar.isAncestorOf(inside) else None
        seen = next((line for line in lines if _top(area, line) >= 0), None)
        if answered is None and holder is None and not area.verticalScrollBar().value():
            return cls(None, typed_in, None, 0, False)  # at the top nobody is anywhere else: what comes over the first is seen
        if answered is None:
            return cls(_spot(lines, holder), typed_in, _spot(lines, seen), _top(area, seen) if seen else 0, False)
        spot = _Spot("", answered)
        typed_in = None if answered < len(lines) and lines[answered] is holder else typed_in
        stays = lines[answered] if answered < len(lines) else None
        return cls(spot, typed_in, spot if stays else None, _top(area, stays) if stays else 0, True)

    def keep(self, area: ScrollColumn, lines: Sequence[TodayLine]) -> None:
        """Scroll so that what is to stay stands where it stood."""
        area.settle()
        if self.stays and (line := self.stays.line(lines)):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + _top(area, line) - self.top)
        if self.is_followed and self.keyboard and (line := self.keyboard.line(lines)):
            area.show_whole(line)

    def stop(self, lines: Sequence[TodayLine]) -> QWidget | None:
        """What is to have the keyboard."""
        if self.typed_in and self.typed_in.isVisible():
            return self.typed_in
        return self.keyboard.line(lines) if self.keyboard else None


def holding(lines: Sequence[TodayLine], inside: QWidget | None) -> TodayLine | None:
    """The line that is this widget, or has it inside."""
    return next((line for line in lines if inside and (line is inside or line.isAncestorOf(inside))), None)


def _spot(lines: Sequence[TodayLine], line: TodayLine | None) -> _Spot | None:
    return _Spot(line.row.key, lines.index(line)) if line else None


def _top(area: ScrollColumn, line: TodayLine) -> int:
    return line.mapTo(area.viewport(), QPoint(0, 0)).y()
