"""Long work on the one worker thread: with progress, cancel, and the answer brought back to the window's thread."""

import logging
import sys
import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal
from shiboken6 import isValid

from db.core.connection import database
from db.core.errors import CancelledError, UserError
from db.core.progress import Progress
from resources.i18n import _

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Work = Callable[[Progress], Any]
SHOWN_AFTER: Final = 0.5  # seconds
_EVERY: Final = 0.05  # seconds between two reports to the window
_SWITCH: Final = 0.0005  # seconds after which the worker hands Python's lock to the window, which asks for it many times a paint

_log = logging.getLogger(__name__)


class Job(QObject):
    """One piece of work under way. Its signals arrive on the window's thread."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    broken = Signal(object)  # a UserError, or the bug itself
    ended = Signal()  # after done or broken

    def __init__(self, work: Work, title: str, quiet: bool) -> None:
        super().__init__()
        self.title = title
        self.quiet = quiet
        self._work = work
        self._cancelled = threading.Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next report; what it wrote is rolled back."""
        self._cancelled.set()

    def _refuse_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise CancelledError(_("Cancelled. Nothing was changed."))

    def _report(self, what: str, done: int, total: int) -> None:
        self._refuse_cancelled()
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            self.progressed.emit(what, done, total)

    def run(self) -> None:
        """Do the work; called on the worker thread."""
        try:
            with database.used():
                self._refuse_cancelled()  # before its turn came
                answer = self._work(self._report)
        except UserError as error:
            self.broken.emit(error)
        except Exception as error:
            _log.exception("a job broke: %s", self.title)
            self.broken.emit(error)
        else:
            self.done.emit(answer)


class Runner(QObject):
    """The one worker thread and what waits for it."""

    started = Signal(object)  # Job, unless it is quiet

    def __init__(self) -> None:
        super().__init__()
        self.jobs: set[Job] = set()
        self._is_resting = False

    @cached_property
    def _pool(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        sys.setswitchinterval(_SWITCH)
        return ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")

    @property
    def shown(self) -> Job | None:
        """The job the window shows, if one is under way."""
        return next((job for job in self.jobs if not job.quiet), None)

    def start(self, work: Work, then: Callable[[Any], None], failed: Callable[[Any], None], title: str, quiet: bool) -> Job:
        """Queue the work; exactly one of `then` and `failed` is called."""
        job = Job(work, title, quiet)
        if self._is_resting:  # what a job's end asks for is not begun any more
            job.cancel()
        self.jobs.add(job)
        job.done.connect(lambda answer: self._end(job, then, answer))
        job.broken.connect(lambda error: self._end(job, failed, error))
        if not quiet:
            self.started.emit(job)
        self._pool.submit(job.run)
        return job

    def _end(self, job: Job, call: Callable[[Any], None], value: Any) -> None:
        self.jobs.discard(job)
        job.ended.emit()
        call(value)

    def rest(self) -> None:
        """Cancel everything and wait until the worker has nothing to do: the shop file is about to be closed."""
        self._is_resting = True
        try:
            for job in list(self.jobs):
                job.cancel()
            self.wait()
        finally:
            self._is_resting = False

    def stop(self) -> None:
        """Rest, and end the thread."""
        self.rest()
        self._pool.shutdown(wait=True)

    def wait(self) -> None:
        """Let the window live until no work is left."""
        while self.jobs:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


_runner: list[Runner] = []


def runner() -> Runner:
    """The program's runner, made at the first use."""
    if not _runner:
        _runner.append(Runner())
    return _runner[0]


def start(
    work: Work,
    then: Callable[[Any], None],
    failed: Callable[[Any], None] | None = None,
    *,
    title: str = "",
    quiet: bool = False,
    of: QObject | None = None,
) -> Job:
    """Run `work(progress)` on the worker; then `then(answer)` or `failed(error)` on the window's thread.

    Without `failed`, a UserError is shown as its sentence and a bug goes to the crash dialog.
    A quiet job shows no progress (reading a list). A method of a widget that is gone by then is not called any more; nor is
    anything else where the job was asked for by `of`, such as a dialog closed meanwhile.
    """
    return runner().start(work, living(then, of), living(failed or _raise, of), title, quiet)


def living(call: Callable[..., object], of: QObject | None = None) -> Callable[..., None]:
    """The same call, of which nothing comes once `of` (else the widget whose method it is) is gone."""
    owner = of or getattr(call, "__self__", None)

    def called(*values: Any) -> None:
        if not isinstance(owner, QObject) or isValid(owner):
            call(*values)

    return called


def _raise(error: BaseException) -> None:
    if not isinstance(error, CancelledError):
        raise error


def shut_down() -> None:
    """End the worker thread; the next start makes a new one."""
    if _runner:
        _runner[0].stop()  # what is asked for while it ends goes to it, not to a new one
        _runner.clear()
