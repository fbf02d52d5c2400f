"""Lines of quotes, sales and templates as they are typed, and what they come to."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from db.core.connection import rows as read
from db.core.errors import InputError
from db.core.values import amounts, money
from db.core.values.amounts import Discount, Line, Totals
from db.core.values.text import clean_text, half_width, one_line
from resources.i18n import _

if TYPE_CHECKING:
    from db.services.products import ProductRow

_MOST: Final = 2_000  # lines of one paper
_LARGEST: Final = 10**9  # of a quantity, a price or a cost
_LARGEST_SUM: Final = 10**13  # dollars
_LONGEST: Final = 50_000  # letters of a text
_PLACES: Final = 3  # decimals of a quantity
_LONGEST_WARRANTY: Final = 1_200  # months
_DELIVERY: Final = ("", "ordered", "arrived", "told", "handed")
_UNIT: Final = 3  # letters of a unit at most
_HEADERS: Final = {
    "name": ("品名", "品項", "名稱", "項目", "品名規格", "品名/規格", "商品", "產品", "item", "name", "description"),
    "spec": ("規格", "型號", "規格/型號", "說明", "spec", "model"),
    "quantity": ("數量", "qty", "quantity"),
    "unit": ("單位", "unit"),
    "unit_price": ("單價", "價格", "售價", "price", "unitprice"),
    "discount": ("折扣", "折讓", "優惠", "discount"),
    "note": ("備註", "附註", "note", "remark"),
    "": ("項次", "#", "no", "no.", "序號", "金額", "小計", "總價", "複價", "合計", "amount", "total"),
}  # what columns are called in lists; those of "" are counted anew
_SUMS: Final = ("合計", "總計", "總額", "營業稅", "稅額", "稅金", "未稅", "含稅", "以下空白", "總金額", "total", "tax")
_SUBTOTAL: Final = ("小計", "subtotal")
_Said = tuple[dict[str, str], Decimal | None, Decimal | None]  # the words of a pasted row by field, its quantity and its price


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


@dataclass(frozen=True, slots=True)
class Aside:
    """One remark beside a line."""

    key: str  # missing, zero, under_cost, not_sold
    text: str
    is_owner_only: bool = False  # never said in counter mode


def amounts_of(forms: Iterable[LineForm], mode: str) -> Totals:
    """What these lines come to. ValueError: a discount that is no number, an unknown tax mode."""
    return amounts.total((Line(one.kind, one.quantity, one.unit_price, one.discount, one.amount) for one in forms), mode)


def totals(forms: Iterable[LineForm], mode: str) -> Totals:
    """What these lines come to, for what is kept. InputError: a sum no shop writes."""
    found = amounts_of(forms, mode)
    refuse_sum(*(one or 0 for one in found.amounts), found.total)
    return found


def refuse_sum(*sums: int, field: str = "lines") -> None:
    """InputError: dollars no shop writes."""
    if any(abs(one) > _LARGEST_SUM for one in sums):
        raise InputError(_("The sum is too large. Please look at the quantities and prices again."), field=field)


def is_empty(line: LineForm) -> bool:
    """Whether nothing was typed on it; a subtotal needs no words."""
    return line.kind != "subtotal" and replace(line, kind="item") == LineForm()


def checked(typed: Sequence[LineForm]) -> list[LineForm]:
    """The lines as they are kept, empty ones left out; a product whose adding was taken back meanwhile is a free line again.

    InputError with `field` lines:3:quantity for what can't be kept.
    """
    kept = [(at, line) for at, line in enumerate(typed) if not is_empty(line)]
    if len(kept) > _MOST:
        sentence = _("A paper can have {count} lines at most. Please make two of it.")
        raise InputError(sentence.format(count=f"{_MOST:,}"), field="lines")
    named = {line.product for _at, line in kept if line.product}
    gone = named - _there(named) if named else named
    return [_checked(at, replace(line, product=None) if line.product in gone else line) for at, line in kept]


def _there(ids: Iterable[int]) -> set[int]:
    """Those of these products that are there."""
    return {one for (one,) in read("SELECT id FROM product WHERE id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))}


def from_product(product: int, customer: int | None) -> list[LineForm]:
    """A product as lines, at this customer's price; a bundle: its parts under a heading."""
    from db.services import products

    row, parts = products.get(product), products.parts_of(product)
    if not parts:
        return [_of_product(row, customer)]
    held = [replace(_of_product(products.get(part.product), customer), quantity=part.quantity) for part in parts]
    return [LineForm("heading", name=row.name), *held]


