"""Undo and redo: any history unwinds to what it was or is refused without a trace."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.core import audit, audited, file, proof, undo
from db.core.connection import database, rows, run, value
from db.core.errors import CancelledError, ChangedSinceError, RefusedError
from db.core.journal import unit
from db.models import Blacklist, ContactPoint, Customer, CustomerTag, ImportRun, OwnField, Relation, Tag


def contents() -> dict[str, list[Any]]:
    """Every audited row without stamps."""
    found = {}
    for table in audited.TABLES:
        names = ", ".join(
            f'"{name}"' for name in audited.columns(database.connection(), table.name) if name not in audited.STAMPS
        )
        found[table.name] = rows(f"SELECT {names} FROM {table.name} ORDER BY id")
    return found


def add(name: str, phone: str = "") -> int:
    with unit("customers.add"):
        customer = Customer.create(name=name)
        if phone:
            ContactPoint.create(customer=customer, kind="mobile", text=phone, normal=phone)
    return int(customer.id)


def change(customer: int, **values: Any) -> int:
    with unit("customers.change") as opened:
        Customer.update(**values).where(Customer.id == customer).execute()
    return opened.id


def newest() -> int:
    return int(value("SELECT max(id) FROM unit"))


def refused(unit_id: int) -> list[tuple[str, int, str]]:
    with pytest.raises(ChangedSinceError) as raised:
        audit.undo(unit_id)
    found = raised.value.details["rows"]
    assert found == audit.undo_refusals(unit_id)
    return [(refusal.table, refusal.row, refusal.reason) for refusal in found]  # type: ignore[attr-defined]


def test_undo_and_redo_of_insert_update_delete(shop: Path) -> None:
    add("王小明", "0912345678")
    states = [contents()]
    change(1, name="王大明", note="換過名字")
    states.append(contents())
    with unit("customers.change"):
        ContactPoint.delete().where(ContactPoint.customer == 1).execute()
        Customer.update(title="老師").where(Customer.id == 1).execute()
    states.append(contents())
    units = [2, 3]
    assert audit.undo(units[1]).id == 4
    assert contents() == states[1]
    audit.undo(units[0])
    assert contents() == states[0]
    audit.undo(5)
    assert contents() == states[1]
    audit.undo(4)
    assert contents() == states[2]
    assert proof.verify(database.connection()) == []


def test_a_unit_is_undone_once_and_after_redo_again(shop: Path) -> None:
    add("王小明")
    before = contents()
    first = change(1, name="王大明")
    taken_back = audit.undo(first)
    with pytest.raises(RefusedError):
        audit.undo(first)
    audit.undo(taken_back.id)
    assert contents() != before
    audit.undo(first)
    assert contents() == before
    assert [row.undoable for row in audit.units(10)] == [True, False, True, False, True]


def test_later_edit_of_another_column_does_not_stand_in_the_way(shop: Path) -> None:
    add("王小明")
    renamed = change(1, name="王大明")
    change(1, note="別的")
    audit.undo(renamed)
    assert rows("SELECT name, note FROM customer") == [("王小明", "別的")]


def test_later_edit_of_the_same_column_refuses_and_changing_it_back_allows(shop: Path) -> None:
    add("王小明")
    renamed = change(1, name="王大明")
    change(1, name="王中明")
    before = contents()
    assert refused(renamed) == [("customer", 1, "changed")]
    assert contents() == before
    assert newest() == 3
    change(1, name="王大明")
    audit.undo(renamed)
    assert rows("SELECT name FROM customer") == [("王小明",)]


def test_insert_refused_when_changed_or_referred_to(shop: Path) -> None:
    add("王小明")
    add("陳美惠")
    change(2, note="後來改的")
    assert refused(2) == [("customer", 2, "changed")]
    with unit("customers.change"):
        ContactPoint.create(customer=1, kind="mobile", text="0912")
    assert refused(1) == [("customer", 1, "referred")]


def test_row_brought_back_needs_what_it_refers_to(shop: Path) -> None:
    add("王小明")
    with unit("tags.add"):
        tag = Tag.create(name="熟客")
    with unit("tags.attach"):
        CustomerTag.create(customer=1, tag=tag)
    with unit("tags.detach"):
        CustomerTag.delete().execute()
    with unit("tags.delete"):
        Tag.delete().execute()
    assert refused(4) == [("customer_tag", 1, "orphan")]
    audit.undo(5)
    audit.undo(4)
    assert value("SELECT count(*) FROM customer_tag") == 1


def test_unique_value_taken_by_another_row(shop: Path) -> None:
    with unit("tags.add"):
        Tag.create(name="熟客")
    with unit("tags.delete"):
        Tag.delete().execute()
    with unit("tags.add"):
        Tag.create(name="熟客")
    assert refused(2) == [("tag", 1, "taken")]


def test_unique_values_exchanged_in_one_unit_go_back(shop: Path) -> None:
    with unit("tags.add"):
        Tag.create(name="甲")
        Tag.create(name="乙")
    with unit("tags.change"):
        for row, name in ((1, "丙"), (2, "甲"), (1, "乙")):
            Tag.update(name=name).where(Tag.id == row).execute()
    change_after = add("後來的")
    audit.undo(2)
    assert rows("SELECT id, name FROM tag ORDER BY id") == [(1, "甲"), (2, "乙")]
    assert change_after


def test_own_field_with_values_is_referred_to(shop: Path) -> None:
    add("王小明")
    with unit("own_fields.add"):
        field = OwnField.create(title="車號")
    change(1, extra={f"f{field.id}": "ABC-123"})
    assert refused(2) == [("own_field", 1, "referred")]
    audit.undo(3)
    audit.undo(2)
    assert value("SELECT count(*) FROM own_field") == 0


def test_rows_made_and_dropped_in_one_unit_leave_nothing_to_undo(shop: Path) -> None:
    before = contents()
    with unit("customers.add") as opened:
        Customer.create(name="試試")
        Customer.delete().execute()
        Tag.create(name="留")
    audit.undo(opened.id)
    assert contents() == before


def test_row_replaced_in_one_unit_goes_back(shop: Path) -> None:
    with unit("tags.add"):
        Tag.create(name="甲", colour="red")
    before = contents()
    with unit("tags.change") as opened:
        Tag.update(colour="blue").execute()
        Tag.delete().execute()
        Tag.insert(id=1, name="乙").execute()
        Tag.update(group_name="組").execute()
    audit.undo(opened.id)
    assert contents() == before


def import_three() -> int:
    """Three customers with a phone and a tag each, as an import makes them; the unit's id."""
    with unit("imports.run", file="客戶.xls") as opened:
        came = ImportRun.create(unit=opened.id, file="客戶.xls", at="2026-11-21T00:00:00.000Z")
        tag = Tag.create(name="匯入")
        for number, name in enumerate(("陳美惠", "王小明", "林志玲"), 1):
            customer = Customer.create(name=name, came_from=came, came_row=number + 1)
            ContactPoint.create(customer=customer, kind="mobile", text=f"091{number}", normal=f"091{number}", came_from=came)
            CustomerTag.create(customer=customer, tag=tag)
    return opened.id


