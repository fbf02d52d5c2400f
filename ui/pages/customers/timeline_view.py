"""The timeline on a customer's page: chips with how much of each kind, a search inside, and what can be done with a moment."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from db.core import clock
from db.core.progress import Progress
from db.services import options, timeline
from db.services.timeline import TimelineRow
from resources.i18n import _
from ui.kit import clipboard, counter, jobs
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
        self._worded: dict[TimelineRow, Moment] = {}  # a save reads thousands of rows anew that are as they were
        self._seen_by: tuple[object, ...] = ()  # what the words depend on beside their row
        self._asked = 0
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
        self.chips.chosen.connect(lambda _key: self.read())
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
            self._worded.clear()
            self.view.begin_anew()
        self.read()

    def show_kind(self, kind: str) -> None:
        """Show this kind alone, wherever what is searched stands."""
        self.search.set_words("")
        self.chips.choose(kind)
        self.read()

    def read(self) -> None:
        """Read anew: how much there is, and the first page; what is searched for is looked up on the worker, in every word."""
        if self.customer is None:
            return
        self._asked += 1
        asked, customer, text, kinds = self._asked, self.customer, self.search.text(), self._kinds()
        if not text.strip():
            self._show(timeline.counts(customer), None)
            return

        def work(_progress: Progress) -> tuple[dict[str, int], list[TimelineRow]]:
            return timeline.counts(customer, text), timeline.of(customer, PAGE, None, kinds, text)

        def then(found: tuple[dict[str, int], list[TimelineRow]]) -> None:
            if asked == self._asked:
                self._show(*found)

        jobs.start(work, then, quiet=True, of=self)

    def _kinds(self) -> tuple[str, ...]:
        return () if self.chips.active in ("", "all") else (self.chips.active,)

    def _show(self, counts: dict[str, int], first: list[TimelineRow] | None) -> None:
        """`first`: the newest, where they were read already."""
        labels = {noun.kind: _(noun.label) for noun in timeline.NOUNS}
        kinds = [(kind, self._called(labels[kind], kind), counts[kind]) for kind in labels if counts.get(kind)]
        self.chips.show_chips([("all", _("All"), sum(counts.values())), *kinds])
        self._rows.clear()
        self.view.show_moments(self._reader(first))
        self._tell_empty()

    @staticmethod
    def _called(label: str, kind: str) -> str:
        return counter.warned(label) if kind == "blacklist" else label

    def _tell_empty(self) -> None:
        self._stack.setCurrentWidget(self.view if self._rows else self.empty)
        if not self._rows:
            typed = self.search.text().strip()
            text = _("“{text}” was not found.").format(text=typed) if typed else _("Nothing is written down yet.")
            self.empty.tell(text, [] if typed else [button(_("Write down a talk"), self.log.emit, kind="primary")])

    def _reader(self, first: list[TimelineRow] | None) -> Callable[[Moment | None, int], Sequence[Moment]]:
        customer, text, kinds = self.customer, self.search.text(), self._kinds()
        seen_by = (counter.state.is_on, clock.today(), options.shows_republic_years())
        if seen_by != self._seen_by:
            self._seen_by = seen_by
            self._worded.clear()

        def read(last: Moment | None, count: int) -> Sequence[Moment]:
            assert customer is not None  # noqa: S101 - shown before
            if first is not None and last is None and count == PAGE:
                found = first
            else:
                found = timeline.of(customer, count, self._rows[last.key].moment if last else None, kinds, text)
            self._rows |= {(row.kind, row.id): row for row in found}
            return [self._moment(row) for row in found]

        return read

    def _moment(self, row: TimelineRow) -> Moment:
        """In words; those of a row that was shown before are there."""
        if row not in self._worded:
            self._worded[row] = _moment(row)
        return self._worded[row]

    # what can be done with one of them

    def _menu(self, at: QPoint) -> None:
        key = self.view.current_key()
        if key is not None:
            self.moment_menu(key).exec(self.view.viewport().mapToGlobal(at))

    def moment_menu(self, key: Key) -> QMenu:
        """The menu of one moment."""
        menu, kind = QMenu(self), key[0]
        text = counter.hidden(self._rows[key].text)
        if kind in ("talk", "task", "wanted"):
            menu.addAction(action(_("Correct…"), lambda: self.correct.emit(*key), key="Return", icon="pencil", parent=menu))
        if kind in ("sale", "quote", "payment"):
            menu.addAction(action(_("Open"), lambda: self.correct.emit(*key), key="Return", parent=menu))
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
