"""The list: what stands in it, in what order, how many."""

from dataclasses import replace
from pathlib import Path

import pytest

from db.core.connection import rows
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.models import Customer, ImportRun
from db.services import blacklist, customers, interactions, lists, own_fields, tags
from db.services.customers import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery, Selection, TagMark
from ui.pages.customers.columns import COLUMNS

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def people() -> dict[str, int]:
    """Four customers, one of them put away."""
    made = {
        "陳美惠": CustomerForm(name="陳美惠", code="C-2", points=[PointForm("mobile", "0912-345-678")], tags=["老主顧"]),
        "王小明": CustomerForm(
            name="王小明",
            code="C-1",
            points=[PointForm("mobile", "0922-111-678")],
            addresses=[AddressForm("台北市大安區信義路1號")],
        ),
        "丁大同": CustomerForm(name="丁大同", tags=["工程", "月結"]),
        "林志明": CustomerForm(name="林志明", points=[PointForm("mobile", "0933-000-678")]),
    }
    ids = {name: customers.add(filled) for name, filled in made.items()}
    customers.archive([ids["林志明"]], "moved")
    interactions.add(InteractionForm(ids["陳美惠"], "來拿濾心", "來店", happened_on="2026/10/1"))
    interactions.add(InteractionForm(ids["王小明"], "問換氣扇", "電話", happened_on="2026/11/18"))
    return ids


def _names(query: ListQuery) -> list[str]:
    return [row.name for row in lists.first(query)]


def test_the_latest_contact_comes_first_and_nobody_put_away(people: dict[str, int]) -> None:
    assert _names(ListQuery()) == ["王小明", "陳美惠", "丁大同"]
    assert list(lists.ids(ListQuery())) == [people[name] for name in ("王小明", "陳美惠", "丁大同")]


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("name", ["丁大同", "王小明", "陳美惠"]),  # by strokes: 2, 4, 16
        ("code", ["丁大同", "王小明", "陳美惠"]),
        ("phone", ["丁大同", "陳美惠", "王小明"]),
        ("city", ["陳美惠", "丁大同", "王小明"]),
        ("added", ["陳美惠", "王小明", "丁大同"]),
        ("tags", ["王小明", "陳美惠", "丁大同"]),
    ],
)
def test_sorted_by_a_column_both_ways(people: dict[str, int], sort: str, names: list[str]) -> None:
    assert _names(ListQuery(sort=sort, descending=False)) == names
    assert _names(ListQuery(sort=sort, descending=True)) == names[::-1]


def test_every_sort_gives_every_customer(people: dict[str, int]) -> None:
    for sort in lists.SORTS:
        assert len(lists.ids(ListQuery(sort=sort))) == 3, sort


def test_search_ranks_and_leaves_out_those_put_away(people: dict[str, int]) -> None:
    assert _names(ListQuery(text="678")) == ["王小明", "陳美惠"]
    assert _names(ListQuery(text="678", archived=True)) == ["王小明", "陳美惠", "林志明"]
    assert lists.put_away_matches(ListQuery(text="678")) == 1
    assert _names(ListQuery(text="678", sort="name", descending=True)) == ["陳美惠", "王小明"]
    assert _names(ListQuery(text="大安 小明")) == ["王小明"]
    assert _names(ListQuery(text="沒有這個人")) == []


def test_chips_count_what_their_list_shows(people: dict[str, int]) -> None:
    blacklist.put(people["陳美惠"], "訂貨不取")
    found = lists.chips()
    assert [(chip.key, chip.label, chip.count) for chip in found] == [
        ("all", "全部", 3), ("tag", "老主顧", 1), ("tag", "工程", 1), ("tag", "月結", 1),
        ("blacklist", "黑名單", 1), ("archived", "收起來", 1),
    ]  # fmt: skip
    for chip in found:
        assert len(lists.ids(chip.query(ListQuery()))) == chip.count
    assert _names(found[-1].query(ListQuery())) == ["林志明"]


def test_counting_stops_at_the_cap(people: dict[str, int]) -> None:
    assert lists.count(ListQuery(), cap=2) == 2
    assert lists.count(ListQuery(), cap=50) == 3


def test_the_last_import_that_was_not_taken_back(people: dict[str, int]) -> None:
    with unit("imports.run") as opened:
        run = ImportRun.create(unit=opened.id, file="名單.xls", kind="customers", records=1, at="2026-11-20T00:00:00.000Z")
        Customer.update(came_from=run.id).where(Customer.id == people["丁大同"]).execute()
    assert _names(ListQuery(chip="recent")) == ["丁大同"]
    ImportRun.update(undone_by=opened.id).execute()
    assert _names(ListQuery(chip="recent")) == []