def from_cells(rows: Sequence[Sequence[str]]) -> list[LineForm]:
    """What is pasted from a spreadsheet: by its headers, or as 品名 規格 數量 單位 單價 usually stand; sums are counted anew."""
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        return []
    by_header = [_meaning(cell) for cell in filled[0]]
    if sum(meaning is not None for meaning in by_header) >= 2 and "name" in by_header:
        said = [_by_header(by_header, row) for row in filled[1:]]
    else:
        said = [_by_place(row) for row in filled]
    return [line for line in (_pasted(*one) for one in said) if line]


def _meaning(header: str) -> str | None:
    """The field a column of this header fills; "" one that is passed over, None no header."""
    plain = half_width(header).replace(" ", "").casefold()
    return next((field for field, words in _HEADERS.items() if plain in words), None)


def _by_header(meanings: Sequence[str | None], row: Sequence[str]) -> _Said:
    said: dict[str, str] = {}
    for meaning, cell in zip(meanings, row, strict=False):
        if meaning and cell:
            said[meaning] = f"{said[meaning]} {cell}" if meaning in said else cell
    return said, money.parse_decimal(said.get("quantity", "")), money.parse_decimal(said.get("unit_price", ""))


def _by_place(row: Sequence[str]) -> _Said:
    """Words are name, 規格, and behind or before a number the unit; numbers are quantity and price, one alone is the price."""
    cells = [(cell, money.parse_decimal(cell)) for cell in row]
    if len(cells) > 1 and row[0].rstrip(".").isdecimal() and cells[1][1] is None:
        cells = cells[1:]  # 項次
    words = [cell for cell, number in cells if cell and number is None]
    numbers = [number for _cell, number in cells if number is not None]
    said = {"name": words[0] if words else ""}
    rest = words[1:]
    if rest and len(rest[-1]) <= _UNIT and numbers:
        said["unit"] = rest.pop()
    said["spec"] = " ".join(rest)
    quantity, price, *_more = [Decimal(1), *numbers] if len(numbers) == 1 else [*numbers, None, None]
    return said, quantity, price


def _pasted(said: dict[str, str], quantity: Decimal | None, price: Decimal | None) -> LineForm | None:
    """A line of what stands in its cells; None: a sum or an empty one."""
    name = said.get("name", "")
    plain = half_width(name).replace(" ", "").casefold()
    if plain.startswith(_SUBTOTAL):
        return LineForm("subtotal", name=name)
    if not (any(said.values()) or price is not None) or plain.startswith(_SUMS):
        return None
    texts: dict[str, Any] = {field: said.get(field, "") for field in ("spec", "unit", "note", "discount")}
    if quantity is None and price is None:
        return LineForm("heading", name=" ".join(part for part in (name, texts["spec"]) if part), note=texts["note"])
    return LineForm(name=name, quantity=quantity, unit_price=price, **texts)


