"""Units: all or nothing, nested as savepoints, without a trace when nothing changed, and no other way to write."""

from pathlib import Path

import peewee
import pytest

from db.core import chain, events
from db.core.connection import database, rows, value
from db.core.journal import unit
from db.models import ContactPoint, Customer


def test_unit_saves_and_writes_history(shop: Path) -> None:
    with unit("customers.add") as opened:
        customer = Customer.create(name="王小明")
        ContactPoint.create(customer=customer, kind="mobile", text="0912-345-678", normal="0912345678")
    with unit("customers.change"):
        customer.name = "王大明"
        customer.save()
    assert rows("SELECT tbl, row, customer, op, before, after FROM change ORDER BY id") == [
        (1, 1, 1, "I", None, None),
        (3, 1, 1, "I", None, None),
        (1, 1, 1, "U", '{"name":"王小明"}', '{"name":"王大明"}'),
    ]
    assert rows("SELECT id, action, first_change, last_change, changes FROM unit") == [
        (opened.id, "customers.add", 1, 2, 2),
        (opened.id + 1, "customers.change", 3, 3, 1),
    ]
    assert chain.verify(database.connection()) == []


def test_error_leaves_nothing(shop: Path) -> None:
    with pytest.raises(ZeroDivisionError), unit("customers.add"):
        Customer.create(name="王小明")
        _ = 1 / 0
    assert (
        value("SELECT count(*) FROM customer") == value("SELECT count(*) FROM change") == value("SELECT count(*) FROM unit") == 0
    )


def test_caught_error_in_nested_unit_takes_back_only_the_nested(shop: Path) -> None:
    with unit("customers.add"):
        Customer.create(name="留下")
        with pytest.raises(ZeroDivisionError), unit("tags.add"):
            Customer.create(name="不留")
            _ = 1 / 0
    assert [customer.name for customer in Customer.select()] == ["留下"]
    assert value("SELECT count(*) FROM unit") == 1


def test_unit_without_changes_leaves_no_trace(shop: Path) -> None:
    heard: list[events.Announcement] = []
    events.listen(heard.append)
    with unit("customers.change"):
        pass
    assert value("SELECT count(*) FROM unit") == 0
    assert heard == []


def test_announces_what_changed(shop: Path) -> None:
    heard: list[events.Announcement] = []
    events.listen(heard.append)
    with unit("customers.add") as opened:
        customer = Customer.create(name="王小明")
    assert heard == [events.Announcement(opened.id, "customers.add", frozenset({"customer"}), frozenset({customer.id}))]


def test_write_outside_a_unit_is_impossible(shop: Path) -> None:
    with pytest.raises(peewee.IntegrityError):
        Customer.create(name="王小明")
