"""A customer chosen by any search: typed, picked from the matches below, shown as chips that can be taken off."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.i18n import _
from ui.customer_matches import SHOWN, Match, matches, named
from ui.kit import counter, theme
from ui.kit.boxes import Box
from ui.kit.card import column
from ui.kit.clearing import clear
from ui.kit.fields import SearchBox
from ui.kit.filters import FlowLayout
from ui.kit.keys import enter_goes_on
from ui.kit.labels import button, restyle, tip
from ui.kit.match_popup import MatchPopup

MOST: Final = 30  # customers who find room
_MATCH: Final = Qt.ItemDataRole.UserRole
_LETTERS: Final = 16  # of a name on a chip
_PAD: Final = 10
_SIGN: Final = "⚠ "
_HUES: Final = {"warn": "amber", "stop": "red"}
_NEW: Final = -1


class CustomerBox(Box):
    """`value()` are the chosen ids, one at most unless `several`; whoever is on the watch list wears ⚠."""

    picked = Signal()  # somebody was taken: the next field's turn

    def __init__(
        self, ids: Sequence[int] = (), *, several: bool = False, beside: Sequence[int] = (), is_known: bool = False
    ) -> None:
        """`beside`: somebody who is there already is looked for beside these. `is_known`: as well, and so that nobody is taken
        for another the phone and the number stand on the chip.
        """
        super().__init__()
        self.several = several
        self._beside = list(beside)
        self._is_known = is_known
        self._chosen: list[Match] = []
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder)
        self.edit = _Search(self)
        self.popup = _Popup(self)
        self.popup.itemClicked.connect(self._take)
        self.edit.searched.connect(self._search)
        layout = column(self, spacing=6)
        layout.addWidget(self._holder)
        layout.addWidget(self.edit)
        counter.state.changed.connect(self._draw)
        self._chosen = named(list(ids)[: None if several else 1])
        self._draw()

    # as every box

    def value(self) -> list[int]:
        """The chosen customers."""
        return [one.id for one in self._chosen]

    def fill(self, value: Any) -> None:
        """Choose these."""
        self._chosen = named(list(value or ())[: None if self.several else 1])
        self._draw()
        self.changed.emit()

    def focus(self) -> None:
        """Put the cursor where somebody is chosen, or on the one who is."""
        self.widget_for_label().setFocus()

    def widget_for_label(self) -> QWidget:
        """The line, or the chip in its place."""
        first = self._flow.itemAt(0)
        chip = first.widget() if first else None
        return self.edit if chip is None or self.edit.isVisibleTo(self) else chip

    def first_line_height(self) -> int:
        """As high as a line."""
        return self.edit.sizeHint().height()

    def matches_chosen(self) -> list[Match]:
        """The chosen customers with their names and levels."""
        return list(self._chosen)

    # choosing

    def choose(self, customer: int) -> None:
        """Take this customer in addition, or instead where one is the most."""
        kept = self.value() if self.several else []
        self.edit.clear()
        self.popup.hide()
        self.fill(list(dict.fromkeys([*kept, customer])))
        self.focus()
        self.picked.emit()

    def take_current(self) -> bool:
        """Enter: take the match under the cursor; False: there is none."""
        item = self.popup.currentItem() if self.popup.isVisible() else None
        if item is None:
            return False
        self._take(item)
        return True

    def take_off(self, customer: int) -> None:
        """Take a chip off; the keyboard goes back to the line."""
        self._chosen = [one for one in self._chosen if one.id != customer]
        self._draw()
        self.edit.show()
        self.edit.setFocus()
        self.changed.emit()

    def take_off_last(self) -> None:
        """Backspace in the empty line."""
        if self._chosen:
            self.take_off(self._chosen[-1].id)

    def _search(self, text: str) -> None:
        self.popup.offer(matches(text, [*self.value(), *self._beside]), text.strip(), new=not (self._beside or self._is_known))

    def _take(self, item: QListWidgetItem) -> None:
        match = item.data(_MATCH)
        if match.id != _NEW:
            self.choose(match.id)
            return
        from ui import new_customer

        typed = self.edit.wanted().strip()
        self.popup.hide()
        new_customer.ask(self, typed, self.choose)

    def _draw(self) -> None:
        clear(self._flow)
        for one in self._chosen:
            self._put(self._chip(one))
        if self._chosen and self.several:
            self._put(button(_("One more"), self.ask_more, kind="chip", icon="plus"))
        self._holder.setVisible(bool(self._chosen))
        self.edit.setVisible(not self._chosen)

    def _put(self, made: QPushButton) -> None:
        self._flow.addWidget(made)
        made.show()  # one that is not seen yet takes the keyboard later, when it has gone on to another field

    def ask_more(self) -> None:
        """Show the line again: one more customer."""
        self.edit.show()
        self.edit.setFocus()

    def _chip(self, one: Match) -> QPushButton:
        name = one.name if len(one.name) <= _LETTERS else f"{one.name[:_LETTERS]}…"
        if self._is_known:
            name = " ".join(filter(None, (name, counter.hidden(one.phone), one.code)))
        made = button((_SIGN if one.level else "") + name, lambda: self.take_off(one.id), kind="chip", icon="x")
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the name
        tip(made, _("Take “{name}” off").format(name=one.name))
        made.setAccessibleName(_("Take “{name}” off").format(name=one.name))
        enter_goes_on(made).installEventFilter(self)
        if one.level and not counter.state.is_on:
            restyle(made, state="look")
        made.setProperty("customer", one.id)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete and Backspace take the chip off that has the keyboard."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.take_off(int(watched.property("customer")))
            return True
        return False


class _Search(SearchBox):
    """The line of the box: arrows walk the matches, Enter takes one, Backspace in the empty line takes a chip off."""

    def __init__(self, box: CustomerBox) -> None:
        super().__init__(_("Name, phone or customer number"))
        self._box = box

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if not self._box.take_current():
                self.focusNextChild()
        elif key == Qt.Key.Key_Backspace and not self.text():
            self._box.take_off_last()
        elif not self._box.popup.press(key):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(0, self._box.popup, self._box.popup.hide)  # a click on a match comes first


class _Popup(MatchPopup):
    """The matches below the line."""

    def __init__(self, box: CustomerBox) -> None:
        super().__init__(box, _("Customers found"))
        self._box = box
        self.setItemDelegate(_MatchDelegate(self))

    def offer(self, found: Sequence[Match], text: str, *, new: bool) -> None:
        """Show these, and where it may be somebody `new` a new customer of this name or number below them."""
        self.clear()
        added = [Match(_NEW, _("Add “{text}” as a new customer").format(text=text), "", "", "")] if new else []
        if not text or not (found or added):
            self.hide()
            return
        for one in (*found, *added):
            item = QListWidgetItem(_spoken(one))
            item.setData(_MATCH, one)
            self.addItem(item)
        self.setCurrentRow(0)
        self.show_below(self._box.edit, SHOWN + 1)


def _spoken(one: Match) -> str:
    return " ".join(part for part in (_SIGN.strip() if one.level else "", one.name, counter.hidden(one.phone), one.code) if part)


class _MatchDelegate(QStyledItemDelegate):
    """The name at the left, ⚠ before it where it belongs, phone and number at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one match."""
        one: Match = index.data(_MATCH)
        view = option.widget
        painter.save()
        if isinstance(view, QListWidget) and view.currentRow() == index.row():
            painter.fillRect(option.rect, theme.colour("accent_soft"))
        area = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        beside = "　".join(part for part in (counter.hidden(one.phone), one.code) if part)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.colour("muted"))
        room = QFontMetrics(painter.font()).horizontalAdvance(beside) + _PAD
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, beside)
        self._name(painter, area.adjusted(0, 0, -room, 0), one)
        painter.restore()

    @staticmethod
    def _name(painter: QPainter, area: QRect, one: Match) -> None:
        font: QFont = theme.font(bold=one.id != _NEW)
        painter.setFont(font)
        hue = "ink" if counter.state.is_on else _HUES.get(one.level, "ink")
        painter.setPen(theme.colour("accent_text" if one.id == _NEW else hue))
        text = (_SIGN if one.level else "＋ " if one.id == _NEW else "") + one.name
        short = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(100, theme.row_height())
