"""用備份救回: the list of copies, what would be missing, and the damaged file at the start."""

import os
import shutil
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.core import audit, clock, file, session
from db.core.connection import connect, run
from db.core.errors import DamagedError
from db.core.journal import unit
from db.core.progress import Progress
from db.services import backup_contents, backups, customers, keys, putting_back, shops
from db.services.backup_contents import Contents
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.restoration import Restoration
from tests.screens.window import Window
from ui import action_words
from ui.app import Application
from ui.kit import settings
from ui.kit.labels import ShortLabel
from ui.kit.when import day_in_words
from ui.restoration import words
from ui.restoration.dialog import RestorationDialog
from ui.restoration.rescue import Rescue
from ui.restoration.waiting import Waiting

SHOP = "順發水電材料行"  # typed to be sure
TYPED = "濾心半年要換一次喔"
NOW = datetime(2026, 11, 22, 11, 2, tzinfo=UTC)  # 19:02 in the shop


def add(name: str) -> None:
    customers.add(CustomerForm(name=name))


@pytest.fixture
def shop_file() -> Path:
    """The owner's own file with a copy of two days ago, of yesterday and of today; two things were done since."""
    path = file.data_folder() / "shop.crm"
    clock.fix(NOW - timedelta(days=2))
    shops.create(path, "順發水電材料行")
    file.open_shop(path)
    for days, reason in ((2, "close"), (1, "import"), (0, "close")):
        clock.fix(NOW - timedelta(days=days))
        add(f"客人{days}")
        backups.make(reason)
    add("陳美惠")
    add("林志明")
    return path


def spoil(path: Path) -> None:
    """Turn the last bytes over."""
    contents = path.read_bytes()
    path.write_bytes(contents[:-100] + bytes(255 - one for one in contents[-100:]))


def test_days_are_told_in_words() -> None:
    clock.fix(NOW)
    told = [day_in_words(one) for one in ("2026-11-22 19:02", "2026-11-21 08:00", "2026-11-20 09:15", "2026-11-23 09:00", "")]
    assert told == ["今天 19:02", "昨天 08:00", "2026/11/20 (週五) 09:15", "2026/11/23 (週一) 09:00", ""]


def test_every_copy_says_when_why_and_what_would_be_missing(shop_file: Path, answers: Answers) -> None:
    screen = Restoration(Window(answers))
    assert screen.column("when") == ["今天 19:02", "昨天 19:02", "2026/11/20 (週五) 19:02"]
    assert screen.column("why") == ["關閉時", "匯入前", "關閉時"]
    assert screen.column("customers") == ["3", "2", "1"]
    assert screen.column("state") == ["已試開過，可以用"] * 3
    assert screen.column("loss") == ["2 件事", "3 件事", "4 件事"]
    assert "會少掉：今天的新客戶 陳美惠、林志明" in screen.words()
    assert "今天 19:02　新增客戶：林志明" in screen.words()
    assert f"會留在 {shop_file.parent}" in screen.words()
    screen.press(Qt.Key.Key_Down)
    assert "會少掉：今天的新客戶 客人0、陳美惠、林志明" in screen.words()


@pytest.mark.parametrize("size", ["standard", "extra"])
@pytest.mark.parametrize("language", ["zh_TW", "en"])
def test_nothing_is_clipped(shop_file: Path, answers: Answers, size: str, language: str) -> None:
    settings.put("size", size)
    settings.put("language", language)
    window = Window(answers, (1280, 720))
    window.window.files.restore()
    window.settle()
    (dialog,) = window.window.findChildren(RestorationDialog)
    assert window.clipped(dialog) == []
    dialog.reject()


