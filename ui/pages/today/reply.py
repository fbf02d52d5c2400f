"""有接: one line for what was said, the day to call again by one click; Enter saves, Escape leaves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.fields import LineEdit
from ui.kit.labels import button
from ui.talks.day_box import DayBox


class ReplyBar(QWidget):
    """`saved`: what was said, and the day to call again, ISO or as typed, "" for none."""

    saved = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        body = column(self, spacing=6)
        body.setContentsMargins(20, 2, 0, 4)
        self.text = LineEdit()
        self.text.setAccessibleName(_("What was said?"))
        self.text.setPlaceholderText(_("What was said? Enter saves, with or without words."))
        self.text.returnPressed.connect(self.save)
        line = row(spacing=8)
        line.addWidget(self.text, 1)
        line.addWidget(button(_("Save it"), self.save, kind="primary"))
        body.addLayout(line)
        self.day = DayBox("", none=_("Not again"))
        self.day.edit.returnPressed.connect(self.save)
        self.text.textChanged.connect(self.day.hear)
        body.addWidget(self.day)

    def begin(self) -> None:
        """Put the cursor into the line."""
        self.text.setFocus()

    @property
    def is_changed(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.text.text().strip() or self.day.value())

    def save(self) -> None:
        """Say what was typed and chosen."""
        self.saved.emit(self.text.text().strip(), self.day.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; other keys are not the line's above."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.accept()
