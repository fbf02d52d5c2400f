"""What every test of the window stands on: our dress, answers instead of dialogs, and no warning of Qt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from resources import i18n
from tests.reports.conftest import read_pdf  # noqa: F401
from tests.screens.asks import Answers
from ui.kit import clipboard, counter, jobs, theme

_OF_THE_PLUGIN = tuple(
    f"This plugin does not support {what}" for what in ("propagateSizeHints()", "raise()", "grabbing the keyboard")
)


@pytest.fixture(autouse=True)
def _quiet_qt(qapp: QApplication) -> Iterator[None]:
    """A warning of Qt fails the test; only what the screenless platform says of itself passes."""
    said: list[str] = []

    def hear(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if text not in _OF_THE_PLUGIN:
            said.append(text)

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert said == []


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """Light, large, in the owner's language; afterwards nothing of the test is left open or under way."""
    i18n.use("zh_TW")
    if theme.state.size != "large" or theme.is_dark() or not qapp.styleSheet():
        theme.apply(qapp, "light", "large")
    yield
    counter.state.is_on = False
    jobs.shut_down()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [window for window in QApplication.topLevelWidgets() if window.isVisible()] == []


@pytest.fixture(autouse=True, scope="session")
def _clipboard(qapp: QApplication) -> Iterator[None]:
    """As at the program's end: nothing copied outlives Python."""
    yield
    clipboard.let_go()


@pytest.fixture
def shop(shop: Path) -> Iterator[Path]:
    """An empty shop file, open; nothing is under way any more when it is closed."""
    yield shop
    jobs.shut_down()


@pytest.fixture
def answers() -> Answers:
    """What the owner answers."""
    return Answers()
