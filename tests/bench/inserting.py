"""The insert part and the search part of an import, against a bare executemany of the same rows."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

from db.core import derived, file, search
from db.core.connection import assert_pragmas, connect, database
from db.core.connection import rows as read
from importers.commit import commit
from importers.plan import Plan
from importers.session import ImportSession
from importers.values import Source
from tests.bench import lists, shops
from tests.bench.measuring import Row, row, seconds

IDS = ("insert", "index")
_RUNS = 3
_TABLES: Final = ("customer", "contact_point", "address", "contact", "customer_tag")


def rows() -> Iterator[Row]:
    """The rows of 100,000 customers with audit; their search lines and index."""
    ours, index, peer = [], [], []
    for number in range(_RUNS):
        shop = shops.folder() / f"insert-{number}.crm"
        file.create(shop)
        with file.opened(shop):
            plan = ImportSession([Source(path=lists.dirty())]).plan()
            ours.append(seconds(lambda plan=plan: _insert(plan)))  # type: ignore[misc]
            index.append(seconds(_index))
            made = {table: read(f"SELECT * FROM {table} ORDER BY id") for table in _TABLES}
            names = ", ".join(f"'{table}'" for table in _TABLES)
            wanted = f"tbl_name IN ({names}) AND sql IS NOT NULL AND type <> 'trigger'"
            schema = read(f"SELECT sql FROM sqlite_master WHERE {wanted} ORDER BY type DESC")
        peer.append(_bare(shops.folder() / f"bare-{number}.db", [sql for (sql,) in schema], made))
    yield row(
        "insert",
        "an import's rows with their history, against a bare executemany of them",
        (median(ours), median(peer)),
        2.0,
        1.6,
    )
    yield row(
        "index", "the search of an import, lines and readings included, against the same", (median(index), median(peer)), 3.0, 2.5
    )


def _insert(plan: Plan) -> None:
    with _nothing_derived():
        assert commit(plan).unit


@contextmanager
def _nothing_derived() -> Iterator[None]:
    kept = list(derived.refreshers())
    derived.refreshers().clear()
    try:
        yield
    finally:
        derived.refreshers()[:] = kept


def _index() -> None:
    with database.atomic("IMMEDIATE"):
        search.rebuild()


def _bare(path: Path, schema: list[str], made: dict[str, list[tuple[Any, ...]]]) -> float:
    connection = connect(path, None, "rwc")
    assert_pragmas(connection)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    for sql in schema:
        connection.execute(sql)
    taken = seconds(_executed(connection, made))
    connection.close()
    return taken


def _executed(connection: Any, made: dict[str, list[tuple[Any, ...]]]) -> Callable[[], None]:
    def work() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for table, tuples in made.items():
            if tuples:
                connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(tuples[0]))})", tuples)
        connection.execute("COMMIT")

    return work
