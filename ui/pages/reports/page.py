"""報表: the questions at the left; the one that is chosen, answered."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu

from db.core.progress import Progress
from reports import report_words
from reports.catalogue import Answered
from reports.question import Question
from resources.i18n import N_, _
from ui import doors
from ui.kit import counter, jobs, settings, theme
from ui.kit.card import column, row
from ui.kit.file_names import cleaned
from ui.kit.jobs import Work
from ui.kit.labels import action
from ui.kit.menus import open_at
from ui.kit.page import Page, Shell
from ui.pages.reports.body import AnswerBody
from ui.pages.reports.head import Head
from ui.pages.reports.presenter import Entry, ReportsPresenter
from ui.pages.reports.question_list import QuestionList
from ui.reporting import behind, seen
from ui.reporting.behind import Rows

if TYPE_CHECKING:
    from db.core.events import Announcement

_SAID_AFTER: Final = 300  # milliseconds after which it is said that it is being worked out
_ASKED_AFTER: Final = 300  # milliseconds after the last of several saves
_TAKEN_OUT: Final = "reports.export"  # changes nothing that is reported
_KINDS: Final = (("pdf", "PDF (*.pdf)", "PDF"), ("xlsx", "Excel (*.xlsx)", "Excel"), ("csv", "CSV (*.csv)", "CSV"))


class ReportsPage(Page):
    """Draws what the presenter answers."""

    has_search = True
    folds = N_("Fold or show the list of reports")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.questions = QuestionList()
        self.head = Head(self.show_how, self._fill_export, lambda: shell.do("print"), self.fold)
        self.answer = AnswerBody(shell)
        self.answer.hide()  # until there is one
        right = column(spacing=0)
        for part, stretch in ((self.head, 0), (self.answer, 1)):
            right.addWidget(part, stretch)
        whole = row(self, spacing=0)
        whole.addWidget(self.questions)
        whole.addLayout(right, 1)
        self.presenter = ReportsPresenter(self, partial(jobs.start, of=self), settings)
        self._late = QTimer(self, singleShot=True, interval=_SAID_AFTER)
        self._late.timeout.connect(self._say_late)
        self._soon = QTimer(self, singleShot=True, interval=_ASKED_AFTER)
        self._soon.timeout.connect(self.presenter.read)
        self._is_asking = False
        self._finding: jobs.Job | None = None  # the rows asked for last
        self._connect()
        self.presenter.begin()

    def _connect(self) -> None:
        self.questions.chosen.connect(self.presenter.choose)
        self.head.chosen.connect(self.presenter.put)
        self.head.days_wanted.connect(self._choose_days)
        self.answer.table.opened.connect(self._open_cell)
        self.answer.table.menu_wanted.connect(self._open_menu)
        self.answer.chart.opened.connect(self._open)
        counter.state.changed.connect(self._draw_again)
        theme.state.changed.connect(self._draw_again)

    # the page, as the window knows it

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with a `question` and what is `asked` beside it."""
        if key := what.get("question"):
            self.ask(str(key), what.get("asked"))
        (self.head.every if self.questions.isHidden() else self.questions.list).setFocus()

    def ask(self, key: str, asked: Mapping[str, str] | None = None) -> None:
        """Ask this question."""
        self.questions.choose(key)
        self.presenter.choose(key, asked)

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved, or somebody else acts."""
        if announcement is None:
            self.presenter.begin()
        elif announcement.action != _TAKEN_OUT:
            self._soon.start()

    def focus_search(self) -> None:
        """Ctrl+F: which question."""
        self._fold(is_folded=False)
        self.questions.search.setFocus()
        self.questions.search.selectAll()

    def fold(self) -> None:
        """F4: the list of questions, until the program is started again; the keyboard goes where it comes back."""
        self._fold(is_folded=not self.questions.isHidden())
        (self.head.every if self.questions.isHidden() else self.questions.list).setFocus()

    def _fold(self, *, is_folded: bool) -> None:
        self.head.every.setVisible(is_folded)
        self.questions.setHidden(is_folded)

    def act(self, name: str) -> bool:
        """Ctrl+E takes the report out; the other entries are for customers."""
        if name == "export" and not self._is_waiting():
            self.head.export.click()
        return name == "export"

    def commands(self) -> dict[str, Any]:
        """What only this page does."""
        return {
            _("How it is worked out"): self.show_how,
            _("Print all monthly reports"): lambda: self.shell.do("monthly_reports"),
        }

    def look_at_paper(self) -> bool:
        """列印: the report under its own name."""
        answered = self.presenter.answered
        if answered:
            self.shell.print_out(_paper(answered), _(answered.question.title), "report")
        return answered is not None or self._is_waiting()

    def _is_waiting(self) -> bool:
        """Whether there is no answer to take out of the house yet, which is said."""
        if self._is_asking:
            self.shell.toast(_("This is still being worked out."))
        return self._is_asking

    # the view of the presenter

    def show_questions(self, entries: list[Entry], chosen: str) -> None:
        """The list at the left."""
        self.questions.show_questions(entries, chosen)

    def show_waiting(self, question: Question, asked: dict[str, str]) -> None:
        """Something else is asked: what takes long is said, and what stands there goes."""
        self._is_asking = self.answer.table.is_left = True
        self.head.expect(question, asked)
        self._late.start()

    def _say_late(self) -> None:
        self.head.say(_("Working it out…"))
        self.answer.hide()
        self.say("")

    def show_answer(self, answered: Answered) -> None:
        """The answer."""
        self._stop_waiting()
        self.head.tell(answered)
        self.answer.show()
        self.answer.tell(answered)
        self.say(_counted(answered))

    def show_error(self, sentence: str) -> None:
        """Why there is no answer; the one of before does not stay."""
        self._stop_waiting()
        self.head.fail(sentence)
        self.answer.hide()
        self.say("")

    def show_nothing(self) -> None:
        """Somebody else acts: nothing of the owner's stays."""
        self.show_error("")
        self.head.forget()

    def _stop_waiting(self) -> None:
        self._is_asking = self.answer.table.is_left = False
        self._late.stop()

    def _draw_again(self) -> None:
        """The counter mode, or other colours."""
        if self.presenter.answered:
            self.show_answer(self.presenter.answered)

    def _choose_days(self, parameter: str, chosen: str) -> None:
        """自己選日子."""
        from ui.reporting import own_days

        own_days.ask(self, chosen, partial(self.presenter.put, parameter))

    # the rows behind a number

    def _open_cell(self, line: int, at: int) -> None:
        table = self.answer.table.answer
        customer = self._customer(line) if table.heading(at).is_customer else None
        if customer is not None:
            self.shell.open_card(customer)
        elif table.key(line) or table.is_total(line):
            whose = _("Total") if table.is_total(line) else table.words(line, 0)
            self._open(table.key(line), self._column(at), whose)

    def _customer(self, line: int) -> int | None:
        """Whose line this is."""
        answered = self.presenter.answered
        return behind.customer(answered, self.answer.table.answer.key(line)) if answered else None

    def _column(self, at: int) -> str:
        """The key of a column; what names a line stands for all of it."""
        answered = self.presenter.answered
        return behind.counted(answered.answer) if at == 0 and answered else self.answer.table.answer.heading(at).key

    def _open(self, line: str, at: str, whose: str = "") -> None:
        """The rows behind a number, found on the worker; who asks for others does not want these any more."""
        answered = self.presenter.answered
        if answered is None or not behind.is_open(answered):
            return
        if self._finding is not None:
            self._finding.cancel()
        whose = whose or self.answer.table.answer.name(line)

        def told(found: Rows | None) -> None:
            from ui.reporting import rows_behind

            if answered is self.presenter.answered:
                rows_behind.show(self.shell, found, whose, _(answered.question.title))

        def work(progress: Progress) -> Rows | None:
            return behind.of_cell(answered, line, at, progress)

        self._finding = jobs.start(work, told, quiet=True, of=self)

    def _open_menu(self, line: int, at: int, place: QPoint) -> None:
        """Right click on a line: of a customer what can be done about them, of others their rows."""
        open_at(self, partial(self._fill_menu, line, at), place)

    def _fill_menu(self, line: int, at: int, menu: QMenu) -> None:
        customer = self._customer(line)
        if customer is not None:
            from ui.reporting import line_menu

            line_menu.fill(menu, self.shell, self, customer, lambda: self.shell.open_card(customer))
            menu.addSeparator()
        menu.addAction(action(_("See what stands behind it"), partial(self._open_cell, line, at), key="Return", parent=menu))
        menu.addAction(action(_("Copy for Excel"), self.answer.table.copy_all, icon="copy", parent=menu))

    def show_how(self) -> None:
        """怎麼算的."""
        if answered := self.presenter.answered:
            from ui.reporting import how

            how.show(self.shell, answered)

    # out of the house

    def _fill_export(self, menu: QMenu) -> None:
        menu.addAction(action(_("Copy for Excel"), self.answer.table.copy_all, icon="copy", parent=menu))
        menu.addSeparator()
        for ending, kind, words in _KINDS:
            menu.addAction(action(f"{words}…", partial(self.export, ending, kind), parent=menu))
        menu.addSeparator()
        every = partial(self.shell.do, "monthly_reports")
        menu.addAction(action(_("Print all monthly reports"), every, icon="printer", parent=menu))

    def export(self, ending: str, kind: str) -> None:
        """The report as a file; at the counter only when asked twice."""
        if answered := self.presenter.answered:
            counter.opening(self.shell, lambda: self._export(answered, ending, kind))

    def _export(self, answered: Answered, ending: str, kind: str) -> None:
        title = _(answered.question.title)
        target = doors.save_file(self.shell, _("Export the report"), kind, Path.home() / f"{cleaned(title)}.{ending}")
        if target is None:
            return

        def work(_progress: Progress) -> None:
            from reports import report_file

            report_file.write(target, answered)

        said = _("Saved: {path}").format(path=target)
        jobs.start(work, lambda _done: self.shell.toast(said), title=_("Saving…"))


def _paper(answered: Answered) -> Work:
    def work(_progress: Progress) -> bytes:
        from reports import report_pdf

        return report_pdf.make(answered).pdf

    return work


def _counted(answered: Answered) -> str:
    """How many it is about, and that the table adds up."""
    answer = answered.answer
    if answer.is_sample:
        return _("Sample")
    said = report_words.counted(answer)
    return " ・ ".join([said, _("the numbers of the table add up to the total")] if seen.adds_up(answer) else [said])
