"""The one delegate of every list: paints a Cell from the palette and font in use and keeps nothing."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.kit import theme
from ui.kit.cells import SIGN, Cell, Chip

CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 1
PAD: Final = 9  # pixels left and right of a cell's text
_GAP: Final = 5

_Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints rows without a grid: a hairline under each, soft teal under the chosen ones."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft)
            area = option.rect.adjusted(PAD, 0, -PAD, 0)
            painter.setClipRect(option.rect)
            if area.height() >= theme.row_height(2):
                area = _write_below(painter, area, cell.note if cell.note_below else cell.below)
                cell = cell._replace(note="") if cell.note_below else cell
            _Brush(painter, area).cell(cell, bool(align & Qt.AlignmentFlag.AlignRight))
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect, view = option.rect, option.widget
        if isinstance(view, QTableView) and view.selectionModel().isRowSelected(index.row()):
            _fill(painter, rect, "accent_soft")
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), rect.bottom() + 0.5), QPointF(rect.right() + 1, rect.bottom() + 0.5))
        if (
            isinstance(view, QTableView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
            and _is_first(view, index)
        ):
            _fill(painter, QRect(rect.left(), rect.top(), 3, rect.height() - 1), "accent_text")

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The room the cell would like."""
        cell = index.data(CELL_ROLE)
        width = wanted(cell) if isinstance(cell, Cell) else 0
        return QSize(width + 2 * PAD, theme.row_height())


def _write_below(painter: QPainter, area: QRect, text: str) -> QRect:
    """Write the words below of a row of two lines or more; the room of the first, the same in every cell so that a row reads
    along it.
    """
    font = theme.font(theme.SMALL)
    metrics = QFontMetrics(font)
    first = QFontMetrics(theme.font()).height()
    lines = 1 if area.height() < theme.row_height(3) else (area.height() - first) // metrics.height()
    second = metrics.height() * lines
    top = area.top() + (area.height() - first - second) // 2
    shown, how = text.replace("\n", " "), QTextOption()
    if lines == 1:
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
    how.setWrapMode(QTextOption.WrapMode.NoWrap if lines == 1 else QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    painter.setFont(font)
    painter.setPen(theme.colour("muted"))
    painter.drawText(QRectF(area.left(), top + first, area.width(), second), shown, how)
    return QRect(area.left(), top, area.width(), first)


def _fill(painter: QPainter, rect: QRect, token: str) -> None:
    """What fillRect does; at its first call that would make all kinds of gradients known to Python."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token))
    painter.drawRect(rect)


def _is_first(view: QTableView, index: _Index) -> bool:
    return view.horizontalHeader().visualIndex(index.column()) == 0


def chip_width(chip: Chip) -> int:
    """The width of a chip in pixels."""
    return QFontMetrics(theme.font(theme.SMALL)).horizontalAdvance(chip.text) + 18


def wanted(cell: Cell) -> int:
    """The width a cell's contents would take, in pixels."""
    plain, small = QFontMetrics(theme.font(bold=cell.bold or bool(cell.old))), QFontMetrics(theme.font(theme.SMALL))
    width = plain.horizontalAdvance(cell.text)
    width += plain.horizontalAdvance(f"{cell.old} → ") if cell.old else 0
    width += small.horizontalAdvance(cell.note) + _GAP if cell.note else 0
    width += 16 if cell.dot else 0
    width += plain.horizontalAdvance(SIGN) + _GAP if cell.sign else 0
    return width + sum(chip_width(chip) + _GAP for chip in cell.chips)


class _Brush:
    """Paints the parts of one cell from left to right."""

    def __init__(self, painter: QPainter, area: QRect) -> None:
        self._painter = painter
        self._area = area
        self._x = area.left()

    @property
    def _room(self) -> int:
        return self._area.right() + 1 - self._x

    def cell(self, cell: Cell, right: bool) -> None:
        if right:
            self._x = max(self._x, self._area.right() + 1 - wanted(cell))
        if cell.dot:
            self._dot(cell.dot)
        if cell.sign:
            self._text(SIGN, theme.font(), cell.sign)
            self._x += _GAP
        if cell.old:
            self._old(cell.old)
        if cell.text:
            self._text(cell.text, theme.font(bold=cell.bold or bool(cell.old)), "accent_text" if cell.old else cell.tone)
        if cell.note:
            self._x += _GAP
            self._text(cell.note, theme.font(theme.SMALL), "muted")
        if cell.text and cell.chips:
            self._x += _GAP
        self._chips(cell.chips)

    def _text(self, text: str, font: QFont, tint: str) -> None:
        if self._room <= 0:
            return
        metrics, shown = QFontMetrics(font), text.replace("\n", " ")
        width = metrics.horizontalAdvance(shown)
        if width > self._room:
            shown, width = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, self._room), self._room
        self._painter.setFont(font)
        self._painter.setPen(theme.colour(tint))
        area = QRect(self._x, self._area.top(), self._room, self._area.height())
        self._painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        self._x += width

    def _old(self, old: str) -> None:
        font = theme.font()
        font.setStrikeOut(True)
        self._text(old, font, "muted")
        self._text(" → ", theme.font(), "muted")

    def _dot(self, tint: str) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme.colour(tint))
        self._painter.drawEllipse(QPointF(self._x + 5, self._area.center().y() + 1), 4.5, 4.5)
        self._x += 16

    def _chips(self, chips: tuple[Chip, ...]) -> None:
        for at, chip in enumerate(chips):
            more = len(chips) - at
            reserve = chip_width(Chip(f"+{more - 1}")) + _GAP if more > 1 else 0
            if chip_width(chip) + reserve > self._room and at:
                self._chip(Chip(f"+{more}"))
                return
            self._chip(chip)

    def _chip(self, chip: Chip) -> None:
        font = theme.font(theme.SMALL, bold=chip.hue == "red")
        metrics = QFontMetrics(font)
        height = metrics.height() + 2
        width = min(metrics.horizontalAdvance(chip.text) + 18, self._room)
        if width <= 18:
            return
        area = QRectF(self._x, self._area.center().y() - height / 2 + 1, width, height)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(theme.colour(f"{chip.hue}_soft"))
        self._painter.drawRoundedRect(area, height / 2, height / 2)
        self._painter.setPen(theme.colour(chip.hue))
        self._painter.setFont(font)
        shown = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, int(width) - 16)
        self._painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
        self._x += round(width) + _GAP
