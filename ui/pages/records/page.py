"""The page of imports: what was imported and can be taken back, what still waits, and who may be one."""

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QTabBar, QWidget

from db.core.events import Announcement
from db.core.progress import Progress
from db.services import errands
from db.services.imports import WaitingRow
from resources.i18n import N_, _
from ui import doors
from ui.kit import counter, jobs, paper
from ui.kit.card import column, row
from ui.kit.cells import Cell, Chip
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.keys import once
from ui.kit.labels import action, button, plain_label
from ui.kit.list_view import ListView
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.kit.table import Column, TableModel
from ui.pages.records.cards import RUN_COLUMNS, RunCard
from ui.pages.records.doubles import DoublesTab
from ui.pages.records.presenter import RecordsPresenter, left_over, told, where, why
from ui.pages.records.settle_dialog import SettleDialog
from ui.undoing import Undoing

_RUNS, _WAITING, _DOUBLES = range(3)
_MARGINS = (18, 4, 18, 16)


def _state(line: WaitingRow) -> Cell:
    return Cell(chips=(Chip(_("value") if line.column else _("whole row"), "amber" if line.column else "blue"),))


COLUMNS = (
    Column("where", N_("Where"), lambda line: Cell(where(line), tone="muted"), 16.0, sorts=False),
    Column("what", N_("What"), _state, 5.5, sorts=False, leaves=2),
    Column("who", N_("Customer"), lambda line: Cell(line.customer_name), 9.0, sorts=False),
    Column(
        "text",
        N_("What stands there"),
        lambda line: Cell(told(line), note=line.column or "", secret=("text",)),
        20.0,
        sorts=False,
    ),
    Column("why", N_("Why it waits"), lambda line: Cell(why(line), tone="amber"), 14.0, sorts=False),
)


