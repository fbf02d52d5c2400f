"""The products that may be meant by what is typed as an item's name."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from db.services.products import ProductRow
from resources.i18n import _
from ui.kit import counter, theme
from ui.kit.match_popup import MatchPopup
from ui.lines import reading

SHOWN: Final = 8
_PRODUCT: Final = Qt.ItemDataRole.UserRole
_PRICE: Final = Qt.ItemDataRole.UserRole + 1
_PAD: Final = 10
_WIDTH: Final = 34  # em, where the cell is narrower


class ProductPopup(MatchPopup):
    """None is chosen until the arrow goes into the list: Enter takes what was typed, a free line."""

    def __init__(self, parent: QWidget, customer: int | None = None) -> None:
        """`customer`: whose prices stand beside them."""
        super().__init__(parent, _("Products found"))
        self._customer = customer
        self.setItemDelegate(_ProductDelegate(self))

    def offer(self, edit: QLineEdit, text: str) -> None:
        """Show what this text may mean below the line, nothing where it means nothing."""
        from db.services import prices, products

        self.clear()
        found = products.find(text, SHOWN) if text.strip() else []
        told = prices.prices_for([row.id for row in found], self._customer)
        for row in found:
            price = told.get(row.id)
            said = counter.hidden(f"${reading.number(price)}") if price is not None else ""
            item = QListWidgetItem(" ".join(part for part in (row.name, row.spec, row.code, said) if part))
            item.setData(_PRODUCT, row)
            item.setData(_PRICE, said)
            self.addItem(item)
        if not self.count():
            self.hide()
            return
        self.setCurrentRow(-1)
        self.show_below(edit, SHOWN, max(edit.width(), round(theme.px() * _WIDTH)))

    def chosen(self) -> int | None:
        """The product under the cursor of the list."""
        item = self.currentItem() if self.isVisible() else None
        return None if item is None else product_of(item)


def product_of(item: QListWidgetItem) -> int:
    """The product of an entry."""
    row: ProductRow = item.data(_PRODUCT)
    return row.id


class _ProductDelegate(QStyledItemDelegate):
    """The name, its specification behind it, at the right the code and this customer's price."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint one product."""
        row: ProductRow = index.data(_PRODUCT)
        view, area = option.widget, option.rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.save()
        if isinstance(view, QListWidget) and view.currentRow() == index.row():
            painter.fillRect(option.rect, theme.colour("accent_soft"))
        side = Qt.AlignmentFlag.AlignRight
        area.setRight(area.right() - self._write(painter, area, index.data(_PRICE), side, small=False))
        area.setRight(area.right() - self._write(painter, area, row.code, side, small=True))
        area.setLeft(area.left() + self._write(painter, area, row.name, Qt.AlignmentFlag.AlignLeft, small=False))
        self._write(painter, area, row.spec, Qt.AlignmentFlag.AlignLeft, small=True)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, area: QRect, text: str, side: Qt.AlignmentFlag, *, small: bool) -> int:
        """Write as much as there is room for; the width it takes with the gap behind it."""
        font = theme.font(theme.SMALL) if small else theme.font()
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(font)
        painter.setPen(theme.colour("muted" if small else "ink"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown) + (_PAD if shown else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One line."""
        return QSize(100, theme.row_height())
