"""The file menu: back up to a stick, fetch back, the copy at close."""

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices

from db.core import file
from db.core.errors import CancelledError
from db.core.progress import Progress
from db.services import backups, customers, lists, shops
from db.services.customer_form import CustomerForm
from db.services.lists import ListQuery
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.restoration import Restoration
from tests.screens.window import Window
from ui.kit import jobs


@pytest.fixture
def window(answers: Answers) -> Window:
    path = file.data_folder() / "shop.crm"
    shops.create(path, "順發水電材料行")
    file.open_shop(path)
    customers.add(CustomerForm(name="陳美惠"))
    return Window(answers)


def test_back_up_to_a_stick(window: Window, answers: Answers, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    answers.answers = [stick]
    window.choose("檔案", "備份到隨身碟…")
    assert window.toast().startswith("已備份到")
    assert list(stick.iterdir())


def test_without_a_file_manager_the_folder_is_said(window: Window, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)  # as Qt answers there
    window.choose("檔案", "打開資料所在資料夾")
    assert answers.asked == [f"資料放在：{file.data_folder()}"]


def test_fetch_back(window: Window, answers: Answers) -> None:
    backups.make("close")
    customers.add(CustomerForm(name="後來的人"))
    window.settle()
    answers.answers = [0]
    restoration = Restoration(window)
    restoration.fetch()
    assert Customers(window).names() == ["陳美惠"]
    assert answers.asked[0].startswith("要把全部資料換回 今天")
    assert answers.asked[-1].startswith("現在看到的，是 今天")
    assert not window.has_dialog()


def test_fetching_back_is_asked_for(window: Window, answers: Answers) -> None:
    backups.make("close")
    customers.add(CustomerForm(name="後來的人"))
    answers.answers = [None]
    restoration = Restoration(window)
    restoration.fetch()
    assert window.has_dialog()
    restoration.dialog.reject()
    assert "後來的人" in Customers(window).names()


def test_a_copy_at_close_and_its_line(window: Window) -> None:
    window.window.files.backup_at_close()
    assert [backup.reason for backup in backups.kept()] == ["close"]
    told: list[str] = []
    window.window.files.tell_last_backup(told.append)
    window.settle()
    assert told[0].startswith("✓")
    assert "今天" in told[0]


def test_a_stick_that_is_gone_is_said(window: Window, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "gone"]
    window.application.crashes.asks = answers
    window.application.crashes.install()
    try:
        window.choose("檔案", "備份到隨身碟…")
    finally:
        window.application.crashes.remove()
    assert any("gone" in asked for asked in answers.asked[1:])


def test_nothing_is_exchanged_under_a_running_job(window: Window) -> None:
    copy = backups.make("close").path
    customers.add(CustomerForm(name="後來的人"))
    target = file.current_path()
    backups.prepare(copy, target)
    started, ends = threading.Event(), []

    def work(progress: Progress) -> None:
        while True:
            assert lists.ids(ListQuery())  # reads the open file until it is told to stop
            started.set()
            progress("讀名單", 1, 2)

    jobs.start(work, lambda _none: None, ends.append)
    started.wait(5)
    window.window.files._put_in_place(target)
    assert [type(error) for error in ends] == [CancelledError]
    window.settle()
    assert Customers(window).names() == ["陳美惠"]
