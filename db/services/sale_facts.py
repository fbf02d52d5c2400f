"""Every sale line by line for the reports, derived: its day, who bought, what, how many, and its share of the sale's total.

A sale's total (with tax, as 銷售 shows it; the lines' sum where none is written) is shared out over its items: each line is worth
what stands on it, and what the total differs from their sum (tax, discounts, a total put down by hand) is spread over them by
size, rounded as it runs up, so that the lines of a sale always come to its total to the dollar. Margin is shared in the same way
from the sum before tax, less the cost on the line; where none was written down, the cost the product has today.
"""

import json
from collections.abc import Callable, Collection, Set
from functools import lru_cache, partial
from typing import Final

from db.core import clock, journal
from db.core.audited import BY_NAME
from db.core.connection import database, numbers, run, value
from db.core.connection import rows as read
from db.core.progress import Progress, silent
from db.core.values import text
from db.services import bulk, sale_sums
from resources.i18n import _

TABLES: Final = frozenset({"sale", "sale_line", "product"})  # what the facts hang on
FILLED: Final = "sale_facts"  # the name under which model_fit says that every sale has its facts
_AT_ONCE: Final = 200  # sales written together while the window works: a save there waits for them, a moment
_MANY: Final = 200  # sales of which a new cost is worked in by the worker; the window would stand still
_STALE: Final = "new_cost:"  # before a product in the names of model_fit: its sales are to be worked out by the worker
_ITEM: Final = "l.kind = 'item' AND (l.product IS NOT NULL OR l.name <> '' OR coalesce(l.amount, 0) <> 0)"
_WORTH: Final = "coalesce(l.amount, CAST(round(l.quantity * l.unit_price / 1e8) AS INTEGER), 0)"
_NAMED: Final = (  # a free name is the only product of that name, else itself
    "(SELECT iif(count(product) = 1, max(iif(product IS NULL, 0, id)), max(iif(product IS NULL, id, 0))) FROM item"
    " WHERE normal = plain_name(l.name))"
)
_DAY: Final = "coalesce(CAST(replace(s.happened_on, '-', '') AS INTEGER), 0)"
_SHARE: Final = (  # what the lines come to so far of {whole}, less what those before this one came to
    "worth + CAST(round(1.0 * ({whole} - summed) * so_far / size) AS INTEGER)"
    " - CAST(round(1.0 * ({whole} - summed) * (so_far - abs(worth)) / size) AS INTEGER)"
)
_LINES: Final = f"""\
WITH line AS (
    SELECT l.sale, l.id, {_WORTH} AS worth, l.quantity, coalesce(l.cost, p.cost) AS cost,
        CASE WHEN l.product IS NOT NULL THEN coalesce(i.id, 0) WHEN l.name = '' THEN 0 ELSE {_NAMED} END AS item
    FROM sale_line l LEFT JOIN product p ON p.id = l.product LEFT JOIN item i ON i.product = l.product
    WHERE {_ITEM} AND {{which}}
), sized AS (
    SELECT *, count(*) OVER whole AS lines, sum(worth) OVER whole AS summed, sum(abs(worth)) OVER whole AS size,
        sum(abs(worth)) OVER (PARTITION BY sale ORDER BY id ROWS UNBOUNDED PRECEDING) AS so_far
    FROM line WINDOW whole AS (PARTITION BY sale)
), shared AS (
    SELECT s.customer, {_DAY} AS day, z.sale, z.id, z.item, z.cost, z.worth,
        CASE WHEN z.size > 0 THEN {_SHARE.format(whole="coalesce(s.total, summed)")}
             WHEN z.lines = 1 THEN coalesce(s.total, 0) ELSE 0 END AS amount,
        CASE WHEN z.size > 0 THEN {_SHARE.format(whole="coalesce(s.net, s.total, summed)")}
             WHEN z.lines = 1 THEN coalesce(s.net, s.total, 0) ELSE 0 END AS net,
        CASE WHEN z.worth < 0 OR coalesce(s.total, 0) < 0 THEN -abs(coalesce(z.quantity, 10000))
             ELSE coalesce(z.quantity, 10000) END AS quantity
    FROM sized z JOIN sale s ON s.id = z.sale
)
INSERT INTO sale_fact (day, sale, line, customer, item, quantity, amount, margin)
SELECT day, sale, id, customer, item, quantity, amount,
    CASE WHEN cost IS NOT NULL THEN net - CAST(round(1.0 * cost * quantity / 1e8) AS INTEGER) END
FROM shared ORDER BY day, sale, id"""
_REST: Final = f"""\
INSERT INTO sale_fact (day, sale, line, customer, amount)
SELECT {_DAY}, s.id, 0, s.customer, coalesce(s.total, 0) FROM sale s WHERE {{which}}
    AND (NOT EXISTS (SELECT 1 FROM sale_line l WHERE l.sale = s.id AND {_ITEM})
        OR coalesce(s.total, 0) <> 0 AND NOT EXISTS (SELECT 1 FROM sale_fact f WHERE f.sale = s.id AND f.amount <> 0))"""
