"""Sales in the window: written down by Enter alone, several in a row, corrected, taken back, deleted."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.services import customers, payments, products, receivables, sales
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from tests.screens.asks import Answers
from tests.screens.customer_page import OneCustomer
from tests.screens.selling import Selling
from tests.screens.window import Window
from ui.kit import counter, theme
from ui.kit.delegates import CELL_ROLE, PAD


@pytest.fixture
def chen(shop: Path) -> int:
    return customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))


@pytest.fixture
def selling(chen: int, answers: Answers) -> Iterator[Selling]:
    made = Selling(Window(answers))
    yield made
    made.window.leave_dialogs()


def sold(customer: int, price: int = 850, quantity: int = 1, **more: object) -> int:
    line = LineForm(name="濾心", quantity=Decimal(quantity), unit_price=Decimal(price))
    return sales.add(SaleForm(customer, [line], tax_mode="inclusive", **more))  # type: ignore[arg-type]


def test_a_sale_by_enter_alone(selling: Selling, chen: int) -> None:
    products.add(ProductForm("RO 濾心", unit="支", price=Decimal(450), recall_months=6, recall_item="濾心"))
    selling.window.window.go("sales")
    selling.window.window.sell()
    selling.buy("陳美惠")
    selling.line("RO 濾心", "2", "", "")
    assert QApplication.focusWidget() is selling.amount()
    selling.enter()
    (row,) = sales.of(chen)
    assert (row.total, [(one.name, one.quantity, one.unit_price) for one in row.lines]) == (
        900,
        [("RO 濾心", Decimal(2), Decimal(450))],
    )
    assert [(one.amount, one.method) for one in payments.of_sale(row.id)] == [(900, "cash")]
    assert "再聯絡" in selling.form._done.said.text()  # the reminder it arranged
    assert selling.form.buyer.value() == []  # the next one's turn
    assert selling.form.lines.grid.forms() == []
    assert QApplication.focusWidget() is selling.form.buyer.edit


def test_what_is_kept_of_the_last_line_is_typed_after_the_lines(selling: Selling, chen: int) -> None:
    selling.window.window.sell(chen)
    selling.line("馬桶", "1", "9,000")
    facts = selling.form.lines.facts
    assert not facts.edits["serial_no"].isEnabled()  # of the empty line there is nothing to keep
    selling.line("")
    facts.edits["serial_no"].setFocus()
    QTest.keyClicks(facts.edits["serial_no"], "SN-77")
    selling.form.save()
    assert [one.serial_no for one in sales.of(chen)[0].lines] == ["SN-77"]


def test_what_is_refused_is_in_view_with_the_reason(selling: Selling, chen: int) -> None:
    selling.window.window.sell(chen)
    selling.line("馬桶", "1", "9,000", "")
    assert _is_in_view(selling, "invoice_no")  # of every sale, also on a small screen
    selling.fill("invoice_on", "改天再說")
    assert not _is_in_view(selling, "invoice_on")
    selling.form.save()
    selling.window.settle()
    assert selling.form.problem.visibleRegion().boundingRect().height() == selling.form.problem.height()
    assert _is_in_view(selling, "invoice_on")


def _is_in_view(selling: Selling, key: str) -> bool:
    box = selling.form.boxes[key]
    return box.visibleRegion().boundingRect().height() == box.height()


def test_all_that_is_kept_of_a_line_is_seen(selling: Selling, chen: int) -> None:
    kept = {"spec": "220V・白色・含遙控器、線控開關", "serial_no": "SN-2026-0001-ABCDE", "warranty_months": 24}
    line = LineForm(name="暖風機", quantity=Decimal(1), unit_price=Decimal(7_900), **kept)  # type: ignore[arg-type]
    plain = LineForm(name="電池", quantity=Decimal(1), unit_price=Decimal(50))
    view = selling.open(sales.add(SaleForm(chen, [line, plain]))).view
    metrics = QFontMetrics(theme.font(theme.SMALL))
    cell = view.model().index(0, 0).data(CELL_ROLE)
    assert "SN-2026-0001-ABCDE" in cell.note and "24" in cell.note
    needed = (
        metrics.boundingRect(QRect(0, 0, view.columnWidth(0) - 2 * PAD, 1_000), Qt.TextFlag.TextWrapAnywhere, cell.note).height()
        + metrics.height()
    )  # and the name
    assert needed <= view.rowHeight(0)
    assert view.rowHeight(1) == theme.row_height()


def test_several_in_a_row_keep_their_day(selling: Selling, chen: int) -> None:
    selling.window.window.go("sales")
    selling.window.window.sell()
    selling.fill("happened_on", "115/11/20")
    for price in ("300", "500"):
        selling.buy("陳美惠")
        selling.line("電池", "1", price, "")
        selling.enter()
    assert [(row.happened_on, row.total) for row in sales.of(chen)] == [("2026-11-20", 500), ("2026-11-20", 300)]
    assert [one.total for one in selling_totals(selling)] == [500, 300]


def selling_totals(selling: Selling) -> list[sales.SaleRow]:
    return [sales.get(one) for one in selling.tab.model.ids]


def test_on_account_is_owed_and_can_be_taken_back(selling: Selling, chen: int) -> None:
    selling.window.window.sell(chen)
    selling.line("熱水器", "1", "12800", "")
    selling.fill("method", "")
    selling.form.save()
    selling.window.settle()
    assert not selling.is_open()  # for one customer it is one sale
    assert receivables.of(chen).owed == 12_800
    assert selling.window.toast().startswith("已記下")
    selling.window.press_toast()
    assert sales.of(chen) == []


def test_a_walk_in_customer_is_made_once(selling: Selling) -> None:
    selling.window.window.go("sales")
    selling.window.window.sell()
    for _time in range(2):
        selling.window.settle()
        selling.window.press(Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier)
        selling.line("螺絲", "10", "2", "")
        selling.enter()
    assert [row[:3] for row in selling.listed()] == [["現場客人", "螺絲", "20"]] * 2
    assert len(customers.likely_doubles(CustomerForm(name="現場客人"))) <= 1


def test_a_deposit_and_an_order(selling: Selling, chen: int) -> None:
    selling.window.window.sell(chen)
    selling.line("抽油煙機", "1", "15,000", "")
    grid = selling.form.lines.grid
    grid.select(0)
    selling.form.lines.facts.edits["serial_no"].setText("SN-77")
    selling.form.lines.facts._take("serial_no")
    selling.form.lines.facts._put(delivery="ordered", promised_on="12/1")
    selling.amount().setText("５,０００")
    selling.form.save()
    selling.window.settle()
    (row,) = sales.of(chen)
    (line,) = row.lines
    assert (line.serial_no, line.delivery, line.promised_on) == ("SN-77", "ordered", "2026-12-01")
    assert (payments.of_sale(row.id)[0].amount, receivables.of(chen).owed) == (5000, 10_000)
    assert selling.listed() == [["陳美惠", "抽油煙機", "15,000", "10,000"]]


def test_what_cannot_be_read_keeps_the_form(selling: Selling, chen: int) -> None:
    selling.window.window.sell(chen)
    selling.line("濾心", "1", "850", "")
    selling.fill("invoice_no", "AB-123")
    selling.form.save()
    selling.window.settle()
    assert "AB-12345678" in selling.form.problem.text()
    selling.fill("invoice_no", "ＡＢ12345678")
    selling.form.save()
    selling.window.settle()
    assert sales.of(chen)[0].invoice_no == "AB-12345678"
    selling.tab.presenter.search("ab-1234")
    selling.window.settle()
    assert selling.tab.model.rowCount() == 1


def test_a_sale_is_corrected_in_its_form(selling: Selling, chen: int) -> None:
    sale = sold(chen, quantity=2)
    selling.open(sale).selling.correct(sale)
    selling.window.settle()
    assert "amount" not in selling.form.boxes  # money is not changed here
    selling.fill("note", "改送二樓")
    selling.form.save()
    selling.window.settle()
    row = sales.get(sale)
    assert (row.note, row.total, row.tax_mode) == ("改送二樓", 1700, "inclusive")
    assert "改送二樓" in selling.window.texts(selling.sale)


def test_a_sale_of_before_keeps_its_sum_and_says_nothing_of_tax(selling: Selling, chen: int) -> None:
    sale = sales.add(SaleForm(chen, total=3000, is_owed=False))
    selling.window.window.open_sale(sale)
    selling.window.settle()
    selling.sale.selling.correct(sale)
    selling.window.settle()
    selling.fill("note", "舊帳")
    selling.form.save()
    selling.window.settle()
    row = sales.get(sale)
    assert (row.total, row.tax_mode, row.net, row.is_owed, row.note) == (3000, "", None, False, "舊帳")


def test_a_part_comes_back_and_the_money_with_it(selling: Selling, chen: int) -> None:
    line = LineForm(name="濾心", quantity=Decimal(3), unit_price=Decimal(850))
    sale = sales.add(SaleForm(chen, [line, LineForm("discount", discount="10%")], tax_mode="inclusive"), PaymentForm(chen, 0))
    assert sales.get(sale).total == 2295
    selling.open(sale).selling.take_back(sale)
    selling.window.settle()
    selling.give_back(line0="1")
    back = sales.of(chen)[0]
    assert (back.returns, back.total) == (sale, -765)  # with its share of the discount
    assert [one.amount for one in payments.of_sale(back.id)] == [-765]
    assert receivables.of(chen).owed == 0
    assert "-765" in selling.window.texts(selling.sale)
    selling.window.leave_dialogs()
    selling.chip("returns")
    assert [row[2] for row in selling.listed()] == ["-765"]


def test_more_than_was_bought_does_not_come_back(selling: Selling, chen: int) -> None:
    sale = sold(chen, quantity=2)
    selling.open(sale).selling.take_back(sale)
    selling.window.settle()
    selling.give_back(line0="3")
    assert "超過買的 2" in selling.window.dialog().problem.text()
    selling.give_back(line0="2")
    assert (receivables.of(chen).owed, sales.of(chen)[0].total) == (0, -1700)
    assert "take_back" not in selling.sale.selling.possible(sale)  # nothing is left that could


def test_deleted_with_the_way_back(selling: Selling, chen: int) -> None:
    sold(chen)
    tab = selling.tab
    tab.view.setFocus()
    tab.view.selectRow(0)
    selling.window.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert sales.of(chen) == []
    selling.window.press_toast()
    assert [row.total for row in sales.of(chen)] == [850]


def test_paid_ones_are_not_deleted_and_it_is_said(selling: Selling, chen: int, answers: Answers) -> None:
    line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(850))
    sale = sales.add(SaleForm(chen, [line]), PaymentForm(chen, 0))
    selling.tab.selling.delete(sale)
    assert "收款" in answers.asked[-1]
    assert sales.get(sale).total == 850


def test_a_sale_on_the_card_opens_by_enter(selling: Selling, chen: int) -> None:
    sale = sold(chen)
    card = OneCustomer(selling.window, chen)
    card.choose("濾心")
    card.press(Qt.Key.Key_Return)
    assert selling.sale.sold.row.id == sale
    assert "850" in selling.window.texts(selling.sale)


def test_the_receipts_of_a_sale_are_told_apart_by_how_it_was_paid(selling: Selling, chen: int, answers: Answers) -> None:
    line = LineForm(name="水塔", quantity=Decimal(1), unit_price=Decimal(8_000))
    sale = sales.add(SaleForm(chen, [line], happened_on="2026-11-20"))
    for amount, method in ((3_000, "cash"), (3_000, "transfer"), (40, "allowance")):
        payments.add(PaymentForm(customer=chen, amount=amount, sale=sale, method=method, paid_on="2026-11-20"))
    card = OneCustomer(selling.window, chen)
    card.choose("水塔")
    card.press(Qt.Key.Key_Return)
    assert selling.sale.sold.row.id == sale
    answers.answers = [None]
    selling.sale._look_at_receipt()
    assert answers.offered[-1] == ["2026/11/20　現金　3,000", "2026/11/20　匯款　3,000"]


def test_nothing_paid_yet_is_owed(selling: Selling, chen: int) -> None:
    """0 is what was received, and an empty box is all of it."""
    selling.window.window.sell(chen)
    selling.line("濾心", "1", "850", "")
    selling.fill("amount", "0")
    selling.form.save()
    selling.window.settle()
    (row,) = sales.of(chen)
    assert (payments.of_sale(row.id), receivables.of(chen).owed) == ([], 850)
    assert selling.window.toast().startswith("已記下")
    selling.window.press_toast()  # no money moved: it can be taken back
    assert sales.of(chen) == []


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("amount", "1,000,000", "比該付的多 999,150，會先記成預收。"),
        ("amount", "-100", "金額是負的：退給客人 100。"),
        ("happened_on", "2099/12/31", "這一天還沒到。"),
    ],
)
def test_odd_money_is_said_before_enter_saves(selling: Selling, chen: int, field: str, typed: str, said: str) -> None:
    selling.window.window.sell(chen)
    selling.line("濾心", "1", "850", "")
    selling.form.boxes[field].fill(typed)  # no pause: Enter comes at once
    selling.amount().setFocus()
    selling.enter()
    assert (selling.is_open(), sales.of(chen)) == (True, [])
    assert said in selling.window.texts(selling.form)
    selling.enter()
    assert len(sales.of(chen)) == 1


def test_what_is_left_unpaid_counts_for_the_limit(selling: Selling, chen: int) -> None:
    form = customers.form(chen)
    form.credit_limit, form.credit_days = "1000", "30"
    customers.change(chen, form)
    selling.window.window.sell(chen)
    selling.line("熱水器", "1", "5000", "")
    selling.fill("method", "cash")
    selling.form.look_over()
    selling.window.settle()
    assert "超過可以欠的" not in selling.window.texts(selling.form)
    selling.fill("amount", "500")
    selling.form.look_over()
    selling.window.settle()
    assert "加上這筆共欠 4,500，超過可以欠的 1,000。" in selling.window.texts(selling.form)


def test_a_cheque_without_its_day_is_asked_for_it(selling: Selling, chen: int) -> None:
    selling.window.window.sell(chen)
    selling.line("濾心", "1", "850", "")
    selling.fill("method", "cheque")
    selling.form.save()
    assert "請填支票的到期日" in selling.form.problem.text()
    assert selling.form.boxes["cheque_day"].isAncestorOf(QApplication.focusWidget())


def test_what_is_written_down_is_hidden_at_the_counter(selling: Selling, chen: int) -> None:
    selling.window.window.go("sales")
    selling.window.window.sell()
    selling.buy("陳美惠")
    selling.line("濾心", "1", "850", "")
    selling.enter()
    assert "850" in selling.form._done.said.text()
    counter.switch()
    assert "850" not in selling.form._done.said.text()
    counter.switch()
    assert "850" in selling.form._done.said.text()


def _fact(selling: Selling, key: str, typed: str) -> None:
    selling.form.lines.grid.select(0)
    edit = selling.form.lines.facts.edits[key]
    edit.setFocus()
    edit.setText(typed)
    edit.editingFinished.emit()


@pytest.mark.parametrize(("typed", "months"), [("12個月", 12), ("１年", 12), ("18", 18)])
def test_a_warranty_as_it_is_said(selling: Selling, chen: int, typed: str, months: int) -> None:
    selling.window.window.sell(chen)
    selling.line("馬桶", "1", "850", "")
    _fact(selling, "warranty_months", typed)
    selling.form.save()
    assert sales.of(chen)[0].lines[0].warranty_months == months


@pytest.mark.parametrize(("key", "typed"), [("warranty_months", "終身"), ("promised_on", "改天再說")])
def test_what_cannot_be_read_of_a_line_is_said_at_once(
    selling: Selling, chen: int, answers: Answers, key: str, typed: str
) -> None:
    selling.window.window.sell(chen)
    selling.line("馬桶", "1", "850", "")
    _fact(selling, key, typed)
    selling.window.settle()
    assert typed in selling.form.lines.facts.problem.text() and selling.form.lines.facts.problem.isVisible()
    selling.form.save()
    assert (sales.of(chen), typed in answers.asked[-1]) == ([], True)
    _fact(selling, key, "")
    selling.form.save()
    assert len(sales.of(chen)) == 1


def test_several_are_deleted_in_one_go(selling: Selling, chen: int, answers: Answers) -> None:
    line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(850))
    paid = sales.add(SaleForm(chen, [line]), PaymentForm(chen, 0))
    for price in (100, 200, 300):
        sold(chen, price)
    tab = selling.tab
    tab.view.setFocus()
    tab.view.selectAll()
    selling.window.press(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    selling.window.settle()
    assert [row.id for row in sales.of(chen)] == [paid]
    assert selling.window.toast() == "已刪除 3 筆銷售"
    assert "收款" in answers.asked[-1]  # why one stays
    selling.window.press_toast()
    assert len(sales.of(chen)) == 4


def test_what_is_done_to_several_stands_below_the_list(selling: Selling, chen: int) -> None:
    for price in (100, 200):
        sold(chen, price)
    selling.tab.view.selectAll()
    selling.window.settle()
    selling.window.click("刪除這幾筆銷售")
    selling.window.settle()
    assert sales.of(chen) == []


def test_a_line_without_quantity_and_price_is_asked_before_it_is_kept(selling: Selling, chen: int, answers: Answers) -> None:
    selling.window.window.sell(chen)
    selling.window.settle()
    selling.line("濾心", "2", "180")
    selling.form.lines.grid.settle()
    forms = selling.form.lines.grid.forms()
    selling.form.lines.grid.set_forms([*forms, LineForm(name="SN9SN003")])
    answers.answers = [None, 0]
    selling.form.save()
    assert "SN9SN003" in answers.asked[-1] and sales.of(chen) == []
    selling.form.save()
    assert [one.total for one in sales.of(chen)] == [360]


def test_money_that_names_no_sale_stands_in_the_one_it_pays(selling: Selling, chen: int) -> None:
    sale = sales.add(SaleForm(chen, [LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(500))], tax_mode="none"))
    payments.add(PaymentForm(chen, 200))
    said = selling.window.texts(selling.open(sale))
    for words in ("已收（先抵最早的欠款）", "200", "300"):
        assert words in said
