"""What customers are called is shown as it stands, never read as HTML."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from ui.kit import icons, theme
from ui.kit.labels import ShortLabel, action, button, message, name_label, plain_label, tip_text

EVIL = "<img src='file:///etc/passwd'><b>王</b> & 子"


def test_labels_are_plain() -> None:
    assert plain_label(EVIL).textFormat() is Qt.TextFormat.PlainText
    assert ShortLabel(EVIL).textFormat() is Qt.TextFormat.PlainText
    assert message(None, "", EVIL).textFormat() is Qt.TextFormat.PlainText


def test_tooltips_are_escaped() -> None:
    assert "<img" not in tip_text(EVIL)
    assert "<img" not in ShortLabel(EVIL).toolTip()
    assert tip_text("") == ""


def test_an_ampersand_is_a_letter() -> None:
    assert button("A & B").text() == "A && B"
    assert action("A & B", lambda: None).text() == "A && B"


def test_a_key_stands_in_the_tooltip() -> None:
    assert "Ctrl+N" in button("新增客戶", key="Ctrl+N").toolTip()


def test_an_icon_follows_the_scheme(qapp: object) -> None:
    before = icons.icon("phone").pixmap(24, 24).toImage()
    theme.apply(qapp, "dark", "large")  # type: ignore[arg-type]
    after = icons.icon("phone").pixmap(24, 24).toImage()
    assert before != after


@pytest.mark.parametrize("kind", ["", "primary", "danger"])
def test_buttons_are_high_enough_for_a_finger(kind: str) -> None:
    made: QPushButton = button("匯入", kind=kind)
    made.ensurePolished()
    assert made.sizeHint().height() >= 36


def test_an_ampersand_in_the_name_of_a_box_is_a_letter() -> None:
    box = QLineEdit()
    label = name_label("P&G 編號", box)
    assert (label.text(), label.buddy()) == ("P&&G 編號", box)  # a label with a buddy would underline the G
