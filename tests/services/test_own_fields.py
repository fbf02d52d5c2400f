"""The shop's own fields: typed values under a key that outlives every renaming."""

import pytest

from db.core.errors import InputError
from db.services import customers, lists, merging, own_fields
from db.services.customers import CustomerForm
from db.services.own_fields import OwnFieldRow

pytestmark = pytest.mark.usefixtures("shop")


def _field(kind: own_fields.Kind) -> OwnFieldRow:
    return OwnFieldRow(7, "欄位", kind, (), False, 1, False)


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("text", " 後陽台 ", "後陽台"),
        ("number", "１，２００", 1200),
        ("number", "1.50", "1.5"),
        ("number", "-3", -3),
        ("date", "115/11/21", "2026-11-21"),
        ("date", "２０２６／１１／２１", "2026-11-21"),
        ("yes_no", "是", 1),
        ("yes_no", "Ｎｏ", 0),
        ("yes_no", 1, 1),
        ("choice", "透天", "透天"),
        ("number", "  ", None),
        ("text", None, None),
    ],
)
def test_typed_values(kind: own_fields.Kind, typed: str | int | None, stored: str | int | None) -> None:
    assert own_fields.parse(_field(kind), typed) == stored
    assert own_fields.parse(_field(kind), stored) == stored


@pytest.mark.parametrize(("kind", "typed"), [("number", "很多"), ("date", "2026/2/30"), ("yes_no", "也許")])
def test_what_does_not_fit_is_refused_by_name(kind: own_fields.Kind, typed: str) -> None:
    with pytest.raises(InputError) as refused:
        own_fields.parse(_field(kind), typed)
    assert "欄位" in refused.value.sentence
    assert typed in refused.value.sentence


@pytest.mark.parametrize(
    ("kind", "stored", "roc", "words"),
    [
        ("number", 12000, False, "12,000"),
        ("date", "2026-11-21", True, "115/11/21"),
        ("yes_no", 0, False, "否"),
        ("yes_no", 1, False, "是"),
        ("text", None, False, ""),
    ],
)
def test_values_in_words(kind: own_fields.Kind, stored: str | int | None, roc: bool, words: str) -> None:
    assert own_fields.shown(_field(kind), stored, roc) == words


def test_renaming_keeps_the_values_and_the_search_follows_the_kind() -> None:
    field = own_fields.add("工地", "text")
    customer = customers.add(CustomerForm(name="王小明", own={f"f{field}": "後陽台"}))
    own_fields.change(field, "施工地點", "text", [])
    assert customers.form(customer).own == {f"f{field}": "後陽台"}
    assert [row.name for row in lists.first(lists.ListQuery(text="後陽台"))] == ["王小明"]


def test_order_and_putting_away() -> None:
    first, second, third = (own_fields.add(title) for title in ("甲", "乙", "丙"))
    own_fields.move(third, 0)
    assert [row.title for row in own_fields.rows()] == ["丙", "甲", "乙"]
    own_fields.archive(second)
    assert [row.id for row in own_fields.rows()] == [third, first]
    assert len(own_fields.rows(archived=True)) == 3
    own_fields.put_back(second)
    assert len(own_fields.rows()) == 3


@pytest.mark.parametrize("title", ["", "屋齡"])
def test_a_title_is_free_and_not_empty(title: str) -> None:
    own_fields.add("屋齡", "number")
    with pytest.raises(InputError):
        own_fields.add(title)


def test_a_field_of_another_kind_by_now_does_not_hold_its_customers_up() -> None:
    field = own_fields.add("上次保養")
    one, other = (customers.add(CustomerForm(name=name, own={f"f{field}": "去年底"})) for name in ("王小明", "陳美惠"))
    own_fields.change(field, "上次保養", "date", [])
    filled = customers.form(one)
    filled.note = "怕狗"
    customers.change(one, filled)
    merging.merge(one, other)
    assert customers.form(one).own == {f"f{field}": "去年底"}
    filled = customers.form(one)
    filled.own = {f"f{field}": "前年底"}
    with pytest.raises(InputError, match="前年底"):
        customers.change(one, filled)
