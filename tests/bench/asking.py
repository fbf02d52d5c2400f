"""Reports of sales over 2,000,000 lines: the monthly series and a cross-tab, against bare SQL and against DuckDB."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from db.core import file
from db.core.connection import rows as read
from db.services import cross_tabs, periods, sale_days
from db.services.cross_tabs import Wish
from tests.bench import insight, shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("series", "cross_tab")
_CUSTOMERS, _LINES = 100_000, 2_000_000
_SERIES: Final = "SELECT day {by} 100, sum(amount), count(DISTINCT sale) FROM sale_fact GROUP BY 1"
_CROSS: Final = "SELECT item, day {by} 100, sum(amount) FROM sale_fact GROUP BY 1, 2"
_BARE, _DUCK = "/", "//"  # how each divides whole numbers


def rows() -> Iterator[Row]:
    """Each against the same statement alone, then against DuckDB over the same rows."""
    with file.opened(shops.selling(_CUSTOMERS, _LINES)):
        yield row("series", "sales by month, against the bare statement", _bare(_series, _SERIES), None, 1.0)
        yield row("cross_tab", "products by month, against the bare statement", _bare(_cross, _CROSS), None, 2.0)
        if insight.duck():
            yield row("series", "sales by month, against DuckDB over all sale lines", _duck(_series, _SERIES), 3.0, 1.0)
            yield row("cross_tab", "products by month, against DuckDB over all sale lines", _duck(_cross, _CROSS), 3.0, 1.0)


def _series() -> object:
    return sale_days.of(date.min, date.max)


def _cross() -> object:
    return cross_tabs.tabulate(Wish("item", "month", "money", periods.of("all")))


def _bare(ours: Callable[[], object], sql: str) -> tuple[float, float]:
    return alternate(lambda: seconds(ours), lambda: seconds(lambda: read(sql.format(by=_BARE))))


def _duck(ours: Callable[[], object], sql: str) -> tuple[float, float]:
    connection = insight.duck()
    return alternate(lambda: seconds(ours), lambda: seconds(lambda: connection.execute(sql.format(by=_DUCK)).fetchall()))
