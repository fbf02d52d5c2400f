"""Lists by what was quoted, bought, paid and is owed."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from db.core import clock
from db.core.connection import rows
from db.services import (
    customers,
    knowledge,
    own_fields,
    payments,
    products,
    quote_life,
    quotes,
    receivables,
    sales,
    segments,
    suggestion_answers,
    suggestions,
    wanted,
)
from db.services.customers import CustomerForm
from db.services.knowledge import RuleForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from db.services.wanted import WantedForm
from tests.services.conditions import leaf, names
from tests.services.november_quotes import drawn, written

pytestmark = pytest.mark.usefixtures("shop")
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _friday() -> None:
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
def people(shop: Path) -> None:
    """甲 owes for long and waits for a tap, 乙 has a quote that waits, 丙 had one that is over and paid, 丁 did nothing."""
    first, second, third, _fourth = (customers.add(CustomerForm(name=name)) for name in "甲乙丙丁")
    tap = products.add(ProductForm("面盆龍頭", category="龍頭"))
    line = LineForm(product=tap, name="面盆龍頭", quantity=Decimal(1), unit_price=Decimal(900), delivery="arrived")
    sales.add(SaleForm(first, [line], happened_on="2026/8/1", tax_mode="none"))
    sales.add(SaleForm(third, total=500, happened_on="2026/11/1"), PaymentForm(third, 0, "line_pay"))
    wanted.add(WantedForm(first, "浴缸"))
    for customer, day, last in ((second, "2026-11-18", "2026-11-25"), (third, "2026-09-01", "2026-09-08")):
        form = quotes.new(customer)
        form.quoted_on, form.valid_until, form.project = day, last, "浴室翻修"
        form.lines = [LineForm(name="水管", quantity=Decimal(3), unit_price=Decimal(100))]
        quote_life.issue(quotes.add(form), drawn)


ASKED: list[tuple[dict[str, Any], set[str]]] = [
    (leaf("owing", "more", 0), {"甲"}),
    (leaf("owing", "at_least", "901"), set()),
    (leaf("debt", "more_days", 60), {"甲"}),
    (leaf("debt", "more_days", 111), set()),
    (leaf("bought", "at_least", 900), {"甲"}),
    (leaf("times_bought", "equals", 0), {"乙", "丁"}),
    (leaf("last_bought", "last_days", 30), {"丙"}),
    (leaf("last_bought", "empty"), {"乙", "丁"}),
    (leaf("sales", "has", {"category": "龍頭"}), {"甲"}),
    (leaf("sales", "has", {"product": 1}), {"甲"}),
    (leaf("sales", "has", {"product": 2}), set()),
    (leaf("sales", "has_not", {"category": "龍頭"}), {"乙", "丙", "丁"}),
    (leaf("quotes", "has"), {"乙", "丙"}),
    (leaf("quotes", "has", {"state": "issued"}), {"乙"}),
    (leaf("quotes", "has", {"state": "soon"}), {"乙"}),
    (leaf("quotes", "has", {"state": "expired"}), {"丙"}),
    (leaf("quotes", "has", {"state": "draft"}), set()),
    (leaf("quotes", "has", {"days": 30}), {"乙"}),
    (leaf("quotes", "has", {"text": "浴室"}), {"乙", "丙"}),
    (leaf("quotes", "has", {"text": "水管", "days": 30}), {"乙"}),
    (leaf("quotes", "has_not"), {"甲", "丁"}),
    (leaf("quotes", "has", {"state": "lost"}), set()),
    (leaf("payments", "has"), {"丙"}),
    (leaf("payments", "has", {"method": "line_pay", "days": 30}), {"丙"}),
    (leaf("payments", "has", {"method": "cash"}), set()),
    (leaf("payments", "has_not", {"days": 30}), {"甲", "乙", "丁"}),
    (leaf("orders", "filled"), {"甲"}),
    (leaf("orders", "any_of", ["arrived"]), {"甲"}),
    (leaf("orders", "any_of", ["ordered"]), set()),
    (leaf("orders", "empty"), {"乙", "丙", "丁"}),
]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("conditions", "expected"), ASKED)
def test_what_is_asked_is_who_comes(conditions: dict[str, Any], expected: set[str]) -> None:
    assert names(conditions) == expected
    said = segments.words(conditions)
    assert said
    assert "{" not in said


def test_who_can_be_offered_something_and_of_which_kind() -> None:
    knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))
    mother, other = (customers.add(CustomerForm(name=name)) for name in ("媽媽", "別人"))
    for customer, item in ((mother, "奶瓶"), (other, "電池")):
        line = LineForm(name=item, quantity=Decimal(1), unit_price=Decimal(100))
        sales.add(SaleForm(customer, [line], happened_on="2026-08-20", tax_mode="none"))
    assert names(leaf("offer", "filled")) == set()
    suggestions.fill()
    asked = {"filled": None, "empty": None, "any_of": ["rule", "up"], "none_of": ["rule"]}
    found = {operator: names(leaf("offer", operator, wanted)) for operator, wanted in asked.items()}
    assert found == {"filled": {"媽媽"}, "empty": {"別人"}, "any_of": {"媽媽"}, "none_of": {"別人"}}
    assert names(leaf("offer", "any_of", ["quote"])) == set()
    assert segments.words(leaf("offer", "any_of", ["rule"])) == "有推薦：什麼之後要賣什麼"
    (row,) = suggestions.ranked()
    suggestion_answers.dismiss(row)
    assert names(leaf("offer", "filled")) == set()


@pytest.mark.usefixtures("people")
def test_the_ready_lists_know_money() -> None:
    found = {
        one.key: names(one.conditions) for one in segments.ready() if one.key in ("owing", "overdue_60", "quoted", "arrived")
    }
    assert found == {"owing": {"甲"}, "overdue_60": {"甲"}, "quoted": {"乙"}, "arrived": {"甲"}}


def test_a_debt_is_as_old_as_the_aged_list_says() -> None:
    """Whatever was bought, paid by name or not, taken back or owed before."""
    dice = Random(4)
    owed = own_fields.add("欠款", "number", is_opening=True)
    for number in range(40):
        own: dict[str, str | int | None] = {f"f{owed}": dice.randrange(100, 900)} if dice.random() < 0.3 else {}
        customer = customers.add(CustomerForm(name=f"客{number}", own=own, credit_days=dice.choice(("", "30"))))
        sold = []
        for _turn in range(dice.randrange(5)):
            on = (TODAY - timedelta(days=dice.randrange(200))).isoformat()
            sold.append(sales.add(SaleForm(customer, total=dice.randrange(1, 9) * 100, happened_on=on)))
        for _turn in range(dice.randrange(4)):
            named = dice.choice([None, *sold])
            payments.add(PaymentForm(customer, dice.randrange(1, 9) * 50, sale=named))
        if sold and dice.random() < 0.3:
            sales.add(sales.return_of(dice.choice(sold)))
    for days, older in ((30, ("to_60", "to_90", "over_90")), (60, ("to_90", "over_90")), (90, ("over_90",))):
        late = {row.name for row in receivables.aged() if any(getattr(row, bucket) for bucket in older)}
        assert names(leaf("debt", "more_days", days)) == late
        assert late


def test_who_owes_is_looked_up_in_an_index() -> None:
    sql, values = segments.compiled(leaf("owing", "more", 0))
    plan = rows(f"EXPLAIN QUERY PLAN SELECT f.customer FROM customer_figures f JOIN customer c ON c.id = f.customer"
                f" WHERE f.visible = 1 AND {sql}", *values)  # fmt: skip
    assert any("customer_figures_owing" in detail for *_ids, detail in plan)


def test_a_quote_of_another_is_not_theirs() -> None:
    for name in "甲乙":
        customers.add(CustomerForm(name=name))
    written(1)
    assert names(leaf("quotes", "has", {"state": "draft"})) == {"甲"}
