"""What a unit did to each row in the end, and which of its rows can't be taken back any more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, Final

from db.core import audited, undo_trade
from db.core.connection import database, rows, run, value

_SMALL: Final = 2000  # rows up to which later changes are looked up one by one instead of read through
_AT_ONCE: Final = 2000  # rows compared at once
_LISTED: Final = "SELECT value FROM json_each(?)"
_NAMED: Final = "SELECT value ->> 0 AS tbl, value ->> 1 AS row FROM json_each(?)"
_OWN_VALUES: Final = ("customer", "product", "sale")  # tables whose `extra` holds the shop's own fields
_NET: Final = """
    INSERT INTO temp.undo_row
    SELECT tbl, row, customer,
        CASE WHEN made > gone THEN 'made' WHEN made < gone THEN 'back' WHEN made = 0 THEN 'changed' ELSE 'renewed' END
    FROM (
        SELECT tbl, row, max(customer) AS customer, sum(op = 'I') AS made, sum(op = 'D') AS gone,
            min(CASE op WHEN 'I' THEN id END) AS first_made, min(CASE op WHEN 'D' THEN id END) AS first_gone
        FROM change WHERE id BETWEEN ? AND ? AND op <> 'T' GROUP BY tbl, row
    )
    WHERE made <> gone OR made = 0 OR first_gone < first_made"""  # made and gone again in one unit: nothing happened


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that can't be taken back. `reason`: changed, gone, back_already, referred, issued, orphan, taken or erased."""

    table: str
    row: int
    customer: int | None
    reason: str


