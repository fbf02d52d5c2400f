"""The demo shop's trade: products with three prices, slips with tax, what is on order or to be renewed; demo_money pays them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import groupby
from random import Random
from typing import Any, Final

from db.core.connection import run
from db.core.values import amounts
from db.core.values.money import to_scaled
from db.services import bulk, credit_terms, demo_money, open_days, quote_numbers, tasks, wanted
from db.services.demo_people import DemoCustomer, SaleLine, words
from db.services.recalls import RECALL, Recall
from db.services.wanted import WantedForm

_OLD_MODEL: Final = (  # what was sold while there was no newer one
    "UPDATE sale_line SET product = ?1, spec = (SELECT spec FROM product WHERE id = ?1)"
    " WHERE product = ?2 AND sale IN (SELECT id FROM sale WHERE happened_on < ?3)"
)
_HERE: Final = 400  # days ago the shop began to write its slips here; what was sold before is history
_ON_ORDER: Final = 14  # days
_STATES: Final = ("ordered", "arrived", "told", "ordered", "handed")
_MOST: Final = 14  # things on order, of a small shop
_AGREED: Final = {"批發": "wholesale", "工程": "project"}  # tags and their price level
_LIMITS: Final = (30_000, 50_000, 100_000)
_TO_ORDER: Final = "要訂"
_PRICE: Final = {"": 4, "wholesale": 7, "project": 8}  # columns of a product in the shipped list
_COST, _MONTHS, _ITEM, _WARRANTY, _AVAILABILITY = 5, 9, 10, 11, 12
_PRODUCT: Final = (
    "id", "code", "name", "spec", "unit", "price", "cost", "category", "wholesale_price", "project_price", "recall_months",
    "recall_item", "warranty_months", "availability", "barcode",
)  # fmt: skip
_SALE: Final = (
    "id", "customer", "order_no", "happened_on", "total", "number", "tax_mode", "net", "tax", "due_on", "is_owed", "invoice_no",
    "invoice_on", "invoice_kind", "kept_here", "note", "staff",
)  # fmt: skip
_LINE: Final = (
    "sale", "product", "name", "spec", "quantity", "unit", "unit_price", "amount", "position", "cost", "serial_no",
    "warranty_months", "delivery", "promised_on",
)  # fmt: skip
_TASK: Final = ("customer", "title", "due_on", "staff", "origin", "sale")


@dataclass(slots=True)
class Slip:
    """One sale; `due_on` None: paid at once."""

    id: int
    customer: int
    one: DemoCustomer
    day: date
    lines: list[SaleLine]
    amounts: tuple[int, ...]
    tax_mode: str
    net: int
    tax: int
    total: int
    due_on: date | None
    is_here: bool


def agreed(one: DemoCustomer) -> tuple[str, int | None, int | None, int | None]:
    """Price level, credit limit, days until payment and closing day, as their tags say."""
    level = next((level for tag, level in _AGREED.items() if tag in one.tags), "")
    if "月結" not in one.tags:
        return level, None, None, None
    return level, _LIMITS[len(one.name) % len(_LIMITS)], 30, 25


def products() -> range:
    """The shop's products, one of them a bundle, one no longer made; their ids."""
    lists = words()["products"]
    ids = bulk.reserve("product", len(lists))
    places = {row[0]: number for number, row in zip(ids, lists, strict=True)}
    bulk.insert_rows("product", _PRODUCT, (_product(number, *row) for number, row in zip(ids, lists, strict=True)))
    old, new = (ids[place] for place in _models())
    run("UPDATE product SET next_model = ?, is_active = 0 WHERE id = ?", new, old)
    bundle, parts = words()["bundle"]
    rows = ((places[bundle], places[code], to_scaled(quantity), at) for at, (code, quantity) in enumerate(parts))
    bulk.insert_rows("product_part", ("product", "part", "quantity", "position"), rows)
    return ids


