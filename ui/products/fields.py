"""The fields of a product's form, what is read out of them, and what is doubtful about that; no widget."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from db.core.errors import InputError
from db.core.values import money
from db.services import options, products, staff
from db.services.products import Part, ProductForm
from resources.i18n import N_, _
from ui.kit.boxes import Field
from ui.kit.form import Values
from ui.lines.reading import number

TEXTS: Final = ("name", "spec", "code", "barcode", "category", "unit", "availability", "recall_item", "note")
PRICES: Final = ("price", "wholesale_price", "project_price", "cost")
MONTHS: Final = ("recall_months", "warranty_months")
_SOLD_AT: Final = PRICES[:-1]
_IN_STOCK: Final = (N_("Usually in stock"), N_("To order"))
_PRICES: Final = N_("Prices")
_LATER: Final = N_("After it was sold")
_BESIDE: Final = N_("Bundle, next model, picture")


def fields(makes: Mapping[str, Any]) -> list[Field]:
    """The fields; `makes` has the boxes of parts, next_model and picture. The cost is the owner's."""
    named = [(name, name) for name in products.categories()]
    units = [(name, name) for name in options.texts("units")]
    stock = [(_(word), _(word)) for word in _IN_STOCK]
    found = [
        Field("name", N_("Product")),
        Field("spec", N_("Specification"), hint=_("Brand, size, colour")),
        Field("code", N_("Product number"), "number"),
        Field("barcode", N_("Barcode"), "number", hint=_("Scan it here")),
        Field("category", N_("Category"), choices=named, free=True),
        Field("unit", N_("Unit"), choices=units, free=True),
        Field("availability", N_("In stock or to order"), choices=stock, free=True),
        Field("price", N_("Retail price"), "number", group=_PRICES),
        Field("wholesale_price", N_("Wholesale price"), "number", group=_PRICES),
        Field("project_price", N_("Contractor price"), "number", group=_PRICES),
        Field("cost", N_("Cost"), "number", group=_PRICES, hint=_("Only you see it; it is on no paper")),
        Field("warranty_months", N_("Warranty (months)"), "number", group=_LATER),
        Field("recall_months", N_("Contact again after (months)"), "number", group=_LATER, hint=_("Such as 6 for a filter")),
        Field("recall_item", N_("What is renewed then"), group=_LATER, hint=_("Empty: the product itself")),
        Field("parts", N_("Parts of the bundle"), group=_BESIDE, make=makes["parts"]),
        Field("next_model", N_("Next model"), group=_BESIDE, make=makes["next_model"]),
        Field("picture", N_("Picture"), group=_BESIDE, make=makes["picture"]),
        Field("note", N_("Note"), "lines", group=_BESIDE),
    ]
    return [one for one in found if one.key != "cost" or staff.is_owner()]


def to_values(form: ProductForm, parts: Sequence[Part]) -> Values:
    """A product as its form shows it."""
    values: Values = {name: getattr(form, name) for name in (*TEXTS, "next_model", "seen")}
    values |= {name: number(getattr(form, name)) for name in PRICES}
    values |= {name: str(getattr(form, name) or "") for name in MONTHS}
    return values | {
        "parts": [{"product": one.product, "quantity": number(one.quantity)} for one in parts],
        "picture": form.thumbnail_hash,
    }


def to_form(values: Values, before: ProductForm) -> tuple[ProductForm, list[Part]]:
    """What is typed; what the form does not show stays as it was. InputError: what can't be read."""
    read: dict[str, Any] = {name: str(values[name]) for name in TEXTS}
    read |= {name: price(values[name], name) for name in PRICES if name in values}
    read |= {name: _months(values[name], name) for name in MONTHS}
    seen = str(values.get("seen", before.seen))
    form = replace(before, **read, next_model=values["next_model"] or None, seen=seen)
    return form, [Part(int(one["product"]), _quantity(str(one["quantity"]))) for one in values["parts"]]


def price(typed: str, field: str) -> Decimal | None:
    """Dollars, to four places; None where nothing was typed. InputError: no number."""
    if not typed.strip():
        return None
    found = money.parse_decimal(typed)
    if found is None:
        raise InputError(_("“{text}” is not a number.").format(text=typed.strip()), field=field)
    return found


def _months(typed: str, field: str) -> int | None:
    found = price(typed, field)
    if found is not None and found != int(found):
        raise InputError(_("Please write whole months."), field=field)
    return None if found is None else int(found)


def _quantity(typed: str) -> Decimal:
    found = price(typed, "parts")
    return Decimal(1) if found is None else found


def warned(values: Values, product: int | None) -> dict[str, str]:
    """What is doubtful, by field: a price under cost, a barcode another product has."""
    found = {}
    cost = _readable(values.get("cost", ""))
    for name in _SOLD_AT if cost and staff.is_owner() else ():
        sold_at = _readable(values[name])
        if sold_at is not None and cost and sold_at < cost:
            found[name] = _("This is under its cost of {cost}.").format(cost=number(cost))
    barcode = str(values["barcode"]).strip()
    other = products.by_code(barcode) if barcode else None
    if other and other.id != product:
        found["barcode"] = _("“{name}” has this barcode or number already.").format(name=other.name)
    return found


def _readable(typed: str) -> Decimal | None:
    return money.parse_decimal(typed) if typed.strip() else None
