"""The pictures of a customer one by one, as large as the window allows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from db.services.attachments import AttachmentRow
from resources.i18n import _
from ui.attachments.canvas import Canvas
from ui.attachments.tiles import shown_day
from ui.attachments.words import label_words, size_words
from ui.kit import counter
from ui.kit.card import column, row
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, button, plain_label, set_text

_OF_WINDOW = 0.92


class Viewer(QDialog):
    """Left and right go on to the next picture; Escape closes."""

    def __init__(
        self, rows: Sequence[AttachmentRow], at: int, outside: Callable[[AttachmentRow], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = rows
        self.at = at
        self.canvas = Canvas()
        self.said = ShortLabel("", "head")
        self.note = plain_label("", "muted", wrap=True)
        self.place = plain_label("", "muted")
        body = column(self, margin=16, spacing=10)
        body.addWidget(self.canvas, 1)
        body.addWidget(self.said)
        body.addWidget(self.note)
        foot = row(spacing=10)
        self.back = button(_("Previous"), lambda: self.go(-1))
        self.on = button(_("Next"), lambda: self.go(1))
        for part in (self.back, self.on, self.place):
            foot.addWidget(part)
        foot.addStretch(1)
        foot.addWidget(button(_("Open in another program"), lambda: outside(self._rows[self.at])))
        foot.addWidget(button(_("Close"), self.accept, kind="primary"))
        body.addLayout(foot)
        once(Qt.Key.Key_Left, self, lambda: self.go(-1))
        once(Qt.Key.Key_Right, self, lambda: self.go(1))
        counter.state.changed.connect(self._show)
        if parent:
            self.resize(parent.window().size() * _OF_WINDOW)
        self._show()
        self.canvas.show_row(self._rows[self.at])

    def go(self, steps: int) -> None:
        """So many pictures on; not over the ends."""
        wanted = self.at + steps
        if 0 <= wanted < len(self._rows):
            self.at = wanted
            self._show()
            self.canvas.show_row(self._rows[self.at])

    def _show(self) -> None:
        one = self._rows[self.at]
        self.setWindowTitle(one.name)
        parts = (label_words(one.label), one.name, shown_day(one), size_words(one.size))
        self.said.show_text("　".join(part for part in parts if part))
        set_text(self.note, counter.hidden(one.note))
        self.note.setVisible(bool(one.note))
        set_text(self.place, _("{at} of {count}").format(at=self.at + 1, count=len(self._rows)))
        self.back.setEnabled(self.at > 0)
        self.on.setEnabled(self.at < len(self._rows) - 1)
