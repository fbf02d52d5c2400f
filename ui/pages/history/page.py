"""The history page: everything that was done, newest first; at the right what one of them changed, with the way back."""

from array import array
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from db.core.audit import UnitRow
from db.core.events import Announcement
from db.services import history
from db.services.history import ChangeRow
from resources.i18n import N_, _
from ui.action_words import extent_words, fact_words, what
from ui.field_words import column_label, shown
from ui.kit import counter, jobs, paper, theme
from ui.kit.card import column, row
from ui.kit.cells import Cell, Chip
from ui.kit.chips import chip
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, button, hairline, plain_label, set_text, value_label
from ui.kit.list_view import ListView
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.kit.slices import Slices
from ui.kit.table import Column, TableModel
from ui.kit.when import when
from ui.pages.history.door import HistoryDoor
from ui.pages.history.presenter import FILTERS, SHOWN, HistoryPresenter, heading
from ui.pages.history.seeking import Seeking
from ui.undoing import Undoing

_WATCH_LIST: Final = "blacklist"  # its table, and how its actions begin
_AT_ONCE: Final = 3  # changes drawn in one go
_CALLED_EM: Final = 6.5  # the most a column's name takes of a line
_RUN: Final = 9  # letters without a break that find room on it


def _quiet(unit: UnitRow, said: str, *, on_paper: bool = False) -> str:
    """Words about a unit; the watch list is a sign alone at the counter, and on paper always."""
    if not unit.action.startswith(_WATCH_LIST):
        return said
    return counter.SIGN if on_paper else counter.warned(said)


def _columns(presenter: HistoryPresenter, *, on_paper: bool = False) -> tuple[Column, ...]:
    def told(unit: UnitRow) -> Cell:
        said = _quiet(unit, what(unit, presenter.names.get(unit.id, "")), on_paper=on_paper)
        return Cell(said, tone="muted" if unit.undone_by else "ink")

    def state(unit: UnitRow) -> Cell:
        chips = (Chip(_("taken back"), "grey"),) if unit.undone_by else ()
        return Cell(_quiet(unit, presenter.how_much(unit), on_paper=on_paper), tone="muted", chips=chips)

    return (
        Column("at", N_("When"), lambda unit: Cell(when(unit.at), tone="muted"), 10.5, sorts=False),
        Column("by", N_("Who"), lambda unit: Cell(unit.by), 5.5, sorts=False, leaves=2),
        Column("what", N_("Action"), told, 19.0, sorts=False),
        Column("changes", N_("Extent"), state, 15.0, sorts=False, leaves=1),
    )


