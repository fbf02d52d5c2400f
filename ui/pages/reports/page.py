"""報表: the questions at the left; the one that is chosen, answered."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu

from db.core.progress import Progress
from reports.catalogue import Answered
from reports.question import Behind
from resources.i18n import _, ngettext
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

if TYPE_CHECKING:
    from db.core.events import Announcement

_SAID_AFTER: Final = 300  # milliseconds after which it is said that it is being worked out
_ASKED_AFTER: Final = 300  # milliseconds after the last of several saves
_FOLDED: Final = "folded/reports"
_KINDS: Final = (("pdf", "PDF (*.pdf)", "PDF"), ("xlsx", "Excel (*.xlsx)", "Excel"), ("csv", "CSV (*.csv)", "CSV"))


class ReportsPage(Page):
    """Draws what the presenter answers."""

    has_search = True

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.questions = QuestionList()
        self.head = Head(self.show_how, self._fill_export, lambda: shell.do("print"))
        self.answer = AnswerBody(shell)
        self.answer.hide()  # until there is one
        right = column(spacing=0)
        right.addWidget(self.head)
        right.addWidget(self.answer, 1)
        whole = row(self, spacing=0)
        whole.addWidget(self.questions)
        whole.addLayout(right, 1)
        self.questions.setHidden(settings.get(_FOLDED) == "1")
        self.presenter = ReportsPresenter(self, partial(jobs.start, of=self), settings)
        self._late = QTimer(self, singleShot=True, interval=_SAID_AFTER)
        self._late.timeout.connect(lambda: self.head.say(_("Working it out…")))
        self._soon = QTimer(self, singleShot=True, interval=_ASKED_AFTER)
        self._soon.timeout.connect(self.presenter.read)
        self._behinds = 0  # how often rows were asked for: those of before open nothing
        self._connect()
        self.presenter.begin()

    def _connect(self) -> None:
        self.questions.chosen.connect(self.presenter.choose)
        self.head.chosen.connect(self.presenter.put)
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
        self.questions.list.setFocus()

    def ask(self, key: str, asked: Mapping[str, str] | None = None) -> None:
        """Ask this question."""
        self.questions.choose(key)
        self.presenter.choose(key, asked)

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved, or somebody else acts."""
        if announcement is None:
            self.presenter.begin()
        else:
            self._soon.start()

    def focus_search(self) -> None:
        """Ctrl+F: which question."""
        self.questions.show()
        self.questions.search.setFocus()
        self.questions.search.selectAll()

    def fold(self) -> None:
        """F4: the list of questions."""
        self.questions.setHidden(not self.questions.isHidden())
        settings.put(_FOLDED, "1" if self.questions.isHidden() else "0")

    def act(self, name: str) -> bool:
        """Ctrl+E takes the report out; the other entries are for customers."""
        if name == "export":
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
        if answered is None:
            return False
        self.shell.print_out(_paper(answered), _(answered.question.title), "report")
        return True

    # the view of the presenter

    def show_questions(self, entries: list[Entry], chosen: str) -> None:
        """The list at the left."""
        self.questions.show_questions(entries, chosen)

    def show_waiting(self) -> None:
        """What stands there stays; what takes long is said."""
        self._late.start()

    def show_answer(self, answered: Answered) -> None:
        """The answer."""
        self._late.stop()
        self.head.tell(answered)
        self.answer.tell(answered)
        self.answer.show()
        self.say(_counted(answered))

    def show_error(self, sentence: str) -> None:
        """Why there is no answer."""
        self._late.stop()
        self.head.say(sentence)

    def _draw_again(self) -> None:
        """The counter mode, or other colours."""
        if self.presenter.answered:
            self.show_answer(self.presenter.answered)

    # the rows behind a number

    def _open_cell(self, line: int, at: int) -> None:
        self._open(self.answer.table.answer.key(line), self._column(at))

    def _column(self, at: int) -> str:
        """The key of a column; what names a line stands for all of it."""
        answered = self.presenter.answered
        return behind.counted(answered.answer) if at == 0 and answered else self.answer.table.answer.heading(at).key

    def _open(self, line: str, at: str) -> None:
        """The rows behind a number."""

        def show(found: Behind) -> None:
            from ui.reporting import rows_behind

            if answered := self.presenter.answered:
                rows_behind.show(self.shell, found, _(answered.question.title))

        self._find(line, at, show)

    def _find(self, line: str, at: str, then: Callable[[Behind], object]) -> None:
        """Find the rows on the worker; what was asked for before opens nothing any more."""
        answered = self.presenter.answered
        if answered is None or not line or not behind.is_open(answered):
            return
        self._behinds += 1
        asked = self._behinds

        def told(found: Behind | None) -> None:
            if asked == self._behinds and found and found.ids:
                then(found)

        jobs.start(lambda _progress: behind.of_cell(answered, line, at), told, quiet=True, of=self)

    def _open_menu(self, line: int, at: int, place: QPoint) -> None:
        """Right click on a line: of a customer what can be done about them, of others their rows."""
        key, column = self.answer.table.answer.key(line), self._column(at)

        def show(found: Behind) -> None:
            open_at(self, partial(self._fill_menu, found, key, column), place)

        self._find(key, column, show)

    def _fill_menu(self, found: Behind, line: str, at: str, menu: QMenu) -> None:
        if found.noun == "customers" and len(found.ids) == 1:
            from ui.reporting import line_menu

            customer = found.ids[0]
            line_menu.fill(menu, self.shell, self, customer, lambda: self.shell.open_card(customer))
            menu.addSeparator()
        menu.addAction(action(_("See what stands behind it"), partial(self._open, line, at), key="Return", parent=menu))
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

    def export(self, ending: str, kind: str) -> None:
        """The report as a file; at the counter only when asked twice."""
        if answered := self.presenter.answered:
            counter.opening(self.shell, lambda: self._export(answered, ending, kind))

    def _export(self, answered: Answered, ending: str, kind: str) -> None:
        title = _(answered.question.title)
        target = self.shell.asks.save_file(_("Export the report"), kind, Path.home() / f"{cleaned(title)}.{ending}")
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
    """How many records it is about, and that the table adds up."""
    answer = answered.answer
    if answer.is_sample:
        return _("Sample")
    said = ngettext("{count} record", "{count} records", answer.records).format(count=f"{answer.records:,}")
    return " ・ ".join([said, _("the numbers of the table add up to the total")] if seen.adds_up(answer) else [said])
