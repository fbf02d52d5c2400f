"""The page of tags by keyboard: where it is is seen, and what is pressed keeps it."""

from pathlib import Path

from PySide6.QtCore import Qt

from db.services import tags
from tests.screens.asks import Answers
from tests.screens.marks import Marks
from tests.screens.window import Window


def test_a_tag_moved_or_changed_by_keyboard_keeps_the_keyboard(shop: Path, answers: Answers) -> None:
    for name in ("老主顧", "工程"):
        tags.add(name, "violet", "身分")
    window = Window(answers)
    marks = Marks(window)
    for button in (2, 3):  # down, edit
        marks.line("老主顧").buttons()[button].setFocus()
        window.press(Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
        if window.has_dialog():
            window.dialog().boxes["name"].fill("老客人")
            window.press(Qt.Key.Key_Return)
        name = "老客人" if button == 3 else "老主顧"
        assert marks.groups()["身分"] == ["工程", name]
        assert window.window.focusWidget() is marks.line(name).buttons()[button]


def test_the_tab_that_has_the_keyboard_is_seen(shop: Path, answers: Answers) -> None:
    window = Window(answers)
    marks = Marks(window)
    window.window.activateWindow()
    marks.page.tabs.setFocus()
    window.settle()
    held = marks.page.tabs.grab().toImage()
    marks.page.add_button.setFocus()
    window.settle()
    assert marks.page.tabs.grab().toImage() != held
