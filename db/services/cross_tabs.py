"""Two fields against each other over all sales: the cross-tab every report of sales is read from, and the rows behind its cells.

All of them sum the same `sale_fact`, so reports agree to the dollar. What a field does not apply to (a company has no age, a sale
may have no day) is left out and counted. A statement reads the facts of the period once: work for the worker.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from db.core.connection import rows as read
from db.core.values import money
from db.services import cross_names, sale_sums
from db.services.cross_dimensions import DIMENSIONS, IS_GOODS, MEASURES, NOWHERE, Dimension
from db.services.periods import Period

UNKNOWN: Final = "?:"  # the key of the group of which nothing is written down
OTHERS: Final = "…:"  # of the groups that found no row (or column) of their own, together
Number = int | Decimal | None
_Cells = dict[tuple[str, str], Number]
SIDES: Final = "WITH given(row, column, row_wanted, column_wanted) AS (VALUES (?3, ?4, ?5, ?6)) "  # whether they are used or not
_KEPT: Final = f"CASE WHEN CAST({{key}} AS TEXT) IN {{side}} THEN {{key}} ELSE '{OTHERS}' END"
_IS: Final = "CAST({key} AS TEXT) = {at}"
_IS_OTHER: Final = "CAST({key} AS TEXT) NOT IN {side}"
KEPT_ROWS, _KEPT_COLUMNS = "(SELECT value FROM json_each(?3))", "(SELECT value FROM json_each(?4))"  # groups that have their own
FROM_FACTS: Final = "FROM sale_fact f"
_IN_PERIOD: Final = "f.day BETWEEN ?1 AND ?2"
_LONG: Final = 180  # days from which on reading all facts in another order is quicker than sorting those of the period
_ALL_SALES: Final = "SELECT coalesce(sum(bought), 0) FROM sale_day WHERE day BETWEEN ?1 AND ?2"
_LEFT_OUT: Final = (
    f"SELECT CASE {{why}} END AS reason, {MEASURES['sales'].sql}, count(DISTINCT f.customer), sum(f.amount)"
    " {tables} AND reason IS NOT NULL GROUP BY 1 ORDER BY 1"
)
_IDS: Final = "SELECT f.{noun}, {first}, {part} {tables} AND {which} GROUP BY 1 HAVING {having} ORDER BY 2 DESC, 1 DESC"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: two keys of DIMENSIONS (`columns` may be ""), one of MEASURES, and of when; `most` groups a side.

    `ranked`: the measure that says which groups have a row of their own, where that is another.
    """

    rows: str
    columns: str
    measure: str
    period: Period
    most: tuple[int, int] = (30, 12)
    ranked: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One row or column: its key, what it is called, and how many it stands for where it is OTHERS."""

    key: str
    name: str
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Sales the fields do not apply to: why, how many, of how many customers, and their whole dollars."""

    reason: str  # one of cross_dimensions.NO_DAY, COMPANY, NO_BIRTHDAY
    sales: int
    customers: int
    amount: int


@dataclass(frozen=True, slots=True)
class Cross:
    """The table: `cells` by the keys of row and column; totals of what does not add up (customers, say) are counted anew."""

    rows: tuple[Group, ...]
    columns: tuple[Group, ...]
    cells: Mapping[tuple[str, str], Number]
    row_totals: Mapping[str, Number]
    column_totals: Mapping[str, Number]
    total: Number
    sales: int  # that stand in it; returns are none
    left_out: tuple[LeftOut, ...] = ()

    def cell(self, row: str, column: str = "") -> Number:
        """What stands there; 0 where nothing does."""
        return self.cells.get((row, column), 0)


def tabulate(wish: Wish) -> Cross:
    """Count or sum. KeyError: an unknown field or measure."""
    asked = _Asked(wish)
    cells = asked.cells()
    row_totals, column_totals = asked.row_totals(cells), asked.column_totals(cells)
    rows = found_groups(wish.rows, row_totals, wish.most[0])
    columns = found_groups(wish.columns, column_totals, wish.most[1])
    if any(one.hidden for one in (*rows, *columns)):
        asked = _Asked(wish, rows, columns)
        cells = _folded(cells, rows, columns) if asked.adds_up else asked.cells()
        row_totals, column_totals = asked.row_totals(cells), asked.column_totals(cells)
    missing = asked.left_out()
    totals = row_totals, column_totals, asked.total(row_totals, column_totals)
    return Cross(rows, columns, cells, *totals, asked.sales(missing), missing)


def sales(wish: Wish, row: str = "", column: str = "", *, returns: bool = True) -> list[int]:
    """The sales behind a cell, the latest first; "": of all rows, of all columns. `returns`: those that brought back, too."""
    return list(_behind(wish, row, column).ids("sale", "max(f.day)", row, column, having="1" if returns else f"max({IS_GOODS})"))