def add_to(ids: range, made: Sequence[DemoCustomer], sold: range, today: date) -> None:
    """Write what these customers bought, within the unit that is open; `sold` are the products' ids."""
    dice = Random(len(made))  # noqa: S311 - made-up, the same every time
    slips = _slips(ids, made, today)
    bulk.insert_rows("sale", _SALE, _heads(dice, slips, today))
    bulk.insert_rows("sale_line", _LINE, _lines(slips, sold, today))
    run(_OLD_MODEL, *(sold[place] for place in _models()), (today - timedelta(days=_HERE)).isoformat())
    demo_money.add_to(dice, slips, today)
    bulk.insert_rows("task", _TASK, _recalls(slips, today))
    _wanted(dice, slips, sold, today)


def _models() -> list[int]:
    """The places of the model no longer made and of the one that followed it."""
    codes = [row[0] for row in words()["products"]]
    return [codes.index(code) for code in words()["old_model"]]


def _product(number: int, code: str, name: str, spec: str, unit: str, price: int, cost: int, category: str,
             *more: Any) -> tuple[Any, ...]:  # fmt: skip
    wholesale, project, months, item, warranty, availability, barcode = more
    prices = [None if one is None else to_scaled(one) for one in (wholesale, project)]
    return (number, code, name, spec, unit, to_scaled(price), to_scaled(cost) if cost else None, category, *prices, months, item,
            warranty, availability, barcode)  # fmt: skip


def _slips(ids: range, made: Sequence[DemoCustomer], today: date) -> list[Slip]:
    sales = [(day, customer, one, lines) for customer, one in zip(ids, made, strict=True) for day, lines in one.sales]
    sales.sort(key=lambda sale: sale[:2])
    numbers = bulk.reserve("sale", len(sales))
    here = today - timedelta(days=_HERE)
    return [_slip(number, *sale, here) for number, sale in zip(numbers, sales, strict=True)]


def _slip(number: int, on: str, customer: int, one: DemoCustomer, lines: list[SaleLine], here: date) -> Slip:
    level, limit, days, closing_day = agreed(one)
    each = tuple(_price(level, place) * quantity for place, quantity in lines)
    day, tax_mode = date.fromisoformat(on), "exclusive" if one.tax_id else "inclusive"
    is_here = day >= here
    sums = amounts.taxed(sum(each), tax_mode) if is_here else (0, 0, sum(each))
    due_on = credit_terms.CreditTerms(limit, days, closing_day).due_on(day)
    return Slip(number, customer, one, day, lines, each, tax_mode if is_here else "", *sums, due_on, is_here)


@cache
def _price(level: str, place: int) -> int:
    """What a product costs at a level; the retail price where it has no other."""
    product = words()["products"][place]
    return int(product[_PRICE[level]] or product[_PRICE[""]])


def _heads(dice: Random, slips: Sequence[Slip], today: date) -> Iterator[tuple[Any, ...]]:
    numbers = iter(quote_numbers.many("sale", (one.day for one in slips if one.is_here)))
    orders = _order_numbers(one for one in slips if not one.is_here)
    kept, invoice = iter(words()["kept_here"]), 10_000_000 + dice.randrange(10_000_000)
    for one in slips:
        staff = one.one.staff or dice.choice(words()["staff"])
        if not one.is_here:
            yield (one.id, one.customer, next(orders), one.day.isoformat(), one.total, "", "", None, None, None, 0, "", None, "",
                   "", "", staff)  # fmt: skip
            continue
        invoice += 1
        is_kept = (today - one.day).days <= _ON_ORDER and len(one.lines) > 1 and dice.random() < 0.2
        note = dice.choice(words()["sale_notes"]) if dice.random() < 0.03 else ""
        yield (
            one.id, one.customer, "", one.day.isoformat(), one.total, next(numbers), one.tax_mode, one.net, one.tax,
            one.due_on.isoformat() if one.due_on else None, 1, f"AB-{invoice:08d}", one.day.isoformat(),
            "triplicate" if one.one.tax_id else "duplicate", next(kept, "") if is_kept else "", note, staff,
        )  # fmt: skip


