"""What a person is told of themselves (§10): all of it, from every table that can hold it, and nothing of others."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from db.core import audited, session
from db.core.audited import Audited
from db.core.connection import database, rows, run, value
from db.core.errors import RefusedError
from db.core.journal import unit
from db.core.session import Person
from db.services import breaches, customers, erasing, facts, interactions, own_fields, reveals, subject
from db.services.breaches import BreachForm
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import Selection
from importers.commit import commit
from reports import exports, quote_pdf
from reports.exports import Wish
from tests.importers import made

pytestmark = pytest.mark.usefixtures("shop", "saturday")
DAYS: Final = ("_on", "_at", "_time", "until", "since", "contact_start")  # ends of columns that hold a day
FIXED: Final = {  # one of a few words of the program, which stands there in words
    "kind", "gender", "channel", "preferred_channel", "direction", "method", "decision", "state", "tax_mode", "price_level",
    "level", "stage", "lost_reason", "archive_reason", "basis", "delivery", "invoice_kind", "origin", "repeat", "availability",
    "purpose", "answer", "subject", "column", "sheet",
}  # fmt: skip
ELSEWHERE: Final = {  # it stands in another column, too, or is no value of theirs; `referrer` by its first character
    "normal", "zip", "city", "district", "blob_hash", "thumbnail_hash", "media_type", "unit", "discount", "done_by", "body",
    "referrer",
}  # fmt: skip
NOT_TOLD: Final = {("quote", "title"), ("waiting", "reason"), ("sale", "extra"), ("import_line", "sheet")}


def _texts(table: Audited) -> list[str]:
    found = database.connection().execute(f"PRAGMA table_info({table.name})").fetchall()
    names = [name for _at, name, kind, *_rest in found if kind == "TEXT" and not name.endswith(DAYS)]
    return [one for one in names if one not in FIXED | ELSEWHERE | {"created_at"} and (table.name, one) not in NOT_TOLD]


def _path(table: Audited) -> str:
    """Which rows of a table are a customer's, as a condition."""
    first = table.customers[0].format(row=table.name)
    return f"{first} = ?"


def _rows_of(customer: int, other: int, breach: int) -> None:
    """A row in every audited table that a customer can stand in."""
    given = {"customer": customer, "other": other, "breach": breach, "import_run": 1, "tag": 1, "happened_on": "2026-11-20"}
    for table in audited.TABLES:
        if not table.customers or table.name in ("customer", "not_same", "customer_tag"):
            continue
        info = database.connection().execute(f"PRAGMA table_info({table.name})").fetchall()
        names = [name for _at, name, *_rest in info if name != "id"]
        given |= {owner: value(f"SELECT max(id) FROM {owner}") for owner in ("sale", "quote")}
        values = [_value(name, kind, given, customer, required) for _at, name, kind, required, *_rest in info if name != "id"]
        run(f"INSERT INTO {table.name} ({', '.join(map(_quoted, names))}) VALUES ({', '.join('?' * len(names))})", *values)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _value(name: str, kind: str, given: dict[str, object], customer: int, required: int) -> object:
    if name in given:
        return given[name]
    if not required:
        return None
    return "{}" if name in ("cells", "body", "extra") else f"{name}{customer}" if kind == "TEXT" else 0


def _canaries(customer: int, mark: str) -> list[str]:
    """Every text of theirs becomes one of its own; which."""
    made = []
    for table in audited.TABLES:
        for column in _texts(table) if table.customers else ():
            canary = f"{mark}{table.name}{column}"
            found = json.dumps({"f1" if table.name == "customer" else "備註": canary}) if column in ("extra", "cells") else canary
            if run(f'UPDATE {table.name} SET "{column}" = ? WHERE {_path(table)}', found, customer):
                made.append(canary)
    return made


