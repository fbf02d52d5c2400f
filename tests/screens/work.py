"""Work as a test wants it: the worker kept busy; stand-ins for jobs.start, done at once or when the test says so."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Event
from typing import Any, Final

from db.core.errors import CancelledError
from db.core.progress import silent
from ui.kit import jobs

Work = Callable[..., Any]
Then = Callable[[Any], None]
_LONGEST: Final = 20  # seconds the worker is kept busy


@contextmanager
def worker_busy(holding: AbstractContextManager[object] | None = None) -> Iterator[None]:
    """Within it what is asked of the worker waits, while the worker holds this; at its end all of that is done."""
    begun, go_on = Event(), Event()

    def work(_progress: object) -> None:
        with holding or nullcontext():
            begun.set()
            go_on.wait(_LONGEST)

    jobs.start(work, lambda _done: None, quiet=True)
    try:
        assert begun.wait(_LONGEST)
        yield
    finally:
        go_on.set()
        jobs.runner().wait()


def at_once(
    work: Callable[..., Any], then: Callable[[Any], None], failed: Any = None, *, title: str = "", quiet: bool = False
) -> None:
    """jobs.start without a thread."""
    try:
        answer = work(silent)
    except Exception as error:
        failed(error)
    else:
        then(answer)


class Held:
    """jobs.start that works when told to, or is cancelled at its first report."""

    def __init__(self) -> None:
        self.waits: list[tuple[Work, Then, Then]] = []

    def __call__(self, work: Work, then: Then, failed: Any = None, *, title: str = "", quiet: bool = False) -> None:
        self.waits.append((work, then, failed))

    def work(self) -> None:
        """Everything there is to do."""
        while self.waits:
            at_once(*self.waits.pop(0))

    def cancel(self) -> None:
        """The owner presses Cancel."""
        _work, _then, failed = self.waits.pop(0)
        failed(CancelledError("x"))


class Late:
    """jobs.start that works at once but answers when told to: what is saved meanwhile is not in the answer."""

    def __init__(self) -> None:
        self.answers: list[Callable[[], None]] = []

    def __call__(self, work: Work, then: Then, failed: Any = None, *, title: str = "", quiet: bool = False) -> None:
        found = work(silent)
        self.answers.append(lambda: then(found))

    def answer(self) -> None:
        """Everything that was asked, and what is asked by that."""
        while self.answers:
            self.answers.pop(0)()
