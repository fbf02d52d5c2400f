"""The preview of sales: who gets each, its day and its numbers whole."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from db.core.connection import rows
from db.services import customers
from db.services.customer_form import CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.window import Window


@pytest.fixture
def wizard(shop: Path, answers: Answers) -> Importing:
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    customers.add(CustomerForm(name="永和水電行", code="K7"))
    return Importing(Window(answers))


def _dropped(wizard: Importing, folder: Path, text: str) -> None:
    path = folder / "銷售.csv"
    path.write_text(text, "utf-8-sig")
    wizard.drop(path)
    wizard.go("review")


def test_who_gets_a_sale_is_named_by_whatever_the_row_named_them(wizard: Importing, tmp_path: Path) -> None:
    head = "日期,客戶編號,客戶,電話,品名,數量,單價,金額,單號\n"
    lines = ["2025/1/5,,,0912345678,濾心,1,300,300,A1", "2025/1/6,K7,,,燈管,2,200,400,A2", "2025/1/7,,王小明,,燈泡,1,90,90,A3"]
    _dropped(wizard, tmp_path, head + "\n".join([*lines, "2025/1/8,,K7,,水管,1,50,50,A4"]) + "\n")
    assert wizard.cells("customer") == ["陳美惠", "永和水電行", "王小明", "永和水電行 K7"]


def test_a_repaired_day_is_whole_and_thousands_stand_apart(wizard: Importing, tmp_path: Path) -> None:
    head = "日期,客戶,電話,品名,數量,單價,金額,單號\n"
    days = [("112/3/5", 1200, 30, 36000), ("112/11/25", 2, 12345, 24690)]
    lines = [f"{day},陳美惠,0912345678,濾心,{count},{price},{amount},A{day}" for day, count, price, amount in days]
    _dropped(wizard, tmp_path, head + "\n".join(lines) + "\n")
    QApplication.processEvents()
    assert wizard.cells("date") == ["112/3/5 → 2023/03/05", "112/11/25 → 2023/11/25"]
    table = wizard.page.review.table
    assert table is not None
    model = wizard.page.review.model
    assert model is not None
    keys = [column.key for column in model.columns]
    shown = [model.index(row, keys.index(key)) for row in range(2) for key in ("date", "quantity", "amount")]
    assert [table.cut_text(index) for index in shown] == [""] * 6
    assert wizard.cells("quantity") == ["1,200", "2"]
    assert wizard.cells("amount") == ["36,000", "24,690"]
    wizard.type_over(0, "amount", "36,500")
    assert wizard.cells("amount")[0] == "36,500"
    wizard.forward()
    assert rows("SELECT sum(total) FROM sale") == [(61190,)]


def test_a_row_of_one_of_two_namesakes_is_asked_in_the_last_step_and_not_before_an_empty_one(
    wizard: Importing, tmp_path: Path
) -> None:
    customers.add(CustomerForm(name="永和水電行", code="K8"))
    path = tmp_path / "銷售.csv"
    path.write_text("日期,客戶,電話,品名,數量,單價,金額\n2025/1/5,永和水電行,,濾心,1,300,300\n", "utf-8-sig")
    wizard.drop(path)
    assert wizard.step() == "review"
    assert "待確認 1" in wizard.chips()
    assert "有好幾位客戶同名" in wizard.cells("order_no")[0]


@pytest.mark.parametrize("order", ["單號,", ""])
def test_a_number_no_invoice_has_is_said_before_it_comes_in(wizard: Importing, tmp_path: Path, order: str) -> None:
    numbers = ["AB-12345678", "cd12345678", "CD-1111", "免開"]
    lines = [f"2025/1/5,王小明,,濾心,1,300,300,{f'A{at},' if order else ''}{number}" for at, number in enumerate(numbers)]
    _dropped(wizard, tmp_path, f"日期,客戶,電話,品名,數量,單價,金額,{order}發票號碼\n" + "\n".join(lines) + "\n")
    assert "值得看一下 1" in wizard.chips()
    said = "發票號碼：不是發票號碼（要 2 個英文字母加 8 個數字）"
    assert [said in cell for cell in wizard.cells("order_no")] == [False, False, True, False]
    wizard.forward()
    kept = rows("SELECT coalesce(nullif(invoice_no, ''), order_no) FROM sale ORDER BY id")
    assert kept == [("AB-12345678",), ("CD-12345678",), ("CD-1111",), ("免開",)]
