"""用備份救回: the list of copies, what would be missing, and the damaged file at the start."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.core import clock, file
from db.services import backups, customers, shops
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.restoration import Restoration
from tests.screens.window import Window
from ui.app import Application
from ui.kit import settings
from ui.kit.when import day_in_words
from ui.restoration import words
from ui.restoration.dialog import RestorationDialog

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
    assert "會少掉：之後的 2 件事" in screen.words()
    assert "今天 19:02　新增客戶：林志明" in screen.words()
    assert f"會留在 {shop_file.parent}" in screen.words()
    screen.press(Qt.Key.Key_Down)
    assert "會少掉：之後的 3 件事" in screen.words()


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


def test_a_damaged_copy_is_shown_and_not_offered(shop_file: Path, answers: Answers) -> None:
    newest = backups.kept()[0].path
    newest.write_bytes(newest.read_bytes()[:-100] + bytes(100))
    screen = Restoration(Window(answers))
    assert screen.column("state")[0] == "壞了，不能用"
    assert not screen.dialog.go.isEnabled()
    screen.press(Qt.Key.Key_Return)
    assert answers.asked == []
    screen.press(Qt.Key.Key_Down)
    assert screen.dialog.go.isEnabled()


def test_with_the_keyboard_alone(shop_file: Path, answers: Answers) -> None:
    window = Window(answers)
    screen = Restoration(window)
    answers.answers = [0]
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
    assert words.where_it_lies(None) == ""


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
    answers.answers = [0]
    screen.fetch()
    assert file.current_path() == shop_file
    assert len(Customers(window).names()) == 3


# At the start, over a damaged file.


def broken(path: Path) -> None:
    file.close()
    path.write_bytes(b"SQLite format 3\0" + b"broken" * 4000)


def test_the_newest_copy_that_works_is_offered(shop_file: Path, answers: Answers) -> None:
    newest = backups.kept()[0].path
    newest.write_bytes(newest.read_bytes()[:-100] + bytes(100))
    broken(shop_file)
    application = Application([])
    application.crashes.asks = answers
    answers.answers = [0]
    assert application.open(shop_file)
    assert customers.form(1).name == "客人2"
    (aside,) = backups.put_aside(shop_file)
    assert aside.path.read_bytes().startswith(b"SQLite format 3\0broken")


def test_not_now_leaves_everything_as_it_is(shop_file: Path, answers: Answers) -> None:
    broken(shop_file)
    application = Application([])
    application.crashes.asks = answers
    assert not application.open(shop_file)
    assert backups.put_aside(shop_file) == []


def test_have_a_look_first(shop_file: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(shop_file)
    application = Application([])
    application.crashes.asks = answers
    answers.answers = [1, 0]

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