def parts(wish: Wish, row: str = "", column: str = "") -> dict[int, Number]:
    """The sales behind a cell, the latest first, and what of each the cell holds: they add up to it."""
    asked = _behind(wish, row, column)
    found = asked.ids("sale", "max(f.day)", row, column, part=asked.measure.sql)
    return {sale: asked.number(part) for sale, part in found.items()}


def customers(wish: Wish, row: str = "", column: str = "") -> list[int]:
    """The customers behind a cell, who bought most first; "": of all rows, of all columns. Who only brought back is none."""
    return list(_behind(wish, row, column).ids("customer", "sum(f.amount)", row, column, having=f"max({IS_GOODS})"))


def left_out(wish: Wish) -> tuple[LeftOut, ...]:
    """What stands nowhere in the table, as `tabulate` says it, too."""
    return _Asked(wish).left_out()


def _behind(wish: Wish, row: str, column: str) -> "_Asked":
    """What OTHERS stands for is found by working out the table again."""
    if OTHERS not in (row, column):
        return _Asked(wish)
    cross = tabulate(replace(wish, measure=wish.ranked or wish.measure))
    return _Asked(wish, cross.rows, cross.columns)


def found_groups(field: str, sizes: Mapping[str, Number], most: int) -> tuple[Group, ...]:
    """The largest groups (of days: the latest), then those nobody knows, then the rest as one."""
    if not field:
        return (Group("", ""),)
    known = _ranked(field, {key: number for key, number in sizes.items() if key != UNKNOWN})
    kept, rest = (known[:most], known[most:]) if len(known) > most + 1 else (known, [])
    if DIMENSIONS[field].order == "key":
        kept = sorted(kept, key=cross_names.place(field))
    names = cross_names.of(field, kept)
    made = [Group(one, names[one]) for one in kept]
    made += [Group(UNKNOWN, cross_names.unknown(field))] if UNKNOWN in sizes else []
    return (*made, Group(OTHERS, cross_names.others(field, len(rest)), len(rest))) if rest else tuple(made)


def _ranked(field: str, sizes: Mapping[str, Number]) -> list[str]:
    """The groups in the order they are kept: the largest first, of days the latest, with those that stand empty between."""
    if DIMENSIONS[field].order == "key":
        return sorted({*sizes, *cross_names.also(field, list(sizes))}, reverse=True)
    return sorted(sizes, key=lambda key: (sizes[key] or 0, key), reverse=True)


