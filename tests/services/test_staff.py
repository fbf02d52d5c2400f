"""Staff: names without passwords, handed over in one unit that can be taken back."""

from pathlib import Path

import pytest

from db.core import audit
from db.core.errors import InputError
from db.services import customers, settings, staff, tasks
from db.services.customers import CustomerForm
from db.services.tasks import TaskForm


@pytest.fixture(autouse=True)
def _people(shop: Path) -> None:
    settings.save({"staff": ["小玲", "阿德"]})
    ids = [
        customers.add(CustomerForm(name=name, staff=whose)) for name, whose in (("甲", "阿德"), ("乙", "阿德"), ("丙", "老王"))
    ]
    first, _second = (tasks.add(TaskForm("回電", "今天", staff="阿德"), [one])[0] for one in ids[:2])
    tasks.done([first])


def test_everything_goes_over_at_once_and_comes_back() -> None:
    assert staff.held()["阿德"] == staff.Handed(2, 1)
    before = audit.units(1)[0].id
    assert staff.hand_over("阿德", "小玲") == staff.Handed(2, 1)
    assert (staff.held()["阿德"], staff.held()["小玲"]) == (staff.Handed(0, 0), staff.Handed(2, 1))
    unit = audit.units(1)[0]
    assert (unit.id, unit.action, unit.detail["name"]) == (before + 1, "staff.hand_over", "阿德 → 小玲")
    audit.undo(unit.id)
    assert staff.held()["阿德"] == staff.Handed(2, 1)


def test_names_of_old_lists_can_be_handed_over_too_and_a_new_name_is_kept() -> None:
    assert list(staff.held()) == ["小玲", "阿德", "老王"]
    staff.hand_over("老王", " 阿明 ")
    assert staff.names() == ["小玲", "阿德", "阿明"]
    assert staff.held()["阿明"].customers == 1


@pytest.mark.parametrize("heir", ["", " ", "阿德"])
def test_nobody_and_the_same_person_take_nothing_over(heir: str) -> None:
    with pytest.raises(InputError):
        staff.hand_over("阿德", heir)
