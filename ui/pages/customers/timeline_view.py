"""The timeline on a customer's page: chips with how much of each kind, a search inside, and what can be done with a moment."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from db.services import timeline
from db.services.timeline import TimelineRow
from resources.i18n import _
from ui.kit import clipboard, counter
from ui.kit.card import column, row
from ui.kit.empty import EmptyState
from ui.kit.fields import SearchBox
from ui.kit.filters import ChipRow
from ui.kit.labels import action, button, plain_label
from ui.kit.timeline import PAGE, Moment, TimelineView
from ui.pages.customers import moments

Key = tuple[str, int]  # kind, id


class TimelinePart(QWidget):
    """Of one customer at a time."""

    correct = Signal(str, int)  # kind, id
    delete = Signal(str, int)
    log = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.customer: int | None = None
        self._rows: dict[Key, TimelineRow] = {}
        self.chips = ChipRow()
        self.search = SearchBox(_("Search in what happened"))
        self.view = TimelineView()
        self.view.setAccessibleName(_("What happened"))
        self.empty = EmptyState("clipboard-list")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.empty)
        body = column(self, spacing=8)
        body.setContentsMargins(16, 12, 16, 0)
        head = row(spacing=12)
        head.addWidget(plain_label(_("What happened"), "head"))
        head.addStretch(1)
        head.addWidget(self.search, 2)
        body.addLayout(head)
        body.addWidget(self.chips)
        body.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.chips.chosen.connect(lambda _key: self._show())
        self.search.searched.connect(lambda _text: self.read())
        self.view.opened.connect(lambda key: self.correct.emit(*key))
        self.view.removed.connect(lambda key: self.delete.emit(*key))
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)

    def show_customer(self, customer: int) -> None:
        """Show this customer's; of another one than before from the beginning."""
        if customer != self.customer:
            self.customer = customer
            self.chips.active = "all"
            self.search.set_words("")
        self.read()

    def show_kind(self, kind: str) -> None:
        """Show this kind alone, wherever what is searched stands."""
        self.search.set_words("")
        self.chips.choose(kind)
        self._show()

    def read(self) -> None:
        """Read anew: how much there is, and the first page."""
        if self.customer is None:
            return
        counts = timeline.counts(self.customer, self.search.text())
        labels = {noun.kind: _(noun.label) for noun in timeline.NOUNS}
        kinds = [(kind, self._called(labels[kind], kind), counts[kind]) for kind in labels if counts.get(kind)]
        self.chips.show_chips([("all", _("All"), sum(counts.values())), *kinds])
        self._show()

    @staticmethod
    def _called(label: str, kind: str) -> str:
        return counter.warned(label) if kind == "blacklist" else label

    def _show(self) -> None:
        self._rows.clear()
        self.view.show_moments(self._reader())
        self._stack.setCurrentWidget(self.view if self._rows else self.empty)
        if not self._rows:
            typed = self.search.text().strip()
            text = _("“{text}” was not found.").format(text=typed) if typed else _("Nothing is written down yet.")
            self.empty.tell(text, [] if typed else [button(_("Write down a talk"), self.log.emit, kind="primary")])

    def _reader(self) -> Callable[[Moment | None], Sequence[Moment]]:
        customer, text = self.customer, self.search.text()
        kinds = () if self.chips.active in ("", "all") else (self.chips.active,)

        def read(last: Moment | None) -> Sequence[Moment]:
            assert customer is not None  # noqa: S101 - shown before
            before = self._rows[last.key].moment if last else None
            found = timeline.of(customer, PAGE, before, kinds, text)
            self._rows |= {(row.kind, row.id): row for row in found}
            return [_moment(row) for row in found]

        return read

    # what can be done with one of them

    def _menu(self, at: QPoint) -> None:
        key = self.view.current_key()
        if key is not None:
            self.moment_menu(key).exec(self.view.viewport().mapToGlobal(at))

    def moment_menu(self, key: Key) -> QMenu:
        """The menu of one moment."""
        menu, kind = QMenu(self), key[0]
        text = self._rows[key].text
        if kind in ("talk", "task"):
            menu.addAction(action(_("Correct…"), lambda: self.correct.emit(*key), key="Return", icon="pencil", parent=menu))
        menu.addAction(action(_("Copy"), lambda: clipboard.put(text), icon="copy", parent=menu))
        if kind in ("talk", "task"):
            menu.addSeparator()
            menu.addAction(action(_("Delete"), lambda: self.delete.emit(*key), key="Del", icon="x", parent=menu))
        return menu

    def shown(self) -> list[Any]:
        """The moments read so far."""
        return list(self.view.timeline.moments)


def _moment(row: TimelineRow) -> Moment:
    filled = row.kind in moments.FILLED or row.title == "done"
    return Moment((row.kind, row.id), moments.what(row), moments.when(row), moments.tint(row), filled)
