"""A merge taken apart: what it moved goes back, what came later stays, what was changed since is asked."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.core import audit, file
from db.core.connection import rows
from db.core.errors import RefusedError
from db.core.journal import unit
from db.models import Relation
from db.models.fields import canonical
from db.services import (
    blacklist,
    cards,
    customers,
    dump,
    imports,
    interactions,
    lists,
    merging,
    opt_outs,
    own_fields,
    splitting,
    tags,
)
from db.services.customers import AddressForm, ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery

pytestmark = pytest.mark.usefixtures("shop")


def _first(**more: Any) -> int:
    return customers.add(
        CustomerForm(name="陳美惠", note="怕吵", points=[PointForm("mobile", "0912-345-678")], tags=["老主顧"], **more)
    )


def _second(**more: Any) -> int:
    made = customers.add(
        CustomerForm(
            name="美惠姐", code="C-7", title="女士", note="週三公休",
            points=[PointForm("mobile", "0912345678"), PointForm("phone", "02-2345-6789", is_primary=True)],
            addresses=[AddressForm("台北市大安區信義路1號")],
            contacts=[ContactForm("王小明", points=[PointForm("mobile", "0922-111-222")])],
            tags=["老主顧", "月結"], **more,
        )
    )  # fmt: skip
    interactions.add(InteractionForm(made, "問濾心", "電話"))
    opt_outs.put(made, ["sms"])
    return made


@pytest.fixture
def pair() -> tuple[int, int]:
    """陳美惠, written down twice."""
    return _first(), _second()


def _state() -> dict[str, Any]:
    """The file's contents but for who was said to be somebody else."""
    whole = dump.dump()
    whole["tables"].pop("not_same")
    return whole


def _talks(customer: int) -> list[str]:
    return [text for (text,) in rows("SELECT text FROM interaction WHERE customer = ? ORDER BY id", customer)]


def _change(customer: int, **values: Any) -> None:
    form = customers.form(customer)
    for name, value in values.items():
        setattr(form, name, value)
    customers.change(customer, form)


def test_what_was_merged_is_as_before_and_remembered_as_two(pair: tuple[int, int]) -> None:
    before = _state()
    merging.merge(*pair)
    told = splitting.plan(pair[1])
    assert (told.kept, told.name, told.code, told.code_taken_by) == (pair[0], "美惠姐", "C-7", "")
    assert told.moves == {"contact_point": 2, "contact": 1, "address": 1, "customer_tag": 1, "opt_out": 1, "interaction": 1}
    assert (sorted(told.back), told.changed_since) == (["code", "note", "short_name", "title"], ())
    assert splitting.split(pair[1]) == pair[0]
    assert canonical(_state()) == canonical(before)
    assert [(row["customer"], row["other"]) for row in dump.dump()["tables"]["not_same"]] == [pair]
    assert list(lists.ids(ListQuery(text="C-7"))) == [pair[1]]


def test_a_split_is_one_undo_and_the_history_names_it(pair: tuple[int, int]) -> None:
    merging.merge(*pair)
    before = dump.dump()
    splitting.split(pair[1])
    done = audit.last_undoable()
    assert done is not None
    assert done.action == "customers.split"
    audit.undo(done.id)
    assert dump.dump() == before
    assert [part.id for part in splitting.parts(pair[0])] == [pair[1]]
    splitting.split(pair[1])
    assert splitting.parts(pair[0]) == []


def test_what_came_later_stays_and_what_was_taken_off_stays_off(pair: tuple[int, int]) -> None:
    first, second = pair
    merging.merge(first, second)
    interactions.add(InteractionForm(first, "之後的電話", "電話"))
    tags.attach([first], ["VIP"])
    tags.detach([first], ["月結"])
    _change(first, website="meihui.tw")
    splitting.split(second)
    assert _talks(first) == ["之後的電話"]
    assert _talks(second) == ["問濾心"]
    assert (tags.names_of(first), tags.names_of(second)) == (["老主顧", "VIP"], ["老主顧"])
    assert customers.form(first).website == "meihui.tw"


