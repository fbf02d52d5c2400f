"""Lists and cards on paper: what the page shows is looked at, and printed or kept from there."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo

from db.core import clock
from db.core.values import dates
from db.services import customers, interactions
from db.services.customer_form import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.papers import Papers
from tests.screens.window import Window
from ui.kit import counter


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", "0912-345-678")]))
    return Window(answers)


def _pdf(window: Window) -> bytes:
    work = window.window.page.paper()
    assert work is not None
    made = work(lambda _what, _done, _total: None)
    assert isinstance(made, bytes)
    return made


def test_without_a_printer_the_pdf_can_be_kept(
    window: Window, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    answers.answers = [0, tmp_path / "客戶.pdf"]
    window.choose("檔案", "列印畫面上的內容…")
    papers = Papers(window)
    papers.press("列印…")
    assert "這台電腦找不到印表機" in answers.asked[0]
    assert (tmp_path / "客戶.pdf").read_bytes().startswith(b"%PDF")
    assert papers.said() == "存好了：客戶.pdf"


def test_a_place_that_cannot_be_written_is_said(window: Window, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "nowhere" / "客戶.pdf"]
    window.choose("檔案", "列印畫面上的內容…")
    papers = Papers(window)
    papers.press("存成 PDF")
    assert "nowhere" in papers.said() or "請換一個地方存" in papers.said()


def test_a_list_of_people_is_not_offered_to_a_customer(window: Window) -> None:
    window.choose("檔案", "列印畫面上的內容…")
    assert Papers(window).buttons() == ["列印…", "存成 PDF", "印歪了？調整位置…", "關閉"]


def test_the_card_is_printed_when_it_has_the_keyboard(window: Window) -> None:
    screen = Customers(window)
    listed = _pdf(window)
    window.button("提醒我", screen.page.card).setFocus()
    assert _pdf(window) != listed


def test_of_a_part_that_is_chosen_it_is_asked_whether_only_that_is_printed(
    window: Window, answers: Answers, read_pdf: Callable[[bytes], list[str]]
) -> None:
    for name in ("王小明", "林志明"):
        customers.add(CustomerForm(name=name))
    window.settle()
    screen = Customers(window)
    screen.choose("王小明", "林志明")
    for answers.answers, is_whole in ([[0], False], [[1], True]):
        words = "".join(read_pdf(_pdf(window)))
        assert (answers.asked[-1], answers.offered[-1]) == ("要印哪些客戶？", ["只印選的 2 位", "整份名單 3 位"])
        assert ("王小明" in words, "陳美惠" in words) == (True, is_whole)
    asked = len(answers.asked)
    window.choose("檔案", "列印畫面上的內容…")  # and then rather not
    assert (len(answers.asked), Papers(window).is_open()) == (asked + 1, False)
    screen.page.view.selectAll()
    assert "陳美惠" in "".join(read_pdf(_pdf(window)))
    screen.choose("王小明")
    assert "陳美惠" in "".join(read_pdf(_pdf(window)))
    assert len(answers.asked) == asked + 1


def test_a_page_without_paper_says_so(window: Window) -> None:
    window.window.go("settings")
    window.choose("檔案", "列印畫面上的內容…")
    assert window.toast() == "這一頁沒有可以列印的內容。"


def test_at_the_counter_a_paper_is_shown_by_a_second_press(window: Window) -> None:
    counter.switch()
    try:
        window.choose("檔案", "列印畫面上的內容…")
        assert not Papers(window).is_open() and window.toast()
        window.press_toast()
        assert Papers(window).is_open()
    finally:
        counter.state.is_on = False


def test_paper_says_the_day_where_the_screen_says_yesterday(window: Window, read_pdf: Callable[[bytes], list[str]]) -> None:
    yesterday = clock.today() - timedelta(days=1)
    interactions.add(InteractionForm(1, "型錄", "phone", "out", yesterday.isoformat()))
    window.settle()
    words = "".join(read_pdf(_pdf(window)))
    assert dates.shown(yesterday) in words
    assert "昨天" not in words and "在最上面" not in words
