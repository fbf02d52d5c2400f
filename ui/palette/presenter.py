"""Decides what the palette finds, and in which order; owns no widget."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final, Protocol

from db.core.values import money
from db.core.values.text import half_width, normal
from db.services import callers, numbers, options, products
from db.services.lists import CustomerRow
from db.services.numbers import NumberHit
from resources.i18n import _, ngettext
from ui.kit.days import near
from ui.lines.reading import number
from ui.palette.hits import Command, Hit

_MOST: Final = 7  # commands beside customers
_PAPERS: Final = 4  # numbers of papers
_GOODS: Final = 3  # products


class Window(Protocol):
    """What the palette asks of the window."""

    def open_card(self, customer: int) -> None:
        """Show the whole page of one customer."""

    def add_customer(self, text: str) -> None:
        """A new customer, with what was typed in its place."""

    def search_customers(self, text: str) -> None:
        """The list of customers with this search."""

    def open_number(self, kind: str, number: int) -> None:
        """What a number on a paper belongs to: a quote, else a sale."""

    def open_product(self, product: int) -> None:
        """A product in the list of products."""

    def show_all(self) -> None:
        """What was typed once more, with every command that is meant."""


class PalettePresenter:
    """Finds customers by the shop's search, and commands by their words."""

    def __init__(self, window: Window, commands: Sequence[Command], *, has_shop: bool) -> None:
        self._window = window
        self._commands = commands
        self._has_shop = has_shop

    def found(self, text: str, *, every: bool = False) -> list[Hit]:
        """The lines for what was typed so far; without words, everything the program can do. `every`: however many commands."""
        words = normal(half_width(text)).split()
        if not words:
            return [_of_command(command) for command in self._commands]
        called, others = self._matching(words, every=every)
        if not self._has_shop:
            return [*called, *others]
        rows = callers.found(text)
        papers, is_just = self._papers(text)
        people = [*(self._of_customer(row, text) for row in rows), *self._more(text, rows)]
        people = [*papers, *people] if is_just else [*people, *papers]
        others = [*self._goods(text), *others]
        new = [self._new(text.strip())]
        if not people:
            return [*new, *called, *others] if _has_digits(text) else [*called, *others, *new]
        if called and not any(normal(row.name).startswith(words[0]) for row in rows):
            return [*called, *people, *others, *new]
        return [*people, *called, *others, *new]

    def _matching(self, words: Sequence[str], *, every: bool) -> tuple[list[Hit], list[Hit]]:
        """The commands whose name begins with what was typed, and the others that are meant, those left out counted."""
        ranked = [(rank, command) for command in self._commands if (rank := _rank(command, words)) is not None]
        called = [_of_command(command) for rank, command in ranked if rank == 0]
        meant = sorted(ranked, key=lambda pair: (pair[1].kind == "report", pair[0]))  # what is done comes before what is asked
        others = [_of_command(command) for rank, command in meant if rank > 0]
        left = len(ranked) - _MOST
        if every or left <= 0:
            return called, others
        title = ngettext("{count} more thing to do: show it", "{count} more things to do: show them", left).format(count=left)
        return called[:_MOST], [*others[: max(0, _MOST - len(called))], Hit("all", title, "", "", "", self._window.show_all)]

    def _of_customer(self, row: CustomerRow, text: str) -> Hit:
        last = f"{near(row.last_contact_on, options.shows_republic_years())} {row.last_contact}".strip()
        title = f"{'⚠ ' if row.is_blacklisted else ''}{row.name} {row.title}".strip()
        beside = _("put away") if row.archived else last
        phone = callers.number_with(row, text)
        return Hit("customer", title, phone, beside, "users", lambda: self._window.open_card(row.id), row.id)

    def _papers(self, text: str) -> tuple[list[Hit], bool]:
        """Quotes, sales, invoices and devices with this number; whether one has just this and no longer one."""
        found = numbers.found(text, _PAPERS)
        return [self._of_number(one) for one in found], any(normal(one.number) == normal(text.strip()) for one in found)

    def _of_number(self, one: NumberHit) -> Hit:
        total = f"${money.shown(one.total)}" if one.total is not None else ""
        title = f"{_(numbers.KINDS[one.kind])} {one.number}　{one.name}"
        day = near(one.on, options.shows_republic_years()) if one.on else ""
        return Hit("number", title, total, day, "file-text", partial(self._window.open_number, one.kind, one.id), one.customer)

    def _goods(self, text: str) -> Iterator[Hit]:
        """Products by code, barcode or name."""
        for row in products.find(text, _GOODS):
            title = " ".join(part for part in (row.name, row.spec) if part)
            price = f"${number(row.price)}" if row.price is not None else ""
            yield Hit("product", title, price, row.code, "tag", partial(self._window.open_product, row.id))

    def _more(self, text: str, rows: Sequence[CustomerRow]) -> Iterator[Hit]:
        """Those who find no room here lead to the list."""
        count, is_least = callers.more(text, rows)
        if count > 0:
            words = ngettext("{count} more: look at all in the list", "{count} more: look at all in the list", count)
            title = words.format(count=f"{count:,}{'+' if is_least else ''}")
            yield Hit("more", title, "", _("or type on"), "search", lambda: self._window.search_customers(text.strip()))

    def _new(self, text: str) -> Hit:
        said = callers.shown(text) if callers.is_number(text) else text
        title = _("New customer: {text}").format(text=said)
        return Hit("new", title, "", "", "user-plus", lambda: self._window.add_customer(said))


def _has_digits(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= 3


def _of_command(command: Command) -> Hit:
    return Hit(command.kind, command.title, command.place, command.keys, command.icon, command.do)


def _rank(command: Command, words: Sequence[str]) -> int | None:
    """How well a command is meant: 0 begins with it, 1 has it in its name, 2 in other words for it; None: it is not."""
    title = normal(command.title)
    whole = f"{title} {normal(command.place)} {normal(command.spoken)} {normal(command.keys)}"
    if not all(word in whole for word in words):
        return None
    return 0 if title.startswith(words[0]) else 1 if words[0] in title else 2
