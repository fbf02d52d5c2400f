"""A value to choose: a round button and its words, which may take several lines."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from ui.kit.card import row
from ui.kit.labels import value_label


class Choice(QWidget):
    """One of a group; `do()` when it is chosen, by its button or its words."""

    def __init__(self, text: str, role: str, chosen: bool, group: QButtonGroup, do: Callable[[], None]) -> None:
        super().__init__()
        line = row(self, spacing=4)
        self.radio = QRadioButton()
        self.radio.setAccessibleName(text)
        self.radio.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.radio.setChecked(chosen)
        self.radio.clicked.connect(lambda _on: do())
        group.addButton(self.radio)
        line.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(value_label(text, role), 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The words can be pressed as well."""
        self.radio.click()
