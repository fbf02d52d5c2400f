"""哪些不要傳 through the window: its key is said, and saves from the ticks."""

from pathlib import Path

from PySide6.QtCore import Qt

from db.services import customers, opt_outs
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.watch_list.refusal_dialog import refuse


def test_the_key_that_saves_is_said_and_saves(shop: Path, answers: Answers) -> None:
    one = customers.add(CustomerForm(name="陳美惠"))
    window = Window(answers)
    dialog = refuse(window.window, [one])
    window.settle()
    assert "按 Ctrl+Enter 儲存" in window.texts(dialog)
    dialog.ticks["line"].setChecked(True)
    dialog.activateWindow()
    window.press(Qt.Key.Key_Return)
    assert list(opt_outs.of(one)) == ["line"]
    assert not window.has_dialog()
