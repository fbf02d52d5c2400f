"""Boxes that hold products: one that takes another's place, and the parts of a bundle."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from db.services import products
from db.services.products import ProductRow
from resources.i18n import N_, _
from ui.kit import theme
from ui.kit.boxes import Box
from ui.kit.card import column, row
from ui.kit.fields import NumberEdit, SearchBox
from ui.kit.keys import enter_goes_on
from ui.kit.labels import ShortLabel, button, set_button_text
from ui.lines.product_popup import ProductPopup, product_of

_QUANTITY_EM: Final = 4.5
_HINT: Final = N_("Name or product number")


class ProductSearch(SearchBox):
    """A line in which a product is looked for: arrows walk what is found, Enter or a click takes it."""

    taken = Signal(int)

    def __init__(self) -> None:
        super().__init__(_(_HINT))
        self.popup = ProductPopup(self)
        self.popup.itemClicked.connect(self._clicked)
        self.searched.connect(lambda text: self.popup.offer(self, text))

    def _clicked(self, item: QListWidgetItem) -> None:
        self._take(product_of(item))

    def _take(self, product: int) -> None:
        self.popup.hide()
        self.clear()
        self.taken.emit(product)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the popup while it is there; Enter takes the first, or what has exactly this code."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.text().strip() and (found := self._meant()) is not None:
                self._take(found)
        elif not self.popup.press(key):
            super().keyPressEvent(event)

    def _meant(self) -> int | None:
        exact = products.by_code(self.text())
        first = self.popup.item(0) if self.popup.count() else None
        return self.popup.chosen() or (exact.id if exact else product_of(first) if first else None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A click on what was found comes first."""
        super().focusOutEvent(event)
        QTimer.singleShot(0, self.popup, self.popup.hide)


class ProductBox(Box):
    """One product or none; its value is the id."""

    def __init__(self, product: int | None) -> None:
        super().__init__()
        self.search = ProductSearch()
        self.search.taken.connect(self.fill)
        self.chip = button("", lambda: self.fill(None), kind="chip", icon="x")
        enter_goes_on(self.chip)
        self.chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross stands behind the name
        layout = column(self, spacing=0)
        layout.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.search)
        self._show(product)

    def _show(self, product: int | None) -> None:
        row = next(iter(products.of_ids([product])), None) if product else None
        self._product = row.id if row else None
        self.chip.setVisible(row is not None)
        self.search.setVisible(row is None)
        if row:
            set_button_text(self.chip, called(row))
            self.chip.setAccessibleName(_("Take “{name}” off").format(name=row.name))

    def value(self) -> int | None:
        """The product."""
        return self._product

    def fill(self, value: Any) -> None:
        """Choose this one, or none."""
        self._show(int(value) if value else None)
        self.changed.emit()
        if self.search.isVisible() and self.isActiveWindow():
            self.search.setFocus()

    def widget_for_label(self) -> QWidget:
        """The line, or what stands in its place."""
        return self.search if self._product is None else self.chip

    def first_line_height(self) -> int:
        """As high as a line."""
        return self.search.sizeHint().height()


class PartsBox(Box):
    """The parts of a bundle; its value is a list of {"product": id, "quantity": as typed}."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.lines: list[PartLine] = []
        self._column = column(self, spacing=4)
        self.search = ProductSearch()
        self.search.taken.connect(self.add)
        self._column.addWidget(self.search)
        self._begin(value)

    def _begin(self, value: Any) -> None:
        wanted = list(value or ())
        known = {row.id: row for row in products.of_ids(int(one["product"]) for one in wanted)}
        for one in wanted:
            if found := known.get(int(one["product"])):
                self._append(found, str(one["quantity"]))

    def _append(self, row: ProductRow, quantity: str) -> "PartLine":
        made = PartLine(row, quantity, self._remove, self.changed.emit)
        self.lines.append(made)
        self._column.insertWidget(len(self.lines) - 1, made)
        return made

    def add(self, product: int) -> None:
        """One more part; one that is there already is asked how many."""
        line = next((one for one in self.lines if one.product == product), None)
        line = line or self._append(products.get(product), "1")
        line.show()
        line.edit.setFocus()
        line.edit.selectAll()
        self._say_grown()

    def _remove(self, gone: "PartLine") -> None:
        self.lines.remove(gone)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self.search.setFocus()
        self._say_grown()

    def _say_grown(self) -> None:
        self.grown.emit()
        self.changed.emit()

    def value(self) -> list[dict[str, Any]]:
        """The parts in their order."""
        return [{"product": one.product, "quantity": one.edit.value()} for one in self.lines]

    def fill(self, value: Any) -> None:
        """These parts instead of the ones before."""
        for gone in self.lines:
            self._column.removeWidget(gone)
            gone.deleteLater()
        self.lines = []
        self._begin(value)
        self._say_grown()

    def widget_for_label(self) -> QWidget:
        """The line to look for a part in."""
        return self.search


class PartLine(QWidget):
    """One part: what it is, how many, and off with it."""

    def __init__(
        self, row_: ProductRow, quantity: str, remove: "Callable[[PartLine], object]", changed: Callable[[], object]
    ) -> None:
        super().__init__()
        self.product = row_.id
        self.edit = NumberEdit(quantity)
        self.edit.setFixedWidth(round(theme.px() * _QUANTITY_EM))
        self.edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.edit.setAccessibleName(_("Quantity of {name}").format(name=row_.name))
        self.edit.textChanged.connect(lambda _text: changed())
        line = row(self, spacing=6)
        line.addWidget(ShortLabel(called(row_)), 1)
        line.addWidget(self.edit)
        line.addWidget(ShortLabel(row_.unit, "muted"))
        off = button(_("Remove"), lambda: remove(self), kind="icon", icon="x", hint=_("Remove this line"))
        line.addWidget(enter_goes_on(off))


def called(row_: ProductRow) -> str:
    """A product in one line: name, specification, number."""
    return "　".join(part for part in (row_.name, row_.spec, row_.code) if part)
