"""Trying a password beside the window: some tenths of a second during which it answers."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from ui.kit.jobs import living


class Proof(QObject):
    """One try on a thread of its own: the worker may be busy for long."""

    _done = Signal(object, object)

    def __init__(self, work: Callable[[], Any], then: Callable[[Any], object], failed: Callable[[BaseException], object]) -> None:
        """`then` hears the answer and `failed` the error on the window's thread, unless their widget is gone."""
        super().__init__()
        self._then, self._failed, self._work = living(then), living(failed), work
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            answer, error = self._work(), None
        except Exception as caught:
            answer, error = None, caught
        self._done.emit(answer, error)

    def _tell(self, answer: Any, error: BaseException | None) -> None:
        if error is None:
            self._then(answer)
        else:
            self._failed(error)
