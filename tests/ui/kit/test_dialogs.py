"""The dialogs that ask for files: their words, and what they bring back."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ui.kit.dialogs import Asks


def test_file_dialog_speaks_chinese_and_brings_back_what_was_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    wanted = tmp_path / "客戶.csv"
    wanted.write_text("姓名\n王小明\n", "utf-8")
    words: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        words.extend(label.text().replace("&", "") for label in dialog.findChildren(QLabel))
        dialog.selectFile(wanted.name)
        dialog.done(QFileDialog.DialogCode.Accepted)

    QTimer.singleShot(0, press)
    assert Asks().choose_files("匯入", "Excel (*.csv)", tmp_path) == [wanted]
    assert {"資料夾：", "檔名：", "檔案種類："} <= set(words)


def test_save_dialog_proposes_a_name_and_closing_it_saves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    proposed: list[str] = []

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        proposed.extend(dialog.selectedFiles())
        dialog.reject()

    QTimer.singleShot(0, press)
    assert Asks().save_file("存成", "PDF (*.pdf)", tmp_path / "名單.pdf") is None
    assert proposed == [str(tmp_path / "名單.pdf")]
