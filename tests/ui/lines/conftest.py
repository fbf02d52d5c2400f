"""The grid by itself, in a window of its own that has the keyboard."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.lines.grid import LinesGrid


@pytest.fixture
def grid(shop: object, qapp: object) -> Iterator[LinesGrid]:
    """An empty grid."""
    holder = QWidget()
    made = LinesGrid()
    QVBoxLayout(holder).addWidget(made)
    holder.resize(1000, 500)
    holder.show()
    holder.activateWindow()
    made.setFocus()
    yield made
    holder.close()
