"""What a number on a paper belongs to."""

from decimal import Decimal

import pytest

from db.core.connection import rows
from db.core.errors import NotFoundError
from db.services import customers, lists, numbers, sales
from db.services.customers import CustomerForm
from db.services.lists import ListQuery
from db.services.sales import LineForm, SaleForm

pytestmark = pytest.mark.usefixtures("shop", "saturday")


@pytest.fixture
def sold() -> int:
    """A sale with every kind of number but a quote's."""
    line = LineForm(name="熱水器", quantity=Decimal(1), unit_price=Decimal(9000), serial_no="SN-88x2")
    customer = customers.add(CustomerForm(name="陳美惠"))
    return sales.add(SaleForm(customer, [line], order_no="2026110001", invoice_no="AB12345678", tax_mode="none"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("AB-12345678", "invoice"), ("ab12345678", "invoice"), ("ＡＢ-１２３", "invoice"), ("12345678", "invoice"),
        ("SN-88x2", "serial"), ("SN-88", "serial"), ("sn-88X2", "serial"), ("ｓＮ－８８Ｘ", "serial"),
        ("2026110001", "order"), ("202611", "order"),
    ],
)  # fmt: skip
def test_a_number_is_found_whole_or_by_its_beginning(sold: int, text: str, kind: str) -> None:
    hit = next(one for one in numbers.found(text) if one.kind == kind)
    assert (hit.id, hit.name, hit.total) == (sold, "陳美惠", 9000)


def test_our_own_number_names_the_sale(sold: int) -> None:
    number = sales.get(sold).number
    assert numbers.sale(number) == sold
    assert next(hit.kind for hit in numbers.found(number)) == "sale"
    with pytest.raises(NotFoundError):
        numbers.sale("S-0")


@pytest.mark.parametrize("text", ["AB12345678", "12345678", "SN-88x2", "2026110001"])
def test_the_list_of_customers_finds_whose_paper_it_is(sold: int, text: str) -> None:
    assert [row.name for row in lists.first(ListQuery(text=text))] == ["陳美惠"]


@pytest.mark.parametrize("text", ["", "12", "陳美惠", "AB 123", "'; --1", "9999"])
def test_what_is_no_number_finds_nothing(sold: int, text: str) -> None:
    assert numbers.found(text) == []


@pytest.mark.parametrize("which", range(len(numbers._QUERIES)))
def test_every_kind_is_looked_up_in_its_index(which: int) -> None:
    plan = rows(f"EXPLAIN QUERY PLAN {numbers._EACH.format(numbers._QUERIES[which])}", "a", "b", 8)
    assert not [detail for *_ids, detail in plan if detail.startswith("SCAN") and "subquery" not in detail]
