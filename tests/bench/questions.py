"""Every question of the reports over 2,000,000 sale lines, against the bare statements it reads with."""

from collections.abc import Iterator

from db.core import file
from db.core.connection import database
from db.core.connection import rows as read
from db.services import standings
from reports import catalogue
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("questions",)
_CUSTOMERS, _LINES = 100_000, 2_000_000


def rows() -> Iterator[Row]:
    """A line a question as it is asked at first: the whole of it against its own statements read to the end."""
    with file.opened(shops.selling(_CUSTOMERS, _LINES)):
        standings.fill_when_due()
        for key in catalogue.QUESTIONS:
            statements = _said(key)
            both = alternate(lambda one=key: seconds(lambda: catalogue.answered(one)), lambda all_=statements: _bare(all_), 1)
            yield row("questions", f"“{key}”: {len(statements)} statements, {both[0]:.2f} s", both, None, 2.0)


def _said(key: str) -> list[str]:
    """What a question reads, as SQLite was given it."""
    said: list[str] = []
    connection = database.connection()
    connection.set_trace_callback(said.append)
    try:
        catalogue.answered(key)
    finally:
        connection.set_trace_callback(None)
    return [one for one in said if one.lstrip().upper().startswith(("SELECT", "WITH"))]


def _bare(statements: list[str]) -> float:
    return seconds(lambda: [read(one) for one in statements])
