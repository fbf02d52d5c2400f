"""Many rows at once: ids reserved, columns put in without a line of Python a row, secondary indexes built after the rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice, repeat
from typing import Any, Final, cast

from db.core import clock, tally
from db.core.connection import database, rows, run, value

BIG: Final = 5_000  # from so many new rows on, and only where they are the larger part, indexes are built afterwards
_TOGETHER: Final = 50  # rows a statement: what a statement with triggers costs by itself is paid once for all of them


def reserve(table: str, count: int) -> range:
    """Ids for this many new rows of a table, never used before. Only inside a unit: it is the one writer."""
    last = value("SELECT seq FROM sqlite_sequence WHERE name = ?", table) or 0
    first = max(last, _promised.get(table, 0)) + 1
    if count:
        _promised[table] = first + count - 1
    return range(first, first + count)


_promised: dict[str, int] = {}  # the last id reserved and perhaps not yet inserted


@contextmanager
def writing(adding: dict[str, int]) -> Iterator[None]:
    """Around bulk inserts inside a unit; `adding` says how many rows each table gets: where they are the most, indexes wait."""
    _promised.clear()
    dropped = [index for table, count in adding.items() if _is_much(table, count) for index in _indexes(table)]
    for name, _sql in dropped:
        run(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        _promised.clear()
    for _name, sql in dropped:
        run(sql)


def insert(table: str, columns: dict[str, Any], count: int) -> None:
    """Insert `count` rows, a column an iterable (or a plain value for all rows)."""
    if not count:
        return
    _insert(table, list(columns), zip(*(_each(column, count) for column in columns.values()), strict=True), count)


def insert_rows(table: str, names: Sequence[str], tuples: Iterable[Sequence[Any]]) -> None:
    """Insert prepared tuples."""
    prepared = list(tuples)
    _insert(table, names, iter(prepared), len(prepared))


def _insert(table: str, names: Sequence[str], tuples: Iterator[Sequence[Any]], count: int) -> None:
    listed = ", ".join(f'"{name}"' for name in names)
    marks = f"({', '.join('?' * len(names))})"
    insert = f"INSERT INTO {table} ({listed}) VALUES {marks}"
    connection = cast(Any, database).connection()
    tuples = iter(tally.each(tuples))
    values = chain.from_iterable(islice(tuples, count - count % _TOGETHER))
    together = f"{insert}{f', {marks}' * (_TOGETHER - 1)}"
    connection.executemany(together, zip(*[values] * (_TOGETHER * len(names)), strict=False))
    connection.executemany(insert, tuples)


def run_many(sql: str, tuples: Iterable[Sequence[Any]]) -> None:
    """Run one statement for each of these parameters."""
    cast(Any, database).connection().executemany(sql, tuples)


def insert_for(customers: str, table: str, values: Mapping[str, Any]) -> int:
    """Put a row with these values into a table for each of these customers (JSON of their ids), in one statement; how many."""
    names, marks = ", ".join(values), ", ".join("?" * len(values))
    sql = f"INSERT INTO {table}(customer, {names}) SELECT id, {marks} FROM customer WHERE id IN (SELECT value FROM json_each(?))"
    return run(sql, *values.values(), customers)


def update(table: str, ids_and_columns: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Change some columns of single rows; stamped."""
    for number, columns in ids_and_columns:
        settings = ", ".join(f'"{name}" = ?' for name in columns)
        run(
            f"UPDATE {table} SET {settings}, updated_at = {clock.STAMP} WHERE id = ?",
            *columns.values(),
            number,
        )


def shift(table: str, customer: int, places: int) -> None:
    """Move what a customer has in this table back by so many places, for what is to stand before it."""
    run(f"UPDATE {table} SET position = position + ? WHERE customer = ?", places, customer)


def _each(column: Any, count: int) -> Iterable[Any]:
    return repeat(column, count) if column is None or isinstance(column, (str, int)) else column


def _is_much(table: str, count: int) -> bool:
    return count >= BIG and count > (value(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)", count) or 0)


def _indexes(table: str) -> list[tuple[str, str]]:
    """The secondary indexes of a table: name and SQL; those of constraints stay."""
    return rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", table)


def total(table: str, column: str, owner: str, number: int) -> int | None:
    """The sum of a column over the rows of one owner; None where all are empty."""
    found: int | None = value(f"SELECT sum({column}) FROM {table} WHERE {owner} = ?", number)
    return found
