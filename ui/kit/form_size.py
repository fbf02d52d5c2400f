"""How large a form wants to be, and may be."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from ui.kit import theme

_WIDE: Final = 46  # letters
_MOST: Final = 42  # letters high


def size(dialog: QDialog, inside: QWidget, foot: QWidget, spare: int = 0) -> QSize:
    """As large as the fields want (and `spare` pixels higher), and the window and the screen allow."""
    screen, body, above = dialog.screen().availableGeometry(), inside.layout(), dialog.parentWidget()
    width = min(round(theme.px() * _WIDE), screen.width() - 40)
    fields = body.totalHeightForWidth(width) if body and body.hasHeightForWidth() else inside.sizeHint().height()
    wanted = fields + foot.sizeHint().height() + theme.px() + spare
    room = min(screen.height() - 60, above.window().height() - 40 if above else screen.height())
    return QSize(width, min(round(theme.px() * _MOST), room, wanted))
