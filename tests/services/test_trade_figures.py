"""What customers bought and owe: also of files from before, and after an import of many."""

from pathlib import Path

import pytest

from db.core import audit, file
from db.core.connection import rows
from db.core.journal import unit
from db.services import bulk, customers, merging, own_fields, receivables, sales, trade_figures
from db.services.customers import CustomerForm
from db.services.sales import SaleForm
from tests import older

_FIGURES = "SELECT customer, owing, bought, last_bought_on, times_bought FROM customer_figures ORDER BY customer"


def test_a_file_from_before_knows_what_was_bought_and_owed(shop_path: Path) -> None:
    with file.opened(shop_path):
        field = own_fields.add("目前欠款", "number", is_opening=True)
        points = own_fields.add("點數", "number", is_opening=True)
        one = customers.add(CustomerForm(name="永發水電", own={f"f{field}": 38_500, f"f{points}": 7}))
        customers.add(CustomerForm(name="王小明"))
        sales.add(SaleForm(one, total=900, happened_on="2026/3/1", is_owed=False))
        sales.add(SaleForm(one, total=-100, happened_on="2026/4/1", is_owed=False))
        expected = rows(_FIGURES)
        older.lead_back(3)
    with file.opened(shop_path):
        assert rows(_FIGURES) == expected == [(one, 38_500, 800, "2026-03-01", 1), (one + 1, 0, 0, None, 0)]


@pytest.mark.usefixtures("shop")
def test_sales_that_come_in_by_the_thousand_and_go_again() -> None:
    people = [customers.add(CustomerForm(name=f"客戶{number}")) for number in range(5)]
    before = rows(_FIGURES)
    with unit("imports.run") as opened, bulk.writing({"sale": 1_000}):
        ids = bulk.reserve("sale", 1_000)
        owners = (people[number % 4] for number in range(1_000))
        bulk.insert("sale", {"id": ids, "customer": owners, "happened_on": "2026-03-01", "total": 10}, 1_000)
    assert rows(_FIGURES) == [(one, 0, 2_500, "2026-03-01", 250) for one in people[:4]] + before[4:]
    audit.undo(opened.id)
    assert rows(_FIGURES) == before


@pytest.mark.usefixtures("shop")
def test_who_was_merged_owes_nothing_any_more() -> None:
    field = own_fields.add("目前欠款", "number", is_opening=True)
    one, other = (customers.add(CustomerForm(name=name, own={f"f{field}": 900})) for name in ("永發水電", "永發"))
    sales.add(SaleForm(other, total=50))
    merging.merge(one, other)
    kept = rows(_FIGURES)
    trade_figures.refresh({one, other})
    assert (
        rows(_FIGURES) == kept == [(one, receivables.of(one).owed, 50, sales.of(one)[0].happened_on, 1), (other, 0, 0, None, 0)]
    )
