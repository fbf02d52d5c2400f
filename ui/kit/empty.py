"""What stands on a page that has nothing to show: what will be here, and the one action that fills it."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.kit.card import column, row
from ui.kit.icons import icon
from ui.kit.labels import plain_label, set_text


class EmptyState(QWidget):
    """A drawing, a sentence, buttons."""

    def __init__(self, symbol: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol = plain_label()
        self._symbol.setPixmap(icon(symbol, "muted").pixmap(QSize(40, 40)))
        self._symbol.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text = plain_label("", "muted", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = row(spacing=8)
        middle = row()
        middle.addStretch(1)
        middle.addLayout(self._buttons)
        middle.addStretch(1)
        layout = column(self, margin=24, spacing=14)
        layout.addStretch(2)
        layout.addWidget(self._symbol)
        layout.addWidget(self.text)
        layout.addLayout(middle)
        layout.addStretch(3)

    def tell(self, text: str, buttons: Sequence[QPushButton] = ()) -> None:
        """Say this, with these buttons instead of the ones before."""
        set_text(self.text, text)
        while (item := self._buttons.takeAt(0)) is not None:
            if gone := item.widget():
                gone.hide()
                gone.deleteLater()
        for made in buttons:
            self._buttons.addWidget(made)