_FREE: Final = (
    "SELECT plain_name(l.name), l.name, min(l.id) FROM sale_line l"
    f" WHERE {_ITEM} AND {{which}} AND l.product IS NULL AND l.name <> '' GROUP BY 1 ORDER BY 3"
)
_NEW_NAME: Final = (
    "INSERT INTO item (name, normal) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM item WHERE normal = ?2 AND product IS NULL)"
)
_OF_PRODUCT: Final = (
    "INSERT INTO item (product, normal) VALUES (?, ?) ON CONFLICT (product) DO UPDATE SET normal = excluded.normal"
)
_TOUCHED: Final = (
    "SELECT row FROM change WHERE id BETWEEN ?1 AND ?2 AND tbl = {sale} UNION SELECT l.sale FROM change h JOIN sale_line l"
    " ON l.id = h.row WHERE h.id BETWEEN ?1 AND ?2 AND h.tbl = {line} UNION SELECT before ->> '$.sale' FROM change"
    " WHERE id BETWEEN ?1 AND ?2 AND tbl = {line} AND op = 'D'"
).format(sale=BY_NAME["sale"].number, line=BY_NAME["sale_line"].number)
_CHANGED: Final = (  # products: their item's name and their own; both null where there is none
    "SELECT DISTINCT h.row, i.normal, plain_name(p.name) FROM change h LEFT JOIN product p ON p.id = h.row"
    " LEFT JOIN item i ON i.product = h.row WHERE h.id BETWEEN ? AND ? AND h.tbl = ?"
)
_WRITTEN: Final = (  # sales with lines of these free names, found where they stand until now
    "SELECT DISTINCT f.sale FROM item i JOIN sale_fact f ON f.item = i.id JOIN sale_line l ON l.id = f.line AND l.product IS NULL"
    " WHERE i.normal IN (SELECT value FROM json_each(?))"
)
_FREELY: Final = "SELECT normal FROM item WHERE product IS NULL AND normal IN (SELECT value FROM json_each(?))"
_COSTED: Final = (  # products whose cost was changed, and the line of history that says so
    "SELECT row, max(id) FROM change WHERE id BETWEEN ? AND ? AND tbl = ? AND op = 'U'"
    " AND json_type(before, '$.cost') IS NOT NULL GROUP BY row"
)
_LEAVE: Final = "INSERT OR REPLACE INTO model_fit (name, at, body) VALUES (?, ?, ?)"
_AT_COST: Final = "SELECT DISTINCT sale FROM sale_line WHERE product = ? AND cost IS NULL ORDER BY sale"


@lru_cache(maxsize=50_000)
def _plain(name: str | None) -> str | None:
    """The name as it is compared: 濾心 Ａ and 濾心　a are one."""
    return None if name is None else text.one_line(text.normal(name))


database.register("plain_name", 1, _plain)


def of_unit(lines: tuple[int, int], tables: Set[str]) -> set[int]:
    """Bring the facts of what a unit changed up to date; the sales it was. `lines`: its first and last in `change`."""
    sales: set[int] = set()
    if "product" in tables:
        sales |= _of_products(lines)
    if tables & {"sale", "sale_line"}:
        sales |= {row[0] for row in read(_TOUCHED, *lines)}
    refresh(sales)
    return sales


def refresh(sales: Collection[int]) -> None:
    """Work out the facts of these sales anew; those of sales that are gone go."""
    if not sales:
        return
    wanted = set(sales)
    if max(wanted) - min(wanted) < len(wanted):
        _write("BETWEEN ?1 AND ?2", min(wanted), max(wanted))
    else:
        _write("IN (SELECT value FROM json_each(?1))", json.dumps(sorted(wanted)))


