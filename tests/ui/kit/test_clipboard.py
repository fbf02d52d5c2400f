"""What stays in the clipboard when the program ends: what was copied, as it was copied."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage

from ui.kit import clipboard


@pytest.fixture(autouse=True)
def _board(qapp: object) -> None:
    """A clipboard needs an application."""


def test_a_copied_file_is_still_a_file(tmp_path: Path) -> None:
    path = tmp_path / "報價單 宏達.pdf"
    path.write_bytes(b"%PDF")
    clipboard.put_file(path)
    clipboard.let_go()
    held = QGuiApplication.clipboard().mimeData()
    assert [Path(url.toLocalFile()) for url in held.urls()] == [path]
    assert not clipboard.is_ours()


def test_words_and_pictures_stay_too() -> None:
    clipboard.put("林經理您好")
    clipboard.let_go()
    assert QGuiApplication.clipboard().text() == "林經理您好"
    clipboard.put_picture(QImage(4, 4, QImage.Format.Format_RGB32))
    clipboard.let_go()
    assert QGuiApplication.clipboard().image().width() == 4
