"""Lines of quotes, sales and templates as they are typed, and what they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from db.core.errors import InputError
from db.core.values import amounts, money
from db.core.values.amounts import Discount, Line, Totals
from db.core.values.text import clean_text, one_line
from resources.i18n import N_, _

if TYPE_CHECKING:
    from db.services.products import ProductRow

KIND_WORDS: Final = {
    "item": N_("Item"),
    "heading": N_("Heading"),
    "subtotal": N_("Subtotal"),
    "discount": N_("Discount"),
    "option": N_("Option"),
    "alternative": N_("Alternative"),
    "note": N_("Note"),
}  # English ids of their words
_MOST: Final = 2_000  # lines of one paper
_LARGEST: Final = 10**9  # of a quantity, a price or a cost
_LARGEST_SUM: Final = 10**13  # dollars
_LONGEST: Final = 50_000  # letters of a text
_PLACES: Final = 3  # decimals of a quantity


@dataclass(slots=True)
class LineForm:
    """One line as it is typed. `kind` is one of amounts.KINDS; prices and cost in dollars, up to four places; `discount` as
    amounts.Discount reads it; `promised_on` an ISO date; `amount` a sum written down as such (sales that came in).
    """

    kind: str = "item"
    product: int | None = None
    name: str = ""
    spec: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_price: Decimal | None = None
    discount: str = ""
    note: str = ""
    cost: Decimal | None = None
    serial_no: str = ""
    warranty_months: int | None = None
    delivery: str = ""
    promised_on: str = ""
    amount: int | None = None


def amounts_of(forms: Iterable[LineForm], mode: str) -> Totals:
    """What these lines come to. ValueError: a discount that is no number, an unknown tax mode."""
    return amounts.total((Line(one.kind, one.quantity, one.unit_price, one.discount, one.amount) for one in forms), mode)


def totals(forms: Iterable[LineForm], mode: str) -> Totals:
    """What these lines come to, for what is kept. InputError: a sum no shop writes."""
    found = amounts_of(forms, mode)
    if any(abs(one or 0) > _LARGEST_SUM for one in (*found.amounts, found.total)):
        raise InputError(_("The sum is too large. Please look at the quantities and prices again."), field="lines")
    return found


def is_empty(line: LineForm) -> bool:
    """Whether nothing was typed on it; a subtotal needs no words."""
    return line.kind != "subtotal" and replace(line, kind="item") == LineForm()


def checked(typed: Sequence[LineForm]) -> list[LineForm]:
    """The lines as they are kept, empty ones left out. InputError with `field` lines:3:quantity for what can't be kept."""
    kept = [(at, line) for at, line in enumerate(typed) if not is_empty(line)]
    if len(kept) > _MOST:
        sentence = _("A paper can have {count} lines at most. Please make two of it.")
        raise InputError(sentence.format(count=f"{_MOST:,}"), field="lines")
    return [_checked(at, line) for at, line in kept]


def from_product(product: int, customer: int | None) -> list[LineForm]:
    """A product as lines, at this customer's price; a bundle: its parts under a heading."""
    from db.services import products

    row, parts = products.get(product), products.parts_of(product)
    if not parts:
        return [_of_product(row, customer)]
    held = [replace(_of_product(products.get(part.product), customer), quantity=part.quantity) for part in parts]
    return [LineForm("heading", name=row.name), *held]


def _of_product(row: "ProductRow", customer: int | None) -> LineForm:
    from db.services import prices

    return LineForm(
        product=row.id, name=row.name, spec=row.spec, quantity=Decimal(1), unit=row.unit,
        unit_price=prices.price_for(row.id, customer), cost=row.cost, warranty_months=row.warranty_months,
    )  # fmt: skip


def _checked(at: int, line: LineForm) -> LineForm:
    if line.kind not in amounts.KINDS:
        raise InputError(_("“{value}” is no kind of line.").format(value=line.kind), field=f"lines:{at}:kind")
    for name in ("quantity", "unit_price", "cost"):
        _check_number(at, name, getattr(line, name))
    texts = {name: clean_text(getattr(line, name)).strip() for name in ("spec", "note")}
    texts |= {name: one_line(clean_text(getattr(line, name))).strip() for name in ("name", "unit", "serial_no")}
    for name, text in texts.items():
        if len(text) > _LONGEST:
            raise InputError(_("This text is too long for a paper. Please shorten it."), field=f"lines:{at}:{name}")
    return replace(line, discount=_discount(at, line), **texts)


def _check_number(at: int, name: str, number: Decimal | None) -> None:
    if number is None:
        return
    place = {"field": f"lines:{at}:{name}"}
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise InputError(_("“{value}” is not a number for line {line}.").format(value=str(number), line=at + 1), **place)
    if name == "quantity" and number != round(number, _PLACES):
        raise InputError(_("A quantity has three decimals at most, not {value}.").format(value=str(number)), **place)


def _discount(at: int, line: LineForm) -> str:
    """100 or 5%, as it is kept; a minus sign before it says nothing more."""
    place = {"field": f"lines:{at}:discount"}
    try:
        found = Discount.parse(line.discount)
    except ValueError:
        sentence = _("“{value}” is no discount. Write dollars such as 100, or percent such as 5%.")
        raise InputError(sentence.format(value=line.discount), **place) from None
    if found.percent > 100 or found.dollars >= _LARGEST:
        raise InputError(_("A discount of {value} is more than the line is worth.").format(value=line.discount), **place)
    return f"{_number(found.percent)}%" if found.percent else _number(found.dollars)


def _number(number: Decimal) -> str:
    """Plain digits; nothing for zero."""
    return f"{money.from_scaled(money.to_scaled(number)):f}" if number else ""