class HistoryPage(Page):
    """Draws what the presenter reads."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.presenter = HistoryPresenter(self, jobs.start)
        self._name = ""
        self._unit: UnitRow | None = None  # in view
        self._asked: int | None = None  # the customer whose history is wanted
        self.undoing = Undoing(shell)
        self.model = TableModel(_columns(self.presenter), self.presenter.rows, self)
        self.view = ListView("history", self.model)
        self.view.setAccessibleName(_("What was done"))
        self.empty = EmptyState("history")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        body = row(spacing=0)
        body.addWidget(self._stack, 1)
        body.addWidget(self._panel())
        layout = column(self, spacing=0)
        layout.addLayout(self._top())
        layout.addLayout(self._kinds())
        layout.addLayout(body, 1)
        self._choose_soon = QTimer(self, singleShot=True, interval=0)  # once, however often the cursor jumps meanwhile
        self._choose_soon.timeout.connect(lambda: self.presenter.choose(self.view.current_id()))
        self.view.current_changed.connect(lambda _unit: self._choose_soon.start())
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.presenter.read()

    def _top(self) -> QHBoxLayout:
        top = row(spacing=16)
        top.setContentsMargins(18, 12, 18, 8)
        self.heading = plain_label(_("What was done"), "title")
        top.addWidget(self.heading)
        self.seeking = Seeking(self.presenter, self)
        top.addLayout(self.seeking, 1)
        self.door = HistoryDoor(self.shell, self.presenter, self._texts)
        top.addLayout(self.door)
        return top

    def _kinds(self) -> QHBoxLayout:
        """One press for each kind of deed."""
        line = row(spacing=0)
        line.setContentsMargins(18, 0, 18, 10)
        holder = QWidget()
        flow = FlowLayout(holder)
        self.filters = {}
        for key, (title, _actions) in FILTERS.items():
            made = chip(_(title), partial(self.filter_by, key), on=key == "all")
            made.setAutoExclusive(True)
            flow.addWidget(made)
            self.filters[key] = made
        line.addWidget(holder, 1)
        return line

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.seeking.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.seeking.box.selectAll()

    def _texts(self, unit: UnitRow) -> list[str]:
        """A line as a file has it: whole, but for the words of the watch list."""
        extents = history.extents([unit])
        extent = extent_words(unit, extents[unit.id]) if unit.id in extents else fact_words(unit)
        name = history.names([unit]).get(unit.id, "")
        return [when(unit.at), unit.by, *(_quiet(unit, said, on_paper=True) for said in (what(unit, name), extent))]

    def _panel(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("band", "side")
        frame.setFixedWidth(round(theme.px() * 22))
        self._frame = frame
        body = column(frame, margin=0, spacing=8)
        body.setContentsMargins(16, 14, 12, 12)
        self.title = plain_label("", "head", wrap=True)
        self.line = plain_label("", "small", wrap=True)
        self.back = button(_("Take back"), self.take_back, icon="undo-2")
        area = ScrollColumn(spacing=4)
        self._changes = area.body
        self._slices = Slices(self, _AT_ONCE)
        body.addWidget(self.title)
        body.addWidget(self.line)
        body.addWidget(self.back)
        body.addWidget(area, 1)
        return frame

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with a unit, one customer's history (`customer` and their `name`) or the chip `filter`."""
        if "customer" in what:
            self._name = str(what.get("name", ""))
            set_text(self.heading, _("{name}: what was changed").format(name=self._name))
            customer = self._asked = int(what["customer"])
            self.seeking.clear_words()
            jobs.start(lambda _progress: history.units_of(customer), partial(self._show_of, customer), quiet=True)
            return
        if "filter" in what:
            self.filters[what["filter"]].click()
        self._whole()
        self.view.setFocus()
        if what.get("unit"):
            self.view.choose(what["unit"])

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved."""
        if self.presenter.customer is None:
            self.presenter.read()
        else:
            self.open(customer=self.presenter.customer, name=self._name)

    def _show_of(self, customer: int, units: list[UnitRow]) -> None:
        """One customer's history is read; an answer nobody waits for any more is not shown."""
        if customer == self._asked:
            self.presenter.show_of(customer, units)

    def again(self) -> dict[str, Any]:
        """In another language the same customer's, or the same chip."""
        return {"filter": self.presenter.filter} if self._asked is None else {"customer": self._asked, "name": self._name}

    def _whole(self) -> None:
        """Everything again, not one customer's."""
        self._asked = None
        set_text(self.heading, _("What was done"))
        self.presenter.customer = None
        self.presenter.read()

    def fold(self) -> None:
        """F4: fold or unfold the panel."""
        self._frame.setVisible(not self._frame.isVisible())

    def paper(self) -> jobs.Work | None:
        """The units in view; further ones are read as the list is scrolled."""
        ids = self.model.ids
        if not ids:
            return None
        return paper.listed(self.heading.text(), _columns(self.presenter, on_paper=True), partial(self.presenter.rows, ids))

    def filter_by(self, key: str) -> None:
        """One of the chips."""
        self._asked = None
        set_text(self.heading, _("What was done"))
        self.presenter.filter_by(key)

    def take_back(self) -> None:
        """Take back the unit in view."""
        unit = self.view.current_id()
        if unit is not None:
            self.undoing.take_back(unit)

    def _scrolled(self, value: int) -> None:
        if value >= self.view.verticalScrollBar().maximum() - 20:
            self.presenter.more()

    # The view of the presenter.

    def show_units(self, ids: list[int]) -> None:
        """Fill the list, keeping the place."""
        shown = self.presenter
        is_narrowed = bool(shown.text or shown.actor) or (shown.period, shown.filter) != ("all", "all")
        nothing = (
            _("Nothing was done that fits.")
            if is_narrowed
            else _("Everything you do stands here; changes of the data can be taken back.")
        )
        self.empty.tell(nothing)
        self._stack.setCurrentWidget(self.view if ids else self.empty)
        self.view.show_ids(array("q", ids))
        if ids and self.view.current_id() is None:
            self.view.selectRow(0)
        self._choose_soon.start()

    def show_changes(self, unit: UnitRow | None, changes: list[ChangeRow]) -> None:
        """What one unit did, value by value."""
        clear(self._changes)
        self._frame.setEnabled(unit is not None)
        set_text(self.title, _quiet(unit, what(unit, self.presenter.names.get(unit.id, ""))) if unit else "")
        self._unit = unit
        self._say_extent()
        self.back.setVisible(bool(unit and unit.undoable))
        more = max(0, unit.changes - SHOWN) if unit else 0
        self._slices.do([*(partial(self._put, change) for change in changes[:SHOWN]), partial(self._end, more)])

    def show_counted(self) -> None:
        """The large units are counted."""
        self.view.viewport().update()
        self._say_extent()

    def _say_extent(self) -> None:
        unit = self._unit
        said: tuple[str, ...] = ()
        if unit:
            extent = _quiet(unit, self.presenter.how_much(unit))
            said = (when(unit.at), unit.by, extent, _("taken back") if unit.undone_by else "")
        set_text(self.line, "・".join(part for part in said if part))

    def _put(self, change: ChangeRow) -> None:
        self._changes.addWidget(hairline())
        self._changes.addWidget(self._change(change))

    def _end(self, more: int) -> None:
        if more:
            self._changes.addWidget(plain_label(_("… and {count} more").format(count=f"{more:,}"), "small"))
        self._changes.addStretch(1)

    @staticmethod
    def _change(change: ChangeRow) -> QWidget:
        holder = QWidget()
        body = column(holder, spacing=1)
        body.addWidget(ShortLabel(_headed(change), "small"))
        for field in change.fields[:12]:
            line = row(spacing=6)
            before, after = (counter.hidden(shown(field.column, one, change.table)) for one in (field.before, field.after))
            called = value_label(column_label(change.table, field.column, change.kind), "small")
            called.setMaximumWidth(round(theme.px() * _CALLED_EM))
            line.addWidget(called, 1)
            if change.op != "I":
                line.addWidget(value_label(before, "old", _RUN), 2)
            if change.op == "U":
                line.addWidget(plain_label("→", "small"))
            if change.op != "D":
                line.addWidget(value_label(after, "new" if change.op == "U" else "", _RUN), 2)
            body.addLayout(line)
        return holder


def _headed(change: ChangeRow) -> str:
    """Whose row it is and what became of it, as it may be seen now; a reminder of the shop's own is known by its words."""
    if change.table == "task" and change.customer is None:
        change = replace(change, whose=counter.hidden(change.whose))
    return counter.warned(heading(change)) if change.table == _WATCH_LIST else heading(change)
