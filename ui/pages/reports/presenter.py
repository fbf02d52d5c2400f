"""Decides which question is asked and with what; owns no widget."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final, NamedTuple, Protocol
from urllib.parse import parse_qsl, urlencode

from db.core import clock, tally
from db.core.errors import UserError
from db.core.progress import Progress, silent
from db.services import periods, staff
from reports import catalogue
from reports.catalogue import Answered
from reports.question import Question
from resources.i18n import _
from ui.kit.starting import Start

_LAST: Final = "reports/last"  # what this machine remembers: the question asked last,
_ASKED: Final = "reports/asked/"  # and of each what was asked beside it,
_ON: Final = "on"  # on which day: days of one's own are for that day only


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

    def show_waiting(self, question: Question, asked: dict[str, str]) -> None:
        """Something else is asked and being worked out."""

    def show_answer(self, answered: Answered) -> None:
        """The answer to what was asked last."""

    def show_error(self, sentence: str) -> None:
        """What was asked last can't be answered, and why."""

    def show_nothing(self) -> None:
        """What was answered before must not stay in sight."""


class ReportsPresenter:
    """The question, what is asked beside it, and the answer of the one asked last."""

    def __init__(self, view: View, start: Start, memory: Memory) -> None:
        self._view, self._start, self._memory = view, start, memory
        self._job: Any = None
        self._turn = 0  # how often was asked: what comes of an earlier turn is no longer wanted
        self._is_known = False  # the list was read
        self._linked: dict[str, str] = {}  # what a link asked beside the question: of this once, not to be remembered
        self._is_owners = False  # the answer was given to the owner
        self.key = memory.get(_LAST)
        self.answered: Answered | None = None

    def begin(self) -> None:
        """Read which questions there are, and ask the one of the last time; nothing of the owner's stays for others."""
        is_others = self._is_owners and not staff.is_owner()
        self._give_up(keeps=not is_others)
        if is_others:
            self._view.show_nothing()
        self._start(lambda _progress: entries(), self._told_questions, quiet=True)

    def _told_questions(self, found: list[Entry]) -> None:
        self._is_known = True
        if self.key not in {one.key for one in found}:
            self.key = found[0].key if found else ""
        self._view.show_questions(found, self.key)
        self.read()

    def choose(self, key: str, given: Mapping[str, str] | None = None) -> None:
        """Ask this question, with what was asked beside it the last time; what a link has `given` is asked this once."""
        self.key, self._linked = key, dict(given or {})
        self._memory.put(_LAST, key)
        self.read()

    def put(self, parameter: str, choice: str) -> None:
        """Ask the same with another choice."""
        self._linked.pop(parameter, None)
        self._memory.put(_ASKED + self.key, urlencode({**self._remembered(), parameter: choice, _ON: _today()}))
        self.read()

    def read(self) -> None:
        """Ask the worker; what it still works out for another question is given up."""
        if not self.key or not self._is_known:
            return
        question = catalogue.QUESTIONS[self.key]
        asked = question.asked({**self._remembered(), **self._linked})
        before = self.answered
        self._give_up(keeps=before is not None and (before.question.key, before.asked) == (self.key, asked))
        if self.answered is None:
            self._view.show_waiting(question, asked)
        key, turn = self.key, self._turn
        told, failed = partial(self._told, turn), partial(self._failed, turn)
        self._job = self._start(lambda progress: ask(key, asked, progress), told, failed, quiet=True)

    def _give_up(self, *, keeps: bool = False) -> None:
        """Nothing that was asked before is wanted any more; `keeps`: what stands there may stay until it is read anew."""
        if self._job is not None:
            self._job.cancel()
        self._turn += 1
        if not keeps:
            self.answered = None

    def _told(self, turn: int, found: Answered) -> None:
        if turn == self._turn:
            self.answered, self._is_owners = found, staff.is_owner()
            self._view.show_answer(found)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self.answered = None
        self._view.show_error(error.sentence if isinstance(error, UserError) else "")
        if not isinstance(error, UserError):
            raise error

    def _remembered(self) -> dict[str, str]:
        """What was chosen before; own days, and others than today where that is meant at first, hold on this day alone."""
        found = dict(parse_qsl(self._memory.get(_ASKED + self.key), keep_blank_values=True))
        if found.pop(_ON, "") == _today():
            return found
        daily = {one.key for one in catalogue.QUESTIONS[self.key].parameters if one.is_of_today}
        return {key: choice for key, choice in found.items() if key not in daily and not periods.is_own(choice)}


def ask(key: str, given: Mapping[str, str], progress: Progress = silent) -> Answered:
    """The answer; what draws its chart is loaded along with it. For the worker; CancelledError as soon as `progress` says so."""
    with tally.counting(progress, _("Working it out…")) as told:
        told.tell()
        found = catalogue.answered(key, given, progress)
    if found.answer.chart and found.answer.lines:
        from reports import charts as _charts  # noqa: F401
        from reports import fonts

        fonts.load()
    return found


def _today() -> str:
    return clock.today().isoformat()


def entries() -> list[Entry]:
    """Every question that may be asked, group by group; reads all their modules, so for the worker."""
    return [
        Entry(one.key, _(one.title), _(one.answers), _(title))
        for group, title in catalogue.GROUPS.items()
        for one in catalogue.of_group(group)
    ]
