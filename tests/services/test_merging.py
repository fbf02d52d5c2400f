"""Two customers made one: nothing lost, everything found, and taken back whole."""

import pytest

from db.core import audit
from db.core.errors import InputError
from db.core.journal import unit
from db.models import Relation
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
)  # fmt: skip
from db.services.customers import AddressForm, ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def pair() -> tuple[int, int]:
    """陳美惠, written down twice."""
    first = customers.add(
        CustomerForm(
            name="陳美惠",
            note="怕吵",
            points=[PointForm("mobile", "0912-345-678")],
            addresses=[AddressForm("新北市永和區中正路120號")],
            tags=["老主顧"],
        )
    )
    second = customers.add(
        CustomerForm(
            name="美惠姐",
            code="C-7",
            title="女士",
            note="週三公休",
            points=[PointForm("mobile", "0912345678"), PointForm("phone", "02-2345-6789", is_primary=True)],
            addresses=[AddressForm("新北市永和區 中正路 120號"), AddressForm("台北市大安區信義路1號")],
            contacts=[ContactForm("王小明", points=[PointForm("mobile", "0922-111-222")])],
            tags=["老主顧", "月結"],
        )
    )
    interactions.add(InteractionForm(second, "問濾心", "電話"))
    return first, second


def test_what_only_the_other_knows_goes_over(pair: tuple[int, int]) -> None:
    first, second = pair
    blacklist.put(second, "訂貨不取")
    opt_outs.put(second, ["sms"])
    assert merging.merge(first, second) == first
    card = cards.get(second)
    assert card.id == first
    assert (card.name, card.form.code, card.form.title, card.form.short_name) == ("陳美惠", "C-7", "女士", "美惠姐")
    assert card.form.note == "怕吵\n週三公休"
    assert [point.normal for point in card.form.points] == ["0912345678", "0223456789"]
    assert [one.district for one in card.form.addresses] == ["永和區", "大安區"]
    assert [(one.name, one.points[0].normal) for one in card.form.contacts] == [("王小明", "0922111222")]
    assert ([tag.name for tag in card.tags], card.opt_outs, card.phone) == (["老主顧", "月結"], ("sms",), "0912-345-678")
    assert (card.blacklist is not None, card.last_text) == (True, "問濾心")


def test_one_stands_in_the_list_and_is_found_by_both_names(pair: tuple[int, int]) -> None:
    merging.merge(*pair)
    assert list(lists.ids(ListQuery())) == [pair[0]]
    for text in ("美惠姐", "陳美惠", "789", "C-7"):
        assert list(lists.ids(ListQuery(text=text))) == [pair[0]], text


def test_a_merge_is_taken_back_whole(pair: tuple[int, int]) -> None:
    before = dump.dump()
    merging.merge(*pair)
    done = audit.last_undoable()
    assert done is not None
    assert done.action == "customers.merge"
    audit.undo(done.id)
    assert dump.dump() == before
    assert len(lists.ids(ListQuery())) == 2


def test_ties_to_others_follow(pair: tuple[int, int]) -> None:
    first, second = pair
    third, fourth = (customers.add(CustomerForm(name=name)) for name in ("王大明", "李四"))
    with unit("relations.add"):
        Relation.create(customer=third, other=second, kind="family")
        Relation.create(customer=first, other=second, kind="family")
    imports.not_same(second, fourth)
    imports.not_same(first, second)
    merging.merge(first, second)
    assert [(one.other, one.kind) for one in cards.get(first).relations] == [(third, "family")]
    assert [(row["customer"], row["other"]) for row in dump.dump()["tables"]["not_same"]] == [(first, fourth)]


def test_two_entries_on_the_watch_list_become_one(pair: tuple[int, int]) -> None:
    blacklist.put(pair[0], "欠款")
    blacklist.put(pair[1], "訂貨不取", "stop")
    merging.merge(*pair)
    entry = blacklist.of(pair[0])
    assert entry is not None
    assert (entry.reason, entry.level) == ("欠款；訂貨不取", "stop")


