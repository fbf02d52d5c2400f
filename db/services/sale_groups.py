"""Sales by one field with everything that is counted of them side by side: money, sales, quantity, customers, margin."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from db.core.connection import rows as read
from db.core.values import money
from db.services.cross_dimensions import DIMENSIONS, MEASURES
from db.services.cross_tabs import (
    KEPT_ROWS,
    SIDES,
    Group,
    LeftOut,
    Wish,
    found_groups,
    joined,
    key_of,
    left_out,
    once,
    told,
    told_apart,
)
from db.services.periods import Period

_COUNTED: Final = ("money", "sales", "quantity", "customers", "margin")
_SUMS: Final = ", ".join(MEASURES[one].sql for one in _COUNTED)


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
    counted = _read(field, period)
    groups = found_groups(field, {key: one.money for key, one in counted.items()}, most)
    if any(one.hidden for one in groups):
        counted = _read(field, period, groups)
    return Sold(groups, counted, _whole(field, period), left_out(Wish(field, "", "money", period)))


def _read(field: str, period: Period, kept: tuple[Group, ...] = ()) -> dict[str, Counted]:
    dimension = DIMENSIONS[field]
    key = told_apart(dimension, KEPT_ROWS, kept)
    applies = f" AND {dimension.key} IS NOT NULL" if dimension.why else ""
    sql = f"{SIDES}SELECT {key}, {_SUMS} {joined([dimension])}{applies} GROUP BY 1"
    return {key_of(group): _counted(*numbers) for group, *numbers in read(sql, *period.days, told(kept), told(()), "", "")}


def _whole(field: str, period: Period) -> Counted:
    """All groups together: who stands in several is counted once."""
    dimension = once(DIMENSIONS[field])
    applies = f" AND {dimension.key} IS NOT NULL" if dimension.why else ""
    ((*numbers,),) = read(f"SELECT {_SUMS} {joined([dimension])}{applies}", *period.days)
    return _counted(*numbers)


def _counted(amount: int | None, sales: int, quantity: int | None, customers: int, margin: int | None) -> Counted:
    return Counted(amount or 0, sales, money.from_scaled(quantity or 0), customers, margin)
