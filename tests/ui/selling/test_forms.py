"""What a form of a sale begins with, and what a correction leaves as it is."""

from decimal import Decimal
from pathlib import Path

import pytest

from db.services import customers, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.selling import Selling
from tests.screens.window import Window
from ui.selling import presenter
from ui.selling.entry import go_on


@pytest.fixture
def chen(shop: Path) -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def _line(price: int = 850, **more: str) -> LineForm:
    return LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(price), **more)  # type: ignore[arg-type]


def test_sold_again_it_is_another_device(chen: int) -> None:
    line = _line(serial_no="SN-1", delivery="ordered", promised_on="2099-01-02")
    (again,) = presenter.forms(presenter.like(sales.add(SaleForm(chen, [line])))["lines"])
    assert (again.name, again.serial_no, again.delivery, again.promised_on) == ("濾心", "", "", "")


def test_who_pays_by_the_month_begins_on_account(chen: int) -> None:
    assert presenter.opened(chen)["method"] == "cash"
    monthly = customers.add(CustomerForm(name="宏達", closing_day="20"))
    assert presenter.opened(monthly)["method"] == presenter.ON_ACCOUNT


def test_a_correction_leaves_what_the_form_does_not_show(chen: int) -> None:
    bought = sales.add(SaleForm(chen, [_line()], happened_time="14:30"))
    back = sales.add(sales.return_of(bought))
    for sale in (bought, back):
        before = sales.get(sale)
        presenter.save(presenter.of_sale(sale) | {"note": "改過"})
        now = sales.get(sale)
        assert (now.note, now.returns, now.happened_time) == ("改過", before.returns, before.happened_time)


def test_a_sum_of_before_holds_until_the_lines_come_to_something_else(chen: int) -> None:
    sale = sales.add(SaleForm(chen, [_line()], total=800, tax_mode="inclusive"))
    presenter.save(presenter.of_sale(sale) | {"note": "改過"})
    assert sales.get(sale).total == 800
    presenter.save(presenter.of_sale(sale) | {"lines": presenter.plain([_line(900)])})
    assert sales.get(sale).total == 900


def test_a_sale_deleted_meanwhile_is_written_down_as_a_new_one(chen: int, answers: Answers) -> None:
    sale = sales.add(SaleForm(chen, [_line()], tax_mode="inclusive"))
    typed = presenter.of_sale(sale) | {"note": "打到一半"}
    sales.delete(sale)
    selling = Selling(Window(answers))
    go_on(selling.window.window, selling.window.window, typed)
    selling.window.settle()
    selling.form.save()
    selling.window.settle()
    assert [(row.note, row.total) for row in sales.of(chen)] == [("打到一半", 850)]
    selling.window.leave_dialogs()
