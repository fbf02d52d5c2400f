"""The letters of the program in both languages."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.kit import settings, theme


@pytest.mark.parametrize(("language", "is_narrow"), [("zh_TW", False), ("en", True)])
def test_english_quotes_are_as_narrow_as_its_letters(shop: Path, answers: Answers, language: str, is_narrow: bool) -> None:
    settings.put("language", language)
    window = Window(answers)
    window.window.toast("“Chen” isn’t there")
    label = next(one for one in window.window.toaster.findChildren(QLabel) if "Chen" in one.text())
    for quote in "“”’":
        assert (QFontMetrics(label.font()).horizontalAdvance(quote) < theme.px() * 0.7) is is_narrow
