"""The shop files that are measured on: made once a run, thrown away with it."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from db.core import audited, clock, file
from db.core.connection import database, run, value
from db.core.journal import unit
from db.services import demo, sale_facts

_SEED = 7
_LINES_A_SALE = 2.5
_CHANCE = "(i * 48271 % 1000003 * 69621 % 1000003) / 1000003.0"  # of number i, the same every time
_COUNTED = "WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2)"
_SALES = (
    f"INSERT INTO sale (id, customer, happened_on, tax_mode, staff) SELECT i, 1 + CAST({_CHANCE} * {_CHANCE} * ?3 AS INTEGER),"
    " date(?4, -CAST(1826.0 * (?2 - i) * (?2 - i) / ((?2 - ?1) * (?2 - ?1)) AS INTEGER) || ' days'), 'none', '' FROM n"
)  # few buy often and many seldom; the shop grew over five years
_LINES = (
    "INSERT INTO sale_line (sale, product, name, quantity, unit_price, amount, cost) SELECT n.i, p.id, p.name, 10000 * q.value,"
    " p.price, p.price / 10000 * q.value, iif(n.i % 5 = 0, NULL, p.cost) FROM n JOIN json_each('[1,2,3,4]') q"
    " ON q.value <= 1 + n.i % 4 JOIN product p ON p.id = 1 + CAST(((n.i * 4 + q.value) * 48271 % 1000003 * 69621"
    " % 1000003) / 1000003.0 * ?3 AS INTEGER)"
)


@cache
def folder() -> Path:
    """This run's own folder."""
    made = Path(tempfile.mkdtemp(prefix="shukebu-bench-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def lifelike(customers: int) -> Path:
    """A demo shop of this many customers, a hundredth of them doubles."""
    path = folder() / f"demo-{customers}.crm"
    demo.create(path, customers, _SEED, doubles=1)
    return path


@cache
def busy(customers: int, talks: int, on_one_card: int) -> Path:
    """A lifelike shop with this many talks: over ten years, on every customer some, on the first customer many."""
    path = Path(shutil.copy(lifelike(customers), folder() / f"busy-{customers}.crm"))
    with file.opened(path):
        missing = talks - value("SELECT count(*) FROM interaction")
        columns = "customer, channel, direction, happened_on, happened_time, text, outcome, staff"
        several = (
            f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) INSERT INTO interaction({columns})"
        )
        told = "date(?, -(i * 7919 % 3650) || ' days'), '10:30', '問第 ' || i || ' 次有沒有貨', '', '老闆' FROM n"
        with unit("demo.fill", talks=talks):
            run(f"{several} SELECT 1 + i * 31 % ?, '電話', 'in', {told}", missing, customers, clock.today().isoformat())
            run(f"{several} SELECT 1, 'LINE', 'in', {told}", on_one_card, clock.today().isoformat())
    return path


@cache
def long_list(customers: int) -> Path:
    """A shop whose customers are a small demo shop's over and over: only as long as a list must be to be measured."""
    path = Path(shutil.copy(lifelike(1000), folder() / f"long-{customers}.crm"))
    with file.opened(path):
        columns = "kind, name, short_name, company, title, gender, tax_id, source, staff, note, created_at, updated_at"
        figures = "sort_key, phone, phone_normal, last_contact_on, last_contact, last_text, city, visible"
        with unit("demo.fill", customers=customers):
            while (have := value("SELECT count(*) FROM customer")) < customers:
                top, wanted = value("SELECT max(id) FROM customer"), min(have, customers - have)
                run(f"INSERT INTO customer ({columns}) SELECT {columns} FROM customer ORDER BY id LIMIT ?", wanted)
                run(
                    f"INSERT INTO customer_figures (customer, {figures})"
                    f" SELECT ? + row_number() OVER (ORDER BY customer), {figures} FROM customer_figures"
                    " ORDER BY customer LIMIT ?",
                    top,
                    wanted,
                )
    return path


@cache
def selling(customers: int, lines: int) -> Path:
    """A lifelike shop with this many sale lines over five years, its facts worked out."""
    path = Path(shutil.copy(lifelike(customers), folder() / f"selling-{lines}.crm"))
    with file.opened(path):
        sell(customers, lines - value("SELECT count(*) FROM sale_line"))
        assert sale_facts.fill()
    return path


def sell(customers: int, lines: int) -> None:
    """Put sales of so many lines into the open file, without history: only what is read is measured on it."""
    with database.atomic("IMMEDIATE"):
        for name in audited.triggers(database.connection()):
            run(f"DROP TRIGGER {name}")
        first = value("SELECT max(id) FROM sale") + 1
        last = first + round(lines / _LINES_A_SALE) - 1
        run(f"{_COUNTED} {_SALES}", first, last, customers, clock.today().isoformat())
        run(f"{_COUNTED} {_LINES}", first, last, value("SELECT max(id) FROM product"))
        run("UPDATE sale SET total = (SELECT sum(amount) FROM sale_line WHERE sale = sale.id) WHERE id >= ?", first)
        run("DELETE FROM model_fit WHERE name = ?", sale_facts.FILLED)
        audited.arm(database.connection())
