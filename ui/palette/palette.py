"""Ctrl+K over the window: a box, what it finds, and beside a customer their caller card; a child of the window, not a dialog."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from db.core import file
from db.services import callers
from resources.i18n import _
from ui import navigation
from ui.caller.card import CallerCard
from ui.kit import clipboard, counter, theme
from ui.kit.card import Card, column, row
from ui.kit.fields import SearchBox
from ui.kit.labels import hairline, plain_label
from ui.kit.scroll import ScrollColumn
from ui.palette import commands
from ui.palette.hit_list import HitList
from ui.palette.hits import Command
from ui.palette.presenter import PalettePresenter

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDE_EM: Final = 56
_CARD_EM: Final = 21
_ROWS: Final = 10
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_STEPS: Final = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class Palette(QWidget):
    """Made anew each time it is asked for: it knows the menus, pages and lists of the moment. One that is open gives way."""

    def __init__(self, window: "MainWindow") -> None:
        for earlier in window.findChildren(Palette):
            earlier.hide()  # it gives the keyboard back
        super().__init__(window)
        self._window = window
        self._before = QApplication.focusWidget()
        if self._before:
            self._before.destroyed.connect(self._forget)
        self._is_deaf = False  # to the Enter a scanner sends after its code
        self._presenter = PalettePresenter(self, _everything(window), has_shop=file.is_open())
        self.box = SearchBox(_("Last digits of a phone, a name, or what you want to do…"))
        self.hits = HitList()
        self.hits.setAccessibleName(_("What was found"))
        self.card = CallerCard(_keys())
        self._build()
        self.box.searched.connect(self.search)
        self.box.installEventFilter(self)
        self.hits.selectionModel().currentChanged.connect(lambda _now, _before: self._show_caller())
        self.hits.clicked.connect(lambda _index: self.enter())
        counter.state.changed.connect(self._again)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _build(self) -> None:
        self._panel = Card(self, margin=0, spacing=0)
        head = row(spacing=8)
        head.setContentsMargins(14, 12, 14, 10)
        head.addWidget(self.box)
        self._panel.body.addLayout(head)
        self._panel.body.addWidget(hairline())
        body = row(spacing=0)
        left = column(spacing=0)
        left.setContentsMargins(4, 6, 4, 6)
        left.addWidget(self.hits)
        body.addLayout(left, 1)
        self._side = QFrame()
        self._side.setProperty("band", "side")
        beside = column(self._side, spacing=0)
        beside.setContentsMargins(1, 1, 1, 1)
        area = ScrollColumn(margins=(15, 13, 13, 11))
        area.body.addWidget(self.card)
        beside.addWidget(area)
        body.addWidget(self._side)
        self._panel.body.addLayout(body, 1)
        self._panel.body.addWidget(hairline())
        foot = plain_label(_("↑ ↓ choose　Enter goes there　Esc closes"), "small")
        foot.setContentsMargins(16, 6, 16, 8)
        self._panel.body.addWidget(foot)

    def open(self, text: str = "") -> None:
        """Show it, perhaps with something typed already."""
        self._place()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.set_words(text)
        self.search(text)

    def scanned(self, code: str) -> None:
        """A code was read, its Enter is still to come: that opens the card; where nobody has the code it may be given to one."""
        self.open(code)
        self._is_deaf = callers.of_code(code) is None

    # what is found

    def search(self, text: str) -> None:
        """Show what this text finds."""
        self.hits.show_hits(self._presenter.found(text))
        self._show_caller()

    def _again(self) -> None:
        """The counter mode was switched: everything is read again."""
        if self.isVisible():
            self.search(self.box.wanted())

    def _show_caller(self) -> None:
        hit = self.hits.current()
        caller = callers.get(hit.customer) if hit and hit.customer else None
        self._side.setVisible(caller is not None)
        self.card.show_caller(caller)

    # what is done

    def enter(self) -> None:
        """Do what is chosen, after this is gone: what the menus do is done where the keyboard was."""
        if self._is_deaf:
            self._is_deaf = False
        elif hit := self.hits.current():
            hit.do() if hit.kind == "all" else self._leave(hit.do)

    def show_all(self) -> None:
        """What was typed once more, with every command that is meant; the line that stands where the cursor was is chosen."""
        at = self.hits.currentIndex().row()
        self.hits.show_hits(self._presenter.found(self.box.wanted(), every=True))
        self.hits.step(at)

    def open_card(self, customer: int) -> None:
        """Show the whole page of one customer."""
        self._window.open_card(customer)

    def add_customer(self, text: str) -> None:
        """A new customer, with what was typed in its place."""
        self._window.go("customers", add=text)

    def search_customers(self, text: str) -> None:
        """The list of customers with this search."""
        self._window.go("customers", text=text)

    def open_number(self, kind: str, number: int) -> None:
        """What a number on a paper belongs to: a quote, else a sale."""
        if kind == "quote":
            from ui.quoting import deeds

            deeds.open_(self._window, number)
        else:
            self._window.open_sale(number)

    def open_product(self, product: int) -> None:
        """A product in the list of products."""
        self._window.go("products", product=product)

    def _leave(self, do: Callable[[], object] | None = None) -> None:
        self.close()
        if do:
            do()

    def _with_customer(self, do: Callable[[int], object]) -> None:
        hit = self.hits.current()
        if hit and (customer := hit.customer):
            self._leave(lambda: do(customer))

    def _copy_number(self) -> None:
        hit = self.hits.current()
        caller = callers.get(hit.customer) if hit and hit.customer else None
        if caller and caller.numbers:
            clipboard.lend(caller.numbers[0][0])
            self._leave(lambda: self._window.toast(_("The number was copied.")))

    def _press(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here that the box does not."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier:
            if key in _STEPS:
                return lambda: self.hits.step(_STEPS[key])
            return {Qt.Key.Key_Return: self.enter, Qt.Key.Key_Enter: self.enter, Qt.Key.Key_Escape: self._leave}.get(key)
        if event.modifiers() == _CTRL:
            return {
                Qt.Key.Key_J: lambda: self._with_customer(lambda one: self._window.log([one])),
                Qt.Key.Key_N: lambda: self._leave(lambda: self.add_customer(self.box.wanted().strip())),
                Qt.Key.Key_K: self._leave,
            }.get(key)
        if event.modifiers() == _CTRL | Qt.KeyboardModifier.ShiftModifier:
            return {
                Qt.Key.Key_C: self._copy_number,
                Qt.Key.Key_J: lambda: self._with_customer(lambda one: self._window.remind([one])),
            }.get(key)
        return None

    # events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The box's keys that are not for typing; the window's new size."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.box and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and self._press(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and (do := self._press(event)):
                do()
                return True
        return False

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard went elsewhere in the window: nothing stays open behind it."""
        if self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the keyboard back, and be gone."""
        super().hideEvent(event)
        self._window.removeEventFilter(self)
        at = QApplication.focusWidget()
        if self._before and (at is None or self.isAncestorOf(at)):
            self._before.setFocus()
        self.deleteLater()

    def _forget(self) -> None:
        """Where the keyboard was is no more."""
        self._before = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside it closes it."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self._leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window behind it steps back."""
        painter = QPainter(self)
        shade = QColor(theme.colour("side"))
        shade.setAlpha(110)
        painter.fillRect(self.rect(), shade)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        px = theme.px()
        width = min(px * _WIDE_EM, self.width() - 48)
        height = min(theme.row_height() * _ROWS + round(px * 8), self.height() - 60)
        self._side.setFixedWidth(min(px * _CARD_EM, width // 2))
        self._panel.setGeometry((self.width() - width) // 2, 36, width, height)


def _keys() -> list[tuple[str, str]]:
    """What can be done with a customer, each with its key."""
    return [
        ("Enter", _("open the card")),
        ("Ctrl+J", _("write down a talk")),
        ("Ctrl+Shift+J", _("remind me")),
        ("Ctrl+Shift+C", _("copy the number")),
    ]


def _everything(window: "MainWindow") -> list[Command]:
    has_shop = file.is_open()
    pages = commands.of_pages(navigation.PAGES, window) if has_shop else ()
    lists = commands.of_lists(window) if has_shop else ()
    reports = commands.of_reports(window) if has_shop else ()
    return [*pages, *commands.of_page(window.page), *commands.of_menus(window.menuBar()), *lists, *reports]
