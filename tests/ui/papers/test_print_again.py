"""再印一次: what was printed last is found again and drawn anew."""

from decimal import Decimal
from pathlib import Path

import pytest

from db.core import file
from db.core.errors import NotFoundError
from db.services import customers, payments, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sales import SaleForm
from reports.layout import Made
from tests.screens.asks import Answers
from tests.screens.papers import Papers, lay_printer
from tests.screens.window import Window
from tests.screens.work import worker_busy
from ui import papers, print_again
from ui.papers import memory
from ui.papers.dialog import PaperDialog
from ui.papers.paper import Paper, Wish
from ui.paying import receipt, takings
from ui.print_again import AgainDialog
from ui.selling.papers import slip


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    return Window(answers)


def _who() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def _lines() -> list[LineForm]:
    return [LineForm(name="省水龍頭", quantity=Decimal(2), unit_price=Decimal(300))]


def _sold() -> int:
    return sales.add(SaleForm(_who(), happened_on="2026-11-20", lines=_lines()))


def test_nothing_printed_says_so(window: Window) -> None:
    window.choose("檔案", "再印一次…")
    assert window.toast() == "還沒有印過單子。"


def test_what_was_looked_at_without_a_printer_is_there_too(window: Window) -> None:
    papers.look(window.window, takings.paper("2026-11-20"))
    screen = Papers(window)
    assert screen.dialog.windowTitle() == "今日收款表 2026/11/20"
    screen.press("關閉")
    window.choose("檔案", "再印一次…")
    (dialog,) = window.window.findChildren(AgainDialog)
    assert "今日收款表" in dialog.list.item(0).text()


def test_a_paper_that_takes_long_says_that_it_is_being_made(window: Window) -> None:
    with worker_busy():
        papers.look(window.window, takings.paper("2026-11-20"))
        dialog = next(iter(window.window.findChildren(PaperDialog)))
        assert dialog.view.said.text()
    window.settle()
    assert not dialog.view.said.text()
    dialog.reject()


def test_the_latest_stands_first_and_is_drawn_anew(window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_printer(monkeypatch, tmp_path / "out.pdf")
    for paper in (slip(_sold()), takings.paper("2026-11-20")):
        papers.look(window.window, paper)
        screen = Papers(window)
        screen.press("列印…")
        window.wait_for(screen.said)
        screen.press("關閉")
    window.choose("檔案", "再印一次…")
    (dialog,) = window.window.findChildren(AgainDialog)
    names = [dialog.list.item(at).text() for at in range(dialog.list.count())]
    assert ["收款" in name for name in names] == [True, False]
    dialog.list.setCurrentRow(1)
    window.click("打開來印", dialog)
    assert Papers(window).dialog.windowTitle() == names[1]
    assert Papers(window).dialog.pdf.startswith(b"%PDF")


def test_what_is_gone_is_said(window: Window) -> None:
    with pytest.raises(NotFoundError):
        print_again.paper(("slip", "999"))
    with pytest.raises(NotFoundError):
        print_again.paper(("poem",))


def test_a_receipt_is_the_same_from_the_sale_and_from_the_payments(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_printer(monkeypatch, tmp_path / "out.pdf")
    sale = sales.add(SaleForm(_who(), happened_on="2026-11-20", lines=_lines()), paid=PaymentForm(0, 0, method="cash"))
    (paid,) = payments.of_sale(sale)
    window.window.open_sale(sale)
    window.settle()
    window.click("收款收據")
    from_sale = Papers(window).dialog.paper
    Papers(window).press("列印…")
    window.wait_for(Papers(window).said)
    Papers(window).press("關閉")
    again = print_again.paper(memory.printed()[0].again)
    of_payment = receipt.paper(paid.id)
    assert (from_sale.name, from_sale.sheets, from_sale.kind) == (of_payment.name, of_payment.sheets, of_payment.kind)
    assert (again.name, again.sheets) == (from_sale.name, from_sale.sheets)
    assert "preprinted" in again.sheets


def test_another_shop_file_of_the_same_name_has_papers_of_its_own(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.note_looked_at(Paper("銷貨單 S1151121-001", "銷貨單", _never, again=("sale", "1")))
    other = tmp_path / "另一家" / file.current_path().name
    assert [one.name for one in memory.printed()] == ["銷貨單 S1151121-001"]
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(file, "_path", other)
        assert memory.printed() == []


def test_after_a_new_start_papers_still_have_their_names_which_stand_in_no_file_of_the_machine(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    sale = sales.add(SaleForm(_who(), happened_on="2026-11-20", lines=_lines()))
    made = print_again.paper(("slip", str(sale)))
    memory.note_looked_at(made)
    memory.note_looked_at(Paper("一張不在了的", "銷貨單", _never, again=("slip", "999")))
    monkeypatch.setattr(memory, "_names", {})
    assert [one.name for one in memory.printed()] == ["", ""]
    print_again.open_list(window.window)
    (dialog,) = window.window.findChildren(print_again.AgainDialog)
    assert [dialog.list.item(at).text() for at in range(dialog.list.count())] == [made.name]


def _never(_wish: Wish) -> Made:
    raise AssertionError("nothing is drawn here")