def test_rest_keeps_refused_customers_whole(shop: Path) -> None:
    imported = import_three()
    with unit("customers.change"):
        ContactPoint.update(text="0988").where(ContactPoint.customer == 1).execute()
    assert refused(imported) == [("contact_point", 1, "changed")]
    audit.undo(imported, rest=True)
    assert rows("SELECT name FROM customer") == [("陳美惠",)]
    assert rows("SELECT text FROM contact_point") == [("0988",)]
    assert rows("SELECT customer, tag FROM customer_tag") == [(1, 1)]
    assert rows("SELECT name FROM tag") == [("匯入",)]
    assert rows("PRAGMA foreign_key_check") == []
    with pytest.raises(RefusedError):
        audit.undo(imported)


def test_rest_keeps_the_customers_a_kept_row_leads_to(shop: Path) -> None:
    imported = import_three()
    with unit("relations.add"):
        Relation.create(customer=1, other=2, kind="family")
    audit.undo(imported, rest=True)
    assert rows("SELECT id, name FROM customer ORDER BY id") == [(1, "陳美惠"), (2, "王小明")]


def test_undo_of_an_import_marks_its_runs_and_redo_unmarks_them(shop: Path) -> None:
    imported = import_three()
    before = contents()
    taken_back = audit.undo(imported)
    assert value("SELECT undone_by FROM import_run") == taken_back.id
    audit.undo(taken_back.id)
    assert value("SELECT undone_by FROM import_run") is None
    assert contents() == before


