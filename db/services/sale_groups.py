"""Sales by one field with everything that is counted of them side by side: money, sales, quantity, customers, margin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from db.core.connection import rows as read
from db.core.values import money
from db.services.cross_dimensions import DIMENSIONS, IS_GOODS, MEASURES, NOWHERE, Dimension
from db.services.cross_tabs import (
    KEPT_ROWS,
    OTHERS,
    SIDES,
    Group,
    LeftOut,
    Wish,
    found_groups,
    joined,
    key_of,
    left_out,
    told,
    told_apart,
)
from db.services.periods import Period

_COUNTED: Final = ("money", "sales", "quantity", "customers", "margin")
_SUMS: Final = ", ".join(MEASURES[one].sql for one in _COUNTED)
_CUSTOMERS: Final = (  # what one customer bought counts as one row, so that not every fact looks for its customer
    "WITH f AS MATERIALIZED (SELECT customer, sum(amount) AS amount,"
    f" count(DISTINCT sale) FILTER (WHERE {IS_GOODS}) AS sales, sum(quantity) AS quantity, sum(margin) AS margin"
    " FROM sale_fact f WHERE +day BETWEEN ?1 AND ?2 GROUP BY customer)"
    " SELECT {key}, sum(f.amount), sum(f.sales), sum(f.quantity), sum(f.sales > 0), sum(f.margin) FROM f{joins}"
    " WHERE {applies} GROUP BY 1"
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was sold to or of a group; whole dollars. `margin` None: no cost is known."""

    money: int = 0
    sales: int = 0  # returns are none
    quantity: Decimal = Decimal(0)
    customers: int = 0
    margin: int | None = None


@dataclass(frozen=True, slots=True)
class Sold:
    """The groups, the largest first, each with what was counted, and all of them together."""

    groups: tuple[Group, ...]
    counted: Mapping[str, Counted]
    total: Counted
    left_out: tuple[LeftOut, ...]

    def of(self, group: Group) -> Counted:
        """What was counted of a group."""
        return self.counted.get(group.key, Counted())


def by(field: str, period: Period, most: int = 30) -> Sold:
    """The sales of a period by one of DIMENSIONS, by money; work for the worker. KeyError: an unknown field."""
    if DIMENSIONS[field].is_of_customer:
        return _of_customers(field, period, most)
    counted = _read(field, period)
    groups = found_groups(field, {key: one.money for key, one in counted.items()}, most)
    if any(one.hidden for one in groups):
        counted = _read(field, period, groups)
    return Sold(groups, counted, _whole(field, period), left_out(Wish(field, "", "money", period)))


def _of_customers(field: str, period: Period, most: int) -> Sold:
    """Nobody stands in two groups, nor does a sale: everything adds up."""
    counted = _by_customer(DIMENSIONS[field], period)
    groups = found_groups(field, {key: one.money for key, one in counted.items()}, most)
    if any(one.hidden for one in groups):
        own = {one.key for one in groups}
        rest = _together(one for key, one in counted.items() if key not in own)
        shown = {key: one for key, one in counted.items() if key in own} | {OTHERS: rest}
    else:
        shown = counted
    return Sold(groups, shown, _together(counted.values()), left_out(Wish(field, "", "money", period)))


def _by_customer(dimension: Dimension, period: Period) -> dict[str, Counted]:
    applies = f"{dimension.key} IS NOT NULL" if dimension.why else "1"
    sql = _CUSTOMERS.format(key=dimension.key, joins="".join(dimension.joins), applies=applies)
    return {key_of(group): _counted(*numbers) for group, *numbers in read(sql, *period.days)}


def _together(several: Iterable[Counted]) -> Counted:
    """All of them as one."""
    found = list(several)
    margins = [one.margin for one in found if one.margin is not None]
    return Counted(
        sum(one.money for one in found),
        sum(one.sales for one in found),
        sum((one.quantity for one in found), Decimal(0)),
        sum(one.customers for one in found),
        sum(margins) if margins else None,
    )


def _read(field: str, period: Period, kept: tuple[Group, ...] = ()) -> dict[str, Counted]:
    dimension = DIMENSIONS[field]
    key = told_apart(dimension, KEPT_ROWS, kept)
    applies = f" AND {dimension.key} IS NOT NULL" if dimension.why else ""
    sql = f"{SIDES}SELECT {key}, {_SUMS} {joined([dimension])}{applies} GROUP BY 1"
    return {key_of(group): _counted(*numbers) for group, *numbers in read(sql, *period.days, told(kept), told(()), "", "")}


def _whole(field: str, period: Period) -> Counted:
    """All groups together: who stands in several is counted once."""
    dimension = DIMENSIONS[field] if DIMENSIONS[field].why else NOWHERE
    applies = f" AND {dimension.key} IS NOT NULL" if dimension.why else ""
    ((*numbers,),) = read(f"SELECT {_SUMS} {joined([dimension])}{applies}", *period.days)
    return _counted(*numbers)


def _counted(amount: int | None, sales: int, quantity: int | None, customers: int, margin: int | None) -> Counted:
    return Counted(amount or 0, sales, money.from_scaled(quantity or 0), customers, margin)