def test_a_merged_customer_is_in_no_list(people: dict[str, int]) -> None:
    with unit("customers.merge"):
        Customer.update(merged_into=people["陳美惠"], archived_at="2026-11-20T00:00:00.000Z").where(
            Customer.id == people["丁大同"]
        ).execute()
    for query in (ListQuery(), ListQuery(archived=True), ListQuery(chip="archived")):
        assert "丁大同" not in _names(query)


def test_rows_come_in_the_order_asked_for(people: dict[str, int]) -> None:
    found = lists.rows([people["丁大同"], 999, people["王小明"]])
    assert [row.name for row in found] == ["丁大同", "王小明"]
    assert found[0].tags == (TagMark("工程", "grey"), TagMark("月結", "grey"))
    assert (found[1].phone, found[1].city, found[1].last_contact, found[1].last_text) == (
        "0922-111-678",
        "臺北市",
        "電話",
        "問換氣扇",
    )


def test_a_selection_is_ids_or_a_list_without_exceptions(people: dict[str, int]) -> None:
    but_one = Selection(query=ListQuery(), exceptions=frozenset({people["王小明"]}))
    assert list(but_one.ids()) == [people["陳美惠"], people["丁大同"]]
    assert tags.attach(but_one, ["三節送禮"]) == 2
    assert list(Selection((5, 3)).ids()) == [5, 3]


def test_lists_read_their_order_from_an_index(people: dict[str, int]) -> None:
    for sort in ("name", "last_contact"):
        sql, parameters = lists._statement(ListQuery(sort=sort), 200)
        plan = " ".join(row[3] for row in rows(f"EXPLAIN QUERY PLAN {sql} LIMIT 200", *parameters))
        assert "USING COVERING INDEX" in plan
        assert "TEMP B-TREE" not in plan


def test_an_own_field_orders_by_its_number_those_without_last(people: dict[str, int]) -> None:
    key = f"f{own_fields.add('欠款', 'number', None, True)}"
    for name, owed in (("陳美惠", "900"), ("王小明", "24300.5")):
        customers.change(people[name], replace(customers.form(people[name]), own={key: owed}))
    assert _names(ListQuery(sort=key)) == ["王小明", "陳美惠", "丁大同"]
    assert _names(ListQuery(sort=key, descending=False)) == ["陳美惠", "王小明", "丁大同"]
    assert [(one.key, one.says_owing) for one in lists.own_columns()] == [(key, True)]


def test_an_address_is_a_column_and_an_order(people: dict[str, int]) -> None:
    assert _names(ListQuery(sort="address"))[0] == "王小明"
    (row,) = lists.rows([people["王小明"]])
    assert row.address == "台北市大安區信義路1號"


def test_what_is_rare_is_read_only_where_it_is_shown() -> None:
    form = CustomerForm(name="陳美惠", tax_id="04595257", note="怕吵", points=[PointForm("email", "mei@example.com")])
    form.birthday = PartialDate(1978, 5, 3)
    one = customers.add(form)
    (row,) = lists.rows([one], {"name"})
    assert (row.note, row.email, row.birthday, row.address) == ("", "", "", "")
    (row,) = lists.rows([one], {"note", "email", "birthday"})
    assert (row.note, row.email, row.tax_id, row.birthday) == ("怕吵", "mei@example.com", "04595257", "[1978,5,3,0,0]")
    cells = {one.key: one.cell(row).spoken for one in COLUMNS}
    assert [cells[key] for key in ("birthday", "email", "tax_id", "kind", "note")] == [
        "1978/05/03", "mei@example.com", "04595257", "個人", "怕吵",
    ]  # fmt: skip
    assert list(lists.ids(ListQuery(sort="birthday"))) == list(lists.ids(ListQuery(sort="tax_id"))) == [one]


def test_tags_stand_in_the_shops_order_and_a_birthday_without_a_year_is_told(shop: Path) -> None:
    for name in ("工程", "月結", "老主顧"):
        tags.add(name)
    tags.place(tags.id_of("老主顧"), "", 0)
    one = customers.add(CustomerForm(name="陳美惠", birthday=PartialDate(None, 12, 3)))
    tags.attach([one], ["月結", "老主顧", "工程"])
    (row,) = lists.rows([one])
    assert [tag.name for tag in row.tags] == ["老主顧", "工程", "月結"]
    cells = {column.key: column.cell(row).spoken for column in COLUMNS}
    assert cells["birthday"] == "12/03"
