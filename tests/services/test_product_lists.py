"""The list of products, who bought one, and a product saved as its form is."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from db.core import audit, clock
from db.core.errors import InputError
from db.services import customers, product_buyers, product_lists, product_saving, products, quote_life, quotes, sales
from db.services.attachments import Given
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.product_lists import Counts, ProductQuery
from db.services.products import Part, ProductForm
from db.services.sales import SaleForm
from reports import quote_pdf

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def shelf() -> dict[str, int]:
    forms = (
        ProductForm("單槍面盆龍頭", code="LF-101", price=Decimal(1850), category="龍頭"),
        ProductForm("廚房龍頭", code="LF-201", price=Decimal(2200), category="龍頭"),
        ProductForm("濾心", code="A10", price=Decimal("350.5"), category="耗材", recall_months=6),
        ProductForm("工資", price=None),
        ProductForm("舊款龍頭", code="LF-001", category="龍頭", is_active=False),
    )
    return {one.name: products.add(one) for one in forms}


def _listed(query: ProductQuery) -> list[str]:
    return [row.name for row in product_lists.rows(product_lists.ids(query))]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (ProductQuery(), ["濾心", "單槍面盆龍頭", "廚房龍頭", "工資"]),
        (ProductQuery(sort="code", descending=True), ["廚房龍頭", "單槍面盆龍頭", "濾心", "工資"]),
        (ProductQuery(sort="price"), ["濾心", "單槍面盆龍頭", "廚房龍頭", "工資"]),
        (ProductQuery(sort="price", descending=True), ["廚房龍頭", "單槍面盆龍頭", "濾心", "工資"]),
        (ProductQuery(category="龍頭"), ["單槍面盆龍頭", "廚房龍頭"]),
        (ProductQuery(state="stopped"), ["舊款龍頭"]),
        (ProductQuery(state="all", category="龍頭"), ["舊款龍頭", "單槍面盆龍頭", "廚房龍頭"]),
        (ProductQuery("龍頭", state="all"), ["廚房龍頭", "單槍面盆龍頭", "舊款龍頭"]),
        (ProductQuery("龍頭", sort="price"), ["單槍面盆龍頭", "廚房龍頭"]),
        (ProductQuery("沒有"), []),
    ],
)
def test_the_list_is_what_is_asked_in_order(shelf: dict[str, int], query: ProductQuery, expected: list[str]) -> None:
    found = _listed(query)
    if query.text and not query.sort:
        assert (sorted(found), found[-1:]) == (sorted(expected), expected[-1:])
    else:
        assert found == expected


def test_the_chips_count_what_is_sold(shelf: dict[str, int]) -> None:
    assert product_lists.counts() == Counts(4, 1, (("龍頭", 2), ("耗材", 1)))


@pytest.fixture
def bought(shelf: dict[str, int]) -> tuple[int, int]:
    """Chen bought a filter in May and a tap, Lin was quoted one in November."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    chen, lin = (customers.add(CustomerForm(name=name)) for name in ("陳美惠", "林先生"))
    filters = LineForm(product=shelf["濾心"], name="濾心", quantity=Decimal(2), unit="支", unit_price=Decimal(340))
    tap = LineForm(product=shelf["廚房龍頭"], name="廚房龍頭", quantity=Decimal(1), unit_price=Decimal(2200))
    sales.add(SaleForm(chen, [filters, tap], happened_on="2026-10-05"))
    form = quotes.new(lin)
    form.lines = [LineForm(product=shelf["濾心"], name="濾心", quantity=Decimal(1), unit_price=Decimal(350), discount="5%")]
    quotes.add(form)
    form.lines[0].unit_price = Decimal(345)
    quote_life.issue(quotes.add(form), quote_pdf.make)
    return chen, lin


def test_who_bought_it_last_and_at_which_prices(shelf: dict[str, int], bought: tuple[int, int]) -> None:
    chen, lin = bought
    told = [
        (one.on, one.customer, one.name, one.unit_price, one.quantity, one.discount, one.where)
        for one in product_buyers.last(shelf["濾心"])
    ]
    assert told == [
        ("2026-11-21", lin, "林先生", Decimal(345), Decimal(1), "5%", "quote"),
        ("2026-10-05", chen, "陳美惠", Decimal(340), Decimal(2), "", "sale"),
    ]
    assert product_buyers.last(shelf["濾心"], 1)[0].customer == lin
    assert product_buyers.last(shelf["工資"]) == []


def test_whom_to_call_again_about_it(shelf: dict[str, int], bought: tuple[int, int]) -> None:
    (one,) = product_buyers.recalls(shelf["濾心"])
    assert (one.customer, one.name, one.due_on[:7], one.sold_on) == (bought[0], "陳美惠", "2027-04", "2026-10-05")
    assert product_buyers.recalls(shelf["廚房龍頭"]) == []


def test_who_was_put_away_is_not_named(shelf: dict[str, int], bought: tuple[int, int]) -> None:
    customers.archive([bought[0]], "closed")
    assert [one.customer for one in product_buyers.last(shelf["濾心"])] == [bought[1]]


def test_a_form_is_saved_whole_or_not_at_all(shelf: dict[str, int]) -> None:
    parts = [Part(shelf["濾心"], Decimal(3)), Part(shelf["工資"])]
    made = product_saving.save(None, ProductForm("淨水組", code="SET"), parts, Given("組.jpg", JPEG, JPEG))
    assert products.parts_of(made) == parts
    assert products.get(made).picture_hash
    filled = products.form(made)
    filled.name = "淨水三道組"
    product_saving.save(made, filled, parts[:1], None)
    assert (products.get(made).name, products.get(made).picture_hash, products.parts_of(made)) == ("淨水三道組", "", parts[:1])
    filled = products.form(made)
    filled.name = "不該存"
    with pytest.raises(InputError):
        product_saving.save(made, filled, [Part(made)])
    assert products.get(made).name == "淨水三道組"
    unit = audit.last_undoable()
    assert unit is not None
    audit.undo(unit.id)
    assert (products.get(made).name, products.parts_of(made)) == ("淨水組", parts)


def test_a_line_whose_product_was_taken_back_meanwhile_is_a_free_line_again(shelf: dict[str, int]) -> None:
    customer = customers.add(CustomerForm(name="陳美惠"))
    made = products.add(ProductForm("恆溫龍頭"))
    line = LineForm(product=made, name="恆溫龍頭", quantity=Decimal(1), unit_price=Decimal(3200))
    unit = audit.last_undoable()
    assert unit is not None
    audit.undo(unit.id)
    form = quotes.new(customer)
    form.lines = [line, LineForm(product=shelf["工資"], name="工資")]
    assert [one.product for one in quotes.get(quotes.add(form)).form.lines] == [None, shelf["工資"]]
    sale = sales.add(SaleForm(customer, [line]))
    assert sales.get(sale).lines[0].product is None
