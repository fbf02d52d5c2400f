"""The products page in the user's words."""

from typing import cast

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tests.screens.window import Window
from ui.kit.form import FormDialog
from ui.pages.products.page import ProductsPage


class Products:
    """What the owner sees and does there."""

    def __init__(self, window: Window) -> None:
        self.window = window
        window.window.go("products")
        window.settle()
        self.page = cast(ProductsPage, window.window.page)

    def names(self) -> list[str]:
        """The list from the top."""
        return self.column("name")

    def column(self, key: str) -> list[str]:
        """What stands in a column, from the top."""
        model = self.page.model
        at = next(at for at, column in enumerate(model.columns) if column.key == key)
        return [model.index(row, at).data() for row in range(model.rowCount())]

    def titles(self) -> list[str]:
        """What the columns are called."""
        return [column.words for column in self.page.model.columns]

    def search(self, text: str) -> None:
        """Type into the search box."""
        self.page.search.set_words(text)
        self.window.settle()

    def chip(self, beginning: str) -> None:
        """Press the chip whose words begin so."""
        made = next(one for one in self.page.chips._buttons.values() if one.text().startswith(beginning))
        made.click()
        self.window.settle()

    def choose(self, *names: str) -> None:
        """Choose these rows."""
        self.page.view.clearSelection()
        rows = [self.names().index(name) for name in names]
        self.page.view.selectRow(rows[0])
        self.page.view._choose_several([self.page.model.ids[row] for row in rows])
        self.window.settle()

    def card(self) -> str:
        """What stands in the card at the right."""
        self.window.settle(0.1)
        return self.window.texts(self.page.card)

    def new(self) -> FormDialog:
        """The form of a new product."""
        self.page.add()
        self.window.settle()
        return self.window.dialog()

    def edit(self, name: str) -> FormDialog:
        """The form of this product."""
        self.choose(name)
        self.page.edit()
        self.window.settle()
        return self.window.dialog()

    def type(self, **values: object) -> None:
        """Type into the open form."""
        form = self.window.dialog()
        for key, value in values.items():
            form.boxes[key].fill(value)
        form.look_over()
        self.window.settle()

    def warned(self, key: str) -> str:
        """What is said beside a field."""
        label = self.window.dialog()._warnings[key]
        return label.text() if label.isVisibleTo(self.window.dialog()) else ""

    def save(self) -> None:
        """Ctrl+Enter."""
        self.window.dialog().save()
        self.window.settle()

    def menu(self) -> dict[str, QAction]:
        """The menu of the chosen rows."""
        made = QMenu(self.page)
        self.page.view.menu_actions(made)
        return {one.text(): one for one in made.actions() if one.text()}
