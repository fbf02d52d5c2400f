"""記銷售 and what follows it, as the owner uses them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.screens import lines
from tests.screens.window import Window
from ui.kit.boxes import LineBox
from ui.pages.sales.page import SalesPage
from ui.pages.sales.sold_tab import SoldTab
from ui.selling.detail import SaleDialog
from ui.selling.entry import SaleForm
from ui.selling.return_dialog import BackBox


class Selling:
    """The page of sales and its dialogs."""

    def __init__(self, window: Window) -> None:
        self.window = window

    # the page

    @property
    def page(self) -> SalesPage:
        """The page, brought into view."""
        self.window.window.go("sales")
        self.window.settle()
        page = self.window.window.page
        assert isinstance(page, SalesPage)
        return page

    @property
    def tab(self) -> SoldTab:
        """The list of sales."""
        page = self.page
        page.open(tab="sold")
        self.window.settle()
        assert isinstance(page.tab, SoldTab)
        return page.tab

    def listed(self) -> list[list[str]]:
        """What the list says: customer, what, amount, left."""
        tab = self.tab
        keys = [column.key for column in tab.model.columns]
        wanted = [keys.index(key) for key in ("customer", "what", "total", "left")]
        return tab.model.as_cells(range(tab.model.rowCount()), wanted)[1:]

    def chip(self, key: str) -> None:
        """Press a chip."""
        self.tab.chips._clicked(key)
        self.window.settle()

    # 記銷售

    @property
    def form(self) -> SaleForm:
        """The form that is open."""
        return next(one for one in self.window.window.findChildren(SaleForm) if one.isVisible())

    def is_open(self) -> bool:
        """Whether the form is."""
        return any(one.isVisible() for one in self.window.window.findChildren(SaleForm))

    def buy(self, name: str) -> None:
        """Type a customer and Enter."""
        self.window.settle()
        edit = self.form.buyer.edit
        edit.setText(name)
        edit.searched.emit(name)
        self.window.settle()
        self.window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)

    def line(self, *cells: str) -> None:
        """Name, quantity, price: each and Enter, into the box that is open."""
        lines.enter(self.form.lines.grid, *cells)

    def end_lines(self) -> None:
        """Enter in the empty last line."""
        lines.press(self.form.lines.grid, Qt.Key.Key_Return)
        self.window.settle()

    def enter(self) -> None:
        """Enter where the keyboard is."""
        self.window.press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)

    def fill(self, key: str, value: object) -> None:
        """Into a box of the form."""
        self.form.boxes[key].fill(value)
        self.window.settle()

    def amount(self) -> QLineEdit:
        """The box of what is paid now."""
        box = self.form.boxes["amount"]
        assert isinstance(box, LineBox)
        return box.edit

    # a sale as it stands

    @property
    def sale(self) -> SaleDialog:
        """The sale that is open."""
        return next(one for one in self.window.window.findChildren(SaleDialog) if one.isVisible())

    def open(self, sale: int) -> SaleDialog:
        """Open a sale."""
        self.window.window.open_sale(sale)
        self.window.settle()
        return self.sale

    def give_back(self, **lines_: str) -> None:
        """Type how many of the lines (by place, `line0`) come back, and save."""
        dialog = self.window.dialog()
        box = dialog.boxes["lines"]
        assert isinstance(box, BackBox)
        for place, typed in lines_.items():
            box.edits[place.removeprefix("line")].setText(typed)
        self.window.settle()
        dialog.save()
        self.window.settle()