@pytest.fixture
def told(shop: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """What one of two is told, their own canaries and those of the other."""
    own_fields.add("卡號")
    mine, other = (customers.add(CustomerForm(name)) for name in ("陳美惠", "王百合"))
    breach = breaches.save(BreachForm("隨身碟掉了"))
    with unit("customers.change"):
        run(
            "INSERT INTO import_run (file, file_hash, layout, kind, records, at, unit) VALUES ('名單.xlsx', '', '', '', 1, '', 1)"
        )
        run("INSERT INTO tag (name, created_at, updated_at, colour, group_name, position) VALUES ('熟', '', '', '', '', 0)")
        _rows_of(mine, other, breach)
        _rows_of(other, mine, breach)
        canaries = _canaries(mine, "金絲"), _canaries(other, "別人")
    _name, held = subject.of(mine)
    yield "\n".join(f"{one.what}\n" + "\n".join(one.lines) for one in held), *canaries


def test_a_canary_of_every_table_is_told_and_none_of_others(told: tuple[str, list[str], list[str]]) -> None:
    said, mine, others = told
    tables = {table.name for table in audited.TABLES if table.customers} - {"not_same", "customer_tag", "opt_out", "put_off"}
    assert {table for table in tables if not any(one.startswith(f"金絲{table}") for one in mine)} == set()
    assert [one for one in mine if one not in said] == []
    assert [one for one in others if one in said] == ["別人relationnote"]  # it is about both


def test_no_key_of_the_program_is_left_as_it_is_stored(told: tuple[str, list[str], list[str]]) -> None:
    said = told[0].splitlines()
    assert not [line for line in said if {"warn", "until", "family", "all", "person"} & set(line.split("　"))]


def test_others_within_the_texts_are_left_out(shop: Path) -> None:
    points = [PointForm("mobile", "0912-345-678")]
    who = customers.add(CustomerForm("陳美惠", points=points))
    customers.add(CustomerForm("王百合", points=[PointForm("mobile", "0987-654-321")]))
    customers.add(CustomerForm("美惠", points=points))  # a daughter with the same number
    customers.add(CustomerForm("大同水電", kind="company"))
    interactions.add(InteractionForm(who, text="陳美惠和王百合（0987-654-321）一起來，說大同水電太貴；回 0912-345-678"))
    (talk,) = next(one.lines for one in subject.of(who)[1] if one.what == "Talks")
    assert "陳美惠和王○○（0○○）一起來，說大同水電太貴；回 0912-345-678" in talk


def test_what_was_written_over_and_who_looked_is_told(shop: Path, tmp_path: Path) -> None:
    who, other = (
        customers.add(CustomerForm(name, points=[PointForm("mobile", "0912-345-678")])) for name in ("陳美惠", "王百合")
    )
    form = customers.form(who)
    form.note = "舊的備註"
    customers.change(who, form)
    form = customers.form(who)
    form.note = ""
    customers.change(who, form)
    reveals.reveal(who, customers.form(who).points[0].id or 0)
    exports.write(tmp_path / "給會計.xlsx", Wish(Selection((other,)), purpose="own"))
    exports.write(tmp_path / "全部.xlsx", Wish(Selection((who, other)), purpose="own"))
    facts.note("requests.report", customer=other)
    held = {one.what: one.lines for one in subject.of(who)[1]}
    assert any("舊的備註" in line for line in held["Earlier values"])
    looked = "\n".join(held["Who looked at it, took it along"])
    assert "全部.xlsx" in looked and "給會計.xlsx" not in looked
    assert len(held["Who looked at it, took it along"]) == 2
    assert rows("SELECT count(*) FROM unit WHERE action = 'requests.report'") == [(1,)]


def test_only_the_owner_may_read_it_all(shop: Path) -> None:
    who = customers.add(CustomerForm("陳美惠"))
    session.guard(True)
    session.come_in(Person("小芳", "staff"))
    with pytest.raises(RefusedError):
        subject.of(who)


def test_a_list_that_brings_an_erased_number_again(shop: Path) -> None:
    gone = customers.add(CustomerForm("陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    erasing.erase(gone, "本人要求", quote_pdf.make)
    commit(made.one([{"name": "新名字", "mobile": "0912-345-678"}, {"name": "別人", "mobile": "0911-222-333"}]))
    assert rows("SELECT c.name FROM opt_out o JOIN customer c ON c.id = o.customer WHERE o.channel = 'all'") == [("新名字",)]
