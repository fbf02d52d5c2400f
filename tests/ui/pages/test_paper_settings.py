"""紙張與店章: pictures of the letterhead, where the seals stand, and the paper beside them."""

from pathlib import Path
from typing import cast

import pytest
from PySide6.QtGui import QColor, QImage

from db.services import letterhead, options
from db.services.letterhead import Letterhead
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.attachments.letterhead_box import LetterheadBox
from ui.attachments.pictures import written
from ui.kit.boxes import LineBox
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.paper_card import PaperCard
from ui.quoting.first_quote import FirstQuote


@pytest.fixture
def window(shop: Path, answers: Answers) -> Window:
    made = Window(answers)
    made.window.go("settings", section="paper")
    made.settle()
    return made


def _card(window: Window) -> PaperCard:
    return cast(PaperCard, cast(SettingsPage, window.window.page).cards["paper"])


def _seal(folder: Path, side: int = 3000) -> Path:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(QColor(200, 0, 0))
    path = folder / "店章.png"
    path.write_bytes(written(image, b"PNG", 0))
    return path


def test_a_seal_is_kept_stands_on_the_paper_and_is_taken_back(window: Window, answers: Answers, tmp_path: Path) -> None:
    card = _card(window)
    before = card.view.pages._opened
    answers.answers = [[_seal(tmp_path)]]
    card.boxes["seal"].choose()
    choose = card.boxes["seal"].widget_for_label()
    assert (card.boxes["seal"].value(), choose.isEnabled(), choose.text()) == (b"", False, "讀圖片中…")  # the worker is at it
    window.settle()
    assert (choose.isEnabled(), choose.text()) == (True, "選照片…")
    assert QImage.fromData(letterhead.picture("seal")).width() == letterhead.LONGEST
    assert card.view.pages._opened is not before
    window.press_toast()
    assert (letterhead.picture("seal"), card.boxes["seal"].value()) == (b"", b"")


def test_a_drawing_is_refused_with_a_sentence(window: Window, answers: Answers, tmp_path: Path) -> None:
    drawing = tmp_path / "logo.svg"
    drawing.write_text("<svg/>")
    answers.answers = [[drawing]]
    _card(window).boxes["logo"].choose()
    window.settle()
    assert "logo.svg" in answers.asked[-1]
    assert letterhead.picture("logo") == b""


def test_the_seals_are_moved(window: Window) -> None:
    placing = _card(window).placing
    box = cast(LineBox, placing.boxes["seal_right"])
    for typed, kept in (("-5", -5), ("很遠", -5), ("500", -5)):
        box.edit.setText(typed)
        box.edit.editingFinished.emit()
        assert options.get("seal_right") == kept
        assert bool(placing._problems["seal_right"].text()) == (typed != "-5")
    assert Letterhead.of_shop().seals.right == -5


def test_the_first_quote_waits_for_a_picture_that_is_being_read(window: Window, answers: Answers, tmp_path: Path) -> None:
    dialog = FirstQuote(window.window, window.window, lambda: None)
    dialog.open()
    window.settle()
    answers.answers = [[_seal(tmp_path)], [tmp_path / "gone.png"]]
    box = cast(LetterheadBox, dialog.boxes["seal"])
    box.choose()
    assert not dialog.save_button.isEnabled()
    window.settle()
    assert dialog.save_button.isEnabled()
    seal = box.value()
    assert QImage.fromData(seal).width() == letterhead.LONGEST
    box.choose()
    window.settle()
    assert "gone.png" in answers.asked[-1]
    assert (box.value(), dialog.save_button.isEnabled()) == (seal, True)
    dialog.save()
    assert letterhead.picture("seal") == seal
    window.leave_dialogs()
