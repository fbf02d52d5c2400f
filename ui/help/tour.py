"""Two minutes through the window: seven steps that point at the real things, drawn over it; left at any time."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from resources.i18n import N_, _
from ui.kit import theme
from ui.kit.card import Card, row
from ui.kit.labels import button, plain_label, set_button_text, set_text
from ui.kit.list_page import ListPage

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDE_EM: Final = 27
_AROUND: Final = 6  # pixels round what is pointed at
_ON: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACK: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)


class Step(NamedTuple):
    """One thing to see: what it is called, what to know, where it is."""

    title: str
    text: str
    place: "Callable[[MainWindow], QWidget | None]"


def _window_part(name: str) -> "Callable[[MainWindow], QWidget | None]":
    return lambda window: getattr(window, name)


def _list_part(name: str) -> "Callable[[MainWindow], QWidget | None]":
    return lambda window: getattr(window.page, name) if isinstance(window.page, ListPage) else None


def _green_button(window: "MainWindow") -> QWidget | None:
    """記一筆, where the page has it."""
    made = window.page.findChildren(QPushButton)
    return next((one for one in made if one.property("kind") == "primary" and one.isVisible()), None)


def _quotes(window: "MainWindow") -> QWidget | None:
    """The entry of the quotes in the sidebar."""
    return window.sidebar.entry("quotes")


STEPS: Final = (
    Step(
        N_("The pages stand at the left"),
        N_("Today says whom to call; Customers is your list. Ctrl and a number goes to each."),
        _window_part("sidebar"),
    ),
    Step(
        N_("The phone rings"),
        N_("Type the last three digits here, elsewhere after Ctrl+K: you see who it is, what was said last, what was promised."),
        _list_part("search"),
    ),
    Step(
        N_("Your list"),
        N_("Who was talked to last stands at the top. The chips above show one group; a right click shows what can be done."),
        _list_part("view"),
    ),
    Step(
        N_("The card"),
        N_("Everything about one customer. F4 folds it away. Right click a value to see where it came from."),
        _list_part("panel"),
    ),
    Step(
        N_("Write it down in five seconds"),
        N_("Ctrl+J on any page: who, what was said, when to call again. The program reminds you on that day."),
        _green_button,
    ),
    Step(
        N_("A quote, a sale, money"),
        N_("Ctrl+Shift+Q begins a quote, Ctrl+Shift+S writes down a sale, Ctrl+Shift+M takes money: on any page."),
        _quotes,
    ),
    Step(
        N_("Nothing to save, nothing to fear"),
        N_("Here it says when everything was saved. Ctrl+Z takes the last thing back. F1 brings help, and this tour again."),
        _window_part("status"),
    ),
)


class Tour(QWidget):
    """A child of the window over all of it; Enter and the arrows go on and back, Escape leaves."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._before = QApplication.focusWidget()
        self.at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._card = Card(self, margin=18, spacing=10)
        self._title = plain_label("", "title", wrap=True)
        self._text = plain_label("", wrap=True)
        self._count = plain_label("", "small")
        self._next = button("", self.go_on, kind="primary")
        self._card.body.addWidget(self._title)
        self._card.body.addWidget(self._text)
        foot = row(spacing=8)
        foot.addWidget(self._count, 1)
        foot.addWidget(button(_("Leave"), self.close, key="Esc"))
        self._back = button(_("Step back"), self.go_back)
        foot.addWidget(self._back)
        foot.addWidget(self._next)
        self._card.body.addLayout(foot)
        for made in self._card.findChildren(QPushButton):  # an arrow would go from button to button
            made.installEventFilter(self)
        window.installEventFilter(self)

    def begin(self) -> None:
        """From the first step."""
        self.show()
        self.raise_()
        self._show(0)

    def go_on(self) -> None:
        """The next step; after the last one it is over."""
        if self.at + 1 < len(STEPS):
            self._show(self.at + 1)
        else:
            self.close()

    def go_back(self) -> None:
        """The step before."""
        self._show(max(0, self.at - 1))

    def _show(self, at: int) -> None:
        self.at = at
        step = STEPS[at]
        set_text(self._title, _(step.title))
        set_text(self._text, _(step.text))
        set_text(self._count, f"{at + 1} / {len(STEPS)}")
        self._back.setEnabled(at > 0)
        set_button_text(self._next, _("Next step") if at + 1 < len(STEPS) else _("Finish"))
        self.setAccessibleName(f"{_(step.title)} {_(step.text)}")
        self._place()
        self._next.setFocus()

    def target(self) -> QRect:
        """Where the thing pointed at is; empty where it is not in view."""
        found = STEPS[self.at].place(self._window)
        if found is None or not found.isVisible():
            return QRect()
        return QRect(found.mapTo(self._window, QPoint(0, 0)), found.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._card.setFixedWidth(min(round(theme.px() * _WIDE_EM), self.width() - 48))
        self._card.setFixedHeight(self._card.body.heightForWidth(self._card.width()))
        self._card.move(_beside(self.target(), self._card.rect(), self.rect()))
        self.update()

    # events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the tour; no other reaches the window behind it."""
        self._press(event)

    def _press(self, event: QKeyEvent) -> bool:
        """What a key does here; whether it does anything."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in _ON:
            self.go_on()
        elif event.key() in _BACK:
            self.go_back()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; take the arrows before the buttons do."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return watched is not self._window and isinstance(event, QKeyEvent) and self._heard(event)

    def _heard(self, event: QKeyEvent) -> bool:
        return event.type() == QEvent.Type.KeyPress and self._press(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among the buttons of the tour."""
        stops = [
            one for one in self._card.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
        ]
        at = stops.index(now) if (now := QApplication.focusWidget()) in stops else 0
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def closeEvent(self, event: QEvent) -> None:
        """Give the keyboard back."""
        self._window.removeEventFilter(self)
        if self._before:
            self._before.setFocus()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shade everything but what is pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        target = QRectF(self.target())
        if not target.isEmpty():
            hole = QPainterPath()
            hole.addRoundedRect(target, 10, 10)
            shade -= hole
        dark = QColor(theme.colour("side"))
        dark.setAlpha(165)
        painter.fillPath(shade, dark)
        if not target.isEmpty():
            painter.setPen(QPen(QColor("#4FC1B3"), 3))
            painter.drawRoundedRect(target, 10, 10)


def _beside(target: QRect, card: QRect, room: QRect) -> QPoint:
    """Where the card stands without covering the target: below, above, at the right, at the left; else in the middle."""
    gap = 16
    wanted = (
        QPoint(target.left(), target.bottom() + gap),
        QPoint(target.left(), target.top() - gap - card.height()),
        QPoint(target.right() + gap, target.top() + gap),
        QPoint(target.left() - gap - card.width(), target.top() + gap),
    )
    inside = room.adjusted(gap, gap, -gap, -gap)
    for corner in wanted if not target.isEmpty() else ():
        x = max(inside.left(), min(corner.x(), inside.right() - card.width()))
        place = QRect(QPoint(x, corner.y()), card.size())
        if inside.contains(place) and not place.intersects(target):
            return place.topLeft()
    return QPoint((room.width() - card.width()) // 2, (room.height() - card.height()) // 2)