def test_an_import_taken_back_in_part_is_not_marked_undone_nor_by_doing_that_again(shop: Path) -> None:
    imported = import_three()
    with unit("customers.change"):
        run("UPDATE customer SET note = '常客' WHERE id = 1")
    taken_back = audit.undo(imported, rest=True)
    assert value("SELECT undone_by FROM import_run") is None
    assert not audit.is_in_effect(imported)
    redone = audit.undo(taken_back.id)
    assert audit.is_in_effect(imported)
    audit.undo(redone.id)
    assert (value("SELECT undone_by FROM import_run"), audit.is_in_effect(imported)) == (None, False)


def test_of_thousands_changed_since_every_one_is_kept_and_the_rest_taken_back(shop: Path) -> None:
    with unit("customers.add") as added:
        run(
            "INSERT INTO customer (name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
            " SELECT i FROM n"
        )
    with unit("customers.change"):
        run("UPDATE customer SET note = 'x' WHERE id % 2 = 0")
    with unit("customers.change"):
        run("UPDATE customer SET note = '' WHERE id % 4 = 0")  # as it was again
    with pytest.raises(ChangedSinceError) as refused:
        audit.undo(added.id)
    assert len(refused.value.details["rows"]) == 1250
    audit.undo(added.id, rest=True)
    assert rows("SELECT count(*), min(id % 4) FROM customer") == [(1250, 2)]


def test_what_was_toggled_a_thousand_times_still_goes_back(shop: Path) -> None:
    imported = import_three()
    change(1, note="後來改的")
    audit.undo(imported, rest=True)
    first = newest()
    with database.atomic():
        for one in range(first, first + 1100):  # redone and taken back, over and over, as the history keeps it
            run(
                "INSERT INTO unit (action, actor, at, changes, detail, undoes, schema, head)"
                " SELECT action, actor, at, 0, '{}', id, schema, head FROM unit WHERE id = ?",
                one,
            )
            run("UPDATE unit SET undone_by = ? WHERE id = ?", one + 1, one)
    redone = audit.undo(newest())
    assert redone.detail == {"undoes": first + 1100, "action": "imports.run", "partly": True}
    assert audit.last_redoable() is None
    assert audit.units(1)[0].label == "重做：匯入"


def test_a_row_changed_twice_in_one_unit_is_compared_as_it_was_left(shop: Path) -> None:
    add("王小明")
    with unit("customers.change") as twice:
        for name in ("王大明", "王中明"):
            Customer.update(name=name).where(Customer.id == 1).execute()
    change(1, note="後來改的")
    assert audit.undo_refusals(twice.id) == []
    change(1, name="王大明")  # as it stood in the middle of the unit, not at its end
    assert refused(twice.id) == [("customer", 1, "changed")]
    change(1, name="王中明")
    audit.undo(twice.id)
    assert rows("SELECT name, note FROM customer") == [("王小明", "後來改的")]


def test_more_rows_than_are_taken_back_at_once_go_and_come_back_whole(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undo, "_BLOCK", 10)
    blank = contents()
    with unit("imports.run") as made:
        bulk(1, 25)
    as_made = contents()
    with unit("customers.change") as changed:
        run("UPDATE customer SET note = '改' || id")
    as_changed = contents()
    with unit("customers.change") as deleted:
        run("DELETE FROM contact_point")
    audit.undo(deleted.id)
    assert contents() == as_changed
    audit.undo(changed.id)
    assert contents() == as_made
    taken_back = audit.undo(made.id)
    assert contents() == blank
    audit.undo(taken_back.id)
    assert contents() == as_made


def test_what_left_the_house_is_not_undone(shop_path: Path, tmp_path: Path) -> None:
    file.create(tmp_path / "new.crm", shop_name="阿明水電")
    with file.opened(tmp_path / "new.crm"), pytest.raises(RefusedError):
        audit.undo(1)