class _Asked:
    """A wish as statements. Where groups are given, what is none of them is OTHERS."""

    def __init__(self, wish: Wish, rows: Collection[Group] = (), columns: Collection[Group] = ()) -> None:
        self.row, self.column = (DIMENSIONS[one] if one else NOWHERE for one in (wish.rows, wish.columns))
        self.measure = MEASURES[wish.measure]
        self.sums = ""  # of items by month, where they hold all that is asked
        if self.row.is_monthly and self.column.is_monthly and self.measure.adds_up:
            self.sums = sale_sums.by_month(wish.period)
        self.skims = (wish.period.last - wish.period.first).days > _LONG and "f.sale" not in self.measure.sql
        self.row_key = told_apart(self.row, KEPT_ROWS, rows)
        self.column_key = told_apart(self.column, _KEPT_COLUMNS, columns)
        self.adds_down, self.adds_across = (self.measure.adds_across(one) for one in (self.row, self.column))
        self.adds_up = self.adds_down and self.adds_across
        self._parameters = (*wish.period.days, told(rows), told(columns))

    def cells(self) -> _Cells:
        return self._counted(self.row_key, self.column_key, self._tables(self.row, self.column))

    def row_totals(self, cells: _Cells) -> dict[str, Number]:
        if self.adds_across:
            return _added((row, number) for (row, _column), number in cells.items())
        found = self._counted(self.row_key, "NULL", self._tables(self.row, once(self.column)))
        return {row: number for (row, _column), number in found.items()}

    def column_totals(self, cells: _Cells) -> dict[str, Number]:
        if self.adds_down:
            return _added((column, number) for (_row, column), number in cells.items())
        found = self._counted("NULL", self.column_key, self._tables(once(self.row), self.column))
        return {column: number for (_row, column), number in found.items()}

    def total(self, rows: Mapping[str, Number], columns: Mapping[str, Number]) -> Number:
        if self.adds_down:
            return _added(("", number) for number in rows.values()).get("")
        if self.adds_across:
            return _added(("", number) for number in columns.values()).get("")
        found = self._counted("NULL", "NULL", self._tables(once(self.row), once(self.column)))
        return _added(("", number) for number in found.values()).get("")

    def sales(self, missing: Iterable[LeftOut]) -> int:
        """All but those left out: no line of a sale is left out without the others."""
        ((count,),) = self.read(_ALL_SALES)
        return int(count) - sum(one.sales for one in missing)

    def left_out(self) -> tuple[LeftOut, ...]:
        partial = [one for one in dict.fromkeys((self.row, self.column)) if one.why]
        if not partial:
            return ()
        why = " ".join(f"WHEN {one.key} IS NULL THEN {one.why}" for one in partial)
        found = self.read(_LEFT_OUT.format(why=why, tables=joined(partial)))
        return tuple(LeftOut(*one) for one in found)

    def number(self, found: Any) -> Number:
        """As it is counted; quantities are kept in thousandths."""
        return money.from_scaled(found) if self.measure.kind == "quantity" and found is not None else found

    def ids(self, noun: str, first: str, row: str, column: str, having: str = "1", part: str = "NULL") -> dict[int, Any]:
        which = " AND ".join(
            _IS_OTHER.format(key=dimension.key, side=side) if key == OTHERS else _IS.format(key=dimension.key, at=at)
            for dimension, key, side, at in ((self.row, row, KEPT_ROWS, "?5"), (self.column, column, _KEPT_COLUMNS, "?6"))
            if key
        )
        tables = self._tables(*(once(one) if not key else one for one, key in ((self.row, row), (self.column, column))))
        sql = _IDS.format(noun=noun, first=first, part=part, tables=tables, which=which or "1", having=having)
        found = self.read(sql, *("" if key == UNKNOWN else key for key in (row, column)))
        return {one: part for one, _first, part in found}

    def read(self, sql: str, row: str = "", column: str = "") -> list[tuple[Any, ...]]:
        return read(SIDES + sql, *self._parameters, row, column)

    def _tables(self, *asked: Dimension) -> str:
        """From where, and which facts: those that every field asked applies to."""
        return joined(asked) + "".join(f" AND {one.key} IS NOT NULL" for one in asked if one.why)

    def _counted(self, row: str, column: str, tables: str) -> _Cells:
        if self.sums:
            tables = tables.replace(FROM_FACTS, f"FROM ({self.sums}) f").replace(_IN_PERIOD, "1")
        elif self.skims:  # an index in the order of products or customers holds all that is asked: nothing is sorted
            tables = tables.replace(_IN_PERIOD, f"+{_IN_PERIOD}")
        found = self.read(f"SELECT {row}, {column}, {self.measure.sql} {tables} GROUP BY 1, 2")
        return {(key_of(row), key_of(column)): self.number(number) for row, column, number in found if number is not None}


def _folded(cells: _Cells, rows: Iterable[Group], columns: Iterable[Group]) -> _Cells:
    """The cells of groups without a row or a column of their own added up."""
    own_rows, own_columns = {one.key for one in rows}, {one.key for one in columns}
    folded: _Cells = {}
    for (row, column), number in cells.items():
        place = (row if row in own_rows else OTHERS, column if column in own_columns else OTHERS)
        folded[place] = (folded.get(place) or 0) + (number or 0)
    return folded


def joined(asked: Iterable[Dimension]) -> str:
    """From where the facts of a period come, with what these fields need."""
    joins = dict.fromkeys(join for one in asked for join in one.joins)
    return f"{FROM_FACTS}{''.join(joins)} WHERE {_IN_PERIOD}"


def once(dimension: Dimension) -> Dimension:
    """The field where its groups are not told apart: what stands in several of them counts once."""
    return NOWHERE if dimension.is_many else dimension


def told(groups: Iterable[Group]) -> str:
    """The groups that have a row of their own, as statements are given them."""
    return json.dumps(["" if one.key == UNKNOWN else one.key for one in groups if one.key != OTHERS], ensure_ascii=False)


def told_apart(dimension: Dimension, side: str, groups: Iterable[Group]) -> str:
    """SQL of a fact's group: OTHERS where those that have a row of their own are given and it is none of them."""
    return _KEPT.format(key=dimension.key, side=side) if any(one.hidden for one in groups) else dimension.key


def key_of(found: object) -> str:
    """A group as it was read: "" where groups are not told apart."""
    return "" if found is None else UNKNOWN if found == "" else str(found)


def _added(numbers: Iterable[tuple[str, Number]]) -> dict[str, Number]:
    """Sums by key; nobody knows where all there is is unknown."""
    sums: dict[str, Number] = {}
    for key, number in numbers:
        if number is not None:
            sums[key] = (sums.get(key) or 0) + number
    return sums
