"""Which kind of list a table is: customers, sales, products, interactions; or why it is none of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from importers.headers import Meaning, plain
from importers.profile import Profile
from importers.values import Kind

_REACH: Final = frozenset({"phone", "mobile", "fax", "email", "line_id", "line_uid"})
_PEOPLE: Final = frozenset({"name", "last_name", "first_name", "customer_name", "company", "contact", "short_name"})
_PERSONAL: Final = _REACH | {"address", "street", "tax_id", "birthday", "contact", "gender", "company", "last_name", "first_name"}
_GOODS: Final = frozenset({"product", "product_code", "barcode"})
_TRADE: Final = frozenset({"wholesale_price", "project_price"})  # prices of some customers
_PRICES: Final = frozenset({"price", "cost", "unit_price", "spec", "barcode", "product_code"}) | _TRADE
_MAKERS: Final = frozenset({"廠商", "廠商名稱", "供應商", "供應商名稱", "vendor", "vendorname", "supplier", "suppliername"})
_MONEY: Final = frozenset({"amount", "unit_price", "price", "quantity"}) | _TRADE


@dataclass(slots=True)
class Seen:
    """One column as understood so far."""

    index: int
    header: str
    meaning: Meaning
    profile: Profile
    concept: str = ""
    confidence: str = "sure"
    why: str = ""


def judge(columns: Sequence[Seen], headerless: bool) -> tuple[Kind, str]:
    """The kind of list, and where it is unknown the reason in a fixed word: ledger, statistics, survey, summary, no_names."""
    concepts = {column.concept for column in columns if column.concept and (column.profile.filled or not headerless)}
    generic = _generic_name(columns)
    people = (concepts & _PEOPLE) - ({"name"} if generic else {"name", "short_name"} if _are_goods(columns, concepts) else set())
    if headerless:
        return ("customers", "") if people and concepts & (_REACH | {"tax_id"}) else ("unknown", _reason(columns, concepts))
    somebody = bool(people or concepts & (_REACH | {"code", "tax_id"}) or "name" in concepts)
    if somebody and _is_sales(concepts, people):
        return "sales", ""
    if _is_products(concepts, people):
        return "products", ""
    if somebody and _is_interactions(concepts, people):
        return "interactions", ""
    return _customers_or_not(columns, concepts, people, generic)


def _generic_name(columns: Sequence[Seen]) -> bool:
    """Whether the only name column is called just 名稱 or name: it could be the name of anything."""
    names = [column for column in columns if column.concept == "name"]
    return bool(names) and all(column.header.strip().casefold() in {"name", "名稱", "名称", "名"} for column in names)


def _are_goods(columns: Sequence[Seen], concepts: Collection[str]) -> bool:
    """Whether this is a list of goods where the only name is that of who makes or delivers them."""
    names = [column for column in columns if column.concept == "name"]
    goods = len(set(concepts) & (_GOODS | _TRADE | {"price", "cost"})) > 1
    return bool(names) and goods and all(plain(column.header) in _MAKERS for column in names)


def _is_sales(concepts: Collection[str], people: Collection[str]) -> bool:
    concepts = set(concepts)
    goods, money = concepts & {"product", "product_code", "barcode"}, concepts & _MONEY
    who = people or concepts & (_REACH | {"code", "customer_name"})
    if not who:
        return False
    if "order_no" in concepts and ("date" in concepts or goods or money):
        return True
    dated = "date" in concepts
    return bool(
        (dated and goods and (money or (people and not concepts & {"birthday", "gender"})))
        or (dated and money and not concepts & (_PERSONAL - _REACH))
        or (goods and {"quantity", "amount"} <= concepts)
    )


def _is_products(concepts: Collection[str], people: Collection[str]) -> bool:
    concepts = set(concepts)
    if concepts & (_REACH | {"address", "tax_id", "birthday", "gender", "order_no"}) or people:
        return False
    named = concepts & {"product", "name"}
    return bool(
        (named and concepts & _PRICES) or (concepts & _GOODS and len(concepts & (_PRICES | {"unit", "category", "product"})) > 1)
    )


def _is_interactions(concepts: Collection[str], people: Collection[str]) -> bool:
    concepts = set(concepts)
    said = "text" in concepts or {"channel", "note"} <= concepts
    return bool(people and "date" in concepts and said and not concepts & {"birthday", "tax_id", "address"})


def _customers_or_not(columns: Sequence[Seen], concepts: set[str], people: set[str], generic: bool) -> tuple[Kind, str]:
    reach = concepts & (_REACH | {"tax_id", "address", "street"})
    if people & {"name", "company", "customer_name", "contact", "last_name", "first_name"} or concepts & _REACH:
        return "customers", ""
    if generic and (reach or concepts & {"code", "birthday", "gender", "contact"}):
        return "customers", ""
    if generic and any(column.concept == "name" and _names_somebody(column.profile) for column in columns):
        return "customers", ""
    return "unknown", _reason(columns, concepts)


def _names_somebody(profile: Profile) -> bool:
    return profile.share("person") + profile.share("company") + profile.share("latin_name") >= 0.5


def _reason(columns: Sequence[Seen], concepts: set[str]) -> str:
    filled = [column.profile for column in columns if column.profile.filled]
    numeric = sum(1 for profile in filled if profile.share("number") > 0.8)
    if "ledger" in concepts or (
        concepts & {"amount", "price"} and (concepts & {"date", "product", "category"} or len(filled) <= 4)
    ):
        return "ledger"
    if "code" in concepts and numeric >= len(filled) - 1:
        return "summary"
    if filled and numeric / len(filled) >= 0.6:
        return "statistics"
    if len(filled) >= 4 and sum(1 for profile in filled if profile.variety < 0.3) / len(filled) >= 0.5:
        return "survey"
    return "no_names"