def test_ctrl_z_and_ctrl_shift_z_walk_the_stack(shop: Path) -> None:
    assert audit.last_undoable() is None
    add("王小明")
    renamed = change(1, name="王大明")
    noted = change(1, note="好")

    def undoable() -> int | None:
        found = audit.last_undoable()
        return found.id if found else None

    def redoable() -> int | None:
        found = audit.last_redoable()
        return found.id if found else None

    assert (undoable(), redoable()) == (noted, None)
    audit.undo(noted)
    audit.undo(renamed)
    assert (undoable(), redoable()) == (1, newest())
    audit.undo(newest())
    assert undoable() == renamed
    assert rows("SELECT name, note FROM customer") == [("王大明", "")]
    assert redoable() is not None
    change(1, title="先生")
    assert redoable() is None


def test_units_of_an_earlier_start_are_not_ctrl_zs(shop: Path) -> None:
    add("王小明")
    file.close()
    file.open_shop(shop)
    assert audit.last_undoable() is None
    audit.undo(1)
    assert value("SELECT count(*) FROM customer") == 0


def bulk(first: int, count: int) -> None:
    """So many customers with a phone each, the fast way."""
    ids = range(first, first + count)
    connection = database.connection()
    connection.executemany("INSERT INTO customer (id, code, name) VALUES (?, ?, ?)", [(i, f"C{i}", f"客{i}") for i in ids])
    phones = [(i, f"{i}", f"{i}") for i in ids]
    connection.executemany("INSERT INTO contact_point (customer, kind, text, normal) VALUES (?, 'mobile', ?, ?)", phones)


def test_big_import_goes_and_comes_back_with_its_indexes(shop: Path) -> None:
    add("王小明", "0912345678")
    indexes = rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name")
    before = contents()
    with unit("imports.run") as imported:
        bulk(2, 6000)
    after = contents()
    taken_back = audit.undo(imported.id)
    assert contents() == before
    assert rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name") == indexes
    audit.undo(taken_back.id)
    assert contents() == after
    for customer in (7, 5001):
        change(customer, note="後來改的")
    assert [row for _table, row, _reason in refused(imported.id)] == [7, 5001]
    audit.undo(imported.id, rest=True)
    assert rows("SELECT id FROM customer ORDER BY id") == [(1,), (7,), (5001,)]
    assert rows("SELECT customer FROM contact_point ORDER BY customer") == [(1,), (7,), (5001,)]
    assert file.check().ok


def test_progress_is_told_and_cancel_leaves_everything(shop: Path) -> None:
    imported = import_three()
    before, units = contents(), newest()

    def cancel(_what: str, done: int, _total: int) -> None:
        if done:
            raise CancelledError("")

    with pytest.raises(CancelledError):
        audit.undo(imported, progress=cancel)
    assert (contents(), newest()) == (before, units)


def test_bulk_edit_goes_back(shop: Path) -> None:
    with unit("imports.run"):
        bulk(1, 2500)
    before = contents()
    with unit("customers.archive") as opened:
        Customer.update(archived_at="2026-11-21T00:00:00.000Z", archive_reason="倒了").execute()
    change(3, note="後來改的")
    with unit("customers.put_back"):
        Customer.update(archive_reason="搬走").where(Customer.id == 9).execute()
    assert refused(opened.id) == [("customer", 9, "changed")]
    audit.undo(opened.id, rest=True)
    assert rows("SELECT id FROM customer WHERE archived_at IS NOT NULL") == [(9,)]
    assert value("SELECT note FROM customer WHERE id = 3") == "後來改的"
    assert len(before["customer"]) == 2500


