"""Decides what the products page shows and does; owns no widget."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Protocol

from db.services import product_lists, products
from db.services.product_lists import Counts, ProductQuery
from db.services.products import ProductRow
from resources.i18n import _, ngettext
from ui.kit.starting import Start
from ui.trying import Asks, tried

if TYPE_CHECKING:
    from db.services.product_buyers import Bought, Recall
    from db.services.starters import StarterRow

SOLD, STOPPED, CATEGORY = "sold", "stopped", "category:"
_FIRST: Final = 12  # categories with a chip of their own; the menu of the chips has as many


@dataclass(frozen=True, slots=True)
class Card:
    """Everything known of one product."""

    row: ProductRow
    parts: "Sequence[tuple[ProductRow, Decimal]]" = ()
    newest: ProductRow | None = None
    bought: "Sequence[Bought]" = ()
    recalls: "Sequence[Recall]" = ()
    picture: bytes = b""


class View(Protocol):
    """What the presenter asks of the page."""

    def show_list(self, ids: "array[int]", status: str) -> None:
        """Show these products."""

    def show_nothing(self, text: str, *, is_all: bool, is_stopped: bool) -> None:
        """Nothing is in this list; `is_all`: the shop has no products at all; `is_stopped`: those no longer sold would match."""

    def show_chips(self, chips: Sequence[tuple[str, str]], active: str) -> None:
        """Show the ready filters."""

    def show_card(self, card: Card | None) -> None:
        """Show this product at the right."""


class Says(Protocol):
    """What the presenter asks of the window."""

    @property
    def asks(self) -> Asks:
        """Questions to the owner."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with the way back."""


class ProductsPresenter:
    """The list's query, the product in view, and what is done to products."""

    def __init__(self, view: View, shell: Says, start: Start) -> None:
        self._view, self._shell, self._start = view, shell, start
        self._serial = self._card_serial = 0
        self.query = ProductQuery()
        self.counts = Counts(0, 0, ())
        self.current: int | None = None

    # the list

    def read(self) -> None:
        """Read everything anew: the chips, the list, the card."""
        self.counts = product_lists.counts()
        if self.query.category is not None and self.query.category not in dict(self.counts.categories):
            self.query = replace(self.query, category=None)
        self._view.show_chips(self._chips(), self.active)
        self._show_list()
        self.pick(self.current)

    def search(self, text: str) -> None:
        """Show what a text means, at every key."""
        self.query = replace(self.query, text=text)
        self._show_list()

    def choose_chip(self, key: str) -> None:
        """Those sold, those no longer sold, or a category."""
        category = key.removeprefix(CATEGORY) if key.startswith(CATEGORY) else None
        self.query = replace(self.query, state="stopped" if key == STOPPED else "sold", category=category)
        self._show_list()

    def search_stopped(self) -> None:
        """The same among those no longer sold."""
        self.choose_chip(STOPPED)
        self._view.show_chips(self._chips(), self.active)

    def show(self, query: ProductQuery) -> None:
        """Show what this asks for."""
        self.query = query
        self.read()

    def sort(self, key: str, descending: bool) -> None:
        """Order by this column; by code upwards is the usual order, what is searched best first."""
        self.query = replace(self.query, sort="" if (key, descending) == ("code", False) else key, descending=descending)
        self._show_list()

    @property
    def active(self) -> str:
        """The key of the chip in force."""
        if self.query.category is not None:
            return CATEGORY + self.query.category
        return STOPPED if self.query.state == "stopped" else SOLD

    @property
    def which(self) -> str:
        """Which products stand in the list, in words; "" of all that are sold."""
        said = [self.query.category or "", _("no longer sold") if self.query.state == "stopped" else ""]
        text = self.query.text.strip()
        return "・".join(part for part in (*said, _("“{text}”").format(text=text) if text else "") if part)

    def _chips(self) -> list[tuple[str, str]]:
        counts = self.counts
        found = [(SOLD, f"{_('Sold now')} {counts.sold:,}")]
        found += [(CATEGORY + name, f"{name} {count:,}") for name, count in counts.categories[:_FIRST]]
        return [*found, (STOPPED, f"{_('No longer sold')} {counts.stopped:,}")] if counts.stopped else found

    def _show_list(self) -> None:
        """At once where nothing is searched; a text is looked for on the worker."""
        self._serial += 1
        serial, query = self._serial, self.query

        def then(ids: "array[int]") -> None:
            if serial == self._serial:
                self._show(query, ids)

        if query.text.strip():
            self._start(lambda _progress: product_lists.ids(query), then, quiet=True)
        else:
            then(product_lists.ids(query))

    def _show(self, query: ProductQuery, ids: "array[int]") -> None:
        if ids:
            self._view.show_list(ids, _counted(len(ids)))
            return
        is_all = not self.counts.sold and not self.counts.stopped
        text = query.text.strip()
        is_stopped = bool(self.counts.stopped) and query.state == "sold" and query.category is None
        self._view.show_nothing(text, is_all=is_all, is_stopped=is_stopped and bool(text or not self.counts.sold))

    # the card

    def pick(self, product: int | None) -> None:
        """Show this product's card; who bought it is looked up on the worker."""
        self.current = product
        self._card_serial += 1
        serial = self._card_serial
        if product is None:
            self._view.show_card(None)
            return

        def then(card: Card | None) -> None:
            if serial == self._card_serial:
                self._view.show_card(card)

        self._start(lambda _progress: read_card(product), then, quiet=True)

    # what is done

    def discontinue(self, ids: Sequence[int]) -> None:
        """These are no longer sold."""
        self._put(
            lambda: products.discontinue(ids),
            lambda count: ngettext("{count} product is no longer sold", "{count} products are no longer sold", count),
        )

    def take_up(self, ids: Sequence[int]) -> None:
        """These are sold again."""
        self._put(
            lambda: products.take_up(ids),
            lambda count: ngettext("{count} product is sold again", "{count} products are sold again", count),
        )

    def samples(self) -> "StarterRow | None":
        """The sample products of the shop's trade."""
        from db.services import starters

        return starters.of_shop()

    def take_samples(self) -> None:
        """Put them on the shelf."""
        from db.services import starters

        if found := starters.of_shop():
            self._put(
                lambda: starters.add_products(found.key),
                lambda count: ngettext("{count} product added", "{count} products added", count),
            )

    def _put(self, act: Callable[[], int], words: Callable[[int], str]) -> None:
        if done := tried(act, self._shell.asks):
            count, unit = done
            self._shell.toast_undo(words(count).format(count=f"{count:,}"), unit)


def read_card(product: int) -> Card | None:
    """Everything of one product; None where it went away."""
    from db.services import attachments, product_buyers

    row = next(iter(products.of_ids([product])), None)
    if row is None:
        return None
    parts = products.parts_of(product)
    held = {one.id: one for one in products.of_ids(part.product for part in parts)}
    return Card(
        row,
        [(held[part.product], part.quantity) for part in parts],
        products.successor(product),
        product_buyers.last(product),
        product_buyers.recalls(product),
        attachments.content(row.thumbnail_hash) if row.thumbnail_hash else b"",
    )


def _counted(count: int) -> str:
    return ngettext("{count} product", "{count} products", count).format(count=f"{count:,}")