class Undoing:
    """One unit about to be taken back: its rows in temp.undo_row, each with what the unit did to it in the end.

    `net`: made (inserted), back (deleted, so brought back), changed, renewed (deleted and inserted again).
    `first`, `last`: the unit's lines in `change`.
    """

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last
        self.forget()
        run(
            "CREATE TEMP TABLE undo_row (tbl INTEGER, row INTEGER, customer INTEGER, net TEXT, PRIMARY KEY (tbl, row))"
            " WITHOUT ROWID"
        )
        self._fill()
        self._is_newest = value("SELECT max(id) FROM change") == last  # then everything is as the unit left it
        self._suspects: list[tuple[int, int]] | None = None

    def forget(self) -> None:
        """Drop what was noted."""
        run("DROP TABLE IF EXISTS temp.undo_row")

    def refusals(self) -> list[Refusal]:
        """What speaks against taking back the rows that are not kept; empty: nothing."""
        found = self._erased()
        if not found and not self._is_newest:
            orphans = (*self._orphans(), *self._own_orphans())
            trade = undo_trade.refusals(*self._span, {table.name for table in self._tables("made", "back", "changed", "renewed")})
            found = [*trade, *self._differing(), *self._back_already(), *self._referred(), *orphans, *self._taken()]
        first_reason = {row[:2]: row[2] for row in reversed(found)}
        mine = {(row[0], row[1]): row[2] for row in self._rows_among(list(first_reason))}
        return [
            Refusal(audited.BY_NUMBER[number].name, row, mine[number, row], reason)
            for (number, row), reason in sorted(first_reason.items())
            if (number, row) in mine
        ]

    def keep(self, refusals: list[Refusal]) -> None:
        """Leave these rows as they are, with every row of the customers they belong to."""
        customers = sorted({refusal.customer for refusal in refusals if refusal.customer is not None})
        named = [(audited.BY_NAME[refusal.table].number, refusal.row) for refusal in refusals]
        run(f"DELETE FROM temp.undo_row WHERE (tbl, row) IN ({_NAMED})", json.dumps(named))
        run(
            "DELETE FROM temp.undo_row WHERE (tbl, row) IN"
            " (SELECT tbl, row FROM change WHERE id BETWEEN ? AND ? AND customer IN (SELECT value FROM json_each(?)))",
            *self._span, json.dumps(customers),
        )  # fmt: skip

    def is_empty(self) -> bool:
        """Whether no row is left to take back."""
        return not rows("SELECT 1 FROM temp.undo_row LIMIT 1")

    def count(self, table: str) -> int:
        """How many rows of a table the unit touched."""
        return int(value("SELECT count(*) FROM temp.undo_row WHERE tbl = ?", audited.BY_NAME[table].number))

    def made(self, table: audited.Audited, together: int) -> Iterator[tuple[int, int]]:
        """The first and last of every so many rows of a table that the unit made."""
        found = rows("SELECT row FROM temp.undo_row WHERE tbl = ? AND net = 'made' ORDER BY row", table.number)
        for start in range(0, len(found), together):
            block = found[start : start + together]
            yield block[0][0], block[-1][0]

    @property
    def _span(self) -> tuple[int, int]:
        return self.first, self.last

    def _fill(self) -> None:
        ops = {row[0] for row in rows("SELECT DISTINCT op FROM change WHERE id BETWEEN ? AND ? AND op <> 'T'", *self._span)}
        if ops in ({"I"}, {"D"}):  # every row stands in one line
            net = "made" if ops == {"I"} else "back"
            run(
                "INSERT INTO temp.undo_row SELECT tbl, row, customer, ? FROM change"
                " WHERE id BETWEEN ? AND ? AND op <> 'T' ORDER BY id",
                net, *self._span,
            )  # fmt: skip
            return
        run(_NET, *self._span)

    def _rows_among(self, named: list[tuple[int, int]]) -> list[tuple[int, int, int | None]]:
        """Those of the named rows that are to be taken back: table, row, customer."""
        return rows(
            f"SELECT mine.tbl, mine.row, mine.customer FROM ({_NAMED}) AS named JOIN temp.undo_row AS mine USING (tbl, row)",
            json.dumps(named),
        )

    def _tables(self, *nets: str) -> list[audited.Audited]:
        marks = ", ".join("?" * len(nets))
        numbers = {row[0] for row in rows(f"SELECT DISTINCT tbl FROM temp.undo_row WHERE net IN ({marks})", *nets)}
        return [table for table in audited.TABLES if table.number in numbers]

    def _erased(self) -> list[tuple[int, int, str]]:
        return rows(
            "SELECT DISTINCT tbl, row, 'erased' FROM change WHERE id BETWEEN ? AND ? AND op IN ('U', 'D') AND before IS NULL",
            *self._span,
        )

    def _differing(self) -> Iterator[tuple[int, int, str]]:
        """Rows that are not as the unit left them, compared by value and by column."""
        if self._suspects is None:
            self._suspects = self._changed_later()
        mine = sorted((number, row) for number, row, _customer in self._rows_among(self._suspects))
        for number, named in groupby(mine, key=itemgetter(0)):
            while some := [row for _number, row in islice(named, _AT_ONCE)]:
                as_left, now = self._as_left(number, some), _rows_now(audited.BY_NUMBER[number].name, some)
                for row, left in as_left.items():
                    if row not in now:
                        yield number, row, "gone"
                    elif any(now[row][name] != then for name, then in left.items()):
                        yield number, row, "changed"

    def _changed_later(self) -> list[tuple[int, int]]:
        if value("SELECT count(*) FROM temp.undo_row") <= _SMALL:
            sql = (
                "SELECT DISTINCT mine.tbl, mine.row FROM temp.undo_row AS mine JOIN change ON change.row = mine.row"
                " AND change.tbl = mine.tbl AND change.op IN ('U', 'D') WHERE change.id > ?"
            )
        else:
            sql = "SELECT DISTINCT tbl, row FROM change WHERE id > ? AND op IN ('U', 'D')"
        return rows(sql, self.last)

    def _as_left(self, number: int, some: list[int]) -> dict[int, dict[str, Any]]:
        """The values the unit left in the columns that matter, by row; rows it deleted are left out."""
        listed = json.dumps(some)
        net = f"SELECT row, net FROM temp.undo_row WHERE tbl = ? AND net <> 'back' AND row IN ({_LISTED})"
        nets = dict(rows(net, number, listed))
        images = f"FROM change WHERE row IN ({_LISTED}) AND tbl = ? AND op IN ('U', 'D') AND id"
        left: dict[int, dict[str, Any]] = {row: {} for row in some if row in nets}
        put = f"SELECT row, after {images} BETWEEN ? AND ? AND after IS NOT NULL ORDER BY id"
        found = f"SELECT row, before {images} > ? AND before IS NOT NULL ORDER BY id DESC"
        for row, after in rows(put, listed, number, *self._span):
            if nets.get(row) == "changed":
                left[row] |= json.loads(after)
        for row, before in rows(found, listed, number, self.last):
            if nets.get(row, "changed") != "changed":  # an insert keeps no image: what was there is what the next changes found
                left[row] |= json.loads(before)
        return {row: {name: then for name, then in one.items() if name not in audited.STAMPS} for row, one in left.items()}

    def _back_already(self) -> Iterator[tuple[int, int, str]]:
        for table in self._tables("back"):
            yield from rows(
                f"SELECT mine.tbl, mine.row, 'back_already' FROM temp.undo_row AS mine JOIN {table.name} AS there"
                " ON there.id = mine.row WHERE mine.tbl = ? AND mine.net = 'back'",
                table.number,
            )

    def _referred(self) -> Iterator[tuple[int, int, str]]:
        """Rows it would delete that a row it did not make refers to."""
        parents = {table.name for table in self._tables("made")}
        for child, column, parent in audited.references(database.connection()):
            if parent.name in parents:
                yield from rows(
                    f'SELECT DISTINCT {parent.number}, "{column}", \'referred\' FROM {child.name} WHERE "{column}" IN'
                    f" (SELECT row FROM temp.undo_row WHERE tbl = {parent.number} AND net = 'made')"
                    f" AND {self._stays(child, column)}",
                    *self._span,
                )
        if "own_field" in parents:
            yield from self._own_values()

    def _own_values(self) -> Iterator[tuple[int, int, str]]:
        field = audited.BY_NAME["own_field"].number
        for (row,) in rows("SELECT row FROM temp.undo_row WHERE tbl = ? AND net = 'made'", field):
            for name in _OWN_VALUES:
                has_value = f"SELECT 1 FROM {name} WHERE extra LIKE ? AND {self._stays(audited.BY_NAME[name], 'extra')} LIMIT 1"
                if rows(has_value, f'%"f{row}":%', *self._span):
                    yield field, row, "referred"

    def _stays(self, child: audited.Audited, column: str) -> str:
        """SQL: this row keeps this column's value; takes the unit's span as parameters."""
        return (
            f"id NOT IN (SELECT row FROM temp.undo_row WHERE tbl = {child.number} AND net IN ('made', 'renewed')) AND id NOT IN"
            f" (SELECT change.row FROM change JOIN temp.undo_row USING (tbl, row) WHERE change.id BETWEEN ? AND ?"
            f" AND change.tbl = {child.number} AND op = 'U' AND json_type(before, '$.{column}') IS NOT NULL)"
        )

    def _orphans(self) -> Iterator[tuple[int, int, str]]:
        """Rows it would bring or put back that would refer to a row that is gone."""
        children = {table.name for table in self._tables("back", "changed", "renewed")}
        for child, column, parent in audited.references(database.connection()):
            if child.name in children:
                yield from rows(
                    f"SELECT {child.number}, row, 'orphan'"
                    f" FROM (SELECT row, min(id), json_extract(before, '$.{column}') AS wanted FROM change"
                    f" WHERE id BETWEEN ? AND ? AND tbl = {child.number} AND op IN ('U', 'D')"
                    f" AND json_type(before, '$.{column}') IS NOT NULL GROUP BY row) WHERE wanted IS NOT NULL"
                    f" AND wanted NOT IN"
                    f" (SELECT row FROM temp.undo_row WHERE tbl = {parent.number} AND net IN ('back', 'renewed'))"
                    f" AND (wanted IN (SELECT row FROM temp.undo_row WHERE tbl = {parent.number} AND net = 'made')"
                    f" OR wanted NOT IN (SELECT id FROM {parent.name}))",
                    *self._span,
                )

    def _own_orphans(self) -> Iterator[tuple[int, int, str]]:
        """Rows that would have a value again in one of the shop's own fields that is gone."""
        field = audited.BY_NAME["own_field"].number
        there = {
            f"f{row}"
            for (row,) in rows(
                "SELECT id FROM own_field WHERE id NOT IN (SELECT row FROM temp.undo_row WHERE tbl = ?1 AND net = 'made')"
                " UNION SELECT row FROM temp.undo_row WHERE tbl = ?1 AND net = 'back'",
                field,
            )
        }
        for table in self._tables("back", "changed", "renewed"):
            if table.name in _OWN_VALUES:
                for row, wanted in self._wanted(table, ["extra"]).items():
                    now = _row(table.name, row) or {"extra": "{}"}
                    if json.loads(wanted["extra"]).keys() - json.loads(now["extra"]).keys() - there:
                        yield table.number, row, "orphan"

    def _taken(self) -> Iterator[tuple[int, int, str]]:
        """Rows whose unique values another row has by now."""
        for table in self._tables("back", "changed", "renewed"):
            for names, condition in audited.unique(database.connection(), table.name):
                same = " AND ".join(f'"{name}" IS ?' for name in names)
                other = (
                    f"SELECT 1 FROM {table.name} WHERE {same} AND {condition} AND id <> ?"
                    f" AND id NOT IN (SELECT row FROM temp.undo_row WHERE tbl = {table.number})"
                )
                for row, wanted in self._wanted(table, names).items():
                    now = _row(table.name, row) or {}
                    values = [wanted.get(name, now.get(name)) for name in names]
                    if rows(other, *values, row):
                        yield table.number, row, "taken"

    def _wanted(self, table: audited.Audited, names: list[str]) -> dict[int, dict[str, Any]]:
        """What each row would have in these columns again, where the unit changed one of them."""
        touched = " OR ".join(f"json_type(before, '$.{name}') IS NOT NULL" for name in names)
        lines = rows(
            f"SELECT row, before FROM change WHERE id BETWEEN ? AND ? AND tbl = ? AND op IN ('U', 'D') AND ({touched})"
            " ORDER BY id DESC",
            *self._span, table.number,
        )  # fmt: skip
        wanted: dict[int, dict[str, Any]] = {}
        for row, before in lines:
            wanted.setdefault(row, {}).update(json.loads(before))
        return wanted


def _row(table: str, row: int) -> dict[str, Any] | None:
    return _rows_now(table, [row]).get(row)


def _rows_now(table: str, some: list[int]) -> dict[int, dict[str, Any]]:
    """Those of these rows that are there, by id."""
    cursor = database.execute(f"SELECT * FROM {table} WHERE id IN ({_LISTED})", (json.dumps(some),))
    names = [column[0] for column in cursor.description]
    return {one["id"]: one for one in (dict(zip(names, found, strict=True)) for found in cursor.fetchall())}