OPERATIONS = st.lists(
    st.lists(st.tuples(st.sampled_from(["add", "phone", "tag", "wear", "rename", "move", "relate", "ban", "drop", "bare"]),
                       st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=5),
    min_size=1, max_size=8,
)  # fmt: skip


def _one(what: str, a: int, b: int) -> None:
    """One small write that the present rows allow; others do nothing."""
    customers = [row[0] for row in rows("SELECT id FROM customer ORDER BY id")]
    tags = [row[0] for row in rows("SELECT id FROM tag ORDER BY id")]
    one = customers[a % len(customers)] if customers else None
    other = customers[b % len(customers)] if customers else None
    if what == "add":
        Customer.insert(name=f"客{a}", code=f"C{a}").on_conflict_ignore().execute()
    elif what == "tag":
        Tag.insert(name=f"標{a}").on_conflict_ignore().execute()
    elif one is None or other is None:
        return
    elif what == "phone":
        ContactPoint.create(customer=one, kind="mobile", text=f"09{b}")
    elif what == "wear" and tags:
        CustomerTag.insert(customer=one, tag=tags[b % len(tags)]).on_conflict_ignore().execute()
    elif what == "rename":
        Customer.update(name=f"名{b}", note=f"{a}").where(Customer.id == one).execute()
    elif what == "move":
        ContactPoint.update(customer=other).where(ContactPoint.customer == one).execute()
    elif what == "relate" and one != other:
        Relation.create(customer=one, other=other, kind="family")
    elif what == "ban":
        Blacklist.insert(customer=one, reason=f"{b}").on_conflict_ignore().execute()
    elif what == "drop":
        ContactPoint.delete().where(ContactPoint.customer == one).execute()
        CustomerTag.delete().where(CustomerTag.customer == one).execute()
    elif what == "bare":
        for model in (ContactPoint, CustomerTag, Blacklist):
            model.delete().where(model.customer == one).execute()
        Relation.delete().where((Relation.customer == one) | (Relation.other == one)).execute()
        Customer.delete().where(Customer.id == one).execute()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OPERATIONS, st.lists(st.tuples(st.integers(0, 30), st.booleans()), max_size=8))
def test_any_history_unwinds_or_is_refused_without_a_trace(
    blank_file: Path, tmp_path: Path, history: list[list[tuple[str, int, int]]], undos: list[tuple[int, bool]]
) -> None:
    path = tmp_path / "random.crm"
    path.write_bytes(blank_file.read_bytes())
    with file.opened(path):
        empty = contents()
        states = {0: empty}
        for writes in history:
            with unit("customers.change"):
                for write in writes:
                    _one(*write)
            states[newest() if value("SELECT count(*) FROM unit") else 0] = contents()
        for pick, rest in undos:  # in any order: done clean or refused without a trace
            there = [row[0] for row in rows("SELECT id FROM unit ORDER BY id")]
            if not there:
                break
            before, count = contents(), len(there)
            try:
                audit.undo(there[pick % count], rest=rest)
            except (ChangedSinceError, RefusedError):
                assert contents() == before
                assert len(rows("SELECT id FROM unit")) == count
            assert rows("PRAGMA foreign_key_check") == []
        for unit_id in [row[0] for row in rows("SELECT id FROM unit WHERE undoes IS NOT NULL ORDER BY id DESC")]:
            with contextlib.suppress(RefusedError):  # taken back already
                audit.undo(unit_id)
        if not any(rest for _, rest in undos):
            for unit_id in sorted((number for number in states if number), reverse=True):
                assert contents() == states[unit_id]
                audit.undo(unit_id)
            assert contents() == empty
        assert proof.verify(database.connection()) == []
    path.unlink()


def test_a_value_of_an_own_field_that_is_gone_is_not_brought_back(shop: Path) -> None:
    add("王小明")
    with unit("own_fields.add") as made:
        field = OwnField.create(title="車號")
    change(1, extra={f"f{field.id}": "ABC-123"})
    emptied = change(1, extra={})
    audit.undo(made.id)
    assert refused(emptied) == [("customer", 1, "orphan")]
    audit.undo(made.id + 3)
    audit.undo(emptied)
    assert rows("SELECT extra FROM customer") == [('{"f1":"ABC-123"}',)]


def test_rest_is_refused_where_nothing_is_left_of_it(shop: Path) -> None:
    add("王小明")
    change(1, name="王大明")
    before, units = contents(), newest()
    with pytest.raises(ChangedSinceError):
        audit.undo(1, rest=True)
    assert (contents(), newest()) == (before, units)
    assert audit.units(1, before=2)[0].undone_by is None
