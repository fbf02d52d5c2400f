"""Decides what 成交 offers and saves: options, alternatives, what is on order, the deposit; owns no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from db.core.errors import InputError
from db.core.values import money
from db.services import lines, payments, products, quote_life, quotes
from db.services.payments import PaymentForm
from resources.i18n import _
from ui.paying import means
from ui.quoting import words

Values = dict[str, Any]
_TO_ORDER: Final = "訂"  # stands in 要訂, the shop's own word
_AS_QUOTED: Final = -1


@dataclass(frozen=True, slots=True)
class Choice:
    """What the customer may take: an option by itself, or of an item and its alternatives one. `ways` are (place, words)."""

    title: str  # "" of an option
    ways: tuple[tuple[int, str], ...]  # the place in the quote's lines; _AS_QUOTED the item itself


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of it: the sale, the deposit's payment if any, whether something is on order."""

    sale: int
    payment: int | None
    has_ordered: bool


class Accepting:
    """One quote that is being accepted."""

    def __init__(self, quote: int) -> None:
        found = quotes.get(quote)
        self.quote, self.row, self.mode = quote, found.row, found.form.tax_mode
        self.lines = found.form.lines
        self.amounts = found.totals.amounts

    def choices(self) -> list[Choice]:
        """What is to be chosen, in the order of the paper."""
        found = {at: Choice("", ((at, self._words(at)),)) for at, line in enumerate(self.lines) if line.kind == "option"}
        for at, item in self._above().items():
            known = found.get(item) or Choice(self.lines[item].name, ((_AS_QUOTED, self._words(item)),))
            found[item] = Choice(known.title, (*known.ways, (at, self._words(at))))
        return [found[at] for at in sorted(found)]

    def _words(self, at: int) -> str:
        line, amount = self.lines[at], self.amounts[at]
        worth = "" if amount is None else words.amount(amount)
        return "　".join(filter(None, (line.name, line.spec, worth)))

    def goods(self, taken: Iterable[int]) -> list[tuple[int, str]]:
        """What is bought, as (place, words): what may be on order."""
        wanted = set(taken)
        instead = {above for at, above in self._above().items() if at in wanted}
        return [
            (at, "　".join(filter(None, (line.name, line.spec))))
            for at, line in enumerate(self.lines)
            if at in wanted or (line.kind == "item" and at not in instead)
        ]

    def _above(self) -> dict[int, int]:
        """Of every alternative the item it may stand for, both as places."""
        found: dict[int, int] = {}
        item = _AS_QUOTED
        for at, line in enumerate(self.lines):
            if line.kind == "item":
                item = at
            elif line.kind == "alternative" and item != _AS_QUOTED:
                found[at] = item
        return found

    def usual(self) -> list[int]:
        """What is on order at first: products the shop says must be ordered."""
        ids = [line.product for line in self.lines if line.product is not None]
        known = {row.id for row in products.of_ids(ids) if _TO_ORDER in row.availability}
        return [at for at, line in enumerate(self.lines) if line.product in known]

    def total(self, taken: Iterable[int]) -> int:
        """What the sale comes to, whole dollars."""
        return lines.amounts_of(quote_life.sold_lines(self.lines, taken), self.mode).total

    def told(self, values: Values) -> str:
        """The sum of the sale, and what is left after the deposit."""
        total = self.total(values.get("taken") or ())
        said = _("Total {amount}").format(amount=words.amount(total))
        deposit = money.parse(str(values["amount"])) or 0
        left = _("{amount} left to pay").format(amount=words.amount(total - deposit))
        return f"{said}　{left}" if deposit else said

    def asides(self, values: Values) -> list[str]:
        """What should be seen before it is accepted, and hinders nothing."""
        return means.asides(values, self.total(values.get("taken") or ()))

    def save(self, values: Values) -> Accepted:
        """Accept it. InputError: an amount that is none; RefusedError: it was decided meanwhile."""
        ordered: Sequence[int] = values.get("ordered") or ()
        sale = quote_life.accept(self.quote, values.get("taken") or (), self._deposit(values), ordered)
        paid = payments.of_sale(sale)
        return Accepted(sale, paid[0].id if paid else None, bool(ordered))

    def _deposit(self, values: Values) -> PaymentForm | None:
        amount = means.amount(values)
        if not amount:
            return None
        if amount < 0:
            raise InputError(_("“{value}” is no amount.").format(value=str(values["amount"]).strip()), field="amount")
        return means.payment(self.row.customer, values, amount, note=_("Deposit"))
