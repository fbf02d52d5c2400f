"""The import wizard decides here: what every step shows, where the buttons lead, and the import itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from db.core import audit
from db.services import backups, starters
from importers.commit import Outcome, commit
from importers.plan import Plan
from importers.values import Source
from resources.i18n import N_, _, ngettext
from ui.kit.starting import Start
from ui.pages.importing import describing, preview
from ui.pages.importing.columns_part import ColumnsPart
from ui.pages.importing.doubles_part import DoublesPart
from ui.pages.importing.files_part import FilesPart
from ui.pages.importing.flow import ORDER, Asks, ImportFlow, View
from ui.pages.importing.review_part import (
    NOT_PICKED,
    ReviewPart,
    import_words,
    numbers,
    only_customers,
    only_sales,
    read_words,
    unread_words,
    waiting_words,
)
from ui.pages.importing.screens import STEPS, Body, Choice, PersonItem, ResultScreen, Screen, Waits
from ui.pages.importing.tidy_part import TidyPart

RESULT = "result"
TAKEN_BACK = N_("The whole import was taken back. Everything is as it was before.")
NOTHING_CHANGES = N_("Everything in this file was there already. Nothing was changed.")


class ImportPresenter:
    """Owns the flow and one part a step; the page calls it and draws what it says."""

    def __init__(self, view: View, asks: Asks, start: Start) -> None:
        self._view = view
        self.flow = ImportFlow(asks, start, self.draw)
        self.files = FilesPart(self.flow)
        self.columns = ColumnsPart(self.flow)
        self.tidy = TidyPart(self.flow)
        self.doubles = DoublesPart(self.flow)
        self.review = ReviewPart(self.flow)
        self._bodies: dict[str, Callable[[], Body]] = {
            "files": self.files.screen,
            "columns": self.columns.screen,
            "tidy": self.tidy.screen,
            "doubles": self.doubles.screen,
            "review": self.review.screen,
        }
        self._result: ResultScreen | None = None
        self.outcome: Outcome | None = None
        self._was_left = False  # another page was in view since

    # What comes in.

    def open(self, paths: Sequence[Path] = (), text: str = "") -> None:
        """Files were dropped or chosen, or cells pasted; with neither the wizard is shown as it stands."""
        sources = [Source(path=path, name=path.name) for path in paths]
        if text:
            sources.append(Source(text=text, name=_("Pasted cells")))
        came_back, self._was_left = self._was_left, False
        if sources and self.flow.is_working:
            self.flow.asks.error(_("One moment: please add this when the work at hand is done."))
            return
        if self.flow.step == RESULT:
            self.start_over()
        if sources and (not came_back or self._takes_in()):
            self.flow.add(sources)
        else:
            self.draw()

    @property
    def is_going_on(self) -> bool:
        """Whether an import was begun and not finished."""
        return bool(self.flow.files) and self.flow.step != RESULT

    def _takes_in(self) -> bool:
        """Whether what comes now is added; an import the owner went away from is asked for, and may give way."""
        if not self.is_going_on:
            return True
        name = self.flow.files[0].name
        others = len(self.flow.files) - 1
        words = ngettext(
            "“{name}” and {count} more are open and not imported yet.",
            "“{name}” and {count} more are open and not imported yet.",
            others,
        )
        chosen = self.flow.asks.choose(
            _("An import is not finished"),
            words.format(name=name, count=others) if others else _("“{name}” is open and not imported yet.").format(name=name),
            [_("Add to this import"), _("Start afresh")],
            detail=_("If you start afresh, what was chosen so far is given up; your files stay as they are."),
            no=_("Cancel"),
        )
        if chosen == 1:
            self.start_over()
        return chosen is not None

    def leave(self) -> None:
        """The page is left: a session without a list is forgotten."""
        self._was_left = True
        if self.flow.files and not self.flow.is_working and not any(map(describing.has_list, self.flow.files)):
            self.start_over()

    def start_over(self) -> None:
        """Forget the session; another import begins."""
        self._result, self.outcome = None, None
        self.tidy.forget()
        self.flow.clear()
        self.draw()

    # Where the buttons lead.

    def with_people(self, index: int, then: Callable[[list[PersonItem]], None]) -> None:
        """Give `then` everybody in an address book; who is known takes a comparison first."""

        def known(_plan: Plan) -> None:
            self.draw()
            then(self.files.people(index))

        self.flow.with_plan(known)

    def forward(self) -> None:
        """The main button: the next step, or the import."""
        step = self.flow.step
        if step == ORDER[-1] and self.review.changes_nothing():
            self.go_to("customers")
        elif step == ORDER[-1]:
            self.run()
        else:
            self.flow.go(ORDER[ORDER.index(step) + 1])

    def back(self) -> None:
        """The step before."""
        at = ORDER.index(self.flow.step)
        self.flow.go(ORDER[max(at - 1, 0)])

    def choose_step(self, step: str) -> None:
        """A step on the bar was clicked."""
        self.flow.go(step)

    # The import.

    def run(self) -> None:
        """Make a backup and import what the choices say now; cancelling leaves nothing."""

        def commit_it(plan: Plan) -> None:
            self.flow.work(
                lambda progress: commit(plan, progress, lambda: backups.make("import")), self._imported, _("Importing")
            )

        self.flow.with_plan(commit_it)

    def _imported(self, outcome: Outcome) -> None:
        self.outcome = outcome
        plan = self.flow.plan
        customers = self.flow.customers if plan and only_customers(plan) else 0
        self._result = ResultScreen(
            sentence=came_in(outcome, customers),
            lines=tuple(result_lines(outcome, self.flow.waits, left_out(plan))),
            waiting=self.flow.waits.total,
            left_over=len(outcome.left_over),
            undoable=outcome.unit is not None,
            starters=() if starters.of_shop() else tuple(Choice(one.key, one.title) for one in starters.trades()),
            of_sales=plan is not None and only_sales(plan),
        )
        self.flow.session.close()
        self.flow.step = RESULT
        self.draw()

    def heard(self) -> None:
        """Something was saved: the result says so where the import was taken back."""
        if self.flow.step == RESULT:
            self.draw()

    def _shown_result(self, result: ResultScreen) -> ResultScreen:
        if self.outcome is None or self.outcome.unit is None or audit.is_in_effect(self.outcome.unit):
            return result
        return replace(result, sentence=_(TAKEN_BACK), lines=(), waiting=0, left_over=0, undoable=False)

    def go_to(self, page: str, **what: Any) -> None:
        """Go to another page from the result; the next import begins afresh."""
        self.start_over()
        self._view.go_to(page, **what)

    # What is shown.

    def draw(self) -> None:
        """Show where the wizard stands."""
        self._view.show_screen(self.screen())
        if self.flow.step == "review" and not self.flow.plan_is_stale and not self.flow.is_working:
            self._view.show_rows(self.review.numbers())

    def rows(self, numbers: Sequence[int], columns: Sequence[str]) -> list[preview.PreviewRow]:
        """These lines of the plan for the preview table."""
        return preview.rows(self.flow.plan, numbers, columns) if self.flow.plan else []

    def screen(self) -> Screen:
        """The whole wizard as it stands."""
        flow, step = self.flow, self.flow.step
        if step == RESULT and self._result:
            return Screen(RESULT, _("Import finished"), "", self._shown_result(self._result), can_back=False)
        usable = bool(flow.tables())
        return Screen(
            step=step,
            title=self._title(),
            note=self._note(),
            body=self._bodies[step](),
            ticked=frozenset(key for key in flow.been if key != step),
            reachable=frozenset(ORDER) if usable else frozenset({"files"}),
            foot=self._foot(),
            forward=self._forward_words(),
            can_forward=usable,
            can_back=step != ORDER[0],
            is_working=flow.is_working,
        )

    def _title(self) -> str:
        files = [file for file in self.flow.files if describing.has_list(file) or not file.is_read]
        if not files:
            return _("Import")
        if len(files) == 1:
            return _("Import {name}").format(name=files[0].name)
        return ngettext("Import {count} file", "Import {count} files", len(files)).format(count=len(files))

    def _note(self) -> str:
        flow = self.flow
        if flow.is_working:
            return _("One moment…")
        if flow.step == "columns":
            return _(
                "Please look whether every column was recognised. What was not does not get lost: it becomes a field of your own."
            )
        if flow.step == "review" and flow.plan:
            return "・".join(filter(None, (read_words(flow.plan), unread_words(flow.files))))
        if flow.step == "tidy":
            return _("Every repair can be switched off. The Excel file itself is never changed.")
        if flow.step == "doubles":
            return _("Two people who share a name are not the same person. You decide; later is fine too.")
        return ""

    def _foot(self) -> str:
        if self.flow.step == "columns":
            return _("The next file of the same layout will be recognised the way you choose now.")
        if self.flow.step == "review" and self.review.changes_nothing():
            return _(NOTHING_CHANGES)
        if self.flow.step == "review":
            return _("The whole import can be taken back at any time. The Excel file itself is never changed.")
        return ""

    def _forward_words(self) -> str:
        step = self.flow.step
        if not self.flow.files:
            return ""
        if step == ORDER[-1] and self.review.changes_nothing():
            return _("See the customers")
        if step == ORDER[-1]:
            return import_words(self.flow.plan, self.flow.customers) if self.flow.plan else _("Import")
        return _("Next: {step}").format(step=_(STEPS[ORDER[ORDER.index(step) + 1]]))


def came_in(outcome: Outcome, customers: int) -> str:
    """One sentence on what the import did; `customers`: how many they are, 0 where other things came in, too."""
    count = outcome.added + outcome.updated
    if not count:
        return _(NOTHING_CHANGES)
    if customers:
        return ngettext("{count} customer came in.", "{count} customers came in.", customers).format(count=f"{customers:,}")
    return ngettext("{count} record came in.", "{count} records came in.", count).format(count=f"{count:,}")


def left_out(plan: Plan | None) -> int:
    """How many lines nobody ticked."""
    return len(numbers(plan, NOT_PICKED)) if plan else 0


def result_lines(outcome: Outcome, waits: Waits, left_out: int) -> list[str]:
    """The other numbers, each a line, zeros left out."""
    nothing_new = outcome.skipped - left_out
    said = (
        (outcome.added, ngettext("{count} new", "{count} new", outcome.added)),
        (
            outcome.updated,
            ngettext("{count} joined with one already there", "{count} joined with ones already there", outcome.updated),
        ),
        (nothing_new, ngettext("{count} said nothing new", "{count} said nothing new", nothing_new)),
        (left_out, ngettext("{count} left out", "{count} left out", left_out)),
    )
    return [*(text.format(count=f"{count:,}") for count, text in said if count), *filter(None, [waiting_words(waits)])]
