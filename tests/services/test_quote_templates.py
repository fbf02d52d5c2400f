"""Templates: three come along, the shop's own stand before them."""

from decimal import Decimal

import pytest

from db.core import audit
from db.core.errors import InputError, NotFoundError
from db.services import customers, products, quote_templates, quotes
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import ProductForm
from tests.services.november_quotes import bathroom, builder, written

pytestmark = pytest.mark.usefixtures("shop", "saturday")


def test_three_are_shipped_and_make_quotes_that_can_be_kept() -> None:
    one = builder()
    assert [(row.name, row.is_shipped) for row in quote_templates.rows()] == [
        ("零售", True), ("安裝工程", True), ("月結批發", True),
    ]  # fmt: skip
    for row in quote_templates.rows():
        form = quote_templates.form(row.id, one)
        assert (form.customer, len(form.lines), form.quoted_on, form.contact_name) == (
            one,
            row.lines,
            "2026-11-21",
            "林志明 經理",
        )
        assert form.payment_terms
        assert quotes.get(quotes.add(form)).form.lines == form.lines


def test_one_is_kept_found_renamed_and_deleted() -> None:
    one = builder()
    form = quotes.get(written(one)).form
    form.project, form.note, form.tax_mode = "信義路", "自備梯子", "none"
    kept = quote_templates.save(" 浴室翻新 ", form)
    other = customers.add(CustomerForm(name="王大同"))
    begun = quote_templates.form(kept, other)
    assert (begun.customer, begun.project, begun.note, begun.contact) == (other, "", "自備梯子", None)
    assert begun.lines == bathroom()
    assert begun.tax_mode == "inclusive"  # the customer's, not the template's
    quote_templates.rename(kept, "零售")
    assert [row.name for row in quote_templates.rows()] == ["零售", "安裝工程", "月結批發"]
    with pytest.raises(InputError):
        quote_templates.save("零售", form)
    form.lines = form.lines[:2]
    assert quote_templates.save("零售", form, kept) == kept
    assert quote_templates.rows()[0].lines == 2
    quote_templates.delete(kept)
    assert quote_templates.rows()[0].is_shipped
    audit.undo(audit.units(1)[0].id)
    assert quote_templates.rows()[0].id == kept


@pytest.mark.parametrize("gone", [99, -4, -1])
def test_what_is_no_template_of_the_shop_cant_be_deleted(gone: int) -> None:
    with pytest.raises(NotFoundError):
        quote_templates.delete(gone)


def test_products_cost_what_they_cost_this_customer_today() -> None:
    one = builder(price_level="wholesale")
    tap = products.add(ProductForm("龍頭", price=Decimal(1200), wholesale_price=Decimal(1000)))
    form = quotes.new(one)
    form.lines = [LineForm(product=tap, name="龍頭", quantity=Decimal(1), unit_price=Decimal(900))]
    kept = quote_templates.save("龍頭", form)
    assert [line.unit_price for line in quote_templates.form(kept, one).lines] == [Decimal(1000)]
    assert quote_templates.form(kept, customers.add(CustomerForm(name="王大同"))).lines[0].unit_price == 1200
