"""Decides which question is asked and with what; owns no widget."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, Protocol
from urllib.parse import parse_qsl, urlencode

from db.core.errors import CancelledError, UserError
from reports import catalogue
from reports.catalogue import Answered
from resources.i18n import _
from ui.kit.starting import Start

_LAST: Final = "reports/last"  # what this machine remembers: the question asked last,
_ASKED: Final = "reports/asked/"  # and of each what was asked beside it


class Entry(NamedTuple):
    """One question of the list, in the language in use."""

    key: str
    title: str
    answers: str
    group: str


class Memory(Protocol):
    """What the machine remembers."""

    def get(self, key: str, default: str = "") -> str:
        """A remembered word."""

    def put(self, key: str, value: Any) -> None:
        """Remember it."""


class View(Protocol):
    """What the presenter asks of the page."""

    def show_questions(self, entries: list[Entry], chosen: str) -> None:
        """The list at the left."""

    def show_waiting(self) -> None:
        """It is being worked out; what stands there stays."""

    def show_answer(self, answered: Answered) -> None:
        """The answer to what was asked last."""

    def show_error(self, sentence: str) -> None:
        """It can't be answered, and why."""


class ReportsPresenter:
    """The question, what is asked beside it, and the answer of the one asked last."""

    def __init__(self, view: View, start: Start, memory: Memory) -> None:
        self._view, self._start, self._memory = view, start, memory
        self._job: Any = None
        self._is_known = False  # the list was read
        self.key = memory.get(_LAST)
        self.answered: Answered | None = None

    def begin(self) -> None:
        """Read which questions there are, and ask the one of the last time."""
        self._start(lambda _progress: entries(), self._told_questions, quiet=True)

    def _told_questions(self, found: list[Entry]) -> None:
        self._is_known = True
        if self.key not in {one.key for one in found}:
            self.key = found[0].key if found else ""
        self._view.show_questions(found, self.key)
        self.read()

    def choose(self, key: str, given: Mapping[str, str] | None = None) -> None:
        """Ask this question, with what was asked beside it the last time, or with what is `given`."""
        self.key = key
        self._memory.put(_LAST, key)
        if given:
            self._keep({**self._given(), **given})
        self.read()

    def put(self, parameter: str, choice: str) -> None:
        """Ask the same with another choice."""
        self._keep({**self._given(), parameter: choice})
        self.read()

    def read(self) -> None:
        """Ask the worker; what it still works out for another question is no longer wanted."""
        if not self.key or not self._is_known:
            return
        if self._job is not None:
            self._job.cancel()
        self._view.show_waiting()
        key, given = self.key, self._given()
        self._job = self._start(lambda _progress: ask(key, given), self._told, self._failed, quiet=True)

    def _told(self, found: Answered) -> None:
        if found.question.key == self.key and found.asked == found.question.asked(self._given()):
            self.answered = found
            self._view.show_answer(found)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, UserError):
            raise error
        self.answered = None
        self._view.show_error(error.sentence)

    def _given(self) -> dict[str, str]:
        return dict(parse_qsl(self._memory.get(_ASKED + self.key)))

    def _keep(self, given: Mapping[str, str]) -> None:
        self._memory.put(_ASKED + self.key, urlencode(given))


def ask(key: str, given: Mapping[str, str]) -> Answered:
    """The answer; what draws its chart is loaded along with it. For the worker."""
    found = catalogue.answered(key, given)
    if found.answer.chart and found.answer.lines:
        from reports import charts as _charts  # noqa: F401
        from reports import fonts

        fonts.load()
    return found


def entries() -> list[Entry]:
    """Every question that may be asked, group by group; reads all their modules, so for the worker."""
    return [
        Entry(one.key, _(one.title), _(one.answers), _(title))
        for group, title in catalogue.GROUPS.items()
        for one in catalogue.of_group(group)
    ]
