"""Errors: sentences are shown, bugs are logged without anybody's name, and the window goes on."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton

from db.core.errors import CancelledError, InputError
from tests.screens.asks import Answers
from ui import bug_log, errors
from ui.kit.dialogs import Asks


def _caught(crashes: errors.Crashes, error: Exception) -> None:
    try:
        raise error
    except Exception as caught:
        crashes.caught(type(caught), caught, caught.__traceback__)


def test_a_user_error_is_its_sentence(answers: Answers, tmp_path: Path) -> None:
    _caught(errors.Crashes(answers, tmp_path), InputError("這個檔案不完整。"))
    assert answers.asked == ["這個檔案不完整。"]


def test_a_cancelled_job_says_nothing(answers: Answers, tmp_path: Path) -> None:
    _caught(errors.Crashes(answers, tmp_path), CancelledError("取消"))
    assert answers.asked == []


def test_a_bug_is_told_in_general_and_logged_without_names(
    answers: Answers, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    handler = bug_log.log_to(tmp_path / "log")
    _caught(errors.Crashes(answers, tmp_path / "log"), KeyError("王小明 0912-345-678"))
    logging.getLogger().removeHandler(handler)
    handler.close()
    caplog.clear()
    written = (tmp_path / "log" / "shukebu.log").read_text("utf-8")
    assert "KeyError" in written
    assert "test_errors.py" in written
    assert "王小明" not in written
    assert "0912" not in written
    assert [one.startswith("bug E-") for one in answers.asked] == [True]


@pytest.mark.parametrize("word", ["診斷包…", "關閉"])
def test_a_bug_has_its_number_to_copy_and_the_package_for_a_technician(
    qapp: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str
) -> None:
    asks, made = Asks(), list[str]()
    asks.diagnose = lambda: made.append("package")

    def look(box: QMessageBox) -> int:
        box.show()
        buttons = {one.accessibleName(): one for one in box.findChildren(QPushButton)}
        assert set(buttons) == {"複製代碼", "診斷包…", "關閉"}
        buttons["複製代碼"].click()
        assert (box.isVisible(), qapp.clipboard().text()) == (True, "E-12345A")
        if folder := os.environ.get("SHUKEBU_PICTURES"):
            box.grab().save(f"{folder}/bug.png")
        buttons[word].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    asks.bug("E-12345A", tmp_path)
    qapp.processEvents()
    assert made == (["package"] if word == "診斷包…" else [])


def test_the_same_bug_has_the_same_number() -> None:
    numbers = set()
    for text in ("a", "b"):
        try:
            raise ValueError(text)
        except ValueError as error:
            numbers.add(bug_log.number(error))
    assert len(numbers) == 1
    assert numbers.pop().startswith("E-")


def test_the_hook_is_given_back(answers: Answers, tmp_path: Path) -> None:
    before = sys.excepthook
    crashes = errors.Crashes(answers, tmp_path)
    crashes.install()
    assert sys.excepthook != before
    crashes.remove()
    assert sys.excepthook == before


def test_a_second_crash_opens_no_second_dialog(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    class Crashing(Answers):
        """Another bug, or a sentence, comes up while the dialog of the first is open."""

        def bug(self, code: str, folder: Path) -> None:
            super().bug(code, folder)
            _caught(crashes, ValueError("again"))
            _caught(crashes, InputError("這個檔案不完整。"))

    asks = Crashing()
    crashes = errors.Crashes(asks, tmp_path)
    _caught(crashes, KeyError("first"))
    assert len(asks.asked) == 1
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]  # both are in the log
    caplog.clear()
    _caught(crashes, InputError("這個檔案不完整。"))
    assert asks.asked[1:] == ["這個檔案不完整。"]  # the next one is told again
