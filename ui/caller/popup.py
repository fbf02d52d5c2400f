"""Whose number was just copied: a small card in the window's corner that never takes the keyboard; gone by itself."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton

from db.services import callers
from db.services.callers import Caller
from resources.i18n import _, ngettext
from ui.caller import words
from ui.caller.card import CallerCard
from ui.kit import counter, theme
from ui.kit.card import RADIUS, column, row
from ui.kit.labels import button, plain_label

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_SECONDS: Final = 30
_WIDE_EM: Final = 24


class CallerPopup(QFrame):
    """A child of the window, like the toast; made anew for each number, which is forgotten with it."""

    gone = Signal()

    def __init__(self, window: "MainWindow", number: str, owners: Sequence[int]) -> None:
        super().__init__(window)
        self._window = window
        self.number = number
        self._owners = owners
        self.card = CallerCard(is_small=True)
        self._fill(callers.get(owners[0]) if owners else None)
        self._timer = QTimer(self, singleShot=True, interval=_SECONDS * 1000)
        self._timer.timeout.connect(self.hide)
        counter.state.changed.connect(self.hide)
        window.installEventFilter(self)

    def _fill(self, caller: Caller | None) -> None:
        body = self._body = column(self, margin=14, spacing=8)
        head = row(spacing=8)
        head.addWidget(plain_label(_("The number that was copied"), "small"), 1)
        head.addWidget(plain_label("Ctrl+K", "key"))
        head.addWidget(_quiet(button(_("Close"), self.hide, kind="icon", icon="x")))
        body.addLayout(head)
        if caller:
            self.card.show_caller(caller)
            body.addWidget(self.card)
            if len(self._owners) > 1:
                more = len(self._owners) - 1
                said = ngettext("{count} more has this number", "{count} more have this number", more).format(count=more)
                body.addWidget(plain_label(said, "muted"))
        else:
            body.addWidget(plain_label(counter.hidden(self.number), "number"))
            body.addWidget(plain_label(_("Nobody has this number."), wrap=True))
        foot = row(spacing=8)
        for made in self._buttons(caller):
            foot.addWidget(_quiet(made))
        foot.addStretch(1)
        body.addLayout(foot)
        self.setAccessibleName(words.name(caller) if caller else _("Nobody has this number."))

    def _buttons(self, caller: Caller | None) -> list[QPushButton]:
        if caller is None:
            number = self.number
            add = self._then(lambda: self._window.go("customers", add=number))
            return [button(_("New customer"), add, kind="primary")]
        one = caller.row.id
        return [
            button(_("Open"), self._then(lambda: self._window.open_card(one)), kind="primary"),
            button(_("Write down a talk"), self._then(lambda: self._window.log([one]))),
        ]

    def _then(self, do: Callable[[], object]) -> Callable[[], None]:
        def pressed() -> None:
            self.hide()
            do()

        return pressed

    def appear(self) -> None:
        """Show it in the corner, and tell screen readers."""
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleEvent(self, QtGui.QAccessible.Event.Alert))

    def _place(self) -> None:
        window = self._window
        width = min(theme.px() * _WIDE_EM, window.width() - 40)
        height = min(self._body.totalHeightForWidth(width), window.height() - 80)
        self.setGeometry(window.width() - width - 20, window.height() - height - theme.row_height(), width, height)

    def hideEvent(self, event: QHideEvent) -> None:
        """The number goes with the card: with its labels, its names and its buttons."""
        super().hideEvent(event)
        self.number = ""
        self.gone.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A card that stands out from the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 1.5))
        painter.setBrush(theme.colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


def _quiet(made: QPushButton) -> QPushButton:
    """A button for the mouse: what is being typed elsewhere goes on."""
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
