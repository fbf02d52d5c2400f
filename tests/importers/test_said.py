"""The same list again: what was corrected by hand since stays, and only what the file says otherwise now is offered."""

from pathlib import Path
from typing import Any

import pytest

from db.core import audit, migrate
from db.core import file as shop_file
from db.core.connection import rows, value
from db.services import cards, customers, duplicates, lists, merging
from importers import said
from importers.commit import commit
from importers.plan import Plan
from importers.records import Records
from tests import older
from tests.importers import made

CHEN: dict[str, Any] = {"code": "000123", "name": "陳美惠", "mobile": "0912-345-678", "own": {"點數": 350}, "note": "怕狗"}
CHAO: dict[str, Any] = {"code": "000124", "name": "趙子龍", "mobile": "0933-111-222", "own": {"點數": 20}}


def correct(name: str, **changes: Any) -> int:
    """Change a customer by hand."""
    customer = int(value("SELECT id FROM customer WHERE name = ?", name))
    filled = customers.form(customer)
    for field, new in changes.items():
        if field == "mobile":
            filled.points[0].text = new
        elif field == "points":
            filled.points = new
        elif field == "own":
            filled.own |= new
        else:
            setattr(filled, field, new)
    customers.change(customer, filled)
    return customer


def again(*people: dict[str, Any], digest: str = "") -> Plan:
    return made.one(people, digest=digest)


def phones(customer: int) -> list[str]:
    return [text for (text,) in rows("SELECT text FROM contact_point WHERE customer = ? ORDER BY position, id", customer)]


def test_same_file_again_leaves_what_was_corrected_by_hand(shop: Path) -> None:
    commit(made.one([CHEN, CHAO]))
    chen = correct("陳美惠", mobile="0922-333-444", own={"f1": "500"}, note="")
    plan = again(CHEN, CHAO)
    assert [(line.action, line.reasons, line.changes) for line in plan.lines([0, 1])] == [
        ("skip", ("same_row", "nothing_new"), ()),
    ] * 2
    assert commit(plan).unit is None
    assert phones(chen) == ["0922-333-444"]


def test_what_was_taken_away_by_hand_does_not_come_back(shop: Path) -> None:
    commit(made.one([{**CHEN, "tags": ["老主顧"], "address": "台北市大安區信義路1號"}, CHAO]))
    chen = int(value("SELECT id FROM customer WHERE name = '陳美惠'"))
    filled = customers.form(chen)
    filled.points, filled.tags, filled.addresses = [], [], []
    customers.change(chen, filled)
    plan = again(
        {**CHEN, "tags": ["老主顧"], "address": "台北市大安區信義路1號"}, {**CHAO, "own": {"點數": 21}}, digest="saved anew"
    )
    assert [line.action for line in plan.lines([0, 1])] == ["skip", "update"]


def test_corrected_list_offers_only_the_cells_that_changed(shop: Path) -> None:
    commit(made.one([CHEN, CHAO]))
    chen = correct("陳美惠", mobile="0922-333-444", own={"f1": "500"})
    plan = again({**CHEN, "own": {"點數": 400}}, CHAO, digest="saved anew")
    (line,) = plan.lines([0])
    assert line.action == "update"
    assert [(one.field, one.before, one.after) for one in line.changes] == [("own:點數", "500", "400")]
    assert [one.by_hand for one in line.changes] == [True]
    commit(plan)
    assert phones(chen) == ["0922-333-444"]
    assert value("SELECT extra FROM customer WHERE id = ?", chen) == '{"f1":400}'


def test_a_list_with_a_further_column_is_known_by_its_name(shop: Path) -> None:
    commit(made.one([CHEN, CHAO]))
    chen = correct("陳美惠", mobile="0922-333-444")
    plan = again({**CHEN, "title": "會計"}, CHAO, digest="saved anew")
    assert [(one.field, one.after) for one in plan.lines([0])[0].changes] == [("title", "會計")]
    commit(plan)
    assert phones(chen) == ["0922-333-444"]


def test_a_value_of_an_import_is_not_said_to_be_typed(shop: Path) -> None:
    commit(made.one([CHEN]))
    plan = again({**CHEN, "mobile": "0955-000-111", "own": {"點數": 400}}, digest="saved anew")
    assert [(one.field, one.by_hand) for one in plan.lines([0])[0].changes] == [("own:點數", False), ("mobile", False)]


