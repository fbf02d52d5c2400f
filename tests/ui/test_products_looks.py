"""The products page and its dialogs in both languages and all sizes: nothing is clipped."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.services import customers, products, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import Part, ProductForm
from db.services.sales import SaleForm
from tests.screens.products import Products
from tests.ui.test_looks import LONG, Look, _looks, look  # noqa: F401 - fixtures
from ui.papers.dialog import PaperDialog

pytestmark = [
    pytest.mark.parametrize("size", ["standard", "large", "extra"]),
    pytest.mark.parametrize("language", ["zh_TW", "en"]),
]


@pytest.fixture
def shelf(shop: Path) -> dict[str, int]:
    long = ProductForm(
        "恆溫雙把手壁掛式淋浴龍頭附蓮蓬頭與升降桿", "LF-101-2026-A", "TOTO TBV01401P 鍍鉻", "組", Decimal(18500), Decimal(16200),
        Decimal("15500.5"), Decimal(19800), "龍頭", "4710123456789", "通常有貨", 12, "陶瓷閥芯", 24, note="先量出水口間距" * 4,
    )  # fmt: skip
    made = {one.name: products.add(one) for one in (long, ProductForm("濾心", "PP-10", price=Decimal(120), category="淨水"))}
    parts = [Part(made["濾心"], Decimal("1.5"))]
    made["組"] = products.add(ProductForm("浴室更新組", "SET", price=Decimal(68000)))
    products.put_parts(made["組"], [*parts, Part(made[long.name])])
    filled = products.form(made["濾心"])
    filled.next_model = made[long.name]
    products.change(made["濾心"], filled)
    for name in (LONG, "陳美惠"):
        line = LineForm(product=made[long.name], name=long.name, quantity=Decimal(12), unit="組", unit_price=Decimal("15500.5"))
        sales.add(SaleForm(customers.add(CustomerForm(name=name)), [line]))
    return made


def test_the_page_its_card_and_its_dialogs(shelf: dict[str, int], look: Look) -> None:  # noqa: F811
    screen = Products(look.window)
    for name, product in shelf.items():
        screen.page.show_product(product)
        look.window.settle(0.1)
        look.at(f"card of {name}")
    screen.page.view.selectAll()
    look.at("several chosen")
    for name, open_it in (
        ("form", lambda: screen.page.edit_product(shelf["組"])),
        ("prices", screen.page.change_prices),
        ("price list", screen.page.outgoing.price_list),
    ):
        open_it()
        look.window.settle()
        if name == "prices":
            screen.type(percent="5", step="10")
            look.window.settle(0.1)
        look.at(name, look.window.dialog())
        look.window.dialog().reject()


def test_the_price_list_over_the_window(shelf: dict[str, int], look: Look) -> None:  # noqa: F811
    screen = Products(look.window)
    screen.page.outgoing.price_list()
    look.window.settle()
    screen.save()
    look.window.wait_for(lambda: [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog)])
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog))
    look.at("paper", dialog)
    dialog.reject()


def test_nothing_there_yet(shop: Path, look: Look) -> None:  # noqa: F811
    screen = Products(look.window)
    look.at("empty")
    screen.search("沒有這個")
    look.at("not found")
