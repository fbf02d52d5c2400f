"""How large a form wants to be, and may be, and what of it is in view."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from ui.kit import theme

_WIDE: Final = 46  # letters
_MOST: Final = 42  # letters high


def size(dialog: QDialog, inside: QWidget, foot: QWidget, spare: int = 0) -> QSize:
    """As large as the fields want (and `spare` pixels higher), and the window and the screen allow."""
    width = min(round(theme.px() * _WIDE), dialog.screen().availableGeometry().width() - 40)
    wanted = _fields(inside, width) + foot.sizeHint().height() + theme.px() + spare
    return QSize(width, min(_highest(dialog), wanted))


def _fields(inside: QWidget, width: int) -> int:
    body = inside.layout()
    return body.totalHeightForWidth(width) if body and body.hasHeightForWidth() else inside.sizeHint().height()


def _highest(dialog: QDialog) -> int:
    screen = dialog.screen().availableGeometry().height()
    return min(round(theme.px() * _MOST), screen - 60, room(dialog).height() - 40)


def place(dialog: QDialog, wanted: QSize) -> None:
    """Make it so large: once it is open in the middle of the window below, later where it stands."""
    dialog.resize(wanted)
    if not dialog.isVisible():
        return
    if not dialog.testAttribute(Qt.WidgetAttribute.WA_Moved) and (parent := dialog.parentWidget()):
        frame = dialog.frameGeometry()
        frame.moveCenter(parent.window().frameGeometry().center())
        dialog.move(frame.topLeft())
    _bring_in(dialog)


def grow(dialog: QDialog, wanted: QSize) -> None:
    """Make it so large, nowhere smaller, where it stands."""
    if (larger := dialog.size().expandedTo(wanted)) != dialog.size():
        dialog.resize(larger)
        _bring_in(dialog)


def _bring_in(dialog: QDialog) -> None:
    """Move up what reaches below the screen; the title stays on it."""
    frame, screen = dialog.frameGeometry(), dialog.screen().availableGeometry()
    top = max(screen.top(), min(frame.top(), screen.bottom() + 1 - frame.height()))
    if top != frame.top():
        dialog.move(frame.left(), top)


def show_box(dialog: QDialog, area: QScrollArea, box: QWidget) -> None:
    """What came into the dialog makes it higher, not its fields less; then scroll until this box and the line below it are
    seen.
    """
    if layout := dialog.layout():
        layout.activate()
    inside, view = area.widget(), area.viewport()
    if inside and (lacking := _fields(inside, view.width()) - view.height()) > 0:
        grow(dialog, QSize(dialog.width(), min(_highest(dialog), dialog.height() + lacking)))
    area.ensureWidgetVisible(box, 0, theme.px() * 3)


def room(dialog: QDialog) -> QSize:
    """Of the program's window below, however many dialogs stand between; of the screen where there is none."""
    below = dialog.parentWidget()
    while below and isinstance(below.window(), QDialog) and below.window().parentWidget():
        below = below.window().parentWidget()
    return below.window().size() if below else dialog.screen().availableSize()
