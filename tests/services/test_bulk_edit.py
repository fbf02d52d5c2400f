"""One field of many customers: set, checked, taken back; values pasted over others."""

from pathlib import Path

import pytest

from db.core import audit
from db.core.errors import InputError, NotFoundError
from db.core.journal import saving
from db.services import bulk_edit, customers, own_fields, tags
from db.services.customer_form import CustomerForm
from db.services.lists import ListQuery, Selection


@pytest.fixture
def people(shop: Path) -> list[int]:
    return [customers.add(CustomerForm(name=name, staff=staff)) for name, staff in (("王", ""), ("陳", "阿德"), ("林", "小玲"))]


def test_set_for_everybody_in_a_list_but_one_and_taken_back_at_once(people: list[int]) -> None:
    who = Selection(query=ListQuery(), exceptions=frozenset({people[2]}))
    count, unit = saving(lambda: bulk_edit.set_field(who, "staff", " 阿德 "))
    assert count == 1  # 陳 had her already
    assert [customers.form(one).staff for one in people] == ["阿德", "阿德", "小玲"]
    assert unit is not None
    audit.undo(unit)
    assert [customers.form(one).staff for one in people] == ["", "阿德", "小玲"]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [("text", "大門", "大門"), ("number", "１,200", 1200), ("number", "1.5", "1.5"), ("date", "115/3/1", "2026-03-01"),
     ("yes_no", "有", 1), ("choice", "金", "金")],
)  # fmt: skip
def test_own_fields_are_read_as_the_form_reads_them(people: list[int], kind: own_fields.Kind, typed: str, stored: object) -> None:
    other = f"f{own_fields.add('別的', 'number')}"
    key = f"f{own_fields.add('級別', kind, ['金', '銀'])}"
    assert bulk_edit.set_field(people, other, "7") == 3
    assert bulk_edit.set_field(people, key, typed) == 3
    assert customers.form(people[0]).own == {other: 7, key: stored}
    assert bulk_edit.set_field(people[:2], key, "") == 2
    assert [customers.form(one).own.get(key) for one in people] == [None, None, stored]


@pytest.mark.parametrize(("kind", "typed"), [("number", "很多"), ("date", "2/30"), ("yes_no", "也許")])
def test_what_does_not_fit_an_own_field_is_said(people: list[int], kind: own_fields.Kind, typed: str) -> None:
    key = f"f{own_fields.add('級別', kind)}"
    with pytest.raises(InputError, match=typed):
        bulk_edit.set_field(people, key, typed)


def test_days_and_choices_are_checked(people: list[int]) -> None:
    bulk_edit.set_field(people, "customer_since", "104/5/3")
    assert customers.form(people[0]).customer_since == "2015-05-03"
    bulk_edit.set_field(people, "customer_since", "")
    assert customers.form(people[0]).customer_since == ""
    bulk_edit.set_field(people, "kind", "公司")
    assert customers.form(people[0]).kind == "company"
    for key, typed in (("customer_since", "2/30"), ("kind", "貓"), ("gender", "貓")):
        with pytest.raises(InputError, match=typed):
            bulk_edit.set_field(people, key, typed)
    with pytest.raises(NotFoundError):
        bulk_edit.set_field(people, "code", "A-1")


def test_a_note_is_added_to_what_stands_there(people: list[int]) -> None:
    customers.change(people[0], CustomerForm(name="王", note="怕吵"))
    assert bulk_edit.set_field(people, "note", "年節要送禮") == 3
    assert [customers.form(one).note for one in people] == ["怕吵\n年節要送禮", "年節要送禮", "年節要送禮"]


def test_pasted_values_say_what_they_change_and_spare_what_was_changed_since(people: list[int]) -> None:
    key = f"f{own_fields.add('點數', 'number')}"
    wanted = {(people[0], key): "10", (people[1], "staff"): "阿德", (people[2], "staff"): "", (people[1], key): "20"}
    changes = bulk_edit.changes(wanted)
    assert [(one.customer, one.before, one.after) for one in changes] == [
        (people[0], None, 10), (people[2], "小玲", ""), (people[1], None, 20)
    ]  # fmt: skip
    bulk_edit.set_field(people[2], "staff", "阿美")
    count, unit = saving(lambda: bulk_edit.write(changes))
    assert count == 2
    assert customers.form(people[2]).staff == "阿美"
    assert unit is not None
    audit.undo(unit)
    assert customers.form(people[0]).own == {}


@pytest.mark.parametrize(("kind", "typed"), [("number", "0"), ("yes_no", "否")])
def test_nought_and_no_are_something_that_can_be_emptied(people: list[int], kind: own_fields.Kind, typed: str) -> None:
    key = f"f{own_fields.add('欠款', kind)}"
    assert [(one.before, one.after) for one in bulk_edit.changes({(people[0], key): typed})] == [(None, 0)]
    bulk_edit.set_field(people, key, typed)
    assert bulk_edit.changes({(people[0], key): typed}) == []
    emptied = bulk_edit.changes({(people[0], key): ""})
    assert [(one.before, one.after) for one in emptied] == [(0, None)]
    assert bulk_edit.write(emptied) == 1
    assert customers.form(people[0]).own.get(key) is None


def test_a_word_the_field_does_not_offer_is_refused(people: list[int]) -> None:
    key = f"f{own_fields.add('級別', 'choice', ['金', '銀'])}"
    with pytest.raises(InputError, match="銅"):
        bulk_edit.set_field(people, key, "銅")
    with pytest.raises(InputError, match="銅"):
        bulk_edit.changes({(people[0], key): "銅"})
    assert bulk_edit.set_field(people, key, " 銀 ") == 3
    assert customers.form(people[0]).own == {key: "銀"}


def test_a_value_that_does_not_fit_is_said_before_anything_is_written(people: list[int]) -> None:
    key = f"f{own_fields.add('點數', 'number')}"
    with pytest.raises(InputError, match="很多"):
        bulk_edit.changes({(people[0], key): "10", (people[1], key): "很多"})


def test_tags_of_a_list_are_one_unit(people: list[int]) -> None:
    _count, unit = saving(lambda: tags.attach(Selection(query=ListQuery()), ["老主顧"]))
    assert unit is not None
    audit.undo(unit)
    assert [tags.names_of(one) for one in people] == [[], [], []]