def test_a_number_typed_by_hand_is_shown_as_such_beside_the_files_new_one(shop: Path) -> None:
    commit(made.one([CHEN]))
    correct("陳美惠", mobile="0922-333-444")
    plan = again({**CHEN, "mobile": "0955-000-111"}, digest="saved anew")
    (changed,) = plan.lines([0])[0].changes
    assert (changed.before, changed.after, changed.by_hand) == ("0922-333-444", "0955-000-111", True)


def test_numbers_that_go_back_and_forth_are_followed(shop: Path) -> None:
    for at, points in enumerate((0, 500, 0)):
        commit(again({**CHEN, "own": {"欠款": points}}, digest=f"month {at}"))
        assert value("SELECT json_extract(extra, '$.f1') FROM customer") == points


def test_what_was_typed_over_in_the_preview_stays(shop: Path) -> None:
    plan = made.one([CHEN])
    plan.edit(0, "mobile", "0922333444")
    plan.refresh()
    commit(plan)
    assert again(CHEN).totals.skip == 1
    assert again(CHEN, digest="saved anew").totals.skip == 1


def test_of_two_rows_of_one_person_none_comes_back(shop: Path) -> None:
    second = {**CHEN, "title": "會計", "own": {"點數": 800}}
    commit(made.one([CHEN, second]))
    assert again(CHEN, second).totals.skip == 2


def test_a_customer_merged_into_another_since_stays_merged(shop: Path) -> None:
    commit(made.one([CHEN, CHAO]))
    first, second = (int(one) for (one,) in rows("SELECT id FROM customer ORDER BY id"))
    merging.merge(first, second)
    assert duplicates.pairs(0.9) == []
    assert again(CHEN, CHAO).totals.skip == 2


def test_what_an_undone_import_said_is_offered_again(shop: Path) -> None:
    unit_id = commit(made.one([CHEN])).unit
    assert unit_id
    audit.undo(unit_id)
    assert again(CHEN).totals.add == 1


def test_the_last_imports_customers_are_those_it_added_or_changed(shop: Path) -> None:
    commit(made.one([CHEN, CHAO]))
    commit(again({**CHEN, "own": {"點數": 400}}, CHAO, {"name": "孫尚香", "mobile": "0955-123-000"}, digest="saved anew"))
    recent = lists.rows(lists.ids(lists.ListQuery(chip="recent", sort="name", descending=False)))
    assert {row.name for row in recent} == {"陳美惠", "孫尚香"}


def test_what_an_import_brought_is_told_from_what_was_typed(shop: Path) -> None:
    commit(made.one([CHEN, {**CHAO, "phone": "02-2345-6789"}], "2015客戶.xlsx"))
    chen = correct("陳美惠", mobile="0922-333-444")
    chao = int(value("SELECT id FROM customer WHERE name = '趙子龍'"))
    assert [one.file for key, one in cards.get(chen).came_of.items() if key[0] == "contact_point"] == []
    assert [one.file for key, one in cards.get(chao).came_of.items() if key[0] == "contact_point"] == ["2015客戶.xlsx"] * 2


def test_marks_by_column_are_those_of_the_person(shop: Path) -> None:
    one = {**CHEN, "email": "Chen@example.tw", "address": "台北市大安區信義路1-2號", "tags": ["老主顧"], "blacklist": "欠款"}
    clean = made.table([{**one, "contact": ""}, {"company": "宏達水電行", "phone": "02-2345-6789", "note": "一\n 二"}])
    records = Records([clean])
    marks = said.of_table(clean)
    assert [set(some) for some in marks] == [set(said.of_person(records.person(n))) for n in range(2)]
    assert said.unpacked(said.packed([7, 9], marks)) == {7: frozenset(marks[0]), 9: frozenset(marks[1])}
    assert said.fresh(records.person(0), set(marks[0])).points == []


def test_file_of_the_first_program_opens_and_imports_the_same_list_again(shop_path: Path) -> None:
    with shop_file.opened(shop_path):
        commit(made.one([CHEN]))
        older.lead_back(1)
    with shop_file.opened(shop_path):
        assert value("PRAGMA user_version") == migrate.newest()
        assert again(CHEN).totals.skip == 1


@pytest.mark.parametrize("layout", ["", "a list without headers"])
def test_marks_of_nobody_are_none(shop: Path, layout: str) -> None:
    assert said.before(layout, "", "", None, {1}) == {}
