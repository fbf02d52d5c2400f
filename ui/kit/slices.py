"""Many small pieces of a page made a few at a time, so that the window answers in between."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

from PySide6.QtCore import QObject, QTimer

Step = Callable[[], object]
AT_ONCE: Final = 4  # steps a slice; one makes a card or a few lines, some milliseconds


class Slices(QObject):
    """Does steps in their order: the first few at once, the others each time the window has nothing else to do."""

    def __init__(self, parent: QObject, at_once: int = AT_ONCE) -> None:
        super().__init__(parent)
        self._at_once = at_once
        self._left: Iterator[Step] = iter(())
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._slice)

    def do(self, steps: Iterable[Step]) -> None:
        """Do these; what is left of those before is forgotten."""
        self._left = iter(steps)
        self._slice()

    def _slice(self) -> None:
        done = 0
        for step in islice(self._left, self._at_once):
            step()
            done += 1
        if done == self._at_once:
            self._next.start()
        else:
            self._next.stop()
