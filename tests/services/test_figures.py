"""What is derived follows every unit, its undo included, and can be made anew from nothing."""

import pytest

from db.core import audit, search, search_line
from db.core.connection import rows, run, value
from db.core.journal import unit
from db.services import customers, figures, interactions, lists, settings, tags
from db.services.customers import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery

pytestmark = pytest.mark.usefixtures("shop")


def _figures() -> list[tuple[object, ...]]:
    return rows("SELECT * FROM customer_figures ORDER BY customer")


def test_figures_made_anew_are_the_same() -> None:
    filled = CustomerForm(
        name="陳美惠",
        points=[PointForm("mobile", "0912-345-678")],
        addresses=[AddressForm("台北市大安區信義路1號")],
        tags=["老主顧"],
    )
    one = customers.add(filled)
    customers.archive([customers.add(CustomerForm(name="王小明"))], "moved")
    interactions.add(InteractionForm(one, "要換龍頭", "電話"))
    before = _figures()
    run("DELETE FROM customer_figures")
    figures.fill([row[0] for row in rows("SELECT id FROM customer")])
    assert _figures() == before
    assert len(before) == 2


def test_undo_of_everything_leaves_nothing_derived() -> None:
    empty = _figures()
    one = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    tags.attach([one], ["老主顧"])
    for done in audit.units(10):
        audit.undo(done.id)
    assert _figures() == empty == []
    assert lists.first(ListQuery(text="678")) == []
    assert rows("SELECT count(*) FROM customer_search") == [(0,)]


def test_a_new_talk_lifts_a_customer_in_the_search() -> None:
    first, second = (customers.add(CustomerForm(name=name)) for name in ("王一", "王二"))
    assert list(lists.ids(ListQuery(text="王"))) == [second, first]
    interactions.add(InteractionForm(first, "問有沒有貨", "電話"))
    assert list(lists.ids(ListQuery(text="王"))) == [first, second]


def test_names_stand_in_the_order_the_shop_chose() -> None:
    def listed() -> list[str]:
        return [row.name for row in lists.first(ListQuery(sort="name", descending=False))]

    for name in ("陳美惠", "丁小雨", "白雲", "ABC"):
        customers.add(CustomerForm(name=name))
    assert listed() == ["ABC", "丁小雨", "白雲", "陳美惠"]
    done = settings.save({"name_order": "zhuyin"})
    assert listed() == ["ABC", "白雲", "丁小雨", "陳美惠"]
    customers.add(CustomerForm(name="鮑小姐"))
    assert listed() == ["ABC", "白雲", "鮑小姐", "丁小雨", "陳美惠"]
    assert done is not None
    audit.undo(done)
    assert listed() == ["ABC", "丁小雨", "白雲", "陳美惠", "鮑小姐"]


def test_a_column_that_stands_in_no_figure_makes_none_anew() -> None:
    one = customers.add(CustomerForm(name="王小明", note="怕狗"))
    run("UPDATE customer_figures SET city = 'kept' WHERE customer = ?", one)  # made anew it would be empty
    with unit("customers.set_field"):
        run("UPDATE customer SET staff = '小玲', source = '路過' WHERE id = ?", one)
    assert value("SELECT city FROM customer_figures") == "kept"
    with unit("customers.change"):
        run("UPDATE customer SET staff = '阿德', note = '怕貓' WHERE id = ?", one)
    assert value("SELECT city FROM customer_figures") == ""
    assert (search.find("怕狗"), search.find("怕貓")) == ([], [one])


def test_whatever_column_is_changed_figures_and_line_are_as_made_anew() -> None:
    one = customers.add(CustomerForm(name="王小明", note="怕狗"))
    for column, kind in [(line[1], line[2]) for line in rows("PRAGMA table_info(customer)")]:
        if column in ("id", "extra", "merged_into", "came_from", "created_at", "updated_at"):
            continue
        with unit("customers.change"):
            run(f'UPDATE customer SET "{column}" = ? WHERE id = ?', {"INTEGER": 1}.get(kind, "2020-01-01"), one)
        kept, line = _figures(), rows("SELECT line FROM customer_search")
        figures.fill([one])
        assert (column, _figures()) == (column, kept)
        assert (column, [(made,) for _customer, made in search_line.of([one])]) == (column, line)