def test_a_field_changed_since_is_asked(pair: tuple[int, int]) -> None:
    first, second = pair
    merging.merge(first, second)
    _change(first, title="老闆娘", short_name="阿惠")
    asked = {one.key: one for one in splitting.plan(second).changed_since}
    assert set(asked) == {"title", "short_name"}
    assert (asked["title"].before, asked["title"].now, asked["title"].theirs) == (
        {"title": ""}, {"title": "老闆娘"}, {"title": "女士"},
    )  # fmt: skip
    splitting.split(second, {"title": "over", "short_name": "back"})
    one, other = customers.form(first), customers.form(second)
    assert (one.title, other.title, one.short_name, other.short_name) == ("", "老闆娘", "", "")


def test_without_an_answer_it_stays(pair: tuple[int, int]) -> None:
    merging.merge(*pair)
    _change(pair[0], title="老闆娘")
    splitting.split(pair[1])
    assert (customers.form(pair[0]).title, customers.form(pair[1]).title) == ("老闆娘", "女士")


def test_a_note_that_was_written_on_loses_only_what_the_merge_added(pair: tuple[int, int]) -> None:
    first, second = pair
    merging.merge(first, second)
    _change(first, note=customers.form(first).note + "\n換了新冷氣")
    splitting.split(second)
    assert (customers.form(first).note, customers.form(second).note) == ("怕吵\n換了新冷氣", "週三公休")


def test_a_code_somebody_else_has_by_now_is_told(pair: tuple[int, int]) -> None:
    first, second = pair
    merging.merge(first, second)
    _change(first, code="")
    other = customers.add(CustomerForm(name="王大明", code="C-7"))
    assert splitting.plan(second).code_taken_by == "王大明"
    splitting.split(second)
    assert (customers.form(second).code, customers.form(other).code) == ("", "C-7")
    assert list(lists.ids(ListQuery(text="C-7"))) == [other, second] or set(lists.ids(ListQuery(text="C-7"))) == {other, second}


def test_a_birthday_is_one_field_and_an_own_value_is_one(shop: Path) -> None:
    from db.core.values import dates

    field = own_fields.add("車號", "text", [])
    born = dates.parse("78/5/3")
    first = customers.add(CustomerForm(name="甲"))
    second = customers.add(CustomerForm(name="乙", birthday=born, own={f"f{field}": "ABC-123"}))
    before = _state()
    merging.merge(first, second)
    assert {"birthday", f"f{field}"} <= set(splitting.plan(second).back)
    splitting.split(second)
    assert canonical(_state()) == canonical(before)


def test_ties_to_others_come_again(pair: tuple[int, int]) -> None:
    first, second = pair
    third = customers.add(CustomerForm(name="王大明"))
    with unit("relations.add"):
        Relation.create(customer=third, other=second, kind="family")
        Relation.create(customer=third, other=first, kind="family")
        Relation.create(customer=first, other=second, kind="referrer")
    imports.not_same(second, third)
    before = dump.dump()
    merging.merge(first, second)
    splitting.split(second)
    after = dump.dump()
    assert after["tables"]["relation"] == before["tables"]["relation"]
    assert {(row["customer"], row["other"]) for row in after["tables"]["not_same"]} == {(second, third), (first, second)}


def test_the_watch_list_is_two_entries_again(pair: tuple[int, int]) -> None:
    blacklist.put(pair[0], "欠款", evidence="支票影本")
    blacklist.put(pair[1], "訂貨不取", "stop", owner_note="別再接")
    before = _state()
    merging.merge(*pair)
    entry = blacklist.of(pair[0])
    assert entry is not None
    assert (entry.evidence, entry.owner_note) == ("支票影本", "別再接")
    splitting.split(pair[1])
    assert canonical(_state()) == canonical(before)


def test_of_three_in_a_row_the_last_is_split_off_the_first(pair: tuple[int, int]) -> None:
    first, second = pair
    third = customers.add(
        CustomerForm(name="阿惠", website="a.tw", points=[PointForm("mobile", "0933-333-333")], tags=["批發"], note="老客人")
    )
    interactions.add(InteractionForm(third, "來看貨", "來店"))
    before = _state()
    merging.merge(second, third)
    merging.merge(first, second)
    assert {part.id for part in splitting.parts(first)} == {second, third}
    splitting.split(third)
    one = cards.get(first)
    assert (one.form.website, _talks(first), one.form.note.count("老客人")) == ("", ["問濾心"], 0)
    assert [point.normal for point in one.form.points] == ["0912345678", "0223456789"]
    assert tags.names_of(third) == ["批發"]
    splitting.split(second)
    assert canonical(_state()) == canonical(before)


