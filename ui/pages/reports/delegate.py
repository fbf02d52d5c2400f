"""How a cell of a report is painted: its shade, its words, the line below."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.kit import theme
from ui.pages.reports.model import BOLD_ROLE, HEAT_ROLE

PAD: Final = 10  # pixels beside the words of a cell
_HOTTEST: Final = {False: 0.42, True: 0.75}  # how much of the accent stands under the greatest number, light and dark
_Index = QModelIndex | QPersistentModelIndex


class AnswerDelegate(QStyledItemDelegate):
    """Paints a cell of a report."""

    is_faint = False  # 示範: nothing of this shop

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The shade, the words, the line below."""
        painter.save()
        rect, bold = option.rect, bool(index.data(BOLD_ROLE))
        if heat := index.data(HEAT_ROLE):
            painter.fillRect(rect, shade(heat, is_faint=self.is_faint))
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent_text"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.setFont(theme.font(bold=bold))
        painter.setPen(theme.colour("muted" if self.is_faint else "ink"))
        room, words = rect.adjusted(PAD, 0, -PAD, 0), str(index.data()).replace("\n", " ")
        short = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(room, side | Qt.TextFlag.TextSingleLine, short)
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


def shade(heat: float, *, is_faint: bool = False) -> QColor:
    """What stands under a number, 0 to 1 of the greatest: the accent on the card (of a sample grey), ink is readable on it."""
    made = theme.colour("edge" if is_faint else "accent")
    made.setAlphaF(min(1.0, heat) * _HOTTEST[theme.is_dark()])
    return made
