"""Facts and standings of a shop with 100,000 customers and 2,000,000 sale lines, against bare SQL and against DuckDB.

DuckDB is for the bench alone: `pip install duckdb`; without it its rows are left out.
"""

import importlib
from collections.abc import Iterator
from functools import cache
from statistics import median
from typing import Any, Final

from db.core import file
from db.core.connection import database, run
from db.core.connection import rows as read
from db.core.journal import unit
from db.services import sale_facts, sales, stage_board, standings, walk_in
from db.services.sale_form import SaleForm
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("after_sale", "standings", "facts", "board", "rfm", "counter")
_CUSTOMERS, _LINES = 100_000, 2_000_000
_SALES, _RUNS = 20, 3
_AT_COUNTER, _A_BLINK = 200_000, 0.1  # sales without a name; seconds the window may stand still
_NAMELESS: Final = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1) INSERT INTO sale"
    " (customer, total, happened_on, is_owed) SELECT ?2, 100, date('2022-01-01', (i * 1500 / ?1) || ' days'), 0 FROM n"
)
_LIMIT: Final = 0.016  # seconds a sale may take to bring the figures of who bought up to date
_COPIED: Final = ("day", "sale", "line", "customer", "item", "quantity", "amount", "margin")
_READ: Final = (  # all a full recompute reads
    "SELECT customer, day FROM sale_fact WHERE day > 0 GROUP BY customer, day",
    "SELECT customer, sum(amount), sum(margin) FROM sale_fact GROUP BY customer",
)
_SCORED: Final = (
    "SELECT customer, ntile(5) OVER (ORDER BY {last}), ntile(5) OVER (ORDER BY {visits}), ntile(5) OVER (ORDER BY {total})"
    " FROM {of}"
)
_OURS: Final = _SCORED.format(last="last_on", visits="visits", total="total", of="customer_standing WHERE visits > 0")
_BY_CUSTOMER: Final = (
    "(SELECT customer, max(day) AS last, count(DISTINCT day) AS visits, sum(amount) AS total FROM sale_fact GROUP BY customer)"
)
_THEIRS: Final = _SCORED.format(last="last", visits="visits", total="total", of=_BY_CUSTOMER)


def rows() -> Iterator[Row]:
    """What a sale costs beside being saved, or at the counter; the full recompute, the facts anew, the board, RFM."""
    yield row("counter", "a sale at the counter, where 200,000 were, against 100 ms", (_at_the_counter(), _A_BLINK), 1.0, 0.5)
    with file.opened(shops.selling(_CUSTOMERS, _LINES)):
        assert standings.fill()
        yield row("after_sale", "figures of one customer after a sale, against 16 ms", (_after_a_sale(), _LIMIT), 1.0, 0.5)
        yield row("standings", "where all customers stand, against reading what it hangs on", _recompute(), None, None)
        yield row("facts", "the facts of 20,000 sales anew, against reading their lines", _facts(), None, None)
        yield row("board", "the eight stages now and a month ago, against the same reading", _board(), None, None)
        if connection := duck():
            both = alternate(
                lambda: seconds(lambda: read(_OURS)), lambda: seconds(lambda: connection.execute(_THEIRS).fetchall())
            )
            yield row("rfm", "RFM of all customers, against DuckDB over all sale lines", both, 3.0, 1.0)


def _after_a_sale() -> float:
    """Seconds in the middle, of sales of customers all over the list."""
    taken = []
    for number in range(_SALES):
        customer = 1 + number * _CUSTOMERS // _SALES
        sale = sales.add(SaleForm(customer, total=100, is_owed=False))
        with database.atomic("IMMEDIATE"):
            taken.append(seconds(lambda sale=sale, customer=customer: _refresh(sale, customer)))  # type: ignore[misc]
    return median(taken)


def _at_the_counter() -> float:
    """Seconds in the middle, of whole sales to the one customer who stands for all without a name."""
    path = shops.folder() / "counter.crm"
    file.create(path)
    with file.opened(path):
        nobody = walk_in.customer()
        with unit("sales.add"):
            run(_NAMELESS, _AT_COUNTER, nobody)
        assert standings.fill()
        form = SaleForm(nobody, total=100, is_owed=False)
        return median(seconds(lambda: sales.add(form)) for _sale in range(_SALES))


def _refresh(sale: int, customer: int) -> None:
    sale_facts.refresh({sale})
    standings.refresh({customer})


def _recompute() -> tuple[float, float]:
    return alternate(lambda: seconds(standings.fill), _reading, _RUNS)


def _reading() -> float:
    return seconds(lambda: [read(sql) for sql in _READ])


def _facts() -> tuple[float, float]:
    some = range(1, 20_001)
    lines = "SELECT s.customer, s.total, l.amount, l.cost FROM sale_line l JOIN sale s ON s.id = l.sale WHERE l.sale <= 20000"
    with database.atomic("IMMEDIATE"):
        return alternate(lambda: seconds(lambda: sale_facts.refresh(some)), lambda: seconds(lambda: read(lines)), _RUNS)


def _board() -> tuple[float, float]:
    return alternate(lambda: seconds(stage_board.board), _reading, _RUNS)


@cache
def duck() -> Any:
    """DuckDB with the same facts in memory, loaded before any clock starts; None where it is not installed."""
    try:
        connection = importlib.import_module("duckdb").connect()
    except ImportError:
        return None
    path = shops.folder() / "facts.csv"
    with path.open("w", encoding="ascii") as out:
        for found in read(f"SELECT {', '.join(_COPIED)} FROM sale_fact"):
            out.write(",".join("" if one is None else str(one) for one in found) + "\n")
    connection.execute(f"CREATE TABLE sale_fact ({', '.join(f'{name} BIGINT' for name in _COPIED)})")
    connection.execute(f"COPY sale_fact FROM '{path.as_posix()}'")
    return connection
