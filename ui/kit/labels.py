"""The only place that sets text on labels, buttons, tooltips and messages: always plain text, never read as HTML."""

import re
from collections.abc import Callable
from typing import Any, Final

from PySide6 import QtWidgets
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from ui.kit.icons import icon as drawn
from ui.kit.keys import Held

_UNBROKEN: Final = re.compile("[!-~]+")
_ESCAPED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def plain_label(text: str = "", role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label showing exactly this text; `role` is one of the sheet's: title, head, number, muted, small, red, amber, green."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if selectable:
        made.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def name_label(text: str, named: QWidget, role: str = "muted") -> QLabel:
    """A label that names a box for screen readers; an ampersand is a letter, not a mnemonic."""
    made = plain_label(text.replace("&", "&&"), role)
    made.setBuddy(named)
    return made


def set_text(label: QLabel, text: str) -> None:
    """Show this text on a label, as it stands."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)


class ShortLabel(QLabel):
    """One line that ends in "…" where the room ends; the whole text is its tooltip."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show this text, shortened where needed."""
        self.setText(text)
        tip(self, text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        room = self.contentsRect()
        short = QFontMetrics(self.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, short)


def longest_run(text: str) -> int:
    """The most letters in a row that a line can't be broken between: an address of the web, a long number."""
    return max(map(len, runs(text)), default=0)


def runs(text: str) -> list[str]:
    """The pieces of it that a line can't be broken in."""
    return _UNBROKEN.findall(text)


def value_label(text: str, role: str = "", most: int = 20) -> QLabel:
    """Words that take as many lines as they need; a run of more than `most` letters ends in "…" and pushes nothing out."""
    return plain_label(text, role, wrap=True) if longest_run(text) <= most else ShortLabel(text, role)


def tip(widget: QWidget | QAction, text: str) -> None:
    """A tooltip showing exactly this text (Qt reads a tooltip as HTML when it looks like some, so all of it is escaped)."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """A text as tooltips and ToolTipRole want it."""
    return f"<span>{text.translate(_ESCAPED)}</span>" if text else ""


def press_by_enter(target: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button that has the keyboard where this key is Enter (Qt knows the space bar alone); whether it was."""
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if is_enter and plain and not event.isAutoRepeat():
        target.click()
    return is_enter and plain


class Button(QPushButton):
    """A button that Enter presses, too; never one that takes Enter away from a box (`autoDefault`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self._held = Held()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._held.repeats(event) and not press_by_enter(self, event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._held.let_go(event)
        super().keyReleaseEvent(event)


def restyle(widget: QWidget, **properties: object) -> None:
    """Set dynamic properties and let the style sheet look again."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(
    text: str,
    do: Callable[[], Any] | None = None,
    *,
    kind: str = "",
    icon: str = "",
    hint: str = "",
    key: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """A button with exactly this text; kind: "", primary, danger, link, small, chip, icon, side.

    `key` is told in the tooltip, not bound; `hint` is what an icon alone means.
    """
    made = Button(parent)
    set_button_text(made, text if kind != "icon" else "")
    if kind:
        made.setProperty("kind", kind)
    if icon:
        token = {"primary": "on_accent", "side": "side_text", "link": "accent_text"}.get(kind, "ink")
        made.setIcon(drawn(icon, token))
    tip(made, with_key(hint or (text if kind == "icon" or key else ""), key))
    made.setAccessibleName(hint or text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if do:
        made.clicked.connect(lambda _checked=False: do())
    return made


def with_key(words: str, key: str) -> str:
    """The words of a tooltip and behind them the key, where there is one, as the system writes it."""
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
    return f"{words} ({shown})" if shown else words


def set_button_text(target: QAbstractButton, text: str) -> None:
    """Show this text on a button; an ampersand is a letter, not a mnemonic."""
    target.setText(text.replace("&", "&&"))


def action(
    text: str, do: Callable[[], Any], *, key: str = "", icon: str = "", digit: str = "", parent: QWidget | None = None
) -> QAction:
    """A menu entry with exactly this text; `key` is bound to it (several by "; "), `digit` stands before it and chooses it."""
    number = f"&{digit}  " if digit else ""
    made = QAction(number + text.replace("&", "&&"), parent)
    if icon:
        made.setIcon(drawn(icon))
        made.setProperty("drawing", icon)
    if key:
        made.setShortcuts([QKeySequence(one) for one in key.split("; ")])
    made.triggered.connect(lambda _checked=False: do())
    return made


def set_action_text(target: QAction, text: str, beside: str = "") -> None:
    """Show this text on a menu entry, and `beside` where its key would stand."""
    target.setText(text.replace("&", "&&") + (f"\t{beside}" if beside else ""))


def message(parent: QWidget | None, title: str, text: str, detail: str = "", symbol: str = "info") -> "QtWidgets.QMessageBox":
    """A message box showing exactly these texts, without buttons yet; `symbol` is an icon's name."""
    made = QtWidgets.QMessageBox(parent)  # a dialog is made known to Python where the first one opens
    made.setWindowTitle(title)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setInformativeText(detail)
    made.finished.connect(made.deleteLater)
    made.setIconPixmap(drawn(symbol, "accent_text").pixmap(QSize(32, 32)))
    return made


def hairline() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("line", True)
    made.setFixedHeight(1)
    return made
