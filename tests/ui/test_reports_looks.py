"""The page of reports, its dialogs and the right side of Today in both languages and all sizes: nothing is clipped."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from db.core import file
from db.services import customers, sales
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from tests.screens.reports import Reports
from tests.screens.today import TodayScreen
from tests.ui.test_looks import LONG, Look, _looks, look  # noqa: F401 - fixtures
from ui.kit import counter

pytestmark = [
    pytest.mark.parametrize("size", ["standard", "large", "extra"]),
    pytest.mark.parametrize("language", ["zh_TW", "en"]),
]
WITH_SALES = ("sources", "list_health", "good_customers", "owed", "birthdays")


@pytest.fixture(scope="session")
def traded(blank_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty-five customers who bought; copy the file, never open it."""
    path = tmp_path_factory.mktemp("traded") / "traded.crm"
    with file.opened(Path(shutil.copy(blank_file, path))):
        _trade()
    return path


def _trade() -> None:
    made = [customers.add(CustomerForm(name=LONG, source=LONG, points=[PointForm("mobile", "0912-345-678")]))]
    made += [customers.add(CustomerForm(name=f"客人{at}", source="路過")) for at in range(24)]
    for one in made:
        line = LineForm(name=LONG, quantity=Decimal(12), unit="組", unit_price=Decimal("15500.5"))
        sales.add(SaleForm(one, [line], is_owed=True))


@pytest.fixture
def trade(shop: Path, traded: Path) -> None:
    """The same, open."""
    file.close()
    file.open_shop(Path(shutil.copy(traded, shop)))


def test_reports_their_rows_and_how_they_are_worked_out(trade: None, look: Look) -> None:  # noqa: F811
    screen = Reports(look.window)
    for key in WITH_SALES:
        screen.page.ask(key)
        look.window.settle()
        look.at(key)
    screen.page.ask("sources")
    look.window.settle()
    screen.click(0, 1)
    look.at("rows behind", screen.dialog())
    look.window.leave_dialogs()
    look.at("how", screen.how())
    look.window.leave_dialogs()
    counter.switch()
    look.at("counter")


def test_a_sample(shop: Path, look: Look) -> None:  # noqa: F811
    screen = Reports(look.window, "owed")
    assert screen.sample_button() is not None
    look.at("sample")


def test_the_right_side_of_today(trade: None, look: Look) -> None:  # noqa: F811
    screen = TodayScreen(look.window)
    look.window.settle(0.2)
    side = screen.page.side.panel
    assert side is not None and not side.money.isHidden()
    look.at("today with figures")
