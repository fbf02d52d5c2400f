"""The dialogs that ask for files: their words, and what they bring back."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from tests.screens.asks import Answers
from ui.kit import theme
from ui.kit.dialogs import Asks, button_row


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


def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    there = tmp_path / "客戶.xlsx"
    there.write_text("很重要的舊檔")
    answers = Answers()
    answers.answers = [tmp_path / "客戶", None, tmp_path / "客戶", 0]  # typed without an ending: no, another name; then yes
    assert answers.save_file("匯出", "Excel (*.xlsx)", tmp_path / "新的.xlsx") == there
    assert [one for one in answers.asked if "客戶.xlsx" in one] == ["「客戶.xlsx」已經有了，原本的內容會不見。"] * 2
    answers.answers = [tmp_path / "客戶", None, None]
    assert answers.save_file("匯出", "Excel (*.xlsx)", tmp_path / "新的.xlsx") is None


def test_a_point_in_the_name_is_no_ending(tmp_path: Path) -> None:
    answers = Answers()
    answers.answers = [tmp_path / "提醒 2026.11", tmp_path / "提醒.ICS"]
    assert answers.save_file("存", "iCalendar (*.ics)", tmp_path / "提醒.ics") == tmp_path / "提醒 2026.11.ics"
    assert answers.save_file("存", "iCalendar (*.ics)", tmp_path / "提醒.ics") == tmp_path / "提醒.ICS"


def test_the_save_dialog_puts_the_ending_behind_what_is_typed(qtbot: QtBot, tmp_path: Path) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectFile("名單")
        dialog.done(QFileDialog.DialogCode.Accepted)

    QTimer.singleShot(0, press)
    assert Asks().save_file("存成", "PDF (*.pdf)", tmp_path / "客戶.pdf") == tmp_path / "名單.pdf"


def test_where_there_is_danger_enter_is_no_yes(qtbot: QtBot) -> None:
    for danger, result in ((False, QDialog.DialogCode.Accepted), (True, QDialog.DialogCode.Rejected)):
        dialog = QDialog()
        qtbot.addWidget(dialog)
        line = QLineEdit()
        inside = QVBoxLayout(dialog)
        inside.addWidget(line)
        inside.addWidget(button_row(dialog, "永久丟掉", danger=danger))
        dialog.show()
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert dialog.result() == result
        assert not dialog.isVisible()


def test_a_long_question_is_read_whole(qtbot: QtBot, qapp: QApplication) -> None:
    said = "5 customers and everything about them are thrown away for good; this can't be taken back. Type the number: " * 3
    rooms: list[tuple[int, int]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        label = next(one for one in dialog.findChildren(QLabel) if one.text() == said)
        rooms.append((label.height(), label.heightForWidth(label.width())))
        dialog.reject()

    theme.apply(qapp, "light", "extra")
    QTimer.singleShot(100, look)
    assert Asks().text("Throw away for good", said, danger=True) is None
    ((room, needed),) = rooms
    assert room >= needed
