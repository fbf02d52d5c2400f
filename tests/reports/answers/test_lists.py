"""What the list alone answers: areas, last contacts, what is to be mended, birthdays; and it agrees with plain SQL."""

import pytest

from db.core.connection import value
from db.services import customers, lists, segments
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.list_health import OPTIONAL
from db.services.lists import ListQuery
from reports import catalogue
from reports.question import Answer
from tests.services.november import add

pytestmark = pytest.mark.usefixtures("saturday")


def _column(answer: Answer, key: str) -> dict[str, object]:
    return {line.key: line.cells[answer.place(key)] for line in answer.lines}


def _money() -> int:
    return int(value("SELECT coalesce(sum(total), 0) FROM sale"))


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("level", ["district", "city"])
def test_the_areas_hold_every_customer_and_every_dollar(level: str) -> None:
    answer = catalogue.answered("districts", {"level": level}).answer
    assert answer.total is not None
    assert answer.total[answer.place("money")] == _money()
    assert sum(count for count in answer.column("customers") if isinstance(count, int)) == lists.count(ListQuery())
    assert sum(amount for amount in answer.column("money") if isinstance(amount, int)) == _money()


@pytest.mark.usefixtures("demo_shop")
def test_behind_each_area_stand_as_many_customers_as_it_says() -> None:
    question = catalogue.named("districts")
    asked = question.asked({"level": "city"})
    answer = question.ask(asked)
    assert question.behind is not None
    for line in answer.lines:
        behind = question.behind(asked, line.key, "customers")
        assert behind is not None
        if line.key != "put_away":
            assert len(behind.ids) == line.cells[answer.place("customers")]


@pytest.mark.usefixtures("demo_shop")
def test_behind_each_last_contact_stand_as_many_as_it_says_and_together_all() -> None:
    question = catalogue.named("last_contact")
    asked = question.asked()
    answer = question.ask(asked)
    assert question.behind is not None
    counted = {key: count for key, count in _column(answer, "customers").items() if count is not None}
    ids = [one for key in counted if (found := question.behind(asked, key, "")) for one in found.ids]
    assert len(ids) == len(set(ids)) == lists.count(ListQuery()) == sum(map(int, map(str, counted.values())))


@pytest.mark.usefixtures("demo_shop")
def test_behind_each_fault_stand_its_customers() -> None:
    question = catalogue.named("list_health")
    asked = question.asked()
    answer = question.ask(asked)
    assert question.behind is not None
    for line in answer.lines:
        behind = question.behind(asked, line.key, "customers")
        assert behind is not None
        assert len(behind.ids) == line.cells[answer.place("customers")]
    assert {"bad_phone", "bad_tax_id", "double", "no_address"} <= set(_column(answer, "customers"))


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("key", ["districts", "last_contact", "list_health", "birthdays"])
def test_what_a_note_speaks_of_can_be_looked_at_as_a_list(key: str) -> None:
    notes = catalogue.answered(key).answer.notes
    conditions = [segments.read(one.conditions) for one in notes if one.conditions]
    assert conditions
    assert all(segments.count(one) > 0 and segments.words(one) for one in conditions)


@pytest.mark.usefixtures("demo_shop")
def test_what_is_no_fault_stands_apart_below_what_is() -> None:
    found = catalogue.answered("list_health")
    keys = [line.key for line in found.answer.lines]
    at = keys.index("clean")
    assert set(keys[at + 1 :]) == {"no_birthday", "no_source"} == set(keys) & OPTIONAL
    counted = found.answer.column("customers")[:at]
    assert counted == sorted(counted, key=lambda one: -int(str(one)))
    assert f"最多的是「{found.answer.lines[0].cells[0]}」，{counted[0]} 位。" in found.sentence


@pytest.mark.usefixtures("shop")
def test_who_is_mended_leaves_the_five_of_the_day() -> None:
    person = CustomerForm(name="王小明", addresses=[AddressForm("台北市大安區和平東路一段 1 號")])
    number = customers.add(person)
    add("陳美惠", addresses=[AddressForm("新北市永和區中正路 2 號")])
    five = catalogue.named("list_health").ask({"what": "five"})
    assert [line.key for line in five.lines] == [str(number)]
    form = customers.form(number)
    form.points = [PointForm("mobile", "0922-111-222")]
    customers.change(number, form)
    after = catalogue.named("list_health").ask({"what": "five"})
    assert after.lines == ()
    assert catalogue.named("list_health").say(after) == "今天沒有要整理的。"


@pytest.mark.usefixtures("shop")
def test_the_coming_birthdays_are_told_with_the_age_they_turn() -> None:
    from db.core.values.dates import PartialDate

    mine = add("林淑芬", birthday=PartialDate(1971, 11, 25))
    add("張家豪", birthday=PartialDate(None, 12, 2))
    add("周文彬", birthday=PartialDate(1990, 3, 1))
    found = catalogue.answered("birthdays")
    assert found.answer.lines[0].key == str(mine)
    assert found.answer.column("turns") == [55, None]
    assert found.sentence == "有 2 位生日，最近的是林淑芬，2026/11/25。"


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("key", ["districts", "last_contact", "list_health", "birthdays"])
def test_an_empty_shop_is_shown_a_sample(key: str) -> None:
    found = catalogue.answered(key)
    assert found.answer.is_sample and found.sentence.startswith("示範")
