"""One line of Today: whom to call, the phone in large letters, why, the last sentence said, and real buttons."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from db.services.today import TodayRow
from resources.i18n import _
from ui import today_seen
from ui.kit import counter, theme
from ui.kit.card import column, row
from ui.kit.keys import asks_for_menu
from ui.kit.labels import ShortLabel, button, plain_label, tip
from ui.pages.today import words

if TYPE_CHECKING:
    from ui.pages.today.reply import ReplyBar

_TALL: Final = 44  # pixels: a finger or an unsteady mouse hits it
_DOT: Final = 9
_NAME_EM: Final = 5  # letters of a name that stay however little room there is: whom to call is the last thing to give way
_PHONE_EM: Final = 12  # letters a phone takes in its large figures
_GAP: Final = 8
_EDGES: Final = 110  # pixels of dot, gaps, scroll bar and the card's margins
_ROOM: Final = 28  # pixels of a button beside its words


class Dot(QWidget):
    """A filled dot in a token's colour."""

    def __init__(self, hue: str) -> None:
        super().__init__()
        self._hue = hue
        self.setFixedSize(_DOT + 3, _DOT + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self._hue))
        painter.drawEllipse(QRectF(1, 1, _DOT, _DOT))


class Said(ShortLabel):
    """Why, and after it in muted letters the last sentence said; on one line, whole in the tooltip."""

    def __init__(self, why: str, last: str) -> None:
        super().__init__("　".join(part for part in (why, last) if part))
        self._why, self._last = why, last

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room, metrics = self.contentsRect(), QFontMetrics(self.font())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for text, token in ((self._why, "ink"), (self._last, "muted")):
            short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.setPen(theme.colour(token))
            painter.drawText(room, flags, short)
            room.setLeft(room.left() + metrics.horizontalAdvance(f"{short}　"))
            if room.width() < metrics.averageCharWidth() * 3:
                break


class TodayLine(QWidget):
    """`chosen` says which button was pressed; `reply` is the box under it while one is open."""

    chosen = Signal(str)
    card_wanted = Signal()
    menu_wanted = Signal(QPoint)
    moved = Signal(int)  # by so many lines

    def __init__(self, one: TodayRow, width: int) -> None:
        super().__init__()
        self.row = one
        self.reply: ReplyBar | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said = counter.hidden(words.last_said(one))
        self.setAccessibleName(
            "，".join(filter(None, (today_seen.name(one), counter.hidden(one.phone), today_seen.why(one), said)))
        )
        self.buttons = [self._button(at, verb, text, width) for at, (verb, text) in enumerate(words.BUTTONS[one.kind], 1)]
        self._body = column(self, spacing=4)
        self._body.setContentsMargins(8, 4, 4, 5)
        line = row(spacing=8)
        line.addWidget(Dot(words.hue(one)))
        line.addLayout(self._told(), 1)
        for made in self.buttons:
            line.addWidget(made)
        self.more = button(
            "⋯", lambda: self.menu_wanted.emit(self.more.mapToGlobal(QPoint(0, self.more.height()))), hint=_("More")
        )
        self._size(self.more, _TALL)
        line.addWidget(self.more)
        self._body.addLayout(line)
        theme.state.changed.connect(self._follow_letters)

    def _told(self) -> QVBoxLayout:
        one = self.row
        both = column(spacing=1)
        head = row(spacing=10)
        name = ShortLabel(f"{today_seen.name(one)} {one.title}".strip(), "head")
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        name.setMinimumWidth(min(name.sizeHint().width(), round(theme.px() * _NAME_EM)))
        head.addWidget(name)
        if one.is_blacklisted:
            sign = plain_label(counter.SIGN, "red")
            tip(sign, counter.warned(_("Stands on the watch list")))
            head.addWidget(sign)
        self.phone = plain_label(counter.hidden(one.phone), "number", selectable=True)
        head.addWidget(self.phone)
        head.addStretch(1)
        both.addLayout(head)
        both.addWidget(Said(today_seen.why(one), counter.hidden(words.last_said(one))))
        return both

    def _button(self, at: int, verb: str, text: str, width: int) -> QPushButton:
        made = button(_(text), lambda: self.chosen.emit(verb), key=str(at))
        made.installEventFilter(self)
        self._size(made, width)
        return made

    def _follow_letters(self) -> None:
        """The letters have another size now."""
        width = button_width()
        for made in self.buttons:
            self._size(made, width)

    @staticmethod
    def _size(made: QPushButton, width: int) -> None:
        made.ensurePolished()
        fit = made.sizeHint()
        made.setFixedSize(QSize(max(width, fit.width()), max(_TALL, fit.height())))

    def show_reply(self, bar: "ReplyBar") -> None:
        """Put the box for what was said under the line."""
        self.reply = bar
        self._body.addWidget(bar)
        bar.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows on a button move between the lines."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _STEPS:
            self.moved.emit(_STEPS[event.key()])
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1, 2, 3 press the buttons, arrows move, Enter shows the card."""
        at = event.key() - Qt.Key.Key_1
        if event.key() in _STEPS:
            self.moved.emit(_STEPS[event.key()])
        elif 0 <= at < len(self.buttons) and not event.isAutoRepeat():
            self.buttons[at].click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row.customer is not None:
            self.card_wanted.emit()
        elif event.key() == Qt.Key.Key_Menu or asks_for_menu(event):
            self.menu_wanted.emit(self.mapToGlobal(QPoint(0, self.height())))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The line shows that it has the keyboard."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And that it has not."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent_text"), 2))
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -2), 8, 8)
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


_STEPS: Final[dict[int, int]] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def button_width() -> int:
    """As wide as the longest of all buttons' words: they stand in columns."""
    metrics = QFontMetrics(theme.font())
    texts = (_(text) for kind in words.BUTTONS.values() for _verb, text in kind)
    return max(metrics.horizontalAdvance(text) for text in texts) + _ROOM


def least_width() -> int:
    """The room a line needs for a name, a phone and its three buttons."""
    told = theme.px() * (_NAME_EM + _PHONE_EM)
    return round(told) + 3 * (button_width() + _GAP) + _TALL + _EDGES
