"""Many small pieces of a page made a few at a time, so that the window answers in between."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.kit.first_paint import FirstPaint

Step = Callable[[], object]
AT_ONCE: Final = 4  # steps a slice; one makes a card or a few lines, some milliseconds


class Slices(QObject):
    """Does steps in their order: the first few at once, the others each time the window has nothing else to do.

    The others wait until `parent` was painted once: nothing keeps its first sight waiting, which comes sooner with less of them
    (`at_first`; 0: as many as ever).
    """

    def __init__(self, parent: QWidget, at_once: int = AT_ONCE, at_first: int = 0) -> None:
        super().__init__(parent)
        self._at_once, self._at_first = at_once, at_first or at_once
        self._paint = FirstPaint(parent)
        self._left: Iterator[Step] = iter(())
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._slice)

    def do(self, steps: Iterable[Step]) -> None:
        """Do these; what is left of those before is forgotten."""
        self._left = iter(steps)
        self._slice()

    def _slice(self) -> None:
        most = self._at_once if self._paint.is_over else self._at_first
        done = 0
        for step in islice(self._left, most):
            step()
            done += 1
        if done == most:
            self._paint.then(self._next.start)
        else:
            self._next.stop()