class RecordsPage(Page):
    """Three tabs: the imports, the rows that wait, the customers that may be one."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = RecordsPresenter(self, shell.asks, jobs.start)
        self.undoing = Undoing(shell)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for text in (_("Imports"), _("To settle"), _("Maybe doubles")):
            self.tabs.addTab(text)
        self.tabs.currentChanged.connect(self._show_tab)
        self._stack = QStackedWidget()
        for made in (self._runs_tab(), self._waiting_tab(), self._doubles_tab()):
            self._stack.addWidget(made)
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addWidget(self._stack, 1)
        self.redraw()

    def _top(self) -> QHBoxLayout:
        top = row(spacing=16)
        top.setContentsMargins(18, 12, 18, 8)
        top.addWidget(plain_label(_("Import records"), "title"))
        top.addWidget(self.tabs, 1)
        self.import_button = button(_("Import my Excel"), lambda: self.shell.go("importing"), kind="primary")
        top.addWidget(self.import_button)
        return top

    def _runs_tab(self) -> QWidget:
        self._runs_area = ScrollColumn(margins=_MARGINS)
        return self._runs_area

    def _doubles_tab(self) -> QWidget:
        self.doubles = DoublesTab(self.shell, jobs.start, self._count_doubles)
        return self.doubles

    def _count_doubles(self, count: int) -> None:
        self.tabs.setTabText(_DOUBLES, f"{_('Maybe doubles')} {count:,}" if count else _("Maybe doubles"))

    def _waiting_tab(self) -> QWidget:
        holder = QWidget()
        body = column(holder, spacing=0)
        self.bar = QWidget()
        line = row(self.bar, spacing=8)
        line.setContentsMargins(18, 4, 18, 8)
        words = _("Settle these whenever you like. Double click a row to see it whole.")
        line.addWidget(plain_label(words, "muted"), 1)
        line.addWidget(button(_("Settle…"), self.settle, key="Return"))
        line.addWidget(button(_("Leave out"), self.drop))
        line.addWidget(button(_("Save as Excel…"), self.save_copy, icon="file-spreadsheet"))
        body.addWidget(self.bar)
        self.model = TableModel(COLUMNS, self.presenter.waiting_rows, self)
        self.view = ListView("waiting", self.model)
        self.view.setAccessibleName(_("To settle"))
        self.view.activated_id.connect(lambda _id: self.settle())
        self.view.menu_actions = self._menu
        once(QKeySequence.StandardKey.Delete, self.view, self.drop)
        self.nothing = EmptyState("circle-check")
        self.nothing.tell(_("Nothing waits. Doubtful rows of an import stand here until you have time for them."))
        self._waiting_stack = QStackedWidget()
        self._waiting_stack.addWidget(self.view)
        self._waiting_stack.addWidget(self.nothing)
        body.addWidget(self._waiting_stack, 1)
        return holder

    def _menu(self, menu: QMenu) -> None:
        menu.addAction(action(_("Settle…"), self.settle, parent=menu))
        menu.addAction(action(_("Leave out"), self.drop, parent=menu))

    # The page as the window knows it.

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with what waits, with the doubles or with this `tab` in view."""
        if what.get("waiting"):
            self.tabs.setCurrentIndex(_WAITING)
        if what.get("doubles"):
            self.tabs.setCurrentIndex(_DOUBLES)
        self.tabs.setCurrentIndex(what.get("tab", self.tabs.currentIndex()))
        (self.doubles.view if what.get("doubles") else self.tabs).setFocus()
        self.redraw()

    def again(self) -> dict[str, Any]:
        """In another language the same tab."""
        return {"tab": self.tabs.currentIndex()}

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved."""
        self.redraw()
        self.doubles.heard(announcement)

    def paper(self) -> jobs.Work | None:
        """The tab in view as a list: the imports, what waits, or the pairs."""
        title = self.tabs.tabText(self.tabs.currentIndex())
        if self.tabs.currentIndex() == _RUNS:
            runs = self.presenter.runs()
            return paper.listed(title, RUN_COLUMNS, lambda: runs) if runs else None
        model = self.model if self.tabs.currentIndex() == _WAITING else self.doubles.model
        return paper.listed(title, model.columns, partial(model.fetch, model.ids)) if model.ids else None

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        if at == _DOUBLES:
            self.doubles.look()

    # The view of the presenter.

    def redraw(self) -> None:
        """Read runs and waiting rows anew."""
        self.show_runs()
        self.presenter.count()
        waiting = self.presenter.waiting_ids()
        self.view.show_ids(waiting)
        self._waiting_stack.setCurrentWidget(self.view if waiting else self.nothing)
        self.bar.setVisible(bool(waiting))
        self.tabs.setTabText(_WAITING, f"{_('To settle')} {len(waiting):,}" if waiting else _("To settle"))

    def show_runs(self) -> None:
        """Every import as a card."""
        body = self._runs_area.body
        clear(body)
        runs = self.presenter.runs()
        if not runs:
            empty = EmptyState("inbox")
            empty.tell(_("Every import will stand here, and can be taken back as a whole."))
            body.addWidget(empty, 1)
            return
        for item in runs:
            see = partial(self.tabs.setCurrentIndex, _WAITING)
            body.addWidget(RunCard(item, self.undoing.take_back, see))
        body.addStretch(1)

    def told(self, text: str, unit: int | None) -> None:
        """A toast with the way back."""
        self.shell.toast_undo(text, unit)

    # What the owner does.

    def settle(self) -> None:
        """The row in view, whole: merge it, make it a customer, correct the value, or leave it out."""
        for line in self.presenter.waiting_rows([self.view.current_id() or 0]):
            counter.opening(self.shell, partial(self._settle, line))

    def _settle(self, line: WaitingRow) -> None:
        SettleDialog(line, self.presenter, self).exec()

    def drop(self) -> None:
        """Leave the chosen rows out."""
        rows = self.presenter.waiting_rows(self.view.chosen())
        if rows:
            self.presenter.drop(rows)

    def save_copy(self) -> None:
        """A copy of everything that waits, as an Excel file."""
        proposed = Path.home() / f"{_('Rows to settle')}.xlsx"
        target = doors.save_file(self.shell, _("Save the rows that wait"), "Excel (*.xlsx)", proposed)
        if target:
            from reports import excel

            def save(_progress: Progress) -> None:
                rows = [left_over(line) for line in self.presenter.waiting()]
                excel.left_over(rows, target, errands.taking("imports.export", file=target.name, count=len(rows)))

            said = _("Saved: {path}").format(path=target)
            jobs.start(save, lambda _none: self.shell.toast(said))