def test_a_damaged_copy_is_shown_and_not_offered(shop_file: Path, answers: Answers, tmp_path: Path) -> None:
    newest = backups.kept()[0].path
    newest.write_bytes(newest.read_bytes().replace("客人1".encode(), "客人\u0001".encode()))
    screen = Restoration(Window(answers))
    assert screen.column("state")[0] == "壞了，不能用"
    assert not screen.dialog.go.isEnabled()
    screen.press(Qt.Key.Key_Return)
    assert answers.asked == []
    answers.answers = [tmp_path / "救出來的"]
    screen.dialog.save.click()  # what can be read of it is not lost
    screen.window.settle()
    assert answers.asked[-1].startswith("已寫出 3 位客戶、")
    assert openpyxl.load_workbook(tmp_path / "救出來的.xlsx")["customer"].max_row == 4
    assert audit.units(1)[0].action == "backups.rescue"
    screen.press(Qt.Key.Key_Down)
    assert screen.dialog.go.isEnabled()
    assert screen.dialog.save.isHidden()


def test_with_the_keyboard_alone(shop_file: Path, answers: Answers) -> None:
    window = Window(answers)
    screen = Restoration(window)
    answers.answers = [SHOP]
    screen.press(Qt.Key.Key_Down)
    screen.press(Qt.Key.Key_Return)
    window.settle()
    assert sorted(Customers(window).names()) == ["客人1", "客人2"]
    again = Restoration(window)
    assert again.column("why")[-1] == "救回時換下來的"
    assert again.column("customers")[-1] == "5"
    again.press(Qt.Key.Key_Escape)
    assert not window.has_dialog()


