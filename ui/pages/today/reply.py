"""有接: one line for what was said, the day to call again by one click; Enter saves, Escape leaves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.fields import LineEdit
from ui.kit.labels import button, set_button_text


class ReplyBar(QWidget):
    """`saved`: what was said, and the day to call again, ISO or ""; `days`: (words, ISO) offered."""

    saved = Signal(str, str)
    left = Signal()

    def __init__(self, days: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        body = column(self, spacing=6)
        body.setContentsMargins(20, 2, 0, 4)
        self.text = LineEdit()
        self.text.setAccessibleName(_("What was said?"))
        self.text.setPlaceholderText(_("What was said? Enter saves, with or without words."))
        self.text.returnPressed.connect(self.save)
        self.text.textChanged.connect(self._hear)
        line = row(spacing=8)
        line.addWidget(self.text, 1)
        line.addWidget(button(_("Save it"), self.save, kind="primary"))
        body.addLayout(line)
        self._group = QButtonGroup(self)
        chips = row(spacing=6)
        self.promised = self._chip("", "")
        self.promised.hide()
        self.chips = [self._chip(words, iso) for words, iso in ((_("Not again"), ""), *days)]
        self.chips[0].setChecked(True)
        for chip in (self.chips[0], self.promised, *self.chips[1:]):
            chips.addWidget(chip)
        chips.addStretch(1)
        body.addLayout(chips)

    def _chip(self, words: str, iso: str) -> QPushButton:
        made = button(words, kind="chip")
        made.setCheckable(True)
        made.setProperty("day", iso)
        self._group.addButton(made)
        return made

    def begin(self) -> None:
        """Put the cursor into the line."""
        self.text.setFocus()

    def save(self) -> None:
        """Say what was typed and chosen."""
        chosen = self._group.checkedButton()
        self.saved.emit(self.text.text().strip(), str(chosen.property("day") or "") if chosen else "")

    def _hear(self, text: str) -> None:
        """A day promised in the words (下週五回電) is offered, and taken where it surely is one."""
        from ui.talks.presenter import promised

        day, is_sure = promised(text)
        self.promised.setVisible(day is not None)
        if day is None:
            if self.promised.isChecked():
                self.chips[0].setChecked(True)
            return
        on = f"{day.day.month}/{day.day.day}"
        set_button_text(self.promised, _("{words}: {day}").format(words=day.words, day=on) if day.words else on)
        self.promised.setProperty("day", day.day.isoformat())
        if is_sure and self.chips[0].isChecked():
            self.promised.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; other keys are not the line's above."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.accept()
