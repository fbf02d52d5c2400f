"""The cross-tab: whatever it is asked by it comes to what plain SQL says of the sales, and its cells open what they count."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from db.core.connection import rows, run, value
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.services import cross_tabs, customers, merging, periods, products, sale_groups, sales, tags
from db.services.cross_dimensions import COMPANY, DIMENSIONS, MEASURES, NO_BIRTHDAY
from db.services.cross_tabs import OTHERS, UNKNOWN, Number, Wish
from db.services.customer_form import AddressForm, CustomerForm
from db.services.lines import LineForm
from db.services.lists import Selection
from db.services.products import ProductForm
from db.services.sale_form import SaleForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")
ALL = periods.of("all")


def _sold(customer: int, day: str | None, *lines: tuple[str | int, int, int], total: int | None = None, staff: str = "") -> int:
    """A sale of (name or product, quantity, price) lines."""
    forms = [
        LineForm(
            name=what if isinstance(what, str) else "",
            product=what if isinstance(what, int) else None,
            quantity=Decimal(quantity),
            unit_price=Decimal(price),
        )
        for what, quantity, price in lines
    ]
    return sales.add(SaleForm(customer, forms, happened_on=day or "", total=total, tax_mode="none", staff=staff))


@pytest.fixture
def three(shop: Path, saturday: None) -> tuple[int, int, int]:
    """A woman of 36, a man without a birthday, a company; what they bought, with a return and a sale without a day."""
    born = PartialDate(1990, 5, 3)
    home = [AddressForm(text="新北市中和區中山路 1 號")]
    her = customers.add(
        CustomerForm(name="陳美惠", gender="female", birthday=born, source="朋友", addresses=home, tags=["熟", "貴"])
    )
    him = customers.add(CustomerForm(name="王小明", source="路過"))
    firm = customers.add(CustomerForm(name="宏達室內裝修", kind="company", category="裝修業", staff="阿德"))
    tap = products.add(ProductForm(name="龍頭", category="衛浴"))
    _sold(her, "2026-11-02", (tap, 1, 1000), ("濾心", 2, 300))
    _sold(her, "2026-11-20", ("濾心", 1, 300))
    _sold(her, "2026-11-20", ("濾心", -1, 300))
    _sold(him, "2026-10-05", (tap, 2, 1000), total=1900, staff="小玲")
    _sold(firm, "2025-11-11", ("濾心", 5, 280))
    undated = _sold(firm, "2025-01-01", (tap, 1, 900))
    with unit("sales.change"):
        run("UPDATE sale SET happened_on = NULL WHERE id = ?", undated)
        run("UPDATE sale SET staff = '' WHERE customer = ?", firm)
    return her, him, firm


def _sum(numbers: Iterable[Number]) -> int | Decimal:
    return sum((one for one in numbers if one is not None), Decimal(0))


def _named(cross: cross_tabs.Cross) -> dict[str, object]:
    return {one.name: cross.row_totals.get(one.key, 0) for one in cross.rows}


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("field", DIMENSIONS)
def test_every_field_comes_to_what_the_sales_come_to(field: str) -> None:
    whole = value("SELECT sum(total) FROM sale")
    cross = cross_tabs.tabulate(Wish(field, "", "money", ALL))
    assert cross.total == whole - sum(one.amount for one in cross.left_out)
    assert cross.sales == value("SELECT count(*) FROM sale WHERE total > 0") - sum(one.sales for one in cross.left_out)
    assert sale_groups.by(field, ALL).total.money == cross.total
    if not DIMENSIONS[field].is_many:
        assert _sum(cross.cells.values()) == cross.total


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    ("field", "other"), [("item", "age"), ("customer", "month"), ("tag", "category"), ("weekday", "newness")]
)
def test_totals_are_counted_as_if_there_were_no_other_field(field: str, other: str, measure: str) -> None:
    cross = cross_tabs.tabulate(Wish(field, other, measure, ALL))
    for row in cross.rows:
        if measure == "money" and not DIMENSIONS[other].is_many:
            assert _sum(cross.cell(row.key, one.key) for one in cross.columns) == cross.row_totals.get(row.key, 0)
        for column in cross.columns:
            if measure == "customers":
                found = cross_tabs.customers(Wish(field, other, measure, ALL), row.key, column.key)
                assert len(found) == cross.cell(row.key, column.key)


def test_who_buys_what_at_which_age(three: tuple[int, int, int]) -> None:
    wish = Wish("item", "age", "quantity", ALL)
    cross = cross_tabs.tabulate(wish)
    tap, filter_ = (next(one.key for one in cross.rows if one.name == name) for name in ("龍頭", "濾心"))
    assert [one.name for one in cross.columns] == ["29 以下", "30–39", "40–49", "50–59", "60 以上"]
    assert (cross.cell(tap, "39"), cross.cell(filter_, "39")) == (1, 2)
    left = {one.reason: (one.sales, one.customers, one.amount) for one in cross.left_out}
    assert left == {COMPANY: (2, 1, 2300), NO_BIRTHDAY: (1, 1, 1900)}
    assert cross_tabs.customers(wish, filter_, "39") == [three[0]]
    assert len(cross_tabs.sales(wish, filter_, "39")) == 3


def test_the_age_is_that_on_the_day_of_the_sale() -> None:
    her = customers.add(CustomerForm(name="陳美惠", birthday=PartialDate(1996, 11, 21)))
    _sold(her, "2026-11-20", ("濾心", 1, 100))
    _sold(her, "2026-11-21", ("濾心", 1, 250))
    cross = cross_tabs.tabulate(Wish("age", "", "money", ALL))
    assert (cross.cell("29"), cross.cell("39")) == (100, 250)


@pytest.mark.usefixtures("three")
def test_a_return_is_no_sale_but_takes_its_money_back() -> None:
    assert _named(cross_tabs.tabulate(Wish("customer", "", "sales", ALL)))["陳美惠"] == 2
    assert _named(cross_tabs.tabulate(Wish("customer", "", "money", ALL)))["陳美惠"] == 1600
    assert _named(cross_tabs.tabulate(Wish("item", "", "quantity", ALL))) == {"龍頭": 4, "濾心": 7}


@pytest.mark.usefixtures("three")
def test_what_has_no_day_is_a_group_of_its_own_and_no_month_between_is_left_out() -> None:
    cross = cross_tabs.tabulate(Wish("month", "", "money", ALL))
    names = [one.name for one in cross.rows]
    assert (names[0], names[1], names[-3:]) == ("2025/11", "2025/12", ["2026/10", "2026/11", "沒寫日期"])
    assert len(names) == 14
    assert (cross.cell("202512"), cross.cell(UNKNOWN), cross.total, cross.left_out) == (0, 900, 5800, ())
    year = cross_tabs.tabulate(Wish("customer", "", "money", periods.of("last_12")))
    assert (year.total, year.left_out) == (3500, ())


def test_a_sale_far_ahead_does_not_fill_the_table_with_empty_months() -> None:
    her = customers.add(CustomerForm(name="陳美惠"))
    for day in ("2026-11-02", "2099-01-05"):
        _sold(her, day, ("濾心", 1, 100))
    assert [one.key for one in cross_tabs.tabulate(Wish("month", "", "money", ALL)).rows] == ["202611", "209901"]


def test_a_quarter_begins_with_its_first_month() -> None:
    her = customers.add(CustomerForm(name="陳美惠"))
    for day, price in (("2026-03-31", 1), ("2026-04-01", 10), ("2026-09-30", 100), ("2026-10-01", 1000)):
        _sold(her, day, ("濾心", 1, price))
    assert _named(cross_tabs.tabulate(Wish("quarter", "", "money", ALL))) == {
        "2026 第 1 季": 1, "2026 第 2 季": 10, "2026 第 3 季": 100, "2026 第 4 季": 1000,
    }  # fmt: skip


@pytest.mark.usefixtures("three")
def test_the_first_day_is_new_and_every_later_one_is_not() -> None:
    assert _named(cross_tabs.tabulate(Wish("newness", "", "sales", ALL))) == {"第一次買": 3, "再來買": 1, "沒寫日期": 1}


def test_who_only_brought_back_is_no_buyer() -> None:
    her, him = (customers.add(CustomerForm(name=name, source="路過")) for name in ("陳美惠", "王小明"))
    _sold(her, "2026-10-05", ("濾心", 1, 300))
    _sold(him, "2026-11-02", ("濾心", 1, 300))
    _sold(her, "2026-11-03", ("濾心", -1, 300))
    wish = Wish("source", "item", "customers", periods.of("this_month"))
    cross, groups = cross_tabs.tabulate(wish), sale_groups.by("source", wish.period)
    assert (cross.total, groups.total.customers, groups.counted["路過"].customers) == (1, 1, 1)
    assert cross_tabs.customers(wish) == cross_tabs.customers(wish, "路過") == [him]


def test_the_parts_behind_a_sum_come_to_it(three: tuple[int, int, int]) -> None:
    wish = Wish("item", "kind", "money", ALL)
    cross = cross_tabs.tabulate(wish)
    for row in ("", *(one.key for one in cross.rows)):
        for column in ("", *(one.key for one in cross.columns)):
            parts = cross_tabs.parts(wish, row, column)
            whole = cross.total if not row and not column else cross.cell(row, column)
            whole = cross.column_totals[column] if column and not row else cross.row_totals[row] if row and not column else whole
            assert _sum(parts.values()) == whole


@pytest.mark.usefixtures("three")
def test_who_sold_it_else_who_looks_after_the_customer() -> None:
    assert _named(cross_tabs.tabulate(Wish("staff", "", "money", ALL))) == {"阿德": 2300, "小玲": 1900, "老闆": 1600}


@pytest.mark.usefixtures("three")
def test_a_tag_does_not_count_twice_in_the_total() -> None:
    cross = cross_tabs.tabulate(Wish("tag", "", "money", ALL))
    assert _named(cross) == {"貴": 1600, "熟": 1600, "沒有標籤": 4200}
    assert cross.total == 5800


@pytest.mark.usefixtures("three")
def test_what_finds_no_row_stands_together_and_opens() -> None:
    for measure in ("money", "sales", "customers"):
        wish = Wish("customer", "", measure, ALL, (1, 12))
        cross = cross_tabs.tabulate(wish)
        (first, rest) = cross.rows
        assert (rest.key, rest.hidden, rest.name) == (OTHERS, 2, "其他（2）")
        whole = cross_tabs.tabulate(Wish("customer", "", measure, ALL))
        assert cross.total == whole.total
        assert _sum([cross.cell(OTHERS), whole.cell(first.key)]) == whole.total
        assert set(cross_tabs.customers(wish, OTHERS)) == {int(one.key) for one in whole.rows} - {int(first.key)}


@pytest.mark.usefixtures("three")
def test_a_shop_may_call_a_source_as_we_do() -> None:
    odd = customers.add(CustomerForm(name="怪", source="total"))
    _sold(odd, "2026-11-01", ("濾心", 1, 50))
    found = _named(cross_tabs.tabulate(Wish("source", "", "money", ALL)))
    assert found == {"朋友": 1600, "路過": 1900, "total": 50, "不知道": 2300}
    assert UNKNOWN in {one.key for one in cross_tabs.tabulate(Wish("source", "", "money", ALL)).rows}


def test_a_renamed_product_goes_by_its_new_name_and_who_was_merged_by_the_one_who_stays(three: tuple[int, int, int]) -> None:
    (tap,) = [row[0] for row in rows("SELECT id FROM product")]
    form = products.form(tap)
    form.name = "水龍頭"
    products.change(tap, form)
    assert set(_named(cross_tabs.tabulate(Wish("item", "", "money", ALL)))) == {"水龍頭", "濾心"}
    her, him, firm = three
    merging.merge(her, him)
    customers.archive(Selection((firm,)), "moved")
    found = _named(cross_tabs.tabulate(Wish("customer", "", "money", ALL)))
    assert found == {"陳美惠": 3500, "宏達室內裝修": 2300}


def test_a_shop_without_sales_has_no_rows() -> None:
    for field in DIMENSIONS:
        cross = cross_tabs.tabulate(Wish(field, "", "money", ALL))
        assert (cross.total or 0, cross.sales, cross.left_out) == (0, 0, ())
        assert all(not cross.cell(one.key) for one in cross.rows)


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        cross_tabs.tabulate(Wish("shoe size", "", "money", ALL))


@pytest.mark.usefixtures("three")
def test_the_tags_of_a_customer_are_told_apart_in_the_columns_too() -> None:
    assert {one.name for one in tags.rows()} == {"熟", "貴"}
    cross = cross_tabs.tabulate(Wish("category", "tag", "money", ALL))
    assert _sum(cross.row_totals.values()) == cross.total == 5800


def test_products_of_one_name_are_told_apart() -> None:
    her = customers.add(CustomerForm(name="陳美惠"))
    for spec in ("10 吋", "20 吋"):
        _sold(her, "2026-11-01", (products.add(ProductForm(name="濾心", spec=spec)), 1, 100))
    assert set(_named(cross_tabs.tabulate(Wish("item", "", "money", ALL)))) == {"濾心 10 吋", "濾心 20 吋"}
