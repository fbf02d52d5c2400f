"""What a screen says: painted, in its tooltips, to a screen reader, by our own hand."""

from collections.abc import Iterator
from itertools import takewhile

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)  # fmt: skip

from ui.kit.delegates import CELL_ROLE

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole, CELL_ROLE)
_ROWS, _COLUMNS = 60, 40  # of a model that are read


def words_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget says by itself: painted, in its tooltip, to a screen reader."""
    yield from (
        widget.toolTip(),
        widget.accessibleName(),
        widget.accessibleDescription(),
        widget.windowTitle(),
        widget.statusTip(),
    )
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    for name in ("text", "label"):  # painted by our own hand
        said = getattr(widget, name, "")
        if isinstance(said, str):
            yield said
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from told(widget.model())


def told(model: QAbstractItemModel) -> Iterator[str]:
    """The same of the first rows of a list."""
    for row in range(min(_ROWS, model.rowCount())):
        for index in takewhile(QModelIndex.isValid, (model.index(row, column) for column in range(_COLUMNS))):
            yield from (str(index.data(role)) for role in _ROLES if index.data(role) is not None)


def said(whole: QWidget) -> list[str]:
    """Everything that is to be seen of a widget and of what is in it, a line each."""
    return [text for widget in (whole, *whole.findChildren(QWidget)) if widget.isVisibleTo(whole) for text in words_of(widget)]