def _order_numbers(slips: Iterator[Slip]) -> Iterator[str]:
    """1151121-001, 1151121-002, ...: Republic day and a number within it; the days are in order."""
    for day, same in groupby(slips, key=lambda slip: slip.day):
        for place, _slip in enumerate(same, 1):
            yield f"{day.year - 1911}{day:%m%d}-{place:03d}"


def _lines(slips: Sequence[Slip], sold: range, today: date) -> Iterator[tuple[Any, ...]]:
    lists, orders = words()["products"], _orders(slips, today)
    for slip in slips:
        level = agreed(slip.one)[0]
        for at, (place, quantity) in enumerate(slip.lines):
            product = lists[place]
            warranty = product[_WARRANTY] if slip.is_here else None
            serial = f"{product[0]}{slip.day:%y%m}{slip.id:05d}" if warranty and product[_AVAILABILITY] == _TO_ORDER else ""
            yield (
                slip.id, sold[place], *product[1:3], to_scaled(quantity), product[3], to_scaled(_price(level, place)),
                slip.amounts[at], at, to_scaled(product[_COST]) if product[_COST] else None, serial, warranty,
                *orders.get((slip.id, at), ("", None)),
            )  # fmt: skip


def _orders(slips: Sequence[Slip], today: date) -> dict[tuple[int, int], tuple[str, str | None]]:
    """Where lines stand that were ordered lately, and for when they were promised, by slip and place."""
    lists = words()["products"]
    late = [one for one in slips if (today - one.day).days <= _ON_ORDER]
    lines = [(one, at) for one in late for at, (place, _n) in enumerate(one.lines) if lists[place][_AVAILABILITY] == _TO_ORDER]
    found: dict[tuple[int, int], tuple[str, str | None]] = {}
    for count, (one, at) in enumerate(lines[-_MOST:]):
        promised = open_days.on_or_after(today + timedelta(days=count % 6 - 1)).isoformat()
        found[one.id, at] = (_STATES[count % len(_STATES)], promised)
    return found


def _recalls(slips: Sequence[Slip], today: date) -> Iterator[tuple[Any, ...]]:
    """The reminders of what was sold last of its kind to each customer."""
    last: dict[tuple[int, int], Slip] = {}
    for slip in slips:
        for place, _quantity in slip.lines:
            if words()["products"][place][_MONTHS]:
                last[slip.customer, place] = slip
    rules, lists = open_days.rules(), words()["products"]
    due = ((open_days.months_later(slip.day, lists[key[1]][_MONTHS]), *key) for key, slip in last.items())
    for day, customer, place in sorted(due):  # one year after the other: lunar calendars are slow to change over
        slip, product = last[customer, place], lists[place]
        if day > today and slip.is_here and not slip.one.archived:
            on = rules.on_or_after(day).isoformat()
            title = Recall(product[_MONTHS], product[_ITEM] or product[1], product[1], on, customer).title
            yield customer, tasks.short(title), on, "", RECALL, slip.id


def _wanted(dice: Random, slips: Sequence[Slip], sold: range, today: date) -> None:
    """What customers asked for and the shop had not."""
    buyers = sorted({one.customer for one in slips if one.is_here and not one.one.archived})
    asked = words()["wanted"]
    chosen = dice.sample(buyers, min(len(buyers), len(asked)))
    for customer, (name, spec, unit, ago, coming, state) in zip(chosen, asked, strict=False):
        promised = "" if coming is None else open_days.on_or_after(today + timedelta(days=coming)).isoformat()
        on = (today + timedelta(days=ago)).isoformat()
        number = wanted.add(WantedForm(customer, name, None, spec, Decimal(1), unit, asked_on=on, promised_on=promised))
        run("UPDATE wanted SET delivery = ? WHERE id = ?", state, number)
