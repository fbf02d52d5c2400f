"""What can be done with a sale that was written down, wherever it is shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu, QWidget

from db.services import sale_lists, sales
from resources.i18n import N_, _, ngettext
from ui import papers, several
from ui.kit.labels import action
from ui.kit.page import Shell
from ui.trying import tried

_ICONS: Final = {
    "correct": "pencil",
    "take_back": "undo-2",
    "slip": "printer",
    "delivery_slip": "printer",
    "delete": "x",
}
WORDS: Final = {
    "open": N_("Open the sale"),
    "correct": N_("Edit"),
    "take_money": N_("Take money…"),
    "take_back": N_("Take something back…"),
    "slip": N_("Sales slip"),
    "delivery_slip": N_("Delivery slip"),
    "again": N_("Sell the same again"),
    "card": N_("Open the whole card"),
    "quote": N_("Look at its quote"),
    "delete": N_("Delete sale"),
}


class Selling:
    """For a page or dialog; every verb takes the id of a sale."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        self._shell, self._parent = shell, parent

    def possible(self, sale: int) -> dict[str, Callable[[], object]]:
        """What can be done with this sale, by the keys of WORDS, in the order of a menu."""
        item = next(iter(sale_lists.rows([sale])), None)
        if item is None:
            return {}
        found: dict[str, Callable[[], object]] = {
            "open": partial(self._shell.open_sale, sale),
            "correct": partial(self.correct, sale),
        }
        if item.left:
            found["take_money"] = partial(self._shell.pay, item.customer, sale)
        if item.can_return:
            found["take_back"] = partial(self.take_back, sale)
        if item.returns is None and item.lines:
            found["again"] = partial(self.again, sale)
        found |= {"slip": partial(self.slip, sale), "delivery_slip": partial(self.delivery_slip, sale)}
        if item.quote:
            found["quote"] = partial(self.look_at_quote, item.quote)
        return found | {"card": partial(self._shell.open_card, item.customer), "delete": partial(self.delete, sale)}

    def fill_menu(self, menu: QMenu, sale: int) -> None:
        """The same as entries of a menu."""
        for key, do in self.possible(sale).items():
            if key in ("slip", "card"):
                menu.addSeparator()
            menu.addAction(action(_(WORDS[key]), do, icon=_ICONS.get(key, ""), parent=menu))

    def correct(self, sale: int) -> None:
        """The form of this sale."""
        from ui.selling.entry import correct

        correct(self._shell, self._parent, sale)

    def again(self, sale: int) -> None:
        """A new sale of the same lines."""
        from ui.selling.entry import sell_again

        sell_again(self._shell, self._parent, sale)

    def take_back(self, sale: int) -> None:
        """退貨: ask what comes back."""
        from ui.selling.return_dialog import take_back

        take_back(self._shell, self._parent, sale)

    def slip(self, sale: int) -> None:
        """銷貨單."""
        self._look(sale, shows_prices=True)

    def delivery_slip(self, sale: int) -> None:
        """出貨單."""
        self._look(sale, shows_prices=False)

    def _look(self, sale: int, *, shows_prices: bool) -> None:
        from ui.selling.papers import slip

        papers.look(self._shell, slip(sale, shows_prices=shows_prices))

    def look_at_quote(self, quote: int) -> None:
        """The paper of the quote it came from."""
        from ui.quoting.deeds import look

        look(self._shell, quote)

    def delete(self, sale: int) -> bool:
        """Delete it, with the way back in the message; whether it is gone."""
        name = next((one.name for one in sale_lists.rows([sale])), "")
        done = tried(lambda: sales.delete(sale), self._shell.asks)
        if done:
            self._shell.toast_undo(_("The sale to {name} is deleted.").format(name=name), done[1])
        return done is not None

    def delete_all(self, chosen: Sequence[int]) -> None:
        """Delete several, with one way back; those that money was paid for stay, and it is said."""
        several.each(self._shell, "sales.delete", chosen, sales.delete, _deleted)


def _deleted(count: int) -> str:
    return ngettext("{count} sale deleted", "{count} sales deleted", count).format(count=f"{count:,}")
