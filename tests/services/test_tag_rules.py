"""Tags by rule: put on who meets it, taken off who no longer does, and what a hand put on stays."""

from typing import Any

import pytest

from db.core import audit
from db.core.connection import value
from db.core.errors import InputError
from db.services import customers, tag_rules, tags
from db.services.customers import CustomerForm, PointForm
from tests.services.november import go_to

pytestmark = pytest.mark.usefixtures("shop")

RULE: dict[str, Any] = {"all": [{"field": "kind", "is": "any_of", "value": ["company"]}]}


@pytest.fixture
def people() -> dict[str, int]:
    """Two companies, a person who wears the tag by hand, a company put away."""
    kinds = {"宏達公司": "company", "大和公司": "company", "陳美惠": "person", "舊公司": "company"}
    ids = {name: customers.add(CustomerForm(name=name, kind=kind)) for name, kind in kinds.items()}
    customers.archive([ids["舊公司"]], "closed")
    tags.attach([ids["陳美惠"]], ["月結"])
    tags.change(tags.id_of("月結"), "月結", "blue", "", rule=RULE)
    return ids


def _named(part: str) -> dict[str, Any]:
    return {"all": [{"field": "name", "is": "contains", "value": part}]}


def _wearing(people: dict[str, int]) -> set[str]:
    return {name for name, one in people.items() if "月結" in tags.names_of(one)}


def test_who_meets_the_rule_wears_the_tag_until_they_do_not(people: dict[str, int]) -> None:
    assert tag_rules.apply_rules() == (2, 0)
    assert _wearing(people) == {"宏達公司", "大和公司", "陳美惠"}
    form = customers.form(people["大和公司"])
    form.kind = "person"
    customers.change(people["大和公司"], form)
    assert tag_rules.apply_rules() == (0, 1)
    assert _wearing(people) == {"宏達公司", "陳美惠"}
    assert tag_rules.apply_rules() == (0, 0)


def test_it_is_one_action_that_can_be_taken_back(people: dict[str, int]) -> None:
    tag_rules.apply_rules()
    last = audit.last_undoable()
    assert last
    assert last.action == "tags.apply_rules"
    audit.undo(last.id)
    assert _wearing(people) == {"陳美惠"}


def test_once_a_day(people: dict[str, int]) -> None:
    go_to(20)
    assert tag_rules.apply_once_a_day() == (2, 0)
    customers.add(CustomerForm(name="新公司", kind="company", points=[PointForm("mobile", "0912-345-678")]))
    assert tag_rules.apply_once_a_day() == (0, 0)
    go_to(21)
    assert tag_rules.apply_once_a_day() == (1, 0)


def test_a_rule_that_asks_for_what_is_gone_is_left_alone(people: dict[str, int]) -> None:
    tag_rules.apply_rules()
    lost = tags.add("工程")
    tags.change(tags.id_of("月結"), "月結", "blue", "", rule={"all": [{"field": "tag", "is": "any_of", "value": [lost]}]})
    tags.delete(lost)
    assert tag_rules.apply_rules() == (0, 0)
    assert _wearing(people) == {"宏達公司", "大和公司", "陳美惠"}


def test_a_tag_does_not_go_by_itself(people: dict[str, int]) -> None:
    tag = tags.id_of("月結")
    for wanted in ([tag], ["月結"], None):
        with pytest.raises(InputError):
            tag_rules.checked(tag, {"none": [{"all": [{"field": "tag", "is": "any_of", "value": wanted}]}]})
    assert tag_rules.checked(tag, RULE) == RULE
    assert tag_rules.checked(tag, {"all": []}) is None
    assert value("SELECT count(*) FROM customer_tag WHERE by_rule = 1") == 0


def test_what_is_put_on_by_hand_stays_when_the_rule_lets_go() -> None:
    one, two = (customers.add(CustomerForm(name=name)) for name in ("陳美惠", "陳美麗"))
    tag = tags.add("陳家")
    tags.set_rule(tag, {"all": [{"field": "name", "is": "contains", "value": "陳"}]})
    assert tags.attach([one], ["陳家"]) == 1  # from now on by hand
    tags.set_rule(tag, {"all": [{"field": "name", "is": "contains", "value": "林"}]})
    assert (tags.names_of(one), tags.names_of(two)) == (["陳家"], [])


@pytest.mark.parametrize("by_undo", [True, False])
def test_what_is_put_on_by_hand_when_the_rule_is_gone_stays_with_the_next_rule(*, by_undo: bool) -> None:
    one = customers.add(CustomerForm(name="陳美惠"))
    tag = tags.add("陳家")
    tags.set_rule(tag, _named("陳"))
    if by_undo:
        rule = audit.last_undoable()
        two = customers.add(CustomerForm(name="陳美麗"))
        tag_rules.apply_rules()
        assert rule
        audit.undo(rule.id)
        assert (tags.names_of(one), tags.names_of(two)) == ([], ["陳家"])
        one = two
    else:
        tags.change(tag, "陳家", "blue", "", rule=None)
    assert tags.attach([one], ["陳家"]) == 1
    tags.set_rule(tag, _named("林"))
    assert tags.names_of(one) == ["陳家"]


def test_a_rule_that_asks_for_another_tag_goes_by_what_that_one_says_now() -> None:
    one = customers.add(CustomerForm(name="陳美惠"))
    first = tags.add("後面的")
    other = tags.add("陳家", rule=_named("陳"))
    tags.change(first, "後面的", "grey", "", rule={"none": [{"field": "tag", "is": "any_of", "value": [other]}]})
    assert tag_rules.apply_rules() == (1, 0)  # the one that stands first is not put on and taken off again
    assert tags.names_of(one) == ["陳家"]
    form = customers.form(one)
    form.name = "林美惠"
    customers.change(one, form)
    assert tag_rules.apply_rules() == (1, 1)
    assert tags.names_of(one) == ["後面的"]
    assert tag_rules.apply_rules() == (0, 0)


def test_a_name_does_not_close_a_circle_of_rules() -> None:
    first = tags.add("甲", rule={"all": [{"field": "tag", "is": "any_of", "value": ["乙"]}]})
    rule = {"none": [{"field": "tag", "is": "any_of", "value": [first]}]}
    second = tags.add("丙", rule=rule)
    with pytest.raises(InputError):
        tags.change(second, "乙", "grey", "")
    with pytest.raises(InputError):
        tags.add("乙", rule=rule)
    assert [row.name for row in tags.rows()] == ["甲", "丙"]


def test_two_rules_do_not_go_by_each_other(people: dict[str, int]) -> None:
    one, other = tags.id_of("月結"), tags.add("大客戶")
    tags.set_rule(other, {"all": [{"field": "tag", "is": "any_of", "value": [one]}]})
    for said in ({"value": [other]}, {"value": ["大客戶"]}):
        with pytest.raises(InputError):
            tags.change(one, "月結", "blue", "", rule={"none": [{"field": "tag", "is": "any_of", **said}]})
