"""Quotes, sales and payments belong together: what of them can't be taken back though each row is as it was left."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from db.core import audited
from db.core.connection import rows
from db.core.journal import lineage

_QUOTE, _LINE, _ISSUED, _SALE, _PAYMENT = (
    audited.BY_NAME[name].number for name in ("quote", "quote_line", "issued_quote", "sale", "payment")
)
_ISSUED_SINCE: Final = f"""
    WITH touched(tbl, row, quote) AS (
        SELECT tbl, row, row FROM temp.undo_row WHERE tbl = {_QUOTE}
        UNION SELECT mine.tbl, mine.row, quote_line.quote FROM temp.undo_row AS mine JOIN quote_line ON quote_line.id = mine.row
            WHERE mine.tbl = {_LINE}
        UNION SELECT mine.tbl, mine.row, change.before ->> 'quote' FROM temp.undo_row AS mine
            JOIN change ON change.row = mine.row AND change.tbl = mine.tbl AND change.op IN ('U', 'D') AND change.op = 'D'
            WHERE mine.tbl = {_LINE} AND change.id BETWEEN ? AND ?
    )
    SELECT DISTINCT touched.tbl, touched.row, 'issued' FROM touched JOIN issued_quote ON issued_quote.quote = touched.quote
    WHERE issued_quote.id IN (SELECT row FROM change WHERE id > ? AND tbl = {_ISSUED} AND op = 'I')"""
_DECIDED: Final = (
    f"SELECT DISTINCT row FROM change WHERE id BETWEEN ? AND ? AND tbl = {_QUOTE} AND op = 'U'"
    " AND json_type(before, '$.state') IS NOT NULL"
)
_WRITTEN_SINCE: Final = (
    "SELECT DISTINCT unit FROM change WHERE change.id > ?2"
    f" AND (change.tbl = {_QUOTE} AND change.row = ?1 AND change.op = 'U' OR change.tbl = {_LINE}"
    " AND (change.row IN (SELECT id FROM quote_line WHERE quote = ?1) OR change.before ->> 'quote' = ?1))"
)
_MOVED: Final = (
    f"SELECT row FROM change WHERE id BETWEEN ? AND ? AND tbl = {_SALE} AND op = 'U'"
    " AND (json_type(before, '$.customer') IS NOT NULL OR json_type(before, '$.is_owed') IS NOT NULL)"
)
_HELD: Final = (
    f"SELECT DISTINCT {_SALE}, named, 'referred' FROM ("
    f" SELECT sale AS named FROM payment WHERE id NOT IN (SELECT row FROM temp.undo_row WHERE tbl = {_PAYMENT})"
    f" UNION ALL SELECT returns FROM sale WHERE id NOT IN (SELECT row FROM temp.undo_row WHERE tbl = {_SALE})"
    f") WHERE named IN ({_MOVED})"
)


def refusals(first: int, last: int, tables: set[str]) -> Iterator[tuple[int, int, str]]:
    """Rows of temp.undo_row that stay, with why, for the lines of `change` from first to last; `tables` are those it touched.

    What was issued since stays as it was printed, a quote goes back to what it was only when it says what it said then, and a
    sale stays with its customer, and owed, while a payment or a return names it that does not go along.
    """
    if tables & {"quote", "quote_line"}:
        yield from rows(_ISSUED_SINCE, first, last, last)
        yield from ((_QUOTE, quote, "changed") for (quote,) in rows(_DECIDED, first, last) if _was_written(quote, last))
    if "sale" in tables:
        yield from rows(_HELD, first, last)


def _was_written(quote: int, last: int) -> bool:
    """Whether something changed the quote after this line of history; what was done and taken back since changed nothing."""
    begun = Counter(lineage(unit)[-1] for (unit,) in rows(_WRITTEN_SINCE, quote, last))
    return any(times % 2 for times in begun.values())