def test_of_three_in_a_row_the_middle_one_takes_its_part_along(pair: tuple[int, int]) -> None:
    first, second = pair
    third = customers.add(CustomerForm(name="阿惠", points=[PointForm("mobile", "0933-333-333")]))
    merging.merge(second, third)
    before = _state()
    merging.merge(first, second)
    splitting.split(second)
    assert canonical(_state()) == canonical(before)
    assert customers.follow(third) == second


def test_a_number_two_parts_know_stays_known_when_one_goes() -> None:
    first, second, third = (
        customers.add(CustomerForm(name=name, points=points, tags=names))
        for name, points, names in (
            ("甲", [], []),
            ("乙", [PointForm("mobile", "0912-345-678")], ["月結"]),
            ("丙", [PointForm("mobile", "0912345678")], ["月結"]),
        )
    )
    opt_outs.put([second, third], ["sms"])
    merging.merge(first, second)
    merging.merge(first, third)
    splitting.split(second)
    assert [point.normal for point in customers.form(first).points] == ["0912345678"]
    assert (tags.names_of(first), opt_outs.of(first), opt_outs.of(second)) == (["月結"], ["sms"], ["sms"])


def test_a_tag_deleted_meanwhile_is_gone_for_both(pair: tuple[int, int]) -> None:
    merging.merge(*pair)
    tags.delete(tags.id_of("月結"))
    splitting.split(pair[1])
    assert (tags.names_of(pair[0]), tags.names_of(pair[1])) == (["老主顧"], ["老主顧"])


def test_a_talk_with_a_contact_who_goes_stays_without_them(pair: tuple[int, int]) -> None:
    first, second = pair
    merging.merge(first, second)
    (contact,) = customers.form(first).contacts
    interactions.add(InteractionForm(first, "王先生來電", "電話", contact=contact.id))
    splitting.split(second)
    assert _talks(first) == ["王先生來電"]
    assert [one.name for one in customers.form(second).contacts] == ["王小明"]


def test_who_was_never_merged_can_not_be_split(pair: tuple[int, int]) -> None:
    with pytest.raises(RefusedError):
        splitting.plan(pair[1])
    with pytest.raises(RefusedError):
        splitting.split(pair[0])


def test_a_merge_brought_back_by_redo_is_split_all_the_same(pair: tuple[int, int]) -> None:
    before = _state()
    merging.merge(*pair)
    done = audit.last_undoable()
    assert done is not None
    audit.undo(audit.undo(done.id).id)
    splitting.split(pair[1])
    assert canonical(_state()) == canonical(before)


_WORDS = st.sampled_from(["", "甲", "乙", "丙", "0912-345-678", "怕吵"])
_POINT = st.tuples(st.sampled_from(["mobile", "phone", "line_id"]), st.sampled_from(["0912-345-678", "02-23456789", "mei"]))
_FORM = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["陳美惠", "美惠姐", "陳小姐"]),
        "title": _WORDS, "short_name": _WORDS, "note": _WORDS, "website": _WORDS, "company": _WORDS,
        "customer_since": st.sampled_from(["", "2019-03-01", "2021-07-01"]),
        "points": st.lists(_POINT, max_size=3),
        "tags": st.lists(st.sampled_from(["老主顧", "月結", "VIP"]), max_size=3, unique=True),
        "refused": st.lists(st.sampled_from(["sms", "line", "all"]), max_size=2, unique=True),
        "reason": st.sampled_from(["", "欠款", "訂貨不取"]),
        "talks": st.integers(0, 2),
    }
)  # fmt: skip


def _made(one: dict[str, Any]) -> int:
    values = {key: value for key, value in one.items() if key not in ("points", "refused", "reason", "talks")}
    made = customers.add(CustomerForm(**values, points=[PointForm(*point) for point in one["points"]]))
    opt_outs.put(made, one["refused"])
    if one["reason"]:
        blacklist.put(made, one["reason"])
    for number in range(one["talks"]):
        interactions.add(InteractionForm(made, f"第 {number} 次", "電話"))
    return made


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(forms=st.lists(_FORM, min_size=2, max_size=4), seed=st.integers(0, 9))
def test_merged_and_split_without_a_change_nothing_differs(
    forms: list[dict[str, Any]], seed: int, blank_file: Path, tmp_path: Path
) -> None:
    file.close()
    path = tmp_path / f"{random.random()}.crm"
    path.write_bytes(blank_file.read_bytes())
    file.open_shop(path)
    people = [_made(one) for one in forms]
    before = canonical(_state())
    dice, merged = random.Random(seed), []
    while len(people) > 1:
        kept, gone = dice.sample(people, 2)
        merging.merge(kept, gone, dice.sample(["title", "note", "company"], 1))
        people.remove(gone)
        merged.append(gone)
    for gone in reversed(merged):
        splitting.split(gone)
    assert canonical(_state()) == before


