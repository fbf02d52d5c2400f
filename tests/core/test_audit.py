"""The history of rows and fields, and where a value came from."""

from pathlib import Path

from db.core import audit, session
from db.core.connection import database, rows, value
from db.core.journal import unit
from db.models import ContactPoint, Customer, ImportLine, ImportRun
from db.services import merge_traces


def run_of(opened_id: int, file: str, sheet: str | None) -> ImportRun:
    return ImportRun.create(unit=opened_id, file=file, sheet=sheet, at="2026-11-21T00:00:00.000Z")


def test_units_say_who_did_what(shop: Path) -> None:
    session.act_as("阿珠")
    with unit("customers.add"):
        Customer.create(name="王小明")
    session.act_as("")
    with unit("customers.change", why="改名"):
        Customer.update(name="王大明").execute()
    audit.undo(2)
    newest, second, first = audit.units(10)
    assert [(row.id, row.action, row.label, row.by, row.changes) for row in (first, second)] == [
        (1, "customers.add", "新增客戶", "阿珠", 1),
        (2, "customers.change", "修改客戶", "老闆", 1),
    ]
    assert (newest.label, newest.undoes, newest.undoable) == ("復原：修改客戶", 2, True)
    assert (second.undone_by, second.undoable, second.detail) == (3, False, {"why": "改名"})
    assert [row.id for row in audit.units(1, before=3)] == [2]
    audit.undo(3)
    assert audit.units(1)[0].label == "重做：修改客戶"


def test_history_of_a_row_and_of_a_field(shop: Path) -> None:
    with unit("customers.add"):
        Customer.create(name="王小明")
        Customer.create(name="陳美惠")
    for name, note in (("王中明", ""), ("王中明", "好"), ("王大明", "好")):
        with unit("customers.change"):
            Customer.update(name=name, note=note).where(Customer.id == 1).execute()
    found = audit.row_history("customer", 1)
    assert [(change.unit, change.op, change.before, change.after) for change in found] == [
        (4, "U", {"name": "王中明"}, {"name": "王大明"}),
        (3, "U", {"note": ""}, {"note": "好"}),
        (2, "U", {"name": "王小明"}, {"name": "王中明"}),
        (1, "I", {}, {}),
    ]
    assert [(change.before, change.after) for change in audit.field_history("customer", 1, "name")] == [
        ({"name": "王中明"}, {"name": "王大明"}),
        ({"name": "王小明"}, {"name": "王中明"}),
    ]
    assert audit.field_history("customer", 2, "name") == []


def test_what_became_of_one_row_is_looked_up_and_not_looked_for(shop: Path) -> None:
    """A busy shop has written down millions of changes; each card asks what became of its customer."""
    with unit("customers.add"):
        Customer.create(name="王小明")
    asked: list[str] = []
    database.connection().set_trace_callback(asked.append)
    assert not audit.was_changed("customer", 1, "archived_at")
    assert audit.field_history("customer", 1, "name") == []
    assert audit.origin("customer", 1, "name") is None
    assert merge_traces.of(1) is None
    database.connection().set_trace_callback(None)
    plans = [str(step[3]) for sql in asked if "FROM change" in sql for step in rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert sum("INDEX change_row" in step for step in plans) == 4
    assert [step for step in plans if step.startswith("SCAN")] == []


def test_several_columns_and_one_own_field_have_a_history_of_their_own(shop: Path) -> None:
    with unit("customers.add"):
        Customer.create(name="王小明", birth_year=1978, birth_month=5, birth_day=3, extra={"f1": "紅"})
    with unit("customers.change"):
        Customer.update(birth_day=4, extra={"f1": "紅", "f2": 1}).execute()
    with unit("imports.run") as merged:
        ImportLine.create(import_run=run_of(merged.id, "顏色.xlsx", None), sheet="S1", row=7, customer=1)
        Customer.update(birth_year=None, extra={"f1": "藍", "f2": 1}).execute()
    columns = ("birth_year", "birth_month", "birth_day")
    found = [tuple(change.before.values()) for change in audit.field_history("customer", 1, *columns)]
    assert found == [(1978, 5, 4), (1978, 5, 3)]
    assert [change.before for change in audit.field_history("customer", 1, "extra", key="f1")] == [{"extra": "紅"}]
    assert [change.before for change in audit.field_history("customer", 1, "extra", key="f2")] == [{"extra": None}]
    origin = audit.origin("customer", 1, "extra", key="f1")
    assert origin is not None
    assert (origin.file, origin.row) == ("顏色.xlsx", 7)
    assert audit.origin("customer", 1, "extra", key="f2") is None
    assert audit.origin("customer", 1, *columns) == origin


def test_a_row_that_was_deleted_and_put_back_comes_from_where_it_came(shop: Path) -> None:
    with unit("imports.run") as opened:
        customer = Customer.create(name="王小明")
        ContactPoint.create(
            customer=customer, kind="mobile", text="0912-345-678", came_from=run_of(opened.id, "2019客戶.xlsx", None), came_row=38
        )
    with unit("customers.change") as deleted:
        ContactPoint.delete().execute()
    audit.undo(deleted.id)
    found = audit.origin("contact_point", 1, "text")
    assert found is not None
    assert (found.file, found.row) == ("2019客戶.xlsx", 38)


def test_origin_of_an_inserted_value(shop: Path) -> None:
    with unit("imports.run") as opened:
        Customer.create(name="王小明", came_from=run_of(opened.id, "2019客戶.xlsx", "台中"), came_row=38)
    found = audit.origin("customer", 1, "name")
    assert found == audit.Origin("2019客戶.xlsx", "台中", 38, "2026-11-21T00:00:00.000Z", "老闆")


def test_origin_follows_merges_edits_and_undo(shop: Path) -> None:
    with unit("customers.add"):
        customer = Customer.create(name="王小明")
        ContactPoint.create(customer=customer, kind="mobile", text="0912-345-678")
    assert audit.origin("customer", 1, "tax_id") is None
    with unit("imports.run") as merged:
        run = run_of(merged.id, "統編.xlsx", None)
        ImportLine.create(import_run=run, sheet="S1", row=7, customer=1)
        Customer.update(tax_id="04595257").execute()
    found = audit.origin("customer", 1, "tax_id")
    assert found is not None
    assert (found.file, found.sheet, found.row) == ("統編.xlsx", "S1", 7)
    with unit("customers.change") as edited:
        Customer.update(tax_id="12345675").execute()
    assert audit.origin("customer", 1, "tax_id") is None
    audit.undo(edited.id)
    assert value("SELECT tax_id FROM customer") == "04595257"
    assert audit.origin("customer", 1, "tax_id") == found
    assert audit.origin("customer", 1, "name") is None
    assert audit.origin("contact_point", 1, "text") is None


def test_origin_of_a_table_without_provenance(shop: Path) -> None:
    with unit("settings.change"):
        Customer.create(name="x")
    assert audit.origin("setting", 1, "value") is None
