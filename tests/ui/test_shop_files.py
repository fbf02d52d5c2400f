"""The file menu: back up to a stick, fetch back, the copy at close."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from db.core import file
from db.core.errors import CancelledError
from db.core.progress import Progress
from db.services import backups, customers, lists, shops
from db.services.customer_form import CustomerForm
from db.services.lists import ListQuery
from db.services.restoring import Fetching
from reports import quote_pdf
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.restoration import Restoration
from tests.screens.window import Window
from ui.kit import jobs
from ui.kit.labels import ShortLabel
from ui.stick_dialog import StickDialog
from ui.sticks import Stick


@pytest.fixture
def window(answers: Answers) -> Window:
    path = file.data_folder() / "shop.crm"
    shops.create(path, "順發水電材料行")
    file.open_shop(path)
    customers.add(CustomerForm(name="陳美惠"))
    return Window(answers)


def _dialog(window: Window) -> StickDialog:
    window.choose("檔案", "備份到隨身碟…")
    return next(one for one in window.window.findChildren(StickDialog) if one.isVisible())


def test_one_stick_is_backed_up_to_with_enter(window: Window, answers: Answers, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    window.window.files.sticks = lambda _shop: [Stick(stick, "老闆的隨身碟", 5 << 30)]
    dialog = _dialog(window)
    said = " ".join(one.text() for one in dialog.findChildren(ShortLabel))
    assert "老闆的隨身碟" in said
    assert "還有 5.0 GB 空位" in said
    assert window.clipped(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    window.settle()
    (copy,) = stick.glob("*.crmbak")
    assert backups.verify(copy).ok
    assert answers.asked == ["備份好了，已試開過，可以拔了。"]
    assert answers.details == [f"放在這裡：{copy}"]


def test_without_a_stick_one_can_be_plugged_in_and_looked_for_again(window: Window, answers: Answers, tmp_path: Path) -> None:
    found: list[Stick] = []
    window.window.files.sticks = lambda _shop: found
    dialog = _dialog(window)
    assert "沒有看到隨身碟，請插上後按〔再找一次〕。" in window.texts(dialog)
    assert window.clipped(dialog) == []
    found.append(Stick(tmp_path, "老闆的隨身碟", 5 << 30))
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)  # it stands on 再找一次
    window.settle()
    window.click("備份到這裡", dialog)
    assert list(tmp_path.glob("*.crmbak"))
    assert not window.has_dialog()


def test_a_stick_without_room_is_not_offered(window: Window, tmp_path: Path) -> None:
    window.window.files.sticks = lambda _shop: [Stick(tmp_path, "滿的", 1000)]
    dialog = _dialog(window)
    assert not window.button("備份到這裡", dialog).isEnabled()
    assert "不夠放" in " ".join(one.text() for one in dialog.findChildren(ShortLabel))


def test_back_up_to_another_folder(window: Window, answers: Answers, tmp_path: Path) -> None:
    window.window.files.sticks = lambda _shop: []
    folder = tmp_path / "folder"
    folder.mkdir()
    answers.answers = [folder]
    window.click("別的資料夾…", _dialog(window))
    assert answers.asked[-1] == "備份好了，已試開過。"
    assert list(folder.glob("*.crmbak"))


def test_without_a_file_manager_the_folder_is_said(window: Window, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)  # as Qt answers there
    window.choose("檔案", "打開資料所在資料夾")
    assert answers.asked == [f"資料放在：{file.data_folder()}"]


def test_fetch_back(window: Window, answers: Answers) -> None:
    backups.make("close")
    customers.add(CustomerForm(name="後來的人"))
    window.settle()
    answers.answers = ["順發水電材料行"]
    restoration = Restoration(window)
    restoration.fetch()
    assert Customers(window).names() == ["陳美惠"]
    assert answers.asked[0].startswith("要把全部資料換回今天")
    assert answers.asked[-1].startswith("現在看到的，是「順發水電材料行」今天")
    assert answers.details[-1].startswith("「順發水電材料行」原來的資料沒有丟")
    assert ".crm" not in answers.details[-1].replace(str(file.data_folder()), "")
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
    window.window.tell_backup()
    window.settle()
    assert window.window.sidebar.foot.text() == "✓ 剛剛備份好，已試開過，可以用"


def test_a_stick_that_is_gone_is_said(window: Window, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [tmp_path / "gone"]
    window.application.crashes.asks = answers
    window.application.crashes.install()
    try:
        window.window.files.sticks = lambda _shop: []
        window.click("別的資料夾…", _dialog(window))
    finally:
        window.application.crashes.remove()
    assert any("gone" in asked for asked in answers.asked[1:])


def test_nothing_is_exchanged_under_a_running_job(window: Window) -> None:
    copy = backups.make("close")
    customers.add(CustomerForm(name="後來的人"))
    target = file.current_path()
    fetching = Fetching(copy, target, quote_pdf.make)
    fetching.prepare()
    started, ends = threading.Event(), []

    def work(progress: Progress) -> None:
        while True:
            assert lists.ids(ListQuery())  # reads the open file until it is told to stop
            started.set()
            progress("讀名單", 1, 2)

    jobs.start(work, lambda _none: None, ends.append)
    started.wait(5)
    window.window.files._put_in_place(target, fetching)
    assert [type(error) for error in ends] == [CancelledError]
    window.settle()
    assert Customers(window).names() == ["陳美惠"]
