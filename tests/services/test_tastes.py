"""What went wrong with a customer: what they gave back is said, what was taken off a price is not."""

from decimal import Decimal

import pytest

from db.core.journal import unit
from db.models import Sale, SaleLine
from db.services import interactions, sales, tastes
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from db.services.sale_form import SaleForm
from tests.services.bought import sold, somebody

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _line(name: str, price: int) -> LineForm:
    return LineForm(name=name, quantity=Decimal(1), unit_price=Decimal(price))


def test_goods_of_an_imported_return_came_back() -> None:
    """What was given back says so by its total alone; what was no complaint is none."""
    one = somebody("王小明")
    with unit("imports.run"):
        sale = Sale.create(customer=one, total=-500, happened_on="2026-11-01").id
        SaleLine.create(sale=sale, name="濾心", quantity=20_000)
    interactions.add(InteractionForm(one, "很滿意，沒有抱怨", "電話", happened_on="2026-11-02"))
    assert tastes.went_wrong(one) == "退過 濾心"


def test_an_old_machine_taken_off_the_price_is_no_return() -> None:
    one = somebody("王小明")
    lines = [_line("冷氣", 20_000), _line("舊機折抵", -1_000)]
    sales.add(SaleForm(one, lines, happened_on="2026-11-01", tax_mode="none"))
    assert tastes.went_wrong(one) == ""
    sales.add(sales.return_of(sold(one, "2026-11-02", "遙控器")))
    assert tastes.went_wrong(one) == "退過 遙控器"
