"""The start is light: what is not needed for the first page is not loaded."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from db.core import file, lock
from db.services import customers, shops
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from ui import app
from ui.app import Application
from ui.main_window import MainWindow
from ui.shop_files import demo_path, shop_path

HEAVY = [
    *("openpyxl", "reportlab", "pypinyin", "rapidfuzz", "PySide6.QtPdf", "PySide6.QtPrintSupport", "PySide6.QtNetwork"),
    *("peewee", "decimal", "zoneinfo", "uuid", "socket", "pickle", "html", "email", "hashlib", "concurrent.futures"),
    *("importlib.metadata", "logging.handlers", "_strptime"),
    *("db.core.journal", "db.core.audit", "db.core.undo", "db.core.search", "db.core.chain", "db.core.copying", "db.models"),
    *("db.core.values.phones", "db.core.values.names", "db.core.values.dates"),
    *("db.services.customers", "db.services.cards", "db.services.lists", "db.services.days"),
    *("ui.kit.form", "ui.kit.boxes", "ui.kit.toast", "ui.undoing", "ui.about", "ui.pages.customers.inside"),
]
_PROGRAM = """
import json, os, sys
from pathlib import Path
from ui.app import Application
from ui.kit.first_paint import FirstPaint
application = Application([])
application.open(Path(sys.argv[1]))
window = application.show()

def tell():
    try:
        print(window.key, json.dumps(sorted(sys.modules)), flush=True)
    finally:
        os._exit(0)

FirstPaint(window).then(tell)
while True:
    application.qt.processEvents()
"""
_ROOT = Path(__file__).parents[2]


def test_heavy_modules_wait(shop_path: Path) -> None:
    with file.opened(shop_path):
        customers.add(CustomerForm(name="王小明"))
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(shop_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT,
    )
    key, _blank, names = done.stdout.splitlines()[-1].partition(" ")
    loaded = set(json.loads(names))
    assert key == "today"
    assert "ui.pages.today.page" in loaded
    assert [name for name in HEAVY if name in loaded] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_one_line_says_so() -> None:
    bare = {name: text for name, text in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}}
    done = subprocess.run([sys.executable, "main.py"], capture_output=True, text=True, check=False, cwd=_ROOT, env=bare)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "這裡沒有螢幕。請改用「./run」，不開視窗也能匯入名單。\n"


_SECOND = """
from tests.screens.asks import Answers
from ui.app import Application
from ui.shop_files import shop_path
application = Application([])
application.crashes.asks = Answers()
print(application.run(shop_path()), *application.crashes.asks.asked)
"""


_COPIES = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from ui.app import Application
from ui.kit import clipboard
from ui.shop_files import shop_path
application = Application([])
clipboard.put("陳美惠", "<b>陳美惠</b>")
QTimer.singleShot(0, application.qt.quit)
application.run(shop_path())
print(QGuiApplication.clipboard().text())
"""


def test_the_program_ends_well_with_something_copied() -> None:
    utf8 = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", _COPIES], capture_output=True, check=False, cwd=_ROOT, env=utf8)
    assert (done.returncode, done.stdout.decode().strip()) == (0, "陳美惠")


@pytest.fixture
def _no_longer_quitting() -> Iterator[None]:
    """Qt's last window asks the program to quit when it closes, and no dialog stays open until the program has run once more."""
    yield
    qt = QApplication.instance()
    assert qt is not None
    qt.processEvents()
    QTimer.singleShot(0, qt.quit)
    qt.exec()


@pytest.mark.usefixtures("_no_longer_quitting")
def test_a_call_of_yesterday_brings_nothing_to_the_front(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_LOOK_FOR_CALLS", 10)
    file.data_folder().mkdir(parents=True, exist_ok=True)
    lock.call_to_front(shop_path().with_name("window"))  # nobody was there to hear it
    application = Application([])
    application.crashes.asks = answers
    said: list[bool] = []

    def look() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        said.append("toaster" in vars(window) and window.toaster.isVisible())
        application.qt.quit()

    QTimer.singleShot(200, look)
    application.run(shop_path())
    assert said == [False]


@pytest.mark.usefixtures("_no_longer_quitting")
def test_a_second_start_finds_the_window_of_the_demo_shop(answers: Answers) -> None:
    shops.create(demo_path(), "示範")
    application = Application([])
    application.crashes.asks = answers
    said: list[str] = []

    def start_again() -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        window.asks = answers
        window.switch_to(demo_path())
        done = subprocess.run([sys.executable, "-c", _SECOND], capture_output=True, text=True, check=True, cwd=_ROOT)
        said.append(done.stdout.strip())
        QTimer.singleShot(2_000, lambda: (said.append(window.toaster.text.text()), application.qt.quit()))

    QTimer.singleShot(0, start_again)
    application.run(shop_path())
    (at_once, then) = said  # the window was busy while the second start waited
    assert at_once.startswith("0 熟客簿正在用這家店的資料")
    assert then == "熟客簿已經開著，已幫您切換過來。"
    assert not lock.beside(shop_path().with_name("window"), lock.LOCK_SUFFIX).exists()
