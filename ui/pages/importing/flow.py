"""Where an import stands: the files, the choices, the plan made from them, and the step in view."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, Protocol

from db.core import file as shop_file
from db.core.errors import CancelledError, UserError
from db.core.progress import Progress
from db.services.list_sources import Origin
from importers import our_sheet, round_trip
from importers.commit import waiting
from importers.plan import Plan
from importers.round_trip import Returned
from importers.session import FileSurvey, ImportSession, TableChoice
from importers.values import Source
from resources.i18n import _
from ui.kit.starting import Start
from ui.pages.importing import describing
from ui.pages.importing.screens import STEPS, Screen, Waits

ORDER: Final = tuple(STEPS)
_NEED_PLAN: Final = ("tidy", "doubles", "review")


class View(Protocol):
    """What the presenter needs of the page."""

    def show_screen(self, screen: Screen) -> None:
        """Draw the wizard as this says."""

    def show_rows(self, numbers: list[int]) -> None:
        """Fill the preview table with these lines of the plan."""

    def go_to(self, page: str, **what: Any) -> None:
        """Go to another page of the program."""


class Asks(Protocol):
    """The questions the wizard asks in dialogs."""

    def choose(
        self, title: str, text: str, options: list[str], *, detail: str = "", danger: bool = False, no: str = ""
    ) -> int | None: ...
    def text(self, title: str, label: str, initial: str = "", *, yes: str = "", secret: bool = False) -> str | None: ...
    def error(self, error: UserError | str, title: str = "") -> None: ...


class ImportFlow:
    """The wizard's state. Whatever changes a choice calls `changed`; a step that shows the plan gets a fresh one first."""

    def __init__(self, asks: Asks, start: Start, draw: Callable[[], None]) -> None:
        self.asks = asks
        self.draw = draw
        self._start = start
        self.session = ImportSession([])
        self.plan: Plan | None = None
        self.origin: Origin | None = None  # where the lists are from, as the owner said
        self.waits = Waits()
        self.customers = 0  # customers who come in or learn something
        self.plan_is_stale = True
        self.plan_needs_refresh = False  # answers were given; matching again is enough
        self.step = ORDER[0]
        self.been: set[str] = set()
        self.is_working = False
        self.came_back: Callable[[Returned], object] = lambda _found: None  # shows an export that was dropped back
        self._plain: set[str] = set()  # digests of exports of other shops: plain lists here
        self.known: dict[str, set[int]] = {}  # of an address book (its digest): the rows of people somebody knows

    @property
    def files(self) -> list[FileSurvey]:
        """The files of the session."""
        return self.session.files

    def tables(self) -> list[TableChoice]:
        """Every list that will be imported."""
        return [
            table
            for file in self.files
            if file.error is None
            for table in file.tables
            if table.included and table.kind != "unknown"
        ]

    def close(self) -> None:
        """End the reading of files."""
        self.session.close()

    def clear(self) -> None:
        """Begin afresh, without files."""
        self.session.close()
        self.session = ImportSession([])
        self.plan, self.origin, self.step, self.been = None, None, ORDER[0], set()
        self.changed()

    def add(self, sources: list[Source]) -> None:
        """Look into these files too; files of which nothing can come any more are forgotten."""
        if not any(map(describing.has_list, self.files)):
            self.files[:] = filter(describing.can_retry, self.files)
        before = list(self.files)
        self.files.extend(ImportSession(sources).files)
        self.changed()
        self.survey(lambda: self._added(before))

    def _added(self, before: list[FileSurvey]) -> None:
        """Go on with what is new; where that is nothing, stay. An export that came back is no list to be mapped."""
        if (back := next(filter(self._may_be_ours, self.files), None)) is not None:
            self.work(
                lambda progress: round_trip.read(back.source, progress),
                lambda found: self._read_back(back, found, before),
                _("Comparing with the shop"),
            )
            return
        if all(any(one is known for known in before) for one in self.files):
            self.go(self.step)
        else:
            self.opened()
        if names := self.session.met_again:
            self.asks.error(_("{files}: this file is in here already.").format(files="、".join(dict.fromkeys(names))))

    def _may_be_ours(self, survey: FileSurvey) -> bool:
        """Whether a file has the column of our numbers, and is not known to be of another shop."""
        known = survey.digest in self._plain or survey.error is not None
        return not known and shop_file.is_open() and any(our_sheet.numbered(table.headers) for table in survey.tables)

    def _read_back(self, survey: FileSurvey, found: Returned | None, before: list[FileSurvey]) -> None:
        if found is None:
            self._plain.add(survey.digest)
            our_sheet.disregard(survey)
            self._added(before)
            return
        self.files.remove(survey)
        self.changed()
        if self.tables():
            self._added(before)
        else:
            self.clear()
            self.draw()
        self.came_back(found)

    def survey(self, then: Callable[[], None]) -> None:
        """Look into the files not looked into yet."""
        self.work(self.session.survey, lambda _files: then(), _("Looking into the files"))

    def opened(self) -> None:
        """Where a fresh session begins: at the first step that has a question, at the last when there is none."""
        if any(file.cards and any(table.picked is None for table in file.tables) for file in self.files):
            self.with_plan(self._opened_with_cards)
        elif not self.tables() or any(describing.can_retry(file) or file.cards for file in self.files):
            self.stand("files")
        elif not all(table.is_sure for table in self.tables()):
            self.been.add("files")
            self.stand("columns")
        else:
            self.been.update(("files", "columns"))
            self.with_plan(self._opened_with_plan)

    def _opened_with_plan(self, plan: Plan) -> None:
        self.been.update(("tidy", "doubles"))
        self.stand("doubles" if plan.doubtful() else "review")

    def _opened_with_cards(self, plan: Plan) -> None:
        """Of an address book only the people somebody knows are ticked at first."""
        for batch in plan.pick_known():
            self.known.setdefault(batch.survey.digest, set()).update(batch.choice.picked or ())
            self.changed()
        self.stand("files")

    def changed(self) -> None:
        """A choice changed what will be read: the plan is of yesterday."""
        self.plan_is_stale = True

    def with_plan(self, then: Callable[[Plan], None]) -> None:
        """Give `then` a plan of the choices as they are now."""
        if self.plan is None or self.plan_is_stale:
            self.work(self._plan, lambda plan: self._planned(plan, then), _("Reading and comparing"))
        elif self.plan_needs_refresh:
            kept = self.plan
            self.work(partial(self._refresh, kept), lambda _none: self._planned(kept, then), _("Looking for doubles"))
        else:
            then(self.plan)

    def _plan(self, progress: Progress) -> Plan:
        """The plan, with what its lines need sorted out here on the worker and not when the first of them is drawn."""
        plan = self.session.plan(progress)
        plan.lines(range(min(plan.count, 1)))
        self._count(plan)
        return plan

    def _refresh(self, plan: Plan, progress: Progress) -> None:
        plan.refresh(progress)
        self._count(plan)

    def _count(self, plan: Plan) -> None:
        self.waits = _waits(plan)
        self.customers = len({plan.matches.root(n) for action in ("add", "update") for n in plan.numbers(action)})

    def _planned(self, plan: Plan, then: Callable[[Plan], None]) -> None:
        self.plan, self.plan_is_stale, self.plan_needs_refresh = plan, False, False
        plan.origin = self.origin
        then(plan)

    def go(self, step: str) -> None:
        """Show this step, with a fresh plan where it needs one."""
        if not self.tables():
            step = "files"
        if step in _NEED_PLAN:
            self.with_plan(lambda _plan: self.stand(step))
        else:
            self.stand(step)

    def stand(self, step: str) -> None:
        """Be at this step; those before it count as seen."""
        self.step = step
        self.been.update(ORDER[: ORDER.index(step)] if step in ORDER else ORDER)
        self.draw()

    def work(self, work: Callable[..., Any], then: Callable[[Any], None], title: str) -> None:
        """Run a job; while it runs the wizard waits, and an error is said and leaves everything as it was."""
        if self.is_working:
            return
        self.is_working = True
        self.draw()

        def done(answer: Any) -> None:
            self.is_working = False
            then(answer)

        def failed(error: Any) -> None:
            self.is_working = False
            self.draw()
            if isinstance(error, UserError):
                if not isinstance(error, CancelledError):
                    self.asks.error(error)
            else:
                raise error

        self._start(work, done, failed, title=title)


def _waits(plan: Plan) -> Waits:
    left = waiting(plan)
    values = sum(1 for one in left if one.column is not None)
    return Waits(len(left) - values, values, tuple(sorted({one.line for one in left})))
