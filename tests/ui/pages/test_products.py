"""The products page: found, typed in, changed, no longer sold, raised, taken out, printed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from db.core import clock
from db.services import attachments, customers, drafts, products, sales, settings, starters
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.products import Part, ProductForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.products import Products
from tests.screens.window import Window
from ui.kit import counter
from ui.papers.dialog import PaperDialog


@pytest.fixture
def shelf(shop: Path) -> dict[str, int]:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    forms = (
        ProductForm("面盆龍頭", "LF-101", "TOTO", "組", Decimal(1850), Decimal(1620), Decimal(1550), Decimal(1180), "龍頭",
                    "4710123456789"),
        ProductForm("廚房龍頭", "LF-201", "", "組", Decimal(2680), category="龍頭"),
        ProductForm("濾心", "PP-10", "5 微米", "支", Decimal(120), cost=Decimal(130), category="淨水", recall_months=6),
        ProductForm("舊款蓮蓬頭", "SH-1", price=Decimal(450), is_active=False),
    )  # fmt: skip
    return {one.name: products.add(one) for one in forms}


@pytest.fixture
def screen(shelf: dict[str, int], answers: Answers) -> Iterator[Products]:
    made = Products(Window(answers))
    yield made
    if made.window.has_dialog():
        made.window.dialog().reject()


def test_products_are_found_sorted_and_filtered(screen: Products) -> None:
    assert screen.names() == ["面盆龍頭", "廚房龍頭", "濾心"]
    screen.page.view.horizontalHeader().setSortIndicator(4, Qt.SortOrder.AscendingOrder)
    assert screen.names() == ["濾心", "面盆龍頭", "廚房龍頭"]
    assert screen.page.chips.labels() == ["在賣 3", "龍頭 2", "淨水 1", "停賣 1"]
    screen.chip("龍頭")
    assert screen.names() == ["面盆龍頭", "廚房龍頭"]
    screen.search("ㄔㄈ")
    assert screen.names() == ["廚房龍頭"]
    screen.search("濾心")
    assert "找不到「濾心」。" in screen.window.texts()
    screen.search("")
    screen.chip("停賣")
    assert screen.names() == ["舊款蓮蓬頭 停賣"]
    assert screen.page.said.text == "商品 1 項"


def test_what_is_not_sold_any_more_is_looked_for_where_nothing_else_is_found(screen: Products) -> None:
    screen.search("蓮蓬頭")
    assert screen.page.is_empty
    screen.window.click("在停賣的裡面找")
    assert screen.names() == ["舊款蓮蓬頭 停賣"]


def test_a_new_product_with_everything_is_one_unit(screen: Products, shelf: dict[str, int]) -> None:
    screen.new()
    screen.type(name="浴室組", code="ＳＥＴ－1", price="NT$6,800", cost="7000", warranty_months="12")
    assert screen.warned("price") == "低於成本 7,000。"
    box = screen.window.dialog().boxes["parts"]
    box.add(shelf["面盆龍頭"])
    box.add(shelf["濾心"])
    screen.type(parts=[{"product": shelf["面盆龍頭"], "quantity": "1"}, {"product": shelf["濾心"], "quantity": "２"}])
    screen.save()
    made = products.find("浴室組")[0]
    assert (made.price, made.cost, made.warranty_months, made.is_bundle) == (6800, 7000, 12, True)
    assert products.parts_of(made.id) == [Part(shelf["面盆龍頭"]), Part(shelf["濾心"], Decimal(2))]
    assert "內容" in screen.card()
    screen.window.press_toast()
    assert products.find("浴室組") == []


def test_what_cant_be_read_keeps_the_form_open(screen: Products) -> None:
    screen.new()
    screen.type(name="試", price="很貴")
    screen.save()
    assert screen.window.dialog().problem.text() == "「很貴」不是數字"
    screen.type(price="5", recall_months="1.5")
    screen.save()
    assert screen.window.dialog().problem.text() == "月數請打整數。"
    screen.type(recall_months="6", barcode="4710123456789")
    assert screen.warned("barcode") == "「面盆龍頭」已經用了這個條碼或代號。"
    screen.save()
    assert products.find("試")[0].recall_months == 6


def test_a_product_is_changed_and_its_next_model_named(screen: Products, shelf: dict[str, int]) -> None:
    screen.edit("面盆龍頭")
    screen.type(price="1900", next_model=shelf["廚房龍頭"])
    screen.save()
    assert products.get(shelf["面盆龍頭"]).price == 1900
    assert screen.names()[0] == "面盆龍頭 有新款"
    screen.window.click("廚房龍頭", screen.page.card)
    assert "LF-201" in screen.card()


def test_a_picture_is_kept_small_and_taken_away(
    screen: Products, shelf: dict[str, int], answers: Answers, tmp_path: Path
) -> None:
    photo = QImage(3000, 2000, QImage.Format.Format_RGB32)
    photo.fill(Qt.GlobalColor.darkGreen)
    photo.save(str(tmp_path / "龍頭.jpg"))
    screen.edit("面盆龍頭")
    answers.answers = [[tmp_path / "龍頭.jpg"]]
    screen.window.click("選照片…")
    screen.save()
    row = products.get(shelf["面盆龍頭"])
    assert QImage.fromData(attachments.content(row.picture_hash)).width() == 2560
    screen.edit("面盆龍頭")
    screen.window.click("不要照片")
    screen.save()
    assert products.get(shelf["面盆龍頭"]).picture_hash == ""


def test_a_file_that_is_no_picture_is_refused(screen: Products, answers: Answers, tmp_path: Path) -> None:
    (tmp_path / "報價.txt").write_text("不是照片", encoding="utf-8")
    screen.edit("面盆龍頭")
    answers.answers = [[tmp_path / "報價.txt"]]
    screen.window.click("選照片…")
    assert answers.asked[-1] == "這不是照片，請選一張照片。"


def test_no_longer_sold_and_sold_again(screen: Products, shelf: dict[str, int]) -> None:
    screen.choose("面盆龍頭", "濾心")
    assert "已選 2 項" in screen.window.texts()
    assert "位" not in screen.page._all.text()
    screen.menu()["停賣"].trigger()
    screen.window.settle()
    assert (screen.names(), screen.window.toast()) == (["廚房龍頭"], "2 項停賣了")
    screen.window.press_toast()
    assert len(screen.names()) == 3
    screen.chip("停賣")
    screen.choose("舊款蓮蓬頭 停賣")
    screen.menu()["恢復販售"].trigger()
    screen.window.settle()
    assert products.get(shelf["舊款蓮蓬頭"]).is_active


def test_prices_are_raised_for_a_category_shown_before_and_taken_back_in_one(screen: Products, shelf: dict[str, int]) -> None:
    screen.chip("龍頭")
    screen.page.change_prices()
    screen.window.settle()
    screen.type(percent="5", step="10")
    shown = screen.window.texts(screen.window.dialog())
    assert "會改 2 項" in shown
    assert "1,850 → 1,940" in shown
    screen.save()
    found = products.get(shelf["面盆龍頭"])
    assert (found.price, found.wholesale_price, found.project_price) == (1940, 1700, 1630)
    assert products.get(shelf["濾心"]).price == 120
    screen.window.press_toast()
    assert [products.get(one).price for one in shelf.values()] == [1850, 2680, 120, 450]


def test_what_falls_under_its_cost_is_said_and_stands_first(screen: Products) -> None:
    screen.page.change_prices()
    screen.window.settle()
    screen.type(percent="-20")
    assert not [one for one in screen.window.texts(screen.window.dialog()) if "低於成本" in one]
    screen.type(percent="-40")
    shown = screen.window.texts(screen.window.dialog())
    assert "其中 1 樣會低於成本" in shown  # the filter was under its cost before
    assert "1,850 → 1,110" in shown


def test_a_percentage_is_asked_for(screen: Products) -> None:
    screen.page.change_prices()
    screen.window.settle()
    screen.save()
    assert screen.window.dialog().problem.text() == "請打要調幾 %，例如 5 或 -5。"
    screen.type(percent="-120")
    screen.save()
    assert "100" in screen.window.dialog().problem.text()


def test_a_code_read_here_shows_its_product(screen: Products, shelf: dict[str, int]) -> None:
    screen.search("4710123456789")
    screen.page.search.entered.emit("4710123456789")
    assert screen.page.search.text() == ""
    assert "面盆龍頭" in screen.card()
    do = screen.page.scanned("SH-1")
    assert do is not None
    do()
    assert "舊款蓮蓬頭" in screen.card()
    assert screen.page.scanned("0000") is None


def test_the_card_says_who_bought_it_and_whom_to_call_again(screen: Products, shelf: dict[str, int]) -> None:
    chen = customers.add(CustomerForm(name="陳美惠"))
    line = LineForm(product=shelf["濾心"], name="濾心", quantity=Decimal(3), unit="支", unit_price=Decimal(110))
    sales.add(SaleForm(chen, [line], happened_on="2026-11-02"))
    screen.choose("濾心")
    card = screen.card()
    assert "3 支 × 110" in card
    assert "該再聯絡的客人" in card
    assert "2027/05/0" in card
    screen.window.click("陳美惠", screen.page.card)
    assert screen.window.window.key == "customer"


def test_at_the_counter_only_the_retail_price_is_seen(screen: Products, shelf: dict[str, int]) -> None:
    screen.choose("面盆龍頭")
    counter.switch()
    screen.window.settle()
    seen = "".join(screen.column("wholesale") + screen.column("project") + screen.column("cost")) + screen.card()
    assert "1,850" in seen
    for secret in ("1,620", "1,550", "1,180"):
        assert secret not in seen
    screen.page.edit()
    assert not screen.window.has_dialog()
    screen.window.press_toast()
    assert screen.window.has_dialog()


def test_the_cost_is_the_owners(screen: Products, answers: Answers, tmp_path: Path) -> None:
    assert "成本" in screen.titles()
    screen.choose("面盆龍頭")
    assert "1,180" in screen.card()
    settings.save({"staff": ["小玲"]})
    menu = screen.window.window.staff.menu()
    next(one for one in menu.actions() if one.text().endswith("小玲")).trigger()
    screen.window.settle()
    assert "成本" not in screen.titles()
    assert "1,180" not in screen.card()
    screen.edit("面盆龍頭")
    assert "cost" not in screen.window.dialog().boxes
    screen.type(price="1800")
    screen.save()
    assert products.by_code("LF-101").cost == 1180
    answers.answers = [tmp_path / "商品.xlsx", None]
    screen.page.act("export")
    screen.window.settle()
    assert "成本" not in [cell.value for cell in openpyxl.load_workbook(tmp_path / "商品.xlsx").worksheets[0][1]]


def test_products_go_out_as_a_file(screen: Products, answers: Answers, tmp_path: Path) -> None:
    screen.choose("面盆龍頭", "濾心")
    answers.answers = [tmp_path / "商品", None]
    screen.window.press(Qt.Key.Key_E)
    sheet = openpyxl.load_workbook(tmp_path / "商品.xlsx").worksheets[0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["面盆龍頭", "濾心"]
    assert answers.asked[-1] == "2 項商品存在「商品.xlsx」。"


def test_the_price_list_is_looked_at(screen: Products) -> None:
    screen.chip("龍頭")
    screen.page.outgoing.price_list()
    screen.window.settle()
    assert screen.window.dialog().boxes["categories"].value() == "龍頭"
    screen.save()
    screen.window.wait_for(lambda: [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog)])
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, PaperDialog))
    assert "價目表" in screen.window.texts(dialog)
    dialog.reject()


def test_what_was_left_open_is_offered_again(shelf: dict[str, int], answers: Answers) -> None:
    drafts.keep("product:1", None, {"name": "恆溫龍頭", "price": "3,200", "id": None})
    answers.answers = [0]
    screen = Products(Window(answers))
    screen.window.settle()
    assert answers.titles == ["有一個商品還沒存"]
    screen.save()
    assert products.find("恆溫龍頭")[0].price == 3200
    assert drafts.left() == []


def test_an_empty_shop_says_what_will_be_here(shop: Path, answers: Answers) -> None:
    screen = Products(Window(answers))
    assert "不用先建商品，報價時打過的品名會自動記住。" in screen.window.texts()
    screen.window.click("匯入價目表")
    assert screen.window.window.key == "importing"


def test_the_usual_products_of_the_trade_are_offered(shop: Path, answers: Answers) -> None:
    starters.apply("plumbing")
    screen = Products(Window(answers))
    screen.window.click("先放五樣水電五金常見的")
    assert len(screen.names()) == 5
    screen.window.press_toast()
    assert screen.page.is_empty


def test_the_list_is_printed(screen: Products) -> None:
    assert screen.page.paper() is not None
    screen.search("沒有這個")
    assert screen.page.paper() is None
