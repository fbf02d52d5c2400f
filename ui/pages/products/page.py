"""商品: the list, the card at the right, and what is done with products."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from db.services import product_lists, products
from resources.i18n import _, ngettext
from ui.allowed import allowed
from ui.kit import jobs, paper
from ui.kit.filters import UNCHOSEN
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.pages.products import columns
from ui.pages.products.outgoing import Outgoing
from ui.pages.products.panel import ProductPanel
from ui.pages.products.presenter import Card, ProductsPresenter
from ui.products import form

if TYPE_CHECKING:
    from db.core.events import Announcement

_CARD_AFTER = 40  # milliseconds the cursor rests on a row before its card is read


class ProductsPage(ListPage):
    """Draws what the presenter decides."""

    def __init__(self, shell: Shell) -> None:
        self.card = ProductPanel()
        self.outgoing = Outgoing(self, shell)
        super().__init__(
            shell,
            name="products",
            columns=columns.of_shop(),
            fetch=product_lists.rows,
            search_hint=_("Name, product number, barcode, zhuyin…"),
            empty_icon="package",
            sort="code",
            buttons=self._top_buttons(shell),
            bulk=self._bulk_buttons(),
            panel=self.card,
        )
        self.presenter = ProductsPresenter(self, shell, partial(jobs.start, of=self))
        self._held: int | None = None  # opened or saved just now: its card stays, whatever the list shows
        self._asked_drafts = False
        self._card_soon = QTimer(self, singleShot=True, interval=_CARD_AFTER)
        self._card_soon.timeout.connect(lambda: self.presenter.pick(self.view.current_id()))
        self._connect()
        self.presenter.read()

    def _top_buttons(self, shell: Shell) -> list[QPushButton]:
        self._more = button("⋯", lambda: self._open_at(self._list_menu(), self._more), hint=_("More"))
        return [
            button(_("Print"), lambda: shell.do("print"), icon="printer", key="Ctrl+P"),
            button(_("Price list…"), self.outgoing.price_list, icon="file-text"),
            self._more,
            button(_("New product"), self.add, kind="primary", key="Ins"),
        ]

    def _bulk_buttons(self) -> list[QPushButton]:
        more = button("⋯", lambda: self._open_at(self._chosen_menu(), more), hint=_("More"))
        return [
            button(_("Change prices…"), self.change_prices),
            button(_("No longer sold"), lambda: self.presenter.discontinue(self.chosen())),
            more,
        ]

    def _connect(self) -> None:
        self.search.searched.connect(self._begin_afresh)
        self.search.searched.connect(self.presenter.search)
        self.search.entered.connect(self._entered)
        self.chips.chosen.connect(self._begin_afresh)
        self.chips.chosen.connect(self.presenter.choose_chip)
        self.view.sort_changed.connect(self.presenter.sort)
        self.view.current_changed.connect(self._cursor_moved)
        self.view.activated_id.connect(self.edit_product)
        self.view.menu_actions = self._fill_menu
        once(Qt.Key.Key_Delete, self.view, lambda: self.presenter.discontinue(self.chosen()), alone=True)
        once(Qt.Key.Key_Insert, self, self.add)
        self.card.edit.connect(self.edit_product)
        self.card.look.connect(self.show_product)
        self.card.open_card.connect(self.shell.open_card)
        self.card.more.connect(lambda product, at: self._open_at(self._one_menu(product), at))

    # the window's calls

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with one product (`product`), what is looked for (`text`), or a `query` to go on with."""
        if "query" in what:
            self.search.set_words(what["query"].text)
            self.presenter.show(what["query"])
        if "text" in what:
            self.search.set_words(str(what["text"]))
        if what.get("product"):
            self.show_product(int(what["product"]))
        else:
            self.search.setFocus()
        if not self._asked_drafts:
            self._asked_drafts = True
            QTimer.singleShot(0, self, lambda: form.offer_left(self.shell, self, self.show_product))

    def again(self) -> dict[str, Any]:
        """In another language the same list, and whose card is open."""
        return {"query": self.presenter.query, "product": self.presenter.current}

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved, or somebody else acts."""
        wanted = columns.of_shop()
        if [one.key for one in wanted] != [one.key for one in self.model.columns]:
            self.view.show_columns(wanted)
        self.model.forget()
        self.presenter.read()

    def add(self) -> None:
        """A new product; what was searched and not found is its name."""
        if not allowed(self.shell, "products.add"):
            return
        form.add(self.shell, self, self.search.text().strip() if self.is_empty else "", self.show_product)

    def edit(self) -> None:
        """F2: the product the cursor is on."""
        if (current := self.view.current_id() or self.presenter.current) is not None:
            self.edit_product(current)

    def edit_product(self, product: int) -> None:
        """The form of this product."""
        form.change(self.shell, self, product, self.show_product)

    def act(self, name: str) -> bool:
        """Ctrl+E takes the products out; the other entries are for customers."""
        if name == "export":
            self.outgoing.export()
        return name == "export"

    def scanned(self, code: str) -> Callable[[], object] | None:
        """The product of this code or barcode is shown."""
        found = products.by_code(code)
        return partial(self.show_product, found.id) if found else None

    def paper(self) -> Work | None:
        """The list as it stands."""
        if self.is_empty:
            return None
        ids, shown = self.model.ids, [self.model.columns[at] for at in self.view.shown_columns()]
        which = self.presenter.which
        title = f"{_('Products')}（{which}）" if which else _("Products")
        return paper.listed(title, shown, partial(product_lists.rows, ids))

    # the view of the presenter

    def show_list(self, ids: "array[int]", status: str) -> None:
        """Show these products."""
        self.view.show_ids(ids)
        self.show_rows()
        if self._held and not self.view.choose(self._held):
            self.view.clearSelection()
        elif self.view.current_id() is None:
            self.view.selectRow(0)
        self.say(status)

    def show_nothing(self, text: str, *, is_all: bool, is_stopped: bool) -> None:
        """Say that nothing matches, or what will be here."""
        self.view.show_ids(array("q"))
        if is_all:
            self.show_empty(_("No need to type in products first: what you quote is remembered."), self._first_steps())
        else:
            buttons = [button(_("New product"), self.add, kind="primary")]
            if is_stopped:
                buttons.append(button(_("Look among those no longer sold"), self.presenter.search_stopped))
            words = _("“{text}” was not found.").format(text=text) if text else _("Nothing is in this list.")
            self.show_empty(words, buttons)
        self.say("")

    def _first_steps(self) -> list[QPushButton]:
        samples = self.presenter.samples()
        words = _("Five usual ones of {trade}").format(trade=samples.title) if samples else ""
        return [
            button(_("Import a price list"), lambda: self.shell.go("importing"), kind="primary"),
            button(_("Type in the first product"), self.add),
            *([button(words, self.presenter.take_samples, hint="、".join(samples.products))] if samples else []),
        ]

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        """Show the ready filters."""
        self.chips.active = active or UNCHOSEN
        self.chips.show_chips(chips)

    def show_card(self, card: Card | None) -> None:
        """Show this product at the right."""
        self.card.show_card(card)

    # small things

    def chosen(self) -> list[int]:
        """The chosen products."""
        return list(self.view.chosen())

    def show_product(self, product: int) -> None:
        """Put the cursor on this product where the list has it, and show its card."""
        self._held = product
        self.view.choose(product)
        self.presenter.pick(product)

    def change_prices(self) -> None:
        """So many percent on the prices of those chosen, or of the list as it stands."""
        from ui.pages.products.prices_dialog import change_prices

        change_prices(self.shell, self, self.chosen(), list(self.model.ids), self.presenter.which)

    def chosen_words(self, count: int) -> str:
        """How many products are chosen."""
        return ngettext("{count} product chosen", "{count} products chosen", count).format(count=f"{count:,}")

    def _begin_afresh(self) -> None:
        self._held = None
        self.view.choose_none()

    def _entered(self, text: str) -> None:
        """Enter behind a code (a scanner types so) opens its product; behind a name it goes to the list."""
        typed = text.strip()
        if typed and (found := products.by_code(typed)):
            self.search.set_words("")  # the next code that is read is not written behind this one
            self.show_product(found.id)
        elif typed and self.is_empty:
            self.add()
        elif typed and self.model.rowCount():
            self.view.selectRow(0)
            self.view.setFocus()

    def _cursor_moved(self, product: int | None) -> None:
        if product is None and self._held:
            return
        if product != self._held:
            self._held = None
        self._card_soon.start()

    # menus

    def _open_at(self, menu: QMenu, at: QWidget) -> None:
        menu.exec(at.mapToGlobal(at.rect().bottomLeft()))

    def _list_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(
            action(_("Import a price list…"), lambda: self.shell.go("importing"), key="Ctrl+O", icon="upload", parent=menu)
        )
        menu.addAction(action(_("Export…"), self.outgoing.export, key="Ctrl+E", icon="file-spreadsheet", parent=menu))
        menu.addAction(action(_("Change prices…"), self.change_prices, parent=menu))
        menu.addAction(action(_("What follows what…"), lambda: self.shell.do("knowledge"), parent=menu))
        return menu

    def _chosen_menu(self) -> QMenu:
        menu = QMenu(self)
        self._fill_menu(menu)
        return menu

    def _one_menu(self, product: int) -> QMenu:
        menu = QMenu(self)
        self._sold_entries(menu, [product])
        return menu

    def _fill_menu(self, menu: QMenu) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            menu.addAction(action(_("Edit"), partial(self.edit_product, chosen[0]), key="F2", icon="pencil", parent=menu))
        menu.addAction(action(_("Change prices…"), self.change_prices, parent=menu))
        menu.addAction(action(_("Price list…"), self.outgoing.price_list, icon="file-text", parent=menu))
        menu.addAction(action(_("Export…"), self.outgoing.export, icon="file-spreadsheet", parent=menu))
        menu.addSeparator()
        self._sold_entries(menu, chosen)

    def _sold_entries(self, menu: QMenu, ids: Sequence[int]) -> None:
        rows = products.of_ids(ids)
        if any(row.is_active for row in rows):
            menu.addAction(action(_("No longer sold"), partial(self.presenter.discontinue, ids), icon="archive", parent=menu))
        if not all(row.is_active for row in rows):
            menu.addAction(action(_("Sell again"), partial(self.presenter.take_up, ids), icon="archive-restore", parent=menu))
