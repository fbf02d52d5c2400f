"""How large a form wants to be, and may be, and what of it is in view."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from ui.kit import theme

_WIDE: Final = 46  # letters
_MOST: Final = 42  # letters high


def size(dialog: QDialog, inside: QWidget, foot: QWidget, spare: int = 0) -> QSize:
    """As large as the fields want (and `spare` pixels higher), and the window and the screen allow."""
    screen, body = dialog.screen().availableGeometry(), inside.layout()
    width = min(round(theme.px() * _WIDE), screen.width() - 40)
    fields = body.totalHeightForWidth(width) if body and body.hasHeightForWidth() else inside.sizeHint().height()
    wanted = fields + foot.sizeHint().height() + theme.px() + spare
    return QSize(width, min(round(theme.px() * _MOST), screen.height() - 60, room(dialog).height() - 40, wanted))


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
    """Scroll until this box and the line below it are seen, once what came into the dialog has its room."""
    if layout := dialog.layout():
        layout.activate()
    area.ensureWidgetVisible(box, 0, theme.px() * 3)


def room(dialog: QDialog) -> QSize:
    """Of the program's window below, however many dialogs stand between; of the screen where there is none."""
    below = dialog.parentWidget()
    while below and isinstance(below.window(), QDialog) and below.window().parentWidget():
        below = below.window().parentWidget()
    return below.window().size() if below else dialog.screen().availableSize()
