"""The questions at the left, under the heads of their groups; what is typed above them narrows the list."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from db.core.values.text import half_width, normal
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column
from ui.kit.fields import SearchBox
from ui.kit.labels import tip_text
from ui.pages.reports.presenter import Entry

_KEY: Final = Qt.ItemDataRole.UserRole
_LEAST: Final = 9  # letters the list is wide at least,
_MOST: Final = 15  # and at most: a longer question takes two lines
_BESIDE: Final = 54  # pixels of these that words have no room in
_PAD: Final = 8  # above and below the lines of one
_ENDS: Final = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_SIDES: Final = 66  # pixels: the list's own edges, and the bar


class _Titles(QListWidget):
    """Home and End go to the first and the last question, past the heads."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The rest is Qt's."""
        places = [at for at in range(self.count()) if self.item(at).data(_KEY)]
        if places and event.key() in _ENDS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.setCurrentRow(places[_ENDS[Qt.Key(event.key())]])
        else:
            super().keyPressEvent(event)


class QuestionList(QFrame):
    """One question is always chosen; heads of groups are passed over."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "questions")
        self._entries: Sequence[Entry] = ()
        self.search = SearchBox(_("Find a report…"), "Ctrl F")
        self.list = _Titles()
        self.list.setAccessibleName(_("Reports"))
        self.list.setProperty("kind", "questions")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        body = column(self, spacing=6)
        body.setContentsMargins(8, 10, 9, 6)
        body.addWidget(self.search)
        body.addWidget(self.list, 1)
        self.search.searched.connect(lambda _text: self._fill())
        self.search.left_down.connect(self._into_list)
        self.search.entered.connect(lambda _text: self._enter())
        self.list.currentItemChanged.connect(self._moved)
        self._key = ""

    def show_questions(self, entries: Sequence[Entry], chosen: str) -> None:
        """These questions, this one chosen."""
        self._entries, self._key = entries, chosen
        self._fit()
        self._fill()

    def _fit(self) -> None:
        """As wide as the longest question, within reason."""
        letters = QFontMetrics(theme.font(bold=True))
        widest = max((letters.horizontalAdvance(one.title) for one in self._entries), default=0)
        self.setFixedWidth(max(_LEAST * theme.px(), min(widest, _MOST * theme.px())) + _SIDES)

    def changeEvent(self, event: QEvent) -> None:
        """The list follows the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_entries"):
            self._fit()
            self._fill()

    def choose(self, key: str) -> None:
        """Mark this question, without asking it."""
        self._key = key
        if self.search.text() and not any(one.key == key for one in self._found()):
            self.search.set_words("")
        self._fill()

    def titles(self) -> list[str]:
        """The questions in sight."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [item.text() for item in items if item.data(_KEY)]

    def _found(self) -> list[Entry]:
        """Those in whose title stands what was typed; then, under a head of their own, those that tell of it."""
        words = normal(half_width(self.search.wanted())).split()
        called = [one for one in self._entries if all(word in normal(one.title) for word in words)]
        told = [one for one in self._entries if one not in called and all(word in _told(one) for word in words)]
        return [*called, *(one._replace(group=_("Told of in these")) for one in told)]

    def _fill(self) -> None:
        blocked, group = self.list.blockSignals(True), ""
        self.list.clear()
        for one in self._found():
            if one.group != group:
                group = one.group
                self._add_head(group)
            self._add(one)
        self.list.blockSignals(blocked)

    def _add_head(self, group: str) -> None:
        head = QListWidgetItem(group, self.list)
        head.setFlags(Qt.ItemFlag.NoItemFlags)
        head.setFont(theme.font(theme.SMALL, bold=True))

    def _add(self, one: Entry) -> None:
        item = QListWidgetItem(one.title, self.list)
        item.setData(_KEY, one.key)
        item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(one.answers))
        self._give_lines(item)
        if one.key == self._key:
            self.list.setCurrentItem(item)

    def _give_lines(self, item: QListWidgetItem) -> None:
        """The height of all its lines; Qt forgets what the sheet puts beside the words."""
        letters, room = QFontMetrics(theme.font()), self.width() - _BESIDE
        if letters.horizontalAdvance(item.text()) > room:
            wrapped = letters.boundingRect(QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(room, wrapped.height() + _PAD))

    def _moved(self, now: QListWidgetItem | None) -> None:
        key = now.data(_KEY) if now else None
        if key and key != self._key:
            self._key = key
            self.chosen.emit(key)

    def _enter(self) -> None:
        """Ask the first one found."""
        self._choose_first()
        self._into_list()

    def _into_list(self) -> None:
        """To the question that is chosen, else to the first one found."""
        if not self.titles():
            return
        if not self.list.currentItem():
            self._choose_first()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose_first(self) -> None:
        first = next((at for at in range(self.list.count()) if self.list.item(at).data(_KEY)), None)
        if first is not None and self.search.text():
            self.list.setCurrentRow(first)


def _told(one: Entry) -> str:
    return normal(f"{one.title} {one.answers}")
