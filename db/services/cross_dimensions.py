"""By what sales can be looked at: the fields of the cross-tab, each as SQL over `sale_fact`, and the numbers in its cells."""

from dataclasses import dataclass
from typing import Final

from resources.i18n import N_

FACTS: Final = "f"  # what sale_fact is called in every statement
_CUSTOMER: Final = " LEFT JOIN customer c ON c.id = f.customer"
_FIGURES: Final = " LEFT JOIN customer_figures g ON g.customer = f.customer"
_STANDING: Final = " LEFT JOIN customer_standing t ON t.customer = f.customer"
_SALE: Final = " LEFT JOIN sale s ON s.id = f.sale"
_PRODUCT: Final = " LEFT JOIN item i ON i.id = f.item LEFT JOIN product p ON p.id = i.product"
_TAGS: Final = " LEFT JOIN customer_tag w ON w.customer = f.customer"
_DAY: Final = "substr(f.day, 1, 4) || '-' || substr(f.day, 5, 2) || '-' || substr(f.day, 7)"
_FIRST: Final = "(SELECT min(x.day) FROM sale_fact x WHERE x.customer = f.customer AND x.day > 0)"
_BORN: Final = "(c.birth_year * 10000 + coalesce(c.birth_month, 1) * 100 + coalesce(c.birth_day, 1))"
AGES: Final = (29, 39, 49, 59)  # the last year of an age group; above the last one everybody
_AGE: Final = (
    f"CASE WHEN f.day = 0 OR c.kind = 'company' OR c.birth_year IS NULL THEN NULL {{}} ELSE '{AGES[-1] + 1}' END"
).format(" ".join(f"WHEN (f.day - {_BORN}) / 10000 <= {last} THEN '{last}'" for last in AGES))
NO_DAY, COMPANY, NO_BIRTHDAY = "no_day", "company", "no_birthday"  # why a sale is left out
_WHY_NO_AGE: Final = f"CASE WHEN c.kind = 'company' THEN '{COMPANY}' WHEN f.day = 0 THEN '{NO_DAY}' ELSE '{NO_BIRTHDAY}' END"
IS_GOODS: Final = "f.amount >= 0 AND f.quantity >= 0"  # a return is no sale more


@dataclass(frozen=True, slots=True)
class Dimension:
    """A field: `key` is SQL of the group a fact is in, as a text or number, null where it is in none, for the reason `why` says.
    "" is the group of which nothing is known.

    `joins` are added once each; `is_many`: a fact may stand in several groups (tags); `order`: "key" sorts groups by what they
    are, "size" by how much they hold; `is_monthly`: months and items are all it asks for; `is_of_customer`: it is the same of all
    facts of a customer; `is_of_goods`: lines of one sale may stand in several groups.
    """

    label: str  # N_
    key: str
    joins: tuple[str, ...] = ()
    why: str = ""
    is_many: bool = False
    order: str = "size"
    is_monthly: bool = False
    is_of_customer: bool = False
    is_of_goods: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted. `adds_up`: the cells of a row add up to its total."""

    label: str  # N_
    sql: str
    kind: str = "count"  # as reports.question.Kind
    adds_up: bool = True
    is_secret: bool = False
    counts: str = ""  # the column of which each is counted once

    def adds_across(self, dimension: Dimension) -> bool:
        """Whether the numbers of this field's groups add up: what is counted stands in one of them alone."""
        if dimension.is_many:
            return False
        return self.adds_up or dimension.is_of_customer or (self.counts == "sale" and not dimension.is_of_goods)


def _of_day(label: str, key: str, *, is_monthly: bool = True) -> Dimension:
    """What has no day is a group of its own, so that every table of all time comes to the same."""
    return Dimension(label, f"iif(f.day > 0, {key}, '')", order="key", is_monthly=is_monthly)


def _of_customer(label: str, column: str, *joins: str) -> Dimension:
    return Dimension(label, f"coalesce({column}, '')", joins or (_CUSTOMER,), is_of_customer=True)


NOWHERE: Final = Dimension("", "NULL", is_monthly=True, is_of_customer=True)  # the one group of what is not told apart
DIMENSIONS: Final = {
    "item": Dimension(N_("Products"), "f.item", is_monthly=True, is_of_goods=True),
    "category": Dimension(N_("Kinds of product"), "coalesce(p.category, '')", (_PRODUCT,), is_monthly=True, is_of_goods=True),
    "customer": Dimension(N_("Customers"), "f.customer", is_of_customer=True),
    "kind": Dimension(N_("People or companies"), "coalesce(c.kind, '')", (_CUSTOMER,), order="key", is_of_customer=True),
    "trade": _of_customer(N_("Lines of business"), "c.category"),
    "age": Dimension(N_("Ages"), _AGE, (_CUSTOMER,), _WHY_NO_AGE, order="key"),
    "gender": Dimension(
        N_("Men or women"),
        "iif(c.kind = 'company', NULL, coalesce(c.gender, ''))",
        (_CUSTOMER,),
        f"'{COMPANY}'",
        order="key",
        is_of_customer=True,
    ),
    "source": _of_customer(N_("Sources"), "c.source"),
    "staff": Dimension(N_("Staff"), "coalesce(nullif(s.staff, ''), c.staff, '')", (_SALE, _CUSTOMER)),
    "city": _of_customer(N_("Cities"), "g.city", _FIGURES),
    "district": _of_customer(N_("Districts"), "g.district", _FIGURES),
    "tag": Dimension(N_("Tags"), "coalesce(w.tag, '')", (_TAGS,), is_many=True),
    "tier": Dimension(N_("A, B, C"), "coalesce(t.tier, '')", (_STANDING,), order="key", is_of_customer=True),
    "stage": Dimension(N_("Stages"), "coalesce(t.stage, '')", (_STANDING,), order="key", is_of_customer=True),
    "newness": _of_day(N_("New or came again"), f"iif({_FIRST} = f.day, 'new', 'again')", is_monthly=False),
    "month": _of_day(N_("Months"), "f.day / 100"),
    "quarter": _of_day(N_("Quarters"), "f.day / 10000 * 10 + (f.day / 100 % 100 + 2) / 3"),
    "year": _of_day(N_("Years"), "f.day / 10000"),
    "weekday": _of_day(N_("Days of the week"), f"strftime('%u', {_DAY})", is_monthly=False),
}
MEASURES: Final = {
    "money": Measure(N_("Amount sold"), "sum(f.amount)", "money"),
    "sales": Measure(N_("Number of sales"), f"count(DISTINCT f.sale) FILTER (WHERE {IS_GOODS})", adds_up=False, counts="sale"),
    "quantity": Measure(N_("Quantity"), "sum(f.quantity)", "quantity"),
    "customers": Measure(
        N_("Number of customers"), f"count(DISTINCT f.customer) FILTER (WHERE {IS_GOODS})", adds_up=False, counts="customer"
    ),
    "margin": Measure(N_("Margin"), "sum(f.margin)", "money", is_secret=True),
}
