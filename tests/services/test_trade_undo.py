"""What can't be taken back of quotes and sales: a paper stays as it left the house, money stays with its sale."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from db.core import audit
from db.core.errors import ChangedSinceError
from db.services import customers, payments, quote_life, quote_versions, quotes, sales
from db.services.customers import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from tests.services.november_quotes import drawn, written

pytestmark = pytest.mark.usefixtures("saturday", "shop")
LINES = [LineForm(name="燈", quantity=Decimal(1), unit_price=Decimal(100)), LineForm(name="線", quantity=Decimal(2))]


@pytest.fixture
def one() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


@pytest.fixture
def two() -> int:
    return customers.add(CustomerForm(name="王小明"))


def _changed(quote: int, *lines: LineForm, **more: object) -> int:
    """The quote with these lines; the unit."""
    quotes.change(quote, replace(quotes.get(quote).form, lines=list(lines), **more))
    return audit.units(1)[0].id


def _refused(unit: int) -> str:
    with pytest.raises(ChangedSinceError) as raised:
        audit.undo(unit)
    return raised.value.sentence


@pytest.mark.parametrize(
    "lines",
    [[replace(LINES[0], unit_price=Decimal(150)), LINES[1]], [replace(LINES[0], name="好燈"), LINES[1]], LINES[:1]],
    ids=["price", "word", "line gone"],
)
def test_what_was_issued_since_stays_as_it_was_printed(one: int, lines: list[LineForm]) -> None:
    quote = written(one, LINES)
    unit = _changed(quote, *lines)
    issued = quote_life.issue(quote, drawn)
    said = "這不能復原：之後報價單已經定稿，定稿的內容不再變動。"
    assert _refused(unit) == said
    quote_life.accept(quote)
    assert _refused(unit) == said
    assert replace(quotes.get(quote).form, seen="") == quote_versions.form(issued.issued)


@pytest.mark.parametrize("begin", [quote_life.revise, quote_life.correct])
@pytest.mark.parametrize("more", [{"lines": LINES[:1]}, {"note": "又改"}])
def test_a_change_begun_is_taken_back_only_with_what_was_changed(
    one: int, begin: Callable[[int], None], more: dict[str, object]
) -> None:
    quote = written(one, LINES)
    quote_life.issue(quote, drawn)
    before = quotes.get(quote)
    begin(quote)
    begun = audit.units(1)[0].id
    quotes.change(quote, replace(quotes.get(quote).form, **more))  # type: ignore[arg-type]
    changed = audit.units(1)[0].id
    _refused(begun)
    assert quotes.get(quote).row.state == "draft"
    back = audit.undo(changed).id
    begun = audit.undo(begun).id
    assert quotes.get(quote) == before
    begun = audit.undo(begun).id
    audit.undo(back)
    _refused(begun)


@pytest.mark.parametrize("how", ["customer", "is_owed"])
def test_a_sale_stays_where_money_came_for_it(one: int, two: int, how: str) -> None:
    sale = sales.add(SaleForm(two, total=1000, is_owed=how == "customer"))
    form = sales.form(sale)
    form.customer, form.is_owed = one, True
    if how == "is_owed":
        form.customer = two
    sales.change(sale, form)
    unit = audit.units(1)[0].id
    payments.add(PaymentForm(form.customer, 1000, sale=sale))
    _refused(unit)
    row = sales.get(sale)
    assert (row.customer, row.is_owed) == (form.customer, True)


def test_a_sale_stays_where_something_of_it_came_back(one: int, two: int) -> None:
    sale = sales.add(SaleForm(two, total=1000))
    form = sales.form(sale)
    form.customer = one
    sales.change(sale, form)
    unit = audit.units(1)[0].id
    sales.add(replace(sales.return_of(sale), total=-300))
    _refused(unit)


def test_a_deleted_sale_comes_back_after_something_else_was_saved(one: int) -> None:
    sale = sales.add(SaleForm(one, total=5))
    before = sales.get(sale)
    added = audit.units(1)[0].id
    sales.delete(sale)
    deleted = audit.units(1)[0].id
    customers.add(CustomerForm(name="後來的"))
    audit.undo(deleted)
    assert sales.get(sale) == before
    audit.undo(added)
    redo = audit.units(1)[0].id
    customers.add(CustomerForm(name="更後來的"))
    audit.undo(redo)
    assert sales.get(sale) == before


def test_a_draft_thrown_away_comes_back_after_something_else_was_saved(one: int) -> None:
    quote = written(one, LINES)
    before = quotes.get(quote)
    quotes.discard(quote)
    unit = audit.units(1)[0].id
    customers.add(CustomerForm(name="後來的"))
    audit.undo(unit)
    assert quotes.get(quote) == before
