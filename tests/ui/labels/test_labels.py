"""地址標籤 and 信封 from the list and the card: who gets one, on which sheet, from which label on."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from db.core import audit
from db.services import blacklist, customers, opt_outs
from db.services.customer_form import AddressForm, CustomerForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.letters import LettersScreen
from tests.screens.papers import Papers
from tests.screens.window import Window
from ui.kit import counter
from ui.labels.envelope_dialog import EnvelopeDialog
from ui.labels.label_dialog import LabelDialog

_STREET = "234 新北市永和區中正路 100 號"


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    """Three to write to; one refuses, one is on the watch list, one passed away, one has no address."""
    added = {
        name: customers.add(CustomerForm(name=name, addresses=[AddressForm(_STREET)] if name != "路人" else []))
        for name in ("陳美惠", "王大同", "李四", "張拒絕", "黃賴帳", "吳先走", "路人")
    }
    opt_outs.put([added["張拒絕"]], ["post"])
    blacklist.put([added["黃賴帳"]], "欠款未還")
    customers.archive([added["吳先走"]], "deceased")
    return Window(answers)


def _labels(window: Window) -> LettersScreen:
    window.choose("客戶", "地址標籤…")
    return LettersScreen(window)


def test_the_whole_list_gets_labels_but_for_whom_none_is_sent(window: Window) -> None:
    screen = _labels(window)
    dialog = screen.dialog
    assert dialog.count.text() == "3 張標籤"
    assert screen.who_is_left_out() == [
        "1 位在注意名單上。",
        "　黃賴帳",
        "1 位不要收信。",
        "　張拒絕",
        "1 位沒有地址。",
        "　路人",
    ]
    dialog.reject()


def test_at_the_counter_addresses_are_shown_by_a_second_press(window: Window) -> None:
    counter.switch()
    window.choose("客戶", "地址標籤…")
    assert not window.has_dialog() and window.toast()
    window.press_toast()
    LettersScreen(window).dialog.reject()


def test_those_chosen_alone(window: Window, read_pdf: Callable[[bytes], list[str]]) -> None:
    Customers(window).choose("陳美惠", "李四")
    screen = _labels(window)
    assert screen.dialog.count.text() == "2 張標籤"
    window.click("做 2 張標籤", screen.dialog)
    papers = Papers(window)
    words = "".join(read_pdf(papers.dialog.pdf))
    assert ("陳美惠" in words, "王大同" in words) == (True, False)
    papers.press("關閉")


def test_it_begins_where_the_sheet_is_not_used_yet(window: Window) -> None:
    screen = _labels(window)
    dialog = cast(LabelDialog, screen.dialog)
    area = dialog.picture._area(22).center()
    QTest.mouseClick(dialog.picture, Qt.MouseButton.LeftButton, pos=QPoint(round(area.x()), round(area.y())))
    window.settle()
    assert (dialog.picture.start, dialog.wish.start) == (23, 23)
    window.settle(0.5)
    assert dialog.view.place.text() == "預覽前 1 頁，全部 2 頁"
    assert dialog.picture.accessibleName() == "從第 23 張開始"
    QTest.keyClick(dialog.picture, Qt.Key.Key_Up)
    assert dialog.wish.start == 20
    QTest.keyClick(dialog.picture, Qt.Key.Key_Right)
    QTest.keyClick(dialog.picture, Qt.Key.Key_Right)
    QTest.keyClick(dialog.picture, Qt.Key.Key_Down)
    window.settle()
    assert dialog.wish.start == 22  # below it there is none
    QTest.keyClick(dialog.picture, Qt.Key.Key_Right)
    window.click("做 3 張標籤", dialog)
    assert Papers(window).dialog.view.pages.pages == 2
    Papers(window).press("關閉")


def test_own_measures_are_remembered_and_what_does_not_fit_is_said(window: Window) -> None:
    screen = _labels(window)
    dialog = cast(LabelDialog, screen.dialog)
    screen.choose(dialog.sheet, "own")
    for typed, sentence in (("400", "只有 210"), ("很寬", "不是公釐數"), ("60", "")):
        dialog.measures["label_width"].setText(typed)
        window.settle(0.4)
        assert sentence in dialog.problem.text()
        assert dialog.problem.isVisible() == (not dialog.go.isEnabled()) == bool(sentence)
    window.click("做 3 張標籤", dialog)
    Papers(window).press("關閉")
    dialog = cast(LabelDialog, _labels(window).dialog)
    assert (dialog.sheet.value, dialog.wish.measures["label_width"]) == ("own", 60.0)
    dialog.reject()


def test_an_offset_belongs_to_its_sheet(window: Window) -> None:
    screen = _labels(window)
    dialog = cast(LabelDialog, screen.dialog)
    dialog.right.put(1.5)
    window.click("做 3 張標籤", dialog)
    Papers(window).press("關閉")
    dialog = cast(LabelDialog, _labels(window).dialog)
    assert dialog.right.millimetres() == 1.5
    LettersScreen(window).choose(dialog.sheet, "2x7")
    assert dialog.right.millimetres() == 0
    dialog.reject()


def test_kept_as_a_file_it_stands_in_the_history(window: Window, answers: Answers, tmp_path: Path) -> None:
    window.click("做 3 張標籤", _labels(window).dialog)
    answers.answers = [tmp_path / "貼紙.pdf"]
    papers = Papers(window)
    papers.press("存成 PDF")
    (noted,) = audit.units(1)
    assert (noted.action, noted.detail["count"], noted.detail["left_out"]) == ("customers.export", 3, 3)
    papers.press("關閉")


def test_the_page_to_measure_with(window: Window, read_pdf: Callable[[bytes], list[str]]) -> None:
    dialog = _labels(window).dialog
    window.click("印校正頁…", dialog)
    papers = Papers(window)
    assert "24" in "".join(read_pdf(papers.dialog.pdf))
    papers.press("關閉")
    dialog.reject()


def test_an_envelope_from_the_card(window: Window, read_pdf: Callable[[bytes], list[str]]) -> None:
    window.window.open_card(next(iter(customers.merged([1]).values()), 1))
    window.settle()
    window.choose("客戶", "信封…")
    screen = LettersScreen(window)
    dialog = cast(EnvelopeDialog, screen.dialog)
    assert dialog.count.text() == "1 個信封"
    screen.choose(dialog.way, "1")
    window.click("做 1 個信封", dialog)
    papers = Papers(window)
    size = papers.dialog.view.pages._opened
    assert size is not None and size.size(0).height() > size.size(0).width()
    papers.press("關閉")


def test_nobody_to_write_to(window: Window) -> None:
    Customers(window).choose("張拒絕", "路人")
    dialog = _labels(window).dialog
    assert (dialog.count.text(), dialog.go.isEnabled()) == ("沒有可以寄的對象。", False)
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()
