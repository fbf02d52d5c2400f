"""An import and what was merged since: both can be taken back one after the other, or the merge split again."""

from pathlib import Path
from typing import Any, Final

import pytest

from db.core import audit
from db.core.connection import value
from db.core.errors import ChangedSinceError
from db.services import customers, dump, merging, splitting
from db.services.customers import CustomerForm, PointForm
from importers.commit import commit
from tests.importers import made

CHEN: Final[dict[str, Any]] = {"name": "陳美惠", "mobile": "0912-345-678", "note": "怕吵", "tags": ["紅底"]}
WANG: Final[dict[str, Any]] = {"name": "美惠姐", "phone": "02-2345-6789", "code": "000123", "tags": ["紅底", "月結"]}


@pytest.fixture
def came(shop: Path) -> tuple[int, int, int]:
    """陳美惠 and 美惠姐, and the unit of the import they came with."""
    unit = commit(made.one([CHEN, WANG])).unit
    assert unit is not None
    one, other = (int(value("SELECT id FROM customer WHERE name = ?", name)) for name in ("陳美惠", "美惠姐"))
    return one, other, unit


def test_the_import_is_taken_back_after_the_merge_was(came: tuple[int, int, int]) -> None:
    one, other, unit = came
    before = dump.dump()
    merging.merge(one, other)
    merged = audit.last_undoable()
    assert merged is not None
    with pytest.raises(ChangedSinceError) as refused:
        audit.undo(unit)
    assert {row.customer for row in refused.value.details["rows"]} <= {one, other}  # type: ignore[attr-defined]
    audit.undo(merged.id)
    assert dump.dump() == before
    audit.undo(unit)
    assert dump.dump()["customers"] == []


def test_what_came_with_a_file_is_split_again_though_undo_no_longer_can(came: tuple[int, int, int]) -> None:
    one, other, _unit = came
    before = {row["id"]: row for row in dump.dump()["customers"]}
    merging.merge(one, other)
    merged = audit.last_undoable()
    assert merged is not None
    form = customers.form(one)
    form.short_name, form.note = "阿惠", f"{form.note}\n換了冷氣"
    customers.change(one, form)
    with pytest.raises(ChangedSinceError):
        audit.undo(merged.id)
    splitting.split(other)
    after = {row["id"]: row for row in dump.dump()["customers"]}
    assert after[other] == before[other]
    assert after[one] == {**before[one], "note": "怕吵\n換了冷氣"}
    assert customers.form(one).short_name == "阿惠"


def test_a_form_open_while_its_customer_was_merged_away_overwrites_nothing(came: tuple[int, int, int]) -> None:
    one, other, _unit = came
    form = customers.form(other)
    merging.merge(one, other)
    before = dump.dump()
    form.title = "老闆娘"
    with pytest.raises(ChangedSinceError):
        customers.change(other, form)
    assert dump.dump() == before


def test_five_hundred_numbers_go_over_and_come_back(shop: Path) -> None:
    first = customers.add(CustomerForm(name="甲", points=[PointForm("mobile", f"09{number:08d}") for number in range(500)]))
    second = customers.add(CustomerForm(name="乙", points=[PointForm("mobile", f"09{number:08d}") for number in range(250, 750)]))
    before = dump.dump()["customers"]
    merging.merge(first, second)
    assert len(customers.form(first).points) == 750
    assert splitting.plan(second).moves == {"contact_point": 250}
    splitting.split(second)
    assert dump.dump()["customers"] == before
