"""The import wizard as a page: its five steps and the result, drawn as the presenter says."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QApplication

from db.core.events import Announcement
from db.core.journal import saving
from db.services import errands, starters
from importers.round_trip import Returned
from resources.i18n import _
from ui import doors
from ui.kit import jobs
from ui.kit.card import column
from ui.kit.page import Page, Shell
from ui.kit.wizard import Step, Wizard
from ui.pages.importing.columns_step import ColumnsStep
from ui.pages.importing.doubles_step import DoublesStep
from ui.pages.importing.files_step import FilesStep, readable
from ui.pages.importing.people import PeopleDialog
from ui.pages.importing.presenter import RESULT, ImportPresenter
from ui.pages.importing.result_step import ResultStep
from ui.pages.importing.review_step import ReviewStep
from ui.pages.importing.screens import STEPS, Screen
from ui.pages.importing.tidy_step import TidyStep
from ui.undoing import Undoing

_KINDS: Final = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.tsv *.txt *.vcf"


class ImportingPage(Page):
    """Draws what the presenter decides; asks for files and people itself."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = ImportPresenter(self, shell.asks, jobs.start)
        self.wizard = Wizard([Step(key, title) for key, title in STEPS.items()])
        presenter = self.presenter
        self.files = FilesStep(presenter.files, self)
        self.columns = ColumnsStep(presenter.columns)
        self.tidy = TidyStep(presenter.tidy)
        self.doubles = DoublesStep(presenter.doubles)
        self.review = ReviewStep(presenter.review, presenter.rows)
        self.result = ResultStep(self)
        self._steps = dict(
            zip((*STEPS, RESULT), (self.files, self.columns, self.tidy, self.doubles, self.review, self.result), strict=True)
        )
        for key, step in self._steps.items():
            self.wizard.add_page(key, step)
        self.wizard.step_chosen.connect(presenter.choose_step)
        self.wizard.went_on.connect(presenter.forward)
        self.wizard.went_back.connect(presenter.back)
        column(self, spacing=0).addWidget(self.wizard)
        self._back = "customers"
        flow = presenter.flow
        flow.came_back = self.show_returned
        self.destroyed.connect(flow.close)  # no reader of a file outlives the page
        presenter.draw()

    # The page as the window knows it.

    def open(self, **what: Any) -> None:
        """Files were dropped on the window (`paths`), or cells pasted (`text`); `back`: the page one came from."""
        self._back = str(what.get("back") or self._back)
        self.presenter.open(readable([Path(path) for path in what.get("paths", ())]), what.get("text", ""))
        self.files.begin()

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved or taken back, perhaps the import itself."""
        self.presenter.heard()

    def again(self) -> dict[str, Any]:
        """The files and cells of an import that is not done are read again."""
        flow = self.presenter.flow
        sources = [survey.source for survey in flow.files] if flow.step != RESULT else []
        return {
            "paths": [source.path for source in sources if source.path],
            "text": next((source.text for source in sources if source.text), ""),
        }

    def leave(self) -> bool:
        """The page lets go at any time."""
        self.presenter.leave()
        return True

    def bring(self) -> None:
        """Ctrl+O: choose files, first ones or more, where the wizard is not at work; after an import another begins."""
        if self.result.isVisible():
            self.presenter.start_over()
        elif self.files.isVisible() and self.files.isEnabled():
            self.choose_files()

    def edit(self) -> None:
        """F2: type over the value the cursor is on."""
        if self.review.isVisible():
            self.review.type_over()

    # The view of the presenter.

    def show_screen(self, screen: Screen) -> None:
        """Draw the wizard as this says."""
        self.going_on.emit(self.presenter.is_going_on)
        step: Any = self._steps[screen.step]
        step.show_screen(screen.body)
        self.wizard.head(screen.title, screen.note)
        self.wizard.stand(screen.step, screen.ticked, screen.reachable)
        self.wizard.foot(screen.foot, screen.forward, can_forward=screen.can_forward, can_back=screen.can_back)
        self.wizard.hold(screen.is_working, self.files.password if step is self.files else None)

    def show_rows(self, numbers: list[int]) -> None:
        """Fill the preview with these lines."""
        self.review.show_rows(numbers)

    def show_returned(self, returned: Returned) -> None:
        """An export came back from Excel: what was changed there."""
        from ui.exporting import returning

        if not returning.offer(self.shell, returned) and not self.presenter.is_going_on:
            self.shell.go(self._back)

    def go_to(self, page: str, **what: Any) -> None:
        """Go to another page of the program."""
        self.shell.go(page, **what)

    # The first step asks for files and people.

    def choose_files(self) -> None:
        """Ask for files and look into them."""
        kinds = f"{_('Lists')} ({_KINDS});;{_('All files')} (*)"
        if paths := self.shell.asks.choose_files(_("Choose the files to import"), kinds):
            self.presenter.open(paths)

    def paste(self) -> None:
        """Cells copied from Excel, Google Sheets or Word."""
        text = QApplication.clipboard().text()
        if text.strip():
            self.presenter.open(text=text)
        else:
            self.shell.toast(_("Nothing to paste. Please select the cells in Excel and copy them first."))

    def pick_people(self, index: int) -> None:
        """Show the list with ticks in front of an address book."""
        self.presenter.with_people(index, lambda people: self._pick(index, people))

    def _pick(self, index: int, people: Sequence[Any]) -> None:
        dialog = PeopleDialog(self.presenter.flow.files[index].name, people, self)
        if dialog.exec():
            self.presenter.files.pick(index, dialog.picked())

    # The result.

    def see_customers(self) -> None:
        """To the list of customers."""
        self.presenter.go_to("customers")

    def see_sales(self) -> None:
        """To the list of sales."""
        self.presenter.go_to("sales", tab="sold")

    def settle(self) -> None:
        """To the rows that wait."""
        self.presenter.go_to("records", waiting=True)

    def pick_regulars(self) -> None:
        """挑老主顧 of those who came in, and the others."""
        self.shell.do("pick_regulars")

    def see_doubles(self) -> None:
        """To the customers that may be one."""
        self.presenter.go_to("records", doubles=True)

    def save_left_over(self) -> None:
        """Write the waiting rows as a copy in Excel's format."""
        outcome = self.presenter.outcome
        proposed = Path.home() / f"{_('Rows to settle')}.xlsx"
        target = doors.save_file(self.shell, _("Save the rows that wait"), "Excel (*.xlsx)", proposed)
        if outcome and target:
            from reports import excel

            rows, said = outcome.left_over, _("Saved: {path}").format(path=target)
            noted = errands.taking("imports.export", file=target.name, count=len(rows))
            jobs.start(lambda _progress: excel.left_over(rows, target, noted), lambda _none: self.shell.toast(said))

    def take_back(self) -> None:
        """Undo the import that was just made."""
        if (outcome := self.presenter.outcome) and outcome.unit is not None:
            Undoing(self.shell).take_back(outcome.unit)

    def take_starter(self, key: str) -> None:
        """Lay out the tags, fields and units of this trade."""
        _answer, unit = saving(lambda: starters.apply(key))
        self.result.say_taken(_("Laid out. You find it under Settings."))
        self.shell.toast_undo(_("Tags, fields and units of your trade are laid out."), unit)

    def start_over(self) -> None:
        """Another import."""
        self.presenter.start_over()
