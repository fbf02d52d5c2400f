"""Long work told as one fraction: rows written, figures worked out, lines indexed, each so many steps of the whole way.

A step is about what a row of a bulk insert takes. Those who write count their rows with `each` and `passed`, whoever is told;
where nobody asked, nothing is counted.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from itertools import islice
from typing import Any, Final, TypeVar

from sqlcipher3 import dbapi2 as driver

from db.core.connection import database
from db.core.progress import Progress

_Row = TypeVar("_Row")
_ROWS: Final = 500  # rows between two reports
_MACHINE: Final = 200_000  # instructions of SQLite's machine between two looks at the cancel button, some milliseconds
_current: ContextVar["Tally | None"] = ContextVar("tally", default=None)


class Tally:
    """How many steps are done, and of how many once that is known."""

    def __init__(self, progress: Progress, what: str) -> None:
        self._progress, self._what = progress, what
        self._done, self.total = 0.0, 0
        self.stopped: BaseException | None = None

    def say(self, what: str) -> None:
        """From here on this is being done."""
        self._what = what
        self.tell()

    def expect(self, total: int) -> None:
        """The way is so long."""
        self.total = total
        self.tell()

    def add(self, steps: float) -> None:
        """So many steps more are done."""
        self._done += steps
        self.tell()

    def tell(self) -> None:
        """Report; what that raises ends the work."""
        try:
            self._progress(self._what, min(int(self._done), self.total), self.total)
        except BaseException as error:
            self.stopped = self.stopped or error
            raise

    def ask(self) -> int:
        """SQLite asks whether to go on; no error can cross it, so it is kept and raised behind the statement."""
        if self.stopped is None:
            try:
                self.tell()
            except BaseException:
                return 1
        return 0


@contextmanager
def counting(progress: Progress, what: str) -> Iterator[Tally]:
    """Count what is done in here on this thread; an outer counting goes on after it. SQLite itself asks every few
    milliseconds: what `progress` raises ends the statement under way and is raised from here.
    """
    tally, outer = Tally(progress, what), _current.get()
    token = _current.set(tally)
    try:
        with _asking(tally, outer) if database.path else nullcontext():
            yield tally
    except Exception as error:
        if tally.stopped and _is_interruption(error):
            raise tally.stopped from error
        raise  # also a bug while all is taken back: it must not pass for a cancel
    finally:
        _current.reset(token)


def _is_interruption(error: BaseException | None) -> bool:
    """Whether SQLite was stopped at our word: its own error for that, or what somebody raised from it."""
    while error and not (isinstance(error, driver.OperationalError) and str(error) == "interrupted"):
        error = error.__cause__
    return error is not None


@contextmanager
def _asking(tally: Tally, outer: Tally | None) -> Iterator[None]:
    connection = database.connection()
    connection.set_progress_handler(tally.ask, _MACHINE)
    try:
        yield
    finally:
        connection.set_progress_handler(outer.ask if outer else None, _MACHINE)


def watch(connection: Any) -> None:
    """Let this connection, of a copy, ask as well until it is closed."""
    if tally := _current.get():
        connection.set_progress_handler(tally.ask, _MACHINE)


def each(rows: Iterable[_Row], steps: float = 1) -> Iterable[_Row]:
    """The same rows, each counted as so many steps when it has been taken."""
    tally = _current.get()
    return rows if tally is None else _counted(tally, iter(rows), steps)


def _counted(tally: Tally, rows: Iterator[_Row], steps: float) -> Iterator[_Row]:
    while block := list(islice(rows, _ROWS)):
        yield from block
        tally.add(len(block) * steps)


def ahead(steps: float) -> None:
    """So many steps more are to be done."""
    if tally := _current.get():
        tally.expect(tally.total + round(steps))


def passed(steps: float) -> None:
    """So many steps are done."""
    if tally := _current.get():
        tally.add(steps)