def test_a_copy_on_a_stick(shop_file: Path, answers: Answers, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    made = backups.to_folder(stick)
    screen = Restoration(Window(answers))
    answers.answers = [[made.path]]
    screen.window.click("從別的地方找…", screen.dialog)
    assert (screen.column("why")[0], screen.column("loss")[0]) == ("手動", "沒有")
    other = tmp_path / "note.crm"
    other.write_text("no shop")
    answers.answers = [[other]]
    screen.window.click("從別的地方找…", screen.dialog)
    assert screen.column("when")[0] == "note.crm"
    assert screen.column("state")[0] == "壞了，不能用"


def test_the_name_is_typed_before_anything_gets_lost(shop_file: Path, answers: Answers) -> None:
    window = Window(answers)
    screen = Restoration(window)
    for typed in ("順發", "", None):
        answers.answers = [typed]
        screen.fetch()
        assert len(Customers(window).names()) == 5
    assert any("打的字不一樣" in one for one in answers.asked)
    assert "請打店名來確認：順發水電材料行" in answers.asked[0]
    assert "會少掉：今天的新客戶 陳美惠、林志明" in answers.asked[0]
    assert (len(backups.kept()), backups.put_aside(shop_file)) == (3, [])
    answers.answers = [f" {SHOP} "]
    screen.fetch()
    assert len(Customers(window).names()) == 3
    assert backups.kept()[0].reason == "restore"
    assert action_words.fact_words(audit.units(1)[0]) == "今天 19:02 的備份・少掉之後的 2 件事"


def test_of_a_shop_without_a_name_the_number_of_customers_is_typed(shop_file: Path, answers: Answers) -> None:
    with unit("settings.change"):
        run("DELETE FROM setting WHERE key = 'shop_name'")
    add("王大明")
    backups.make("close")
    screen = Restoration(Window(answers))
    answers.answers = ["6"]
    screen.fetch()
    assert "請打這份備份裡的客戶數來確認：6" in answers.asked[0]
    assert len(backups.put_aside(shop_file)) == 1


def test_from_the_welcome_page(shop_file: Path, answers: Answers) -> None:
    file.close()
    shop_file.unlink()
    window = Window(answers)
    assert window.window.key == "welcome"
    screen = Restoration(window)
    assert "不會丟" not in screen.words()
    answers.answers = [0]
    screen.fetch()
    assert window.window.key == "customers"
    assert len(Customers(window).names()) == 3
    assert words.where_it_lies(None, "") == ""


def test_without_any_copy_it_says_where_to_look(answers: Answers) -> None:
    screen = Restoration(Window(answers))
    assert "隨身碟裡有嗎" in screen.words()
    assert not screen.dialog.go.isEnabled()


def test_in_the_demo_shop_the_owners_own_file_is_meant(shop_file: Path, answers: Answers) -> None:
    file.close()
    demo = file.data_folder() / "demo.crm"
    shops.create(demo, "示範")
    file.open_shop(demo)
    window = Window(answers)
    screen = Restoration(window)
    answers.answers = [SHOP]
    screen.fetch()
    assert file.current_path() == shop_file
    assert len(Customers(window).names()) == 3


# While it is done, and where it fails.


class Gate:
    """Lets the preparing of a copy begin and waits with it until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self._opened = threading.Event(), threading.Event()
        real = putting_back.prepare

        def prepare(*what: Any, **how: Any) -> None:
            self.begun.set()
            self._opened.wait(20)
            real(*what, **how)

        monkeypatch.setattr(putting_back, "prepare", prepare)

    def open(self) -> None:
        """Let it go on."""
        self._opened.set()


@pytest.fixture
def under_way(shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> tuple[Gate, Restoration]:
    """The dialog while the copy is being opened, after the yes."""
    gate, screen = Gate(monkeypatch), Restoration(Window(answers))
    answers.answers = [SHOP]
    screen.dialog.go.click()
    gate.begun.wait(20)
    return gate, screen


def test_nothing_can_be_pressed_over_a_copy_on_its_way(under_way: tuple[Gate, Restoration]) -> None:
    gate, screen = under_way
    dialog = screen.dialog
    assert not any(part.isEnabled() for part in (dialog.go, dialog.other, dialog.not_now, dialog.view))
    assert "請稍等" in screen.words()
    assert screen.window.clipped(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    dialog.close()  # the X
    assert dialog.isVisible()
    gate.open()
    screen.window.settle()
    screen.window.settle()
    assert len(Customers(screen.window).names()) == 3


def test_nothing_is_exchanged_behind_a_dialog_that_is_gone(shop_file: Path, under_way: tuple[Gate, Restoration]) -> None:
    gate, screen = under_way
    screen.dialog.done(0)  # such as when the window closes
    gate.open()
    screen.window.settle()
    assert len(Customers(screen.window).names()) == 5
    assert backups.put_aside(shop_file) == []
    assert list(shop_file.parent.glob("*restoring*")) == []


def test_a_late_answer_finds_no_dialog(shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    opened, begun = threading.Event(), threading.Event()
    real = backup_contents.look_into

    def look_into(*what: Any) -> Contents:
        begun.set()
        opened.wait(20)
        return real(*what)

    window = Window(answers)
    monkeypatch.setattr(backup_contents, "look_into", look_into)
    window.window.files.restore()
    dialog = next(one for one in window.window.findChildren(RestorationDialog))
    while not dialog.presenter.items:
        QApplication.processEvents()
    shown: list[object] = []
    monkeypatch.setattr(dialog, "show_items", shown.append)
    begun.wait(20)
    dialog.reject()
    opened.set()
    window.settle()
    assert shown == []


def refuse(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Another program holds the shop file: nothing can take its name."""
    real = os.replace

    def replace(there: Any, name: Any) -> None:
        if Path(name) == target:
            raise PermissionError(13, "held")
        real(there, name)

    monkeypatch.setattr(os, "replace", replace)


def test_where_it_fails_it_is_said_and_the_shop_is_open_as_before(
    shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(answers)
    screen = Restoration(window)
    answers.answers = [SHOP]
    with monkeypatch.context() as patch:
        refuse(patch, shop_file)
        screen.fetch()
    assert "原本資料完好" in answers.asked[-1]
    assert file.current_path() == shop_file
    assert len(Customers(window).names()) == 5
    assert screen.dialog.isVisible()
    assert screen.dialog.go.isEnabled()
    answers.answers = [SHOP]
    screen.fetch()
    assert len(Customers(window).names()) == 3


def test_where_it_fails_without_a_shop_the_first_page_stays(
    shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()
    shop_file.unlink()
    window = Window(answers)
    screen = Restoration(window)
    answers.answers = [0]
    with monkeypatch.context() as patch:
        refuse(patch, shop_file)
        screen.fetch()
    assert "原本資料完好" in answers.asked[-1]
    assert window.window.key == "welcome"
    assert not file.is_open()
    screen.dialog.reject()


def test_the_owners_shop_fails_while_the_demo_shop_is_open(
    shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()
    demo = file.data_folder() / "demo.crm"
    shops.create(demo, "示範")
    file.open_shop(demo)
    screen = Restoration(Window(answers))
    answers.answers = [SHOP]
    with monkeypatch.context() as patch:
        refuse(patch, shop_file)
        screen.fetch()
    assert file.current_path() == demo
    screen.dialog.reject()


def test_an_open_import_is_not_thrown_away_without_a_word(shop_file: Path, answers: Answers, tmp_path: Path) -> None:
    window = Window(answers)
    sheet = tmp_path / "客戶.csv"
    sheet.write_text("姓名,電話\n王大明,0912345678\n", encoding="utf-8")
    window.window.go("importing", paths=[sheet])
    window.settle()
    window.window.go("customers")
    screen = Restoration(window)
    answers.answers = [SHOP, None]
    screen.fetch()
    assert "有一份匯入還沒完成" in answers.asked[-1]
    assert len(Customers(window).names()) == 5
    assert list(shop_file.parent.glob("*restoring*")) == []
    answers.answers = [SHOP, 0]
    screen.fetch()
    assert len(Customers(window).names()) == 3


def test_the_file_in_use_is_no_backup(shop_file: Path, answers: Answers) -> None:
    screen = Restoration(Window(answers))
    answers.answers = [[shop_file]]
    screen.window.click("從別的地方找…", screen.dialog)
    assert "現在正在用的資料檔" in answers.asked[-1]
    assert len(screen.column("when")) == 3


def test_a_copy_of_a_newer_program_says_so(shop_file: Path, answers: Answers, tmp_path: Path) -> None:
    copied = Path(shutil.copy(backups.kept()[0].path, tmp_path / "newer.crmbak"))
    with closing(connect(copied)) as connection:
        connection.execute("PRAGMA user_version = 99")
    screen = Restoration(Window(answers))
    answers.answers = [[copied]]
    screen.window.click("從別的地方找…", screen.dialog)
    assert screen.column("state")[0] == "不能用"
    assert "請先更新程式" in screen.words()


def test_five_files_that_gave_way_are_offered_behind_the_copies(shop_file: Path, answers: Answers) -> None:
    for day in range(10, 17):
        shutil.copy(backups.kept()[0].path, shop_file.with_name(f"shop-202611{day}-1200.crm"))
    shop_file.with_name("shop-20260230-1200.crm").write_bytes(b"x")
    screen = Restoration(Window(answers))
    assert len(screen.column("when")) == 3 + 5
    assert screen.column("when")[-1] == "2026/11/12 (週四) 12:00"


def test_the_first_page_offers_what_is_there_from_before(shop_file: Path, answers: Answers) -> None:
    file.close()
    shop_file.unlink()
    window = Window(answers)
    assert "這台電腦裡有您店裡的備份，最近一份是 今天 19:02" in window.texts()
    assert window.clipped() == []
    window.click("用備份救回…")
    (dialog,) = window.window.findChildren(RestorationDialog)
    window.settle()
    assert "這是「順發水電材料行」的備份。" in [one.text() for one in dialog.findChildren(ShortLabel)]
    dialog.reject()
    for path in (*backups.folder(shop_file).iterdir(), *(one.path for one in backups.put_aside(shop_file))):
        path.unlink()
    assert "您店裡的備份" not in Window(answers).texts()


# At the start, after a crash, and over a damaged file.


def test_what_a_crash_cut_off_is_finished_at_the_start(shop_file: Path, answers: Answers) -> None:
    copied = backups.kept()[2].path
    file.close()
    shop_file.unlink()
    shutil.copy(copied, shop_file.with_name("shop.crm.coming"))
    application = Application([])
    application.crashes.asks = answers
    assert application.open(shop_file)
    assert customers.form(1).name == "客人2"
    assert not shop_file.with_name("shop.crm.coming").exists()


def test_what_never_became_whole_is_the_first_start(answers: Answers) -> None:
    shop = file.data_folder() / "shop.crm"
    shop.parent.mkdir(parents=True)
    shop.with_name("shop.crm.restoring").write_bytes(b"half")
    application = Application([])
    application.crashes.asks = answers
    assert application.open(shop)
    assert not file.is_open()
    assert list(shop.parent.iterdir()) == []


def test_long_work_before_there_is_a_window_is_shown(answers: Answers) -> None:
    waiting = Waiting("正在找")
    seen = threading.Event()

    def work(progress: Progress) -> str:
        while not seen.wait(0.06):
            progress("今天 19:02", 1, 3)
        return "there"

    look = QTimer(interval=5)
    look.timeout.connect(lambda: seen.set() if waiting.isVisible() and waiting.bar.maximum() == 3 else None)
    look.start()
    said: list[str] = []
    look.timeout.connect(lambda: said.append(waiting.what.text()))
    look.timeout.connect(waiting.reject)
    assert waiting.answer(work) == "there"
    assert "今天 19:02" in said
    assert not waiting.isVisible()


def broken(path: Path) -> None:
    file.close()
    path.write_bytes(b"SQLite format 3\0" + b"broken" * 4000)


def test_the_newest_copy_that_works_is_offered(shop_file: Path, answers: Answers) -> None:
    newest = backups.kept()[0].path
    spoil(newest)
    broken(shop_file)
    application = Application([])
    application.crashes.asks = answers
    answers.answers = [0]
    assert application.open(shop_file)
    assert customers.form(1).name == "客人2"
    (aside,) = backups.put_aside(shop_file)
    assert aside.reason == "damaged"
    assert aside.path.read_bytes().startswith(b"SQLite format 3\0broken")
    assert answers.titles == ["「順發水電材料行」的資料檔壞了"]
    assert answers.asked == ["「順發水電材料行」的資料打不開了，程式沒有動過它。"]


def test_who_has_no_key_of_a_guarded_shop_reads_nothing_of_the_damaged_file(shop_file: Path, answers: Answers) -> None:
    made = keys.begin("password", "濾心半年要換一次喔", "王老闆")
    made.prepare()
    made.finish()
    file.close()
    for key, offered in ((None, False), (b"k" * 32, True)):
        Rescue(answers, shop_file, DamagedError("壞了"), key).offer()
        assert ("救出能讀的…" in answers.offered[-1]) == offered


def test_not_now_leaves_everything_as_it_is(shop_file: Path, answers: Answers) -> None:
    broken(shop_file)
    application = Application([])
    application.crashes.asks = answers
    assert not application.open(shop_file)
    assert backups.put_aside(shop_file) == []


def test_all_copies_can_be_chosen_from(shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(shop_file)
    application = Application([])
    application.crashes.asks = answers
    answers.answers = [3, None, 2, 0]  # what can be read is not wanted after all; then the list

    def pressed(dialog: RestorationDialog) -> int:
        dialog.show()
        while not dialog.go.isEnabled():
            QApplication.processEvents()
        dialog.go.click()
        while dialog.isVisible():
            QApplication.processEvents()
        return dialog.result()

    monkeypatch.setattr(RestorationDialog, "exec", pressed)
    assert application.open(shop_file)
    assert len(backups.put_aside(shop_file)) == 1


def test_a_damaged_file_behind_a_lock_gives_way_to_its_newest_copy_once_the_password_is_typed(
    shop_file: Path, answers: Answers
) -> None:
    made = keys.begin("encrypted", TYPED, "王老闆")
    made.prepare()
    made.finish()
    backups.make("close")
    file.close()
    contents = shop_file.read_bytes()
    shop_file.write_bytes(contents[:-8192])
    answers.answers = [0]
    window = Window(answers)
    window.window.guard.ask(shop_file, lambda: window.window.go("customers"))
    page = window.window.guard.page
    assert page is not None
    page.box.setText("這不是密碼吧")
    page.try_it()
    window.wait_for(page.go.isEnabled)
    assert answers.asked == []
    page.box.setText(TYPED)
    page.try_it()
    window.wait_for(lambda: not window.window.guard.is_locked)
    window.settle()
    assert answers.titles == ["「順發水電材料行」的資料檔壞了"]
    assert not window.window.guard.is_locked
    assert len(Customers(window).names()) == 5
    assert [one.reason for one in backups.put_aside(shop_file)] == ["damaged"]
    assert session.person().role == "owner"