def test_merged_again_it_is_the_same_already(pair: tuple[int, int]) -> None:
    merging.merge(*pair)
    with pytest.raises(InputError):
        merging.merge(*pair)
    assert tags.names_of(pair[0]) == ["老主顧", "月結"]


def test_a_number_is_the_same_only_where_it_is_the_same_kind(pair: tuple[int, int]) -> None:
    first = customers.add(CustomerForm(name="甲", points=[PointForm("mobile", "0911-222-333"), PointForm("phone", "問老闆娘")]))
    second = customers.add(
        CustomerForm(
            name="乙", points=[PointForm("line_id", "0911222333"), PointForm("phone", "打室內"), PointForm("fax", "0911-222-333")]
        )
    )
    merging.merge(first, second)
    assert [(point.kind, point.text) for point in customers.form(first).points] == [
        ("mobile", "0911-222-333"), ("phone", "問老闆娘"), ("line_id", "0911222333"), ("phone", "打室內"),
    ]  # fmt: skip


def test_a_merge_is_taken_back_after_another_field_was_changed(pair: tuple[int, int]) -> None:
    first, _second = pair
    merging.merge(*pair)
    done = audit.last_undoable()
    form = customers.form(first)
    form.website = "meihui.tw"
    customers.change(first, form)
    assert done is not None
    audit.undo(done.id)
    assert len(lists.ids(ListQuery())) == 2
    assert customers.form(first).website == "meihui.tw"


def test_values_may_be_taken_from_the_one_that_goes(pair: tuple[int, int]) -> None:
    first, second = pair
    form = customers.form(first)
    form.title, form.website, form.code, form.short_name = "老師", "meihui.tw", "A-1", "阿惠"
    customers.change(first, form)
    merging.merge(first, second, ["title", "name", "code", "note"])
    both = customers.form(first)
    assert (both.name, both.title, both.website, both.code, both.short_name) == ("美惠姐", "女士", "meihui.tw", "C-7", "阿惠")
    assert both.note == "怕吵\n週三公休\n另一個編號：A-1\n另一個名字：陳美惠"
    for text in ("陳美惠", "美惠姐", "阿惠"):
        assert list(lists.ids(ListQuery(text=text))) == [first], text


def test_the_earlier_day_counts_and_a_company_takes_no_title_unless_somebody_says_so() -> None:
    for taken, declined, told in (
        (None, None, ("", "", "2015-03-01")),
        ([], [], ("小姐", "female", "2020-01-02")),
        (["customer_since", "website"], ["title"], ("", "female", "2015-03-01")),
    ):
        kept = customers.add(CustomerForm(name="建達行", kind="company", customer_since="2020-01-02", website="jianda.tw"))
        gone = customers.add(CustomerForm(name="許小姐", title="小姐", gender="female", customer_since="2015-03-01"))
        merging.merge(kept, gone, taken, declined=declined)
        form = customers.form(kept)
        assert (form.title, form.gender, form.customer_since) == told
        assert form.website == ("" if taken else "jianda.tw")  # taken of the one who has none: emptied


def test_what_is_owed_on_both_cards_is_owed_together_unless_one_is_taken() -> None:
    owed = f"f{own_fields.add('欠款', 'number', is_opening=True)}"
    size = f"f{own_fields.add('尺寸', 'number')}"
    first, second, third = (
        customers.add(CustomerForm(name="陳美惠", own={owed: amount, size: "5"})) for amount in ("27800", "1400", "300")
    )
    merging.merge(first, second)
    assert customers.form(first).own == {owed: 29200, size: 5}
    splitting.split(second)
    assert [customers.form(one).own[owed] for one in (first, second)] == [27800, 1400]
    merging.merge(first, second, [owed])
    assert customers.form(first).own[owed] == 1400
    merging.merge(first, third, added=[])
    assert customers.form(first).own[owed] == 1400


def test_the_same_amount_on_both_is_one_fact_told_twice() -> None:
    points = f"f{own_fields.add('點數', 'number', is_opening=True)}"
    first, second = (customers.add(CustomerForm(name="陳美惠", own={points: "350"})) for _one in range(2))
    merging.merge(first, second)
    assert customers.form(first).own[points] == 350