_NOTES = ("", "甲", "甲\n乙", "乙\n丙", "甲\n\n丁", "丙\n甲")


@pytest.mark.parametrize("seed", range(40))
def test_a_chain_split_in_any_order_gives_back_every_note(seed: int) -> None:
    dice = random.Random(seed)
    wanted = [dice.choice(_NOTES) for _one in range(4)]
    people = [customers.add(CustomerForm(name=name, note=note)) for name, note in zip("ABCD", wanted, strict=True)]
    left, merged = list(people), []
    while len(left) > 1:
        kept, gone = dice.sample(left, 2)
        merging.merge(kept, gone)
        left.remove(gone)
        merged.append(gone)
    for gone in dice.sample(merged, len(merged)):
        splitting.split(gone)
    notes = [customers.form(one).note.split("\n") for one in people]
    assert ["\n".join(line for line in note if not line.startswith("另")) for note in notes] == wanted


def test_a_note_the_kept_one_had_already_stays_theirs() -> None:
    a, b, c = (customers.add(CustomerForm(name=name, note=note)) for name, note in (("A", ""), ("B", "甲"), ("C", "甲")))
    merging.merge(a, b)
    merging.merge(c, a)
    splitting.split(b)
    splitting.split(a)
    assert customers.form(c).note == "甲"


def test_a_number_known_under_another_kind_is_not_given_twice() -> None:
    numbers = ("mobile", "phone", "phone")
    a, b, c = (
        customers.add(CustomerForm(name=name, points=[PointForm(kind, "02-23456789")]))
        for name, kind in zip("ABC", numbers, strict=True)
    )
    merging.merge(a, b)
    merging.merge(a, c)
    splitting.split(c)
    assert [point.kind for point in customers.form(a).points] == ["mobile"]


def test_what_was_added_up_on_the_way_is_taken_out_again() -> None:
    owed = f"f{own_fields.add('欠款', 'number', is_opening=True)}"
    one, two, three = (
        customers.add(CustomerForm(name=name, own={owed: amount})) for name, amount in (("甲", "50"), ("乙", "100"), ("丙", "7"))
    )
    merging.merge(two, one)
    merging.merge(three, two)
    assert customers.form(three).own[owed] == 157
    splitting.split(one)
    assert [customers.form(customer).own[owed] for customer in (one, three)] == [50, 107]


def test_two_of_one_name_are_known_by_code_or_phone() -> None:
    numbers = ("0912-345-678", "0955-111-222")
    one, two = (customers.add(CustomerForm(name="劉雅惠", points=[PointForm("mobile", number)])) for number in numbers)
    merging.merge(one, two)
    plan = splitting.plan(two)
    assert (plan.kept_known_by, plan.known_by) == numbers


def test_merged_split_and_merged_again_it_is_the_last_merge_that_is_taken_apart(pair: tuple[int, int]) -> None:
    first, second = pair
    other = customers.add(CustomerForm(name="阿惠"))
    merging.merge(first, second)
    splitting.split(second)
    merging.merge(other, second)
    assert (splitting.parts(first), [part.id for part in splitting.parts(other)]) == ([], [second])
    before = customers.form(first)
    splitting.split(second)
    assert (customers.form(second).code, customers.form(other).code) == ("C-7", "")
    assert customers.form(first) == before


def test_a_code_is_not_handed_over(pair: tuple[int, int]) -> None:
    first, second = pair
    merging.merge(first, second)
    _change(first, code="C-9")
    assert "code" in {one.key for one in splitting.plan(second).changed_since}
    with pytest.raises(RefusedError):
        splitting.split(second, {"code": "over"})
    assert customers.form(first).code == "C-9"
