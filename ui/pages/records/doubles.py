"""The tab of maybe doubles: the list of pairs at the left, the one in view large at the right."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from db.core.events import Announcement
from resources.i18n import N_, _
from ui.kit import counter, theme
from ui.kit.card import column, row
from ui.kit.cells import Cell, Chip
from ui.kit.empty import EmptyState
from ui.kit.keys import once
from ui.kit.labels import button, plain_label, set_text
from ui.kit.list_view import ListView
from ui.kit.page import Shell
from ui.kit.starting import Start
from ui.kit.table import Column, TableModel
from ui.merging.pair import PairScreen
from ui.merging.pair_view import PairView
from ui.pages.records.doubles_presenter import DoublesPresenter, PairRow

_LIST_EM: Final = 22.0
_LATER: Final = N_("for later")


def _who(line: PairRow) -> Cell:
    return Cell(line.names, chips=(Chip(_(_LATER)),) if line.later else ())


COLUMNS: Final = (
    Column("who", N_("Customers"), _who, 10.0, sorts=False),
    Column("why", N_("Why"), lambda line: Cell(line.why, tone="muted"), 7.0, sorts=False),
    Column("score", N_("Alike"), lambda line: Cell(line.score, tone="muted"), 4.0, right=True, sorts=False),
)


class DoublesTab(QWidget):
    """Compares when it is shown and something was changed since; only the pair in view is read whole."""

    def __init__(self, shell: Shell, start: Start, counted: Callable[[int], None]) -> None:
        super().__init__()
        self._shell, self._counted = shell, counted
        self.presenter = DoublesPresenter(self, shell.asks, start)
        self.model = TableModel(COLUMNS, self._rows, self)
        self.view = ListView("doubles", self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAccessibleName(_("Maybe doubles"))
        self.view.current_changed.connect(self.presenter.open)
        self.pair = PairView(self.presenter, lambda customer: shell.go("customers", customer=customer))
        self.pair.hide()
        counter.state.changed.connect(self.pair.show_again)
        self._keys()
        body = column(self, spacing=4)
        body.setContentsMargins(18, 2, 0, 8)
        body.addWidget(self._bar())
        both = row(spacing=0)
        both.addWidget(self.view, 2)
        both.addWidget(self.pair, 3)
        self.view.setMinimumWidth(round(theme.px() * _LIST_EM))
        lists = QWidget()
        lists.setLayout(both)
        self.nothing = EmptyState("users")
        self._stack = QStackedWidget()
        self._stack.addWidget(lists)
        self._stack.addWidget(self.nothing)
        body.addWidget(self._stack, 1)

    def _bar(self) -> QWidget:
        holder = QWidget()
        line = row(holder, spacing=10)
        line.setContentsMargins(0, 0, 18, 0)
        self.hint = plain_label("", "small", wrap=True)
        line.addWidget(self.hint, 1)  # it takes the room even when it says nothing: the button keeps its width
        self.state = plain_label("", "muted")
        line.addWidget(self.state)
        self.again = button(_("Look again"), self.look_again, kind="small", icon="refresh-cw")
        line.addWidget(self.again)
        return holder

    def _keys(self) -> None:
        do = self.presenter
        keys: tuple[tuple[Qt.Key, Callable[[], None]], ...] = (
            (Qt.Key.Key_Return, do.merge),
            (Qt.Key.Key_Enter, do.merge),
            (Qt.Key.Key_Left, lambda: do.stay("left")),
            (Qt.Key.Key_Right, lambda: do.stay("right")),
            (Qt.Key.Key_Delete, do.not_same),
            (Qt.Key.Key_Space, do.later),
        )
        for key, act in keys:
            once(key, self.view, partial(self.pair.answer, act), alone=True)

    def _rows(self, ids: Sequence[int]) -> list[PairRow]:
        return self.presenter.rows(ids)

    # As the page knows it.

    def look(self) -> None:
        """The tab is in view: compare where something was changed since."""
        self.presenter.look()
        self.view.setFocus()

    def look_again(self) -> None:
        """Compare anew, whatever was changed."""
        self.presenter.is_stale = True
        self.look()

    def heard(self, announcement: Announcement | None) -> None:
        """Something was saved."""
        self.presenter.heard(announcement)
        if self.isVisible():
            self.presenter.look()

    # The view of the presenter.

    def show_pairs(self, ids: list[int], wanted: int | None) -> None:
        """The pairs there are, the cursor on this one."""
        signals = self.view.blockSignals(True)  # one pair is read, not every one the cursor passes
        self.view.show_ids(array("q", ids))
        if not self.view.choose(wanted) and ids and self.view.current_id() is None:
            self.view.choose(ids[0])
        self.view.blockSignals(signals)
        self._counted(len(ids))
        has_keyboard = self._stack.isAncestorOf(self.window().focusWidget() or self)
        self._stack.setCurrentIndex(0 if ids else 1)
        if has_keyboard and not ids:
            self.again.setFocus()
        keys = _("↑↓ another pair　←→ who stays　Enter merges　Delete: not the same　Space: later")
        set_text(self.hint, keys if ids else "")
        self.nothing.tell(_("No two customers look like one."))
        self.presenter.open(self.view.current_id())

    def show_pair(self, pair: PairScreen | None) -> None:
        """The pair in view."""
        self.pair.setVisible(pair is not None)
        if pair is not None:
            self.pair.show_pair(pair)

    def show_state(self, text: str) -> None:
        """Say that it is being compared, or was broken off."""
        set_text(self.state, text)
        if text and not self.model.ids:
            self._stack.setCurrentIndex(1)
            self.nothing.tell(text)

    def told(self, text: str, unit: int | None) -> None:
        """A toast with the way back."""
        self._shell.toast_undo(text, unit)
