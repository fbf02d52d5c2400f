"""Nothing of a customer stands in a file outside the shop's own, its backups and what the owner asked to be written."""

import logging
import socket
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NoReturn

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from db.core import file
from db.core.progress import silent
from db.core.values.text import clean_text
from db.services import backups, interactions, quotes, settings
from db.services.interactions import InteractionForm
from db.services.lists import Selection
from reports import exports
from reports.exports import Wish
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.importing import Importing
from tests.screens.papers import Papers, lay_printer
from tests.screens.quote import QuoteScreen
from tests.screens.window import Window
from ui import bug_log, diagnosis, errors
from ui.pages.welcome.page import WelcomePage

COUNT: Final = 200
_CODINGS: Final = ("utf-8", "utf-16-le", "cp950")


def _name(number: int) -> str:
    return f"金絲{chr(0x4E00 + 37 * number)}{chr(0x5000 + 41 * number)}"


def _phone(number: int) -> str:
    return f"0955{number:03d}{(number * 7919) % 1000:03d}"


CANARIES: Final = [one for number in range(COUNT // 2) for one in (_name(number), _phone(number))]


@pytest.fixture(autouse=True)
def _temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes to the system's folder for temporary files is seen, too."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """S10: whoever opens a connection to a network fails."""

    def refused(*_arguments: object, **_named: object) -> NoReturn:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket.socket, "connect_ex", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def _list(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "手機", "地址", "備註"])
    for number in range(COUNT // 2):
        sheet.append([_name(number), _phone(number), f"新北市永和區中正路{number + 1}號", f"{_name(number)}怕狗"])
    book.save(path)
    return path


def _bring_in(answers: Answers, path: Path) -> Window:
    window = Window(answers)
    page = window.window.page
    assert isinstance(page, WelcomePage)
    page.name.setText("順發水電材料行")
    window.drop(path)
    wizard = Importing(window)
    wizard.go("review")
    wizard.forward()
    assert "匯入了 100 位客戶。" in window.texts()
    return window


def _edit(window: Window) -> None:
    window.window.go("customers")
    screen = Customers(window)
    screen.type(_phone(3)[-6:])
    assert _name(3) in screen.card()
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    form.boxes["points"].rows[0].main().setText(_phone(3))  # type: ignore[attr-defined]
    form.save()
    window.settle()
    interactions.add(InteractionForm(1, f"{_name(0)}說要換龍頭 {_phone(0)}"))
    screen.type("")


def _print(window: Window) -> None:
    window.choose("檔案", "列印畫面上的內容…")
    papers = Papers(window)
    papers.press("列印…")
    window.wait_for(papers.said)
    papers.dialog.reject()
    window.settle()


def _quote(window: Window) -> None:
    settings.save({"invoices": "none", "phone": "02-2921-1234"})
    screen = QuoteScreen(window)
    screen.begin(1)
    screen.write("水龍頭", "1", "500")
    looked_at = screen.issue()
    looked_at._do("confirm")
    window.settle()
    looked_at.reject()
    window.settle()
    assert quotes.rows()[0].state == "issued"


def _crash(answers: Answers) -> None:
    try:
        raise KeyError(f"{_name(1)} {_phone(1)}")
    except KeyError as error:
        logging.getLogger("w").warning("something went wrong", exc_info=error)
        errors.Crashes(answers, file.data_folder() / "log").caught(type(error), error, error.__traceback__)


def _titles() -> Iterator[str]:
    for one in QApplication.topLevelWidgets():
        yield one.windowTitle()


def _holding(folder: Path, left_out: tuple[Path, ...]) -> list[str]:
    """The files below this folder that hold a canary."""
    wanted = [(one, one.encode(coding)) for one in CANARIES for coding in _CODINGS if _can(one, coding)]
    found = []
    for path in folder.rglob("*"):
        if path.is_file() and not any(path.is_relative_to(one) for one in left_out) and not path.name.startswith("shop.crm"):
            content = _content(path)
            found += [f"{path.relative_to(folder)}: {one}" for one, said in wanted if said in content][:1]
    return found


def _content(path: Path) -> bytes:
    """Its bytes; of a file that is packed, those within."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return b"".join(packed.read(one) for one in packed.namelist())


def _can(text: str, coding: str) -> bool:
    try:
        return bool(text.encode(coding))
    except UnicodeEncodeError:
        return False


def test_nothing_of_a_customer_is_written_anywhere_else(
    answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert len(set(CANARIES)) == COUNT and clean_text(CANARIES[0]) == CANARIES[0]
    asked_for = tmp_path / "asked"
    asked_for.mkdir()
    handler = bug_log.log_to(file.data_folder() / "log")
    lay_printer(monkeypatch, asked_for / "out.pdf")
    try:
        window = _bring_in(answers, _list(asked_for / "名單.xlsx"))
        _edit(window)
        _print(window)
        _quote(window)
        exports.write(asked_for / "匯出.xlsx", Wish(Selection((1, 2)), "xlsx"), silent)
        made = backups.make("close")
        diagnosis.make(asked_for / "診斷包.zip", silent)
        _crash(answers)
        titles = " ".join(_titles())
        window.window.close()
        window.settle()
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
        caplog.clear()
    assert "KeyError" in (file.data_folder() / "log" / "shukebu.log").read_text("utf-8")
    found = {one.partition(":")[0] for one in _holding(asked_for, ())}
    assert found >= {"名單.xlsx", "匯出.xlsx"}  # the search finds what is there
    assert _holding(tmp_path, (asked_for, made.path.parent)) == []
    assert not any(one in titles for one in CANARIES)
