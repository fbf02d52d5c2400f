"""The history tells the truth: what was edited, deleted, slipped in, cut off or blanked by another hand is found."""

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from db.core import audit, audited, blanks, checking, file, proof
from db.core.connection import database, rows, run, value
from db.core.errors import RefusedError
from db.core.journal import unit
from db.models import ContactPoint, Customer, Relation
from tests import older


def _work() -> None:
    """A few deeds on two people."""
    with unit("customers.add", name="王小明"):
        one, other = Customer.create(name="王小明"), Customer.create(name="陳美惠")
        ContactPoint.create(customer=one, kind="mobile", text="0912-345-678", normal="0912345678")
        Relation.create(customer=other, other=one, kind="family", note="王小明的太太")
    for name in ("王大明", "王中明", "王小明"):
        with unit("customers.change", name=name):
            Customer.update(name=name).where(Customer.id == one).execute()
    with unit("customers.change"):
        Customer.update(note="怕狗").where(Customer.id == other).execute()
        Relation.update(note="王小明的姊姊").execute()
    with unit("customers.export", file="名單.xlsx", rows=2):
        pass


def _tamper(*statements: str) -> list[str]:
    """What is found once the statements ran without the triggers, which then stand there again as if nothing had been."""
    connection = database.connection()
    for (name,) in rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        run(f'DROP TRIGGER "{name}"')
    for statement in statements:
        assert run(statement)
    audited.arm(connection)
    return checking.check().problems


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        (("UPDATE change SET after = '{\"name\":\"李四\"}' WHERE id = 6",), "unit 2: 1 lines were changed, the first is line 6"),
        (("UPDATE change SET row = 2 WHERE id = 1",), "unit 1: does not follow"),
        (("UPDATE unit SET actor = '阿德' WHERE id = 2",), "unit 2: does not follow"),
        (("UPDATE unit SET at = '2020-01-01T00:00:00.000Z' WHERE id = 2",), "unit 2: does not follow"),
        (("UPDATE unit SET detail = '{\"name\":\"李四\"}' WHERE id = 2",), "unit 2: its detail was changed"),
        (("UPDATE unit SET detail = '{}', salt = NULL WHERE id = 2",), "unit 2: its detail is blank"),
        (("UPDATE unit SET digest = NULL WHERE id = 2",), "unit 2: does not follow"),
        (("DELETE FROM change WHERE id = 6",), "unit 2: does not follow"),
        (("DELETE FROM unit WHERE id = 3",), "unit 4: lines before it are missing"),
        (("INSERT INTO change(unit, tbl, row, op) VALUES (6, 1, 1, 'I')",), "lines belong to no unit"),
        (("DELETE FROM unit WHERE id = 6",), "the end of the history is missing"),
        (("DELETE FROM unit WHERE id >= 5", "DELETE FROM change WHERE unit >= 5"), "the end of the history is missing"),
        (("UPDATE change SET before = NULL, after = NULL, salt = NULL WHERE id = 6",), "1 lines are blank that nobody erased"),
        (("UPDATE open_unit SET erases = 1",), "a unit was left open"),
    ],
)  # fmt: skip
def test_every_tampering_is_found(shop: Path, statements: tuple[str, ...], found: str) -> None:
    _work()
    assert checking.check().ok
    assert any(found in one for one in _tamper(*statements)), found


def _erase(customer: int) -> blanks.Blanks:
    with unit("customers.erase", customer=customer):
        run("DELETE FROM contact_point WHERE customer = ?", customer)
        run("UPDATE relation SET note = ''")
        run("UPDATE customer SET name = '(已刪除)' WHERE id = ?", customer)
        return blanks.blank([customer], said=["王小明", "0912-345-678"])


def test_what_is_erased_leaves_the_history_and_the_chain_stays_whole(shop: Path) -> None:
    _work()
    made = _erase(1)
    assert checking.check().ok
    assert rows("SELECT id FROM change WHERE concat(before, after) LIKE '%王_明%' OR concat(before, after) LIKE '%0912%'") == []
    assert rows("SELECT id FROM unit WHERE detail LIKE '%王小明%'") == []
    assert value("SELECT after FROM change WHERE tbl = 1 AND customer = 2 AND op = 'U'") == '{"note":"怕狗"}'
    assert {1, 4} <= made.units and len(made.lines) == 7
    with unit("customers.change"):
        Customer.update(note="不怕狗").where(Customer.id == 2).execute()
    assert checking.check().ok


def test_who_was_merged_into_them_goes_too(shop: Path) -> None:
    _work()
    with unit("customers.merge"):
        Customer.update(merged_into=1).where(Customer.id == 2).execute()
    _erase(1)
    assert value("SELECT count(*) FROM change WHERE op IN ('U', 'D') AND coalesce(before, after, salt) IS NOT NULL") == 0
    assert checking.check().ok


def test_a_unit_somebody_was_erased_from_is_not_taken_back(shop: Path) -> None:
    _work()
    _erase(1)
    with pytest.raises(RefusedError, match="刪除"):
        audit.undo(5)
    assert checking.check().ok


def test_in_a_file_of_an_older_schema_details_are_erased_as_well(shop_path: Path) -> None:
    with file.opened(shop_path):
        _work()
        older.lead_back(5)
    with file.opened(shop_path):
        assert checking.check().ok
        made = _erase(1)
        assert 1 in made.units and checking.check().ok
        assert _tamper("UPDATE unit SET actor = '阿德' WHERE id = 3")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET before = NULL, after = NULL, salt = NULL",
        "UPDATE unit SET detail = '{}', salt = NULL",
        "UPDATE unit SET digest = zeroblob(32)",
    ],
)
def test_nothing_but_an_erase_unit_makes_history_blank(shop: Path, statement: str) -> None:
    _work()
    with pytest.raises(driver.IntegrityError), unit("customers.change"):
        run(statement)
    with pytest.raises(RuntimeError), unit("customers.change"):
        blanks.blank([1])
    with pytest.raises(driver.IntegrityError), unit("customers.erase"):
        run("UPDATE change SET after = '{}'")


def test_a_chain_that_was_built_anew_departs_from_the_head_a_copy_noted(shop: Path) -> None:
    _work()
    noted = checking.head(database.connection())
    older.rebuild("UPDATE unit SET actor = '阿德' WHERE id = 3")
    assert proof.verify(database.connection()) == []  # whole, and another one
    assert proof.departs(database.connection(), noted["units"], noted["head"])
    assert not proof.departs(database.connection(), 2, bytes(value("SELECT head FROM unit WHERE id = 2")).hex())
    assert proof.departs(database.connection(), 99, noted["head"])
