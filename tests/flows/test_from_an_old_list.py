"""From the first start to a customer file and back: welcome, drop, import, find, correct, undo, take the whole import back."""

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt

from db.core import file
from db.services import dump, lists
from resources import path
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.importing import Importing
from tests.screens.records import Records
from tests.screens.window import Window
from ui.pages.welcome.page import WelcomePage

SAMPLE = path("samples", "老客戶名單.xlsx")


def _begin(answers: Answers, *dropped: Path) -> Window:
    """The first start: name the shop, drop the list."""
    window = Window(answers)
    cast(WelcomePage, window.window.page).name.setText("順發水電材料行")
    window.drop(*dropped)
    return window


def test_an_old_list_comes_in_is_used_and_goes_again(answers: Answers) -> None:
    window = _begin(answers, SAMPLE)
    assert file.is_open()
    before = dump.dump()

    wizard = Importing(window)
    wizard.go("review")
    assert "973671004 → 0973-671-004" in wizard.cells("phone")[0]
    wizard.forward()
    assert "匯入了 65 位客戶。" in window.texts()
    imported = dump.dump()

    window.window.go("customers")
    screen = Customers(window)
    screen.type("004")
    assert screen.names()[0] == "羅麗華"  # before those whose code is 004
    assert "0973-671-004" in screen.card()

    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    form.boxes["points"].rows[0].main().setText("0973-671-005")  # type: ignore[attr-defined]
    form.save()
    window.settle()
    assert "0973-671-005" in screen.card()
    window.choose("編輯", "復原")
    assert "0973-671-004" in screen.card()
    assert dump.dump() == imported

    records = Records(window)
    (run,) = records.runs()
    window.click("復原整次匯入", run)
    assert dump.dump() == before
    assert lists.count(lists.ListQuery()) == 0


def test_an_import_that_was_worked_on_goes_but_for_that(answers: Answers) -> None:
    window = _begin(answers, SAMPLE)
    wizard = Importing(window)
    wizard.go("review")
    wizard.forward()
    window.window.go("customers")
    screen = Customers(window)
    screen.type("0973671004")
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    form.boxes["points"].rows[0].main().setText("0973-671-005")  # type: ignore[attr-defined]
    form.save()
    window.settle()

    answers.answers.append(0)  # 看是哪 1 位
    (run,) = Records(window).runs()
    window.click("復原整次匯入", run)
    assert "1 位客戶" in answers.asked[-1]
    assert "羅麗華" in window.texts()
    assert "0973-671-005" in window.texts()

    answers.answers.append(1)  # 其他的都復原
    (run,) = Records(window).runs()
    window.click("復原整次匯入", run)
    assert [row.name for row in lists.first(lists.ListQuery(), 10)] == ["羅麗華"]
    assert lists.first(lists.ListQuery(), 10)[0].phone == "0973-671-005"