def asides(line: LineForm, product: "ProductRow | None" = None) -> list[Aside]:
    """What is to be said beside a line while it is typed; nothing of it blocks, and nothing of it is printed."""
    if line.kind not in amounts.PRICED or is_empty(line):
        return []
    cost, found = line.cost if line.cost is not None else product.cost if product else None, list[Aside]()
    worth = Line(line.kind, line.quantity, line.unit_price, line.discount, line.amount).worth()
    if line.unit_price is None or line.quantity is None:
        found.append(Aside("missing", _("Quantity or price is missing.")))
    elif worth == 0:
        found.append(Aside("zero", _("This line comes to 0.")))
    if cost and worth is not None and line.quantity and worth > 0 and Decimal(worth) < cost * line.quantity:
        found.append(Aside("under_cost", _("This is under its cost of {cost}.").format(cost=f"{cost:,f}"), is_owner_only=True))
    if product and not product.is_active:
        found.append(Aside("not_sold", _("“{name}” is no longer sold.").format(name=product.name)))
    return found


def _of_product(row: "ProductRow", customer: int | None) -> LineForm:
    from db.services import prices

    return LineForm(
        product=row.id, name=row.name, spec=row.spec, quantity=Decimal(1), unit=row.unit,
        unit_price=prices.price_for(row.id, customer), cost=row.cost, warranty_months=row.warranty_months,
    )  # fmt: skip


def _checked(at: int, line: LineForm) -> LineForm:
    if line.kind not in amounts.KINDS:
        raise InputError(_("“{value}” is no kind of line.").format(value=line.kind), field=f"lines:{at}:kind")
    numbers: dict[str, Any] = {name: _kept(at, name, getattr(line, name)) for name in ("quantity", "unit_price", "cost")}
    if line.delivery not in _DELIVERY:
        raise InputError(_("“{value}” is no state of a delivery.").format(value=line.delivery), field=f"lines:{at}:delivery")
    if not 0 <= (line.warranty_months or 0) <= _LONGEST_WARRANTY:
        sentence = _("A warranty has {count} months at most.").format(count=_LONGEST_WARRANTY)
        raise InputError(sentence, field=f"lines:{at}:warranty_months")
    texts: dict[str, Any] = {name: clean_text(getattr(line, name)).strip() for name in ("spec", "note")}
    texts |= {name: one_line(clean_text(getattr(line, name))).strip() for name in ("name", "unit", "serial_no")}
    for name, text in texts.items():
        if len(text) > _LONGEST:
            raise InputError(_("This text is too long for a paper. Please shorten it."), field=f"lines:{at}:{name}")
    return replace(line, discount=_discount(at, line), **numbers, **texts)


def _kept(at: int, name: str, number: Decimal | None) -> Decimal | None:
    """The number as its column gives it back."""
    if number is None:
        return None
    place = {"field": f"lines:{at}:{name}"}
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise InputError(_("“{value}” is not a number for line {line}.").format(value=str(number), line=at + 1), **place)
    if name == "quantity" and number != round(number, _PLACES):
        raise InputError(_("A quantity has three decimals at most, not {value}.").format(value=str(number)), **place)
    return money.kept(number)


def _discount(at: int, line: LineForm) -> str:
    """100 or 5%, as it is kept; a minus sign before it says nothing more. More than the line is worth can't come off it."""
    place = {"field": f"lines:{at}:discount"}
    try:
        found = Discount.parse(line.discount)
    except ValueError:
        sentence = _("“{value}” is no discount. Write dollars such as 100, or percent such as 5%.")
        raise InputError(sentence.format(value=line.discount), **place) from None
    if found.percent > 100 or found.dollars > _gross(line):
        raise InputError(_("A discount of {value} is more than the line is worth.").format(value=line.discount), **place)
    return f"{_number(found.percent)}%" if found.percent else _number(found.dollars)


def _gross(line: LineForm) -> Decimal:
    """What a line is worth before its discount; any sum where that is not known yet."""
    if line.kind not in amounts.PRICED or line.quantity is None or line.unit_price is None:
        return Decimal(_LARGEST)
    return abs(line.quantity * line.unit_price)


def _number(number: Decimal) -> str:
    """Plain digits; nothing for zero."""
    return f"{number:f}" if number else ""
