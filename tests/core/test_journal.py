"""Units: all or nothing, nested as savepoints, without a trace when nothing changed, and no other way to write."""

import threading
import time
from pathlib import Path
from typing import Any

import peewee
import pytest
from sqlcipher3 import dbapi2 as driver

from db import models
from db.core import audited, derived, events, journal, proof, session
from db.core.connection import database, rows, value
from db.core.errors import RefusedError
from db.core.journal import Unit, saving, unit
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
    assert proof.verify(database.connection()) == []


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


def test_a_verb_tells_the_unit_it_was_saved_as_or_that_there_is_none(shop: Path) -> None:
    def add(name: str) -> int:
        with unit("customers.add") as opened, unit("tags.add"):
            if name:
                Customer.create(name=name)
            return opened.id

    ours, saved = saving(lambda: add("王小明"))
    assert saved == ours == value("SELECT max(id) FROM unit")
    _answer, saved = saving(lambda: add(""))
    assert saved is None
    assert saving(lambda: saving(lambda: add("王大明"))[1])[1] is None  # the inner one has it
    with pytest.raises(ZeroDivisionError):
        saving(lambda: 1 // 0)
    add("林志明")  # nobody listens any more


def test_unit_without_changes_leaves_no_trace(shop: Path) -> None:
    heard: list[events.Announcement] = []
    events.listen(heard.append)
    with unit("customers.change", why="nothing"):
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
    with pytest.raises(driver.IntegrityError):
        Customer.create(name="王小明")


def _fresh(model: Any) -> dict[str, Any]:
    """Values that a new row of any model takes."""
    values: dict[str, Any] = {}
    for field in model._meta.sorted_fields:
        if isinstance(field, peewee.ForeignKeyField):
            values[field.name] = None if field.null else 1
        elif field.default is None and not field.null and field.name != "id":
            values[field.name] = 1
    return values


@pytest.mark.parametrize("table", audited.BY_NAME)
def test_no_model_can_be_written_outside_a_unit(shop: Path, table: str) -> None:
    model: Any = next(model for model in models.ALL if model._meta.table_name == table)
    with unit("customers.add"):
        rows("PRAGMA defer_foreign_keys = ON")
        for needed in (Customer, models.Tag, models.Product, models.Quote, models.Sale, models.ImportRun, models.Breach):
            needed.insert(id=1, **_fresh(needed)).on_conflict_ignore().execute()
        model.insert(id=1, **_fresh(model)).on_conflict_ignore().execute()
    before = rows(f"SELECT * FROM {table}")
    stamp = "updated_at" if issubclass(model, models.Edited) else "id"
    for statement in (
        model.insert(id=2, **_fresh(model)),
        model.update(id=3),
        model.update(**{stamp: "2000-01-01T00:00:00.000Z" if stamp != "id" else 1}),
        model.delete(),
        model.replace(id=1, **_fresh(model)),
    ):
        with pytest.raises(driver.IntegrityError):
            statement.execute()
    assert rows(f"SELECT * FROM {table}") == before


def test_history_cannot_be_rewritten(shop: Path) -> None:
    with unit("customers.add"):
        Customer.create(name="王小明")
    with unit("customers.change"):
        Customer.update(name="王大明").execute()
    for statement in (
        "UPDATE change SET after = '{}'",
        "UPDATE change SET digest = zeroblob(32)",
        "DELETE FROM change",
        "UPDATE unit SET actor = 'x'",
        "DELETE FROM unit",
    ):
        with pytest.raises(driver.IntegrityError):
            rows(statement)
    assert proof.verify(database.connection()) == []


def test_row_that_moves_touches_the_customer_it_leaves(shop: Path) -> None:
    heard: list[events.Announcement] = []
    with unit("customers.add"):
        for name in ("甲", "乙"):
            Customer.create(name=name)
        ContactPoint.create(customer=1, kind="mobile", text="0912")
    events.listen(heard.append)
    with unit("customers.change"):
        ContactPoint.update(customer=2).execute()
    with unit("relations.add"):
        models.Relation.create(customer=1, other=2, kind="family")
    assert [announcement.customers for announcement in heard] == [frozenset({1, 2}), frozenset({1, 2})]


def test_derived_tables_follow_every_unit(shop: Path) -> None:
    seen: list[frozenset[str]] = []

    def refresher(opened: Unit) -> None:
        seen.append(opened.tables_touched())

    derived.register(refresher)
    try:
        with unit("customers.add"):
            Customer.create(name="王小明")
        with unit("customers.add"):
            pass
    finally:
        derived.refreshers().remove(refresher)
    assert seen == [frozenset({"customer"})]


def test_unknown_action_is_a_bug(shop: Path) -> None:
    with pytest.raises(LookupError), unit("customers.eat"):
        pass


def test_listener_that_fails_harms_nothing(shop: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fails(_announcement: events.Announcement) -> None:
        raise ZeroDivisionError

    events.listen(fails)
    with unit("customers.add"):
        Customer.create(name="王小明")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    caplog.clear()
    assert value("SELECT count(*) FROM customer") == 1


def test_what_is_refused_is_a_line_of_history(shop: Path) -> None:
    session.guard(True)
    try:
        with pytest.raises(RefusedError), unit("customers.add"):  # nobody came in yet
            Customer.create(name="王小明")
        assert value("SELECT count(*) FROM unit") == 0
        session.come_in(session.Person("小玲", "reader", frozenset(), 3))
        with pytest.raises(RefusedError), unit("customers.add"):
            Customer.create(name="王小明")
    finally:
        session.guard(False)
    assert rows("SELECT actor, action, detail FROM unit") == [("小玲", "entry.refused", '{"what":"customers.add"}')]
    assert value("SELECT count(*) FROM customer") == 0


def test_a_fact_without_changes_is_a_line(shop: Path) -> None:
    with unit("file.create", why="told"):
        pass
    assert rows("SELECT action, changes, first_change FROM unit") == [("file.create", 0, None)]


def test_names_and_details_are_clean_text(shop: Path) -> None:
    session.act_as("阿\ud800德\n")
    with unit("customers.archive", reason="搬\udcff走"):
        Customer.create(name="王小明")
    assert rows("SELECT actor, detail FROM unit") == [("阿德", '{"reason":"搬走"}')]


def test_who_waits_to_save_goes_before_the_next_piece(shop: Path) -> None:
    """The worker lets go for a moment only; the lock alone would give it back to it every time."""
    is_writing, order = threading.Event(), list[object]()

    def write() -> None:
        for piece in range(3):
            with journal.aside(journal.A_MOMENT) as free:
                assert free
                order.append(piece)
                is_writing.set()
                while not journal._waiting and piece == 0:
                    time.sleep(0.001)

    worker = threading.Thread(target=write)
    worker.start()
    is_writing.wait()
    with unit("customers.add"):
        order.append("saved")
    worker.join()
    assert order == [0, "saved", 1, 2]


def test_a_save_of_the_window_waits_for_a_piece_that_is_written_aside(shop: Path) -> None:
    is_writing, may_end = threading.Event(), threading.Event()

    def write() -> None:
        with journal.aside(journal.A_MOMENT) as free:
            assert free
            is_writing.set()
            may_end.wait()

    worker = threading.Thread(target=write)
    worker.start()
    is_writing.wait()
    threading.Timer(0.01, may_end.set).start()
    with unit("customers.add"):
        Customer.create(name="王小明")
    worker.join()
    assert value("SELECT count(*) FROM customer") == 1
