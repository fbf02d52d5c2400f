"""The price list on paper."""

from decimal import Decimal
from typing import Any

import pytest

from db.core.errors import InputError
from db.services import product_pictures, products, settings
from db.services.attachments import Given
from db.services.products import ProductForm
from reports import price_list_pdf
from reports.paper_layouts import LAYOUTS
from tests.reports.papers import picture

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture(autouse=True)
def shelf(shop: object) -> list[int]:
    settings.save({"shop_name": "順發水電材料行", "invoices": "exclusive"})
    forms = (
        ProductForm("面盆龍頭", "LF-101", "TOTO", "組", Decimal(1850), Decimal(1620), cost=Decimal(777), category="龍頭",
                    availability="通常有貨"),
        ProductForm("廚房龍頭", "LF-201", "", "組", Decimal(2680), category="龍頭"),
        ProductForm("濾心", "PP-10", "", "支", Decimal("120.5"), Decimal(90), category="淨水"),
        ProductForm("運費", price=Decimal(150)),
        ProductForm("沒有價格"),
        ProductForm("舊款", price=Decimal(99), is_active=False),
    )  # fmt: skip
    return [products.add(one) for one in forms]


def _said(read_pdf: Any, **wish: Any) -> str:
    return "\n".join(read_pdf(price_list_pdf.make(price_list_pdf.of_shop(**wish)).pdf))


def test_what_is_sold_stands_there_by_category_without_its_cost(read_pdf: Any) -> None:
    said = _said(read_pdf, day="2026-12-01", note="滿 3,000 元免運費")
    for words in (
        "價目表",
        "龍頭",
        "面盆龍頭",
        "TOTO",
        "通常有貨",
        "1,850",
        "120.5",
        "其他",
        "運費",
        "2026/12/01",
        "未稅",
        "滿 3,000 元免運費",
    ):
        assert words in said, words
    for words in ("777", "沒有價格", "舊款", "1,620"):
        assert words not in said, words


def test_another_level_names_itself_and_leaves_out_what_has_no_such_price(read_pdf: Any) -> None:
    said = _said(read_pdf, level="wholesale")
    assert "批發價" in said
    assert "1,620" in said
    assert "廚房龍頭" not in said
    with pytest.raises(InputError):
        price_list_pdf.of_shop("project")


def test_only_the_categories_that_are_wanted(read_pdf: Any) -> None:
    said = _said(read_pdf, categories=["淨水"])
    assert "濾心" in said
    assert "龍頭" not in said


def test_pictures_come_along_where_they_are_wanted(shelf: list[int]) -> None:
    product_pictures.put(shelf[0], Given("龍頭.png", picture("navy"), picture("navy")))
    plain, shown = (price_list_pdf.make(price_list_pdf.of_shop(with_pictures=on)).pdf for on in (False, True))
    assert (b"/Subtype /Image" in plain, b"/Subtype /Image" in shown) == (False, True)


def test_many_products_on_many_pages_are_the_same_bytes_again(read_pdf: Any) -> None:
    for number in range(300):
        products.add(ProductForm(f"商品{number}", f"P{number}", price=Decimal(number + 1), category=f"類別{number % 7}"))
    paper = price_list_pdf.of_shop(day="2026-12-01")
    made = price_list_pdf.make(paper, LAYOUTS["a5"])
    assert made.pages > 5
    assert made.pdf == price_list_pdf.make(paper, LAYOUTS["a5"]).pdf
    assert any("商品299" in page for page in read_pdf(made.pdf))
