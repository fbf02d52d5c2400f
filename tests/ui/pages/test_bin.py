"""The bin in the window: found, put back, thrown away for good after the number was typed."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt

from db.core.connection import value
from db.core.journal import unit
from db.services import backups, blacklist, customers, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit import counter, jobs
from ui.kit.cells import Chip
from ui.kit.delegates import CELL_ROLE
from ui.pages.bin.page import BinPage


@pytest.fixture
def away(shop: Path) -> list[int]:
    found = [
        customers.add(CustomerForm(name=name, points=[PointForm("mobile", "0912-345-678")])) for name in ("陳美惠", "周文彬")
    ]
    customers.add(CustomerForm(name="永和早餐店"))
    customers.archive(found, "deceased")
    return found


@pytest.fixture
def window(shop: Path, answers: Answers, away: list[int]) -> Window:
    made = Window(answers)
    made.choose("客戶", "資源回收筒…")
    return made


def _page(window: Window) -> BinPage:
    return cast(BinPage, window.window.page)


def _names(window: Window) -> list[str]:
    page = _page(window)
    return [page.model.row(at).name for at in range(page.model.rowCount())] if not page.is_empty else []


def test_who_was_put_away_is_found_and_put_back(window: Window, away: list[int]) -> None:
    assert sorted(_names(window)) == ["周文彬", "陳美惠"]
    _page(window).search.set_words("陳美惠")
    window.settle()
    assert _names(window) == ["陳美惠"]
    _page(window).view.selectRow(0)
    assert _page(window).act("put_back")
    window.settle()
    assert customers.form(away[0]).name == "陳美惠"
    assert value("SELECT archived_at FROM customer WHERE id = ?", away[0]) is None
    assert window.toast() == "已找回 1 位客戶，提醒也恢復了"
    window.press_toast()
    assert _names(window) == ["陳美惠"]


def test_how_careful_to_be_is_said_of_who_lies_there(window: Window, away: list[int]) -> None:
    blacklist.put([away[0]], "欠款", "warn")
    blacklist.put([away[1]], "欠款", "stop")
    window.settle()
    page = _page(window)
    cells = [page.model.data(page.model.index(at, 0), CELL_ROLE) for at in range(2)]
    assert {cell.text: (cell.chips[0].text, cell.chips[0].hue) for cell in cells} == {
        "陳美惠": ("注意", "amber"),
        "周文彬": ("拒絕往來", "red"),
    }
    counter.switch()
    window.settle()
    assert page.model.data(page.model.index(0, 0), CELL_ROLE).chips[0] == Chip(counter.SIGN)


def test_an_empty_bin_says_what_it_is_for(window: Window, away: list[int]) -> None:
    customers.put_back(away)
    window.settle()
    assert _page(window).empty.text.text() == "空的。收起來的客戶會放在這裡，隨時找得回來。"


def test_emptying_asks_for_the_number_and_backs_up(window: Window, away: list[int], answers: Answers) -> None:
    tasks.add(TaskForm("回電", "2099-01-05"), away)
    answers.answers = ["3", None, "２"]  # typed with the input method on
    for _attempt in range(2):
        _page(window).presenter.ask_to_empty(None)
        window.settle()
        assert sorted(_names(window)) == ["周文彬", "陳美惠"]
    assert backups.last() is None
    _page(window).presenter.ask_to_empty(None)
    window.settle()
    assert _names(window) == []
    assert value("SELECT count(*) FROM customer") == 1
    assert value("SELECT count(*) FROM task") == 0
    made = backups.last()
    assert made is not None
    assert (made.reason, made.customers) == ("bin", 3)


def test_many_are_put_back_on_the_worker_with_one_way_back(window: Window, away: list[int]) -> None:
    many = [customers.add(CustomerForm(name=f"客戶{at}")) for at in range(120)]
    customers.archive(many, "moved")
    window.settle()
    titles: list[str] = []
    jobs.runner().started.connect(lambda job: titles.append(job.title))
    _page(window).view.selectAll()
    assert _page(window).act("put_back")
    window.settle()
    assert titles == ["正在存檔…"]
    assert _names(window) == []
    assert "122" in window.toast()
    window.press_toast()
    assert len(_names(window)) == 122


def test_that_the_bin_was_emptied_is_not_taken_back_and_said_once(window: Window, away: list[int], answers: Answers) -> None:
    customers.add(CustomerForm(name="林志明"))
    answers.answers = ["2"]
    _page(window).presenter.ask_to_empty(None)
    window.settle()
    window.press(Qt.Key.Key_Z)
    assert window.toast() == "「清空資源回收筒」不能復原。"
    assert window.window.toaster.act.text() == "操作紀錄"
    assert value("SELECT count(*) FROM customer") == 2
    window.press(Qt.Key.Key_Z)
    assert window.toast() == "已復原：新增客戶"
    assert value("SELECT count(*) FROM customer") == 1


def test_an_export_is_nothing_to_take_back(window: Window, shop: Path) -> None:
    with unit("customers.export"):
        pass
    window.press(Qt.Key.Key_Z)
    assert window.toast().startswith("已復原：")


def test_the_page_says_what_it_is(window: Window) -> None:
    assert "資源回收筒" in window.texts(_page(window))


def test_one_may_be_thrown_away_alone(window: Window, away: list[int], answers: Answers) -> None:
    answers.answers = ["1"]
    _page(window).presenter.ask_to_empty([away[0]])
    window.settle()
    assert _names(window) == ["周文彬"]


def test_what_lies_there_is_printed_as_it_stands(window: Window) -> None:
    work = _page(window).paper()
    assert work is not None
    assert work(lambda *_: None)[:5] == b"%PDF-"


def test_whatever_the_width_the_columns_fill_it_without_a_scroll_bar(window: Window) -> None:
    pushed = []
    for width in range(1260, 1300):
        window.window.resize(width, 720)
        window.settle(0.01)
        if _page(window).view.horizontalScrollBar().maximum():
            pushed.append(width)
    assert pushed == []
