"""A page that is a list: search, buttons, chips, the list itself, what to do with several, and a card at the right that folds."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from resources.i18n import _, ngettext
from ui.kit import settings, theme
from ui.kit.card import column, ground, row
from ui.kit.fields import SearchBox
from ui.kit.filters import ChipRow
from ui.kit.labels import button, plain_label, set_button_text, set_text
from ui.kit.list_view import ListView
from ui.kit.page import Page, Shell
from ui.kit.table import Column, TableModel

if TYPE_CHECKING:
    from ui.kit.empty import EmptyState

_PANEL_EM: Final = 20.8  # the card's width in letters
_LATE: Final = 200  # milliseconds after which an answer to another question is not shown any more
_FEWEST: Final = 3  # columns beside the card; with fewer the card folds by itself


class ListPage(Page):
    """Declared by its columns and parts; a subclass connects them to its presenter."""

    has_search = True

    def __init__(
        self,
        shell: Shell,
        *,
        name: str,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[int]], Sequence[Any]],
        search_hint: str,
        empty_icon: str,
        sort: str,
        descending: bool = False,
        buttons: Sequence[QPushButton] = (),
        bulk: Sequence[QPushButton] = (),
        beside_chips: Sequence[QPushButton] = (),
        panel: QWidget | None = None,
    ) -> None:
        super().__init__(shell)
        self._name = name
        self.model = TableModel(columns, fetch, self)
        self.view = ListView(name, self.model, sort=sort, descending=descending)
        self.view.setAccessibleName(search_hint)
        self.search = SearchBox(search_hint, "Ctrl F")
        self.chips = ChipRow()
        self._empty_icon = empty_icon
        self.panel = panel
        self._folded = settings.get(f"folded/{name}") == "1"
        self._chosen = plain_label("", "head")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self.bulk = self._bulk_bar(bulk)
        layout = column(self, spacing=0)
        layout.addWidget(self._top(buttons, beside_chips))
        layout.addLayout(self._body(), 1)
        self._late = QTimer(self, singleShot=True, interval=_LATE)
        self._late.timeout.connect(self._say_searching)
        self._takes_focus_back = False
        self.view.chosen_changed.connect(self._show_bulk)
        self.view.cut_short.connect(self._say_cut_short)
        self.search.left_down.connect(self._into_list)
        for before, after in pairwise([self.search, self.view, *buttons]):
            self.setTabOrder(before, after)

    def _body(self) -> QHBoxLayout:
        """The list with what stands over and under it, and the card at its right."""
        body, left = row(spacing=0), column(spacing=0)
        left.addWidget(self._aside())
        left.addWidget(self._stack, 1)
        left.addWidget(self.bulk)
        body.addLayout(left, 1)
        if self.panel:
            body.addWidget(self._framed(self.panel))
        return body

    def _top(self, buttons: Sequence[QPushButton], beside_chips: Sequence[QPushButton]) -> QWidget:
        top = ground("paper")
        first = row(spacing=8)
        first.addWidget(self.search, 1)
        for made in buttons:
            first.addWidget(made)
        layout = column(top, spacing=8)
        layout.setContentsMargins(18, 12, 18, 10)
        layout.addLayout(first)
        second = row(spacing=8)
        second.addWidget(self.chips, 1)
        for made in beside_chips:
            second.addWidget(made)
        layout.addLayout(second)
        self._head = layout
        return top

    def show_title(self, title: str) -> None:
        """What the page is called, over everything, where no entry of the sidebar says so."""
        self._head.insertWidget(0, plain_label(title, "title"))

    def add_below_chips(self, widget: QWidget) -> None:
        """A line of the page's own between the chips and the list."""
        self._head.addWidget(widget)

    def _aside(self) -> QWidget:
        self.aside = ground("paper")
        self._aside_line = row(self.aside, spacing=6)
        self._aside_line.setContentsMargins(18, 0, 18, 8)
        self.aside.hide()
        return self.aside

    def show_aside(self, text: str, more: QPushButton) -> None:
        """A quiet line over the list, with a way to see more."""
        self.hide_aside()
        self._aside_line.addWidget(plain_label(text, "muted", wrap=True), 1)
        self._aside_line.addWidget(more)
        self.aside.show()

    def hide_aside(self) -> None:
        """Take the quiet line away."""
        if not self.aside.isHidden():
            from ui.kit.clearing import clear

            self.aside.hide()
            clear(self._aside_line)

    def _bulk_bar(self, buttons: Sequence[QPushButton]) -> QFrame:
        bar = QFrame()
        bar.setProperty("band", "bar")
        layout = row(bar)
        layout.setContentsMargins(18, 6, 18, 6)
        layout.addWidget(self._chosen)
        self._all = button("", self.view.selectAll, kind="link", key="Ctrl+A")
        layout.addWidget(self._all)
        layout.addStretch(1)
        self._beside_chosen = list(buttons)
        self._none = button(_("Choose none"), self.view.clearSelection, kind="icon", icon="x")
        for made in (*buttons, self._none):
            layout.addWidget(made)
        bar.hide()
        return bar

    def _framed(self, panel: QWidget) -> QWidget:
        self._frame = QFrame()
        self._frame.setProperty("band", "side")
        inside = column(self._frame, spacing=0)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(panel)
        return self._frame

    # what is shown

    @cached_property
    def empty(self) -> "EmptyState":
        """What stands in the place of a list that has nothing to show."""
        from ui.kit.empty import EmptyState

        made = EmptyState(self._empty_icon)
        self._stack.addWidget(made)
        return made

    def show_empty(self, text: str, buttons: Sequence[QPushButton]) -> None:
        """Show a sentence and buttons instead of the list."""
        self._late.stop()
        self.empty.tell(text, buttons)
        self._stack.setCurrentWidget(self.empty)
        self._arrange()

    def show_rows(self) -> None:
        """Show the list again."""
        self._late.stop()
        self._stack.setCurrentWidget(self.view)
        self._arrange()
        if self._takes_focus_back:
            self._takes_focus_back = False
            self.view.setFocus()

    def show_searching(self) -> None:
        """Something else is looked for: what stands here is soon said to be no answer to it."""
        self._late.start()

    def _say_searching(self) -> None:
        had_focus = self.view.hasFocus()  # a list that is hidden loses the keyboard
        self.show_empty(_("Searching…"), [])
        self.say("")
        self._takes_focus_back = had_focus

    @property
    def is_empty(self) -> bool:
        """Whether the sentence stands in the list's place."""
        return self._stack.currentWidget() is not self.view

    def chosen_words(self, count: int) -> str:
        """How many are chosen; a list of things counts them by another word than people."""
        return ngettext("{count} chosen", "{count} chosen", count).format(count=f"{count:,}")

    def _show_bulk(self) -> None:
        count, whole = self.view.count_chosen(), self.model.rowCount()
        set_text(self._chosen, self.chosen_words(count))
        set_button_text(self._all, _("Choose all {count} of this list").format(count=f"{whole:,}"))
        self._all.setVisible(count < whole)
        self.bulk.setVisible(count > 1)
        if count > 1:
            self._fit_bulk()

    def _fit_bulk(self) -> None:
        """Where room is short the buttons go from the right, as the last one's menu has everything."""
        if not (layout := self.bulk.layout()):
            return
        sides = layout.contentsMargins().left() + layout.contentsMargins().right()
        staying = [self._chosen, *([] if self._all.isHidden() else [self._all]), *self._beside_chosen[-1:], self._none]
        room = self.bulk.width() - sides - sum(one.sizeHint().width() + layout.spacing() for one in staying)
        for made in self._beside_chosen[:-1]:
            room -= made.sizeHint().width() + layout.spacing()
            made.setVisible(room >= 0)

    def _say_cut_short(self, copied: int, chosen: int) -> None:
        words = _("Only the first {copied} of {chosen} rows were copied.")
        self.shell.toast(words.format(copied=f"{copied:,}", chosen=f"{chosen:,}"))

    def _into_list(self) -> None:
        if self.model.rowCount():
            self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.selectRow(0)

    def focus_search(self) -> None:
        """Put the cursor into the search box, its text chosen."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # the card at the right

    def fold(self) -> None:
        """Fold or unfold the card, and remember it."""
        self._folded = not self._folded
        settings.put(f"folded/{self._name}", "1" if self._folded else "0")
        self._arrange()

    def _arrange(self) -> None:
        if self.panel is None:
            return
        width = round(_PANEL_EM * theme.px())
        room = self.width() - width - self.view.verticalScrollBar().sizeHint().width()
        narrow = not self.view.finds_room(_FEWEST, room)
        self._frame.setFixedWidth(width)
        self._frame.setVisible(not self._folded and not narrow and not self.is_empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the card where the list could not show three columns."""
        super().resizeEvent(event)
        self._arrange()
        self._fit_bulk()