def is_filled() -> bool:
    """Whether every sale of the shop has its facts: a file of an older program gets them once, on the worker."""
    return value("SELECT 1 FROM model_fit WHERE name = ?", FILLED) is not None


def fill(progress: Progress = silent) -> bool:
    """Work out all sales where that was never done, and those with a new cost, a piece at a time; whether they are all there
    now. For the worker.
    """
    if is_filled():
        return _catch_up(progress)
    last = value("SELECT max(id) FROM sale") or 0
    if not _beside(_name_products):
        return False
    for first in range(1, last + 1, _AT_ONCE):
        progress(_("Sales for the reports"), first, last)
        if not _beside(partial(_write, "BETWEEN ?1 AND ?2", first, min(first + _AT_ONCE - 1, last))):
            return False
    is_done = _beside(partial(run, "INSERT OR REPLACE INTO model_fit (name, at) VALUES (?, ?)", FILLED, clock.utc_now()))
    return is_done and _catch_up(progress)


def is_behind() -> bool:
    """Whether a product has a new cost that stands in its sales when the worker has been there."""
    return bool(_behind())


def _behind() -> list[tuple[str, str]]:
    return read("SELECT name, body FROM model_fit WHERE name GLOB ?", f"{_STALE}*")


def _catch_up(progress: Progress) -> bool:
    """Work out the sales of products with a new cost, a piece at a time; one that changes again meanwhile stays to be done."""
    for name, change in _behind():
        sales = numbers(_AT_COST, int(name.removeprefix(_STALE)))
        for first in range(0, len(sales), _AT_ONCE):
            progress(_("Sales for the reports"), first, len(sales))
            if not _beside(partial(refresh, sales[first : first + _AT_ONCE])):
                return False
        if not _beside(partial(run, "DELETE FROM model_fit WHERE name = ? AND body = ?", name, change)):
            return False
    return True


def _beside(write: Callable[[], object]) -> bool:
    """Write a piece of it where no job is writing; whether it was."""
    with journal.aside(journal.A_MOMENT) as free:
        if free:
            write()
    return free


def _write(which: str, *parameters: object) -> None:
    """The facts of sales of which this is true, anew."""
    of_sale, of_line = f"s.id {which}", f"l.sale {which}"
    sale_sums.take(which, *parameters)
    run(f"DELETE FROM sale_fact WHERE sale {which}", *parameters)
    names = [(name, normal) for normal, name, _first in read(_FREE.format(which=of_line), *parameters)]
    bulk.run_many(_NEW_NAME, names)
    run(_LINES.format(which=of_line), *parameters)
    run(_REST.format(which=of_sale), *parameters)
    sale_sums.put(which, *parameters)


def _name_products() -> None:
    """Every product is an item."""
    bulk.run_many(_OF_PRODUCT, read("SELECT id, plain_name(name) FROM product"))


def _of_products(lines: tuple[int, int]) -> set[int]:
    """Products are items under the names they have now; the sales for which that makes a difference."""
    number = BY_NAME["product"].number
    changed = [one for one in read(_CHANGED, *lines, number) if one[1] != one[2]]
    found = _written_as({name for one in changed for name in one[1:] if name})
    bulk.run_many(_OF_PRODUCT, [(product, now) for product, _before, now in changed if now is not None])
    bulk.run_many("DELETE FROM item WHERE product = ?", [(product,) for product, _before, now in changed if now is None])
    return found | _costed(lines)


def _written_as(names: Set[str]) -> set[int]:
    """The sales that have one of these names on a line of no product."""
    free = [row[0] for row in read(_FREELY, json.dumps(sorted(names), ensure_ascii=False))]
    return {row[0] for row in read(_WRITTEN, json.dumps(free, ensure_ascii=False))} if free else set()


def _costed(lines: tuple[int, int]) -> set[int]:
    """The sales that count by a new cost of their product; many of one product are left to the worker."""
    found: set[int] = set()
    for product, change in read(_COSTED, *lines, BY_NAME["product"].number):
        sales = numbers(_AT_COST, product)
        if len(sales) <= _MANY:
            found.update(sales)
        else:
            run(_LEAVE, f"{_STALE}{product}", clock.utc_now(), change)
    return found
