"""The doors of the house: nothing of the customers leaves a guarded shop unasked, and what leaves is stamped and noted."""

import json
import os
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QApplication

from db.core import session
from db.core.connection import rows
from db.services import customers, entry, keys, people
from db.services.customer_form import CustomerForm, PointForm
from db.services.lists import Selection
from db.services.people import PersonForm
from tests.reports import papers
from tests.screens.asks import Answers
from tests.screens.papers import Papers
from tests.screens.window import Window
from ui import doors
from ui.exporting.dialog import ExportDialog
from ui.kit.reason_dialog import ReasonDialog

ROOT = Path(__file__).parents[2]
_CALL = re.compile(r"(?<!def )(?<!class )\b([\w.]+)\(")
OWNER, PASSWORD, PIN, WHY = "王老闆", "濾心半年要換一次喔", "4711", "月底核對"
# Files that are written without the door, each with its reason.
FILES = {
    "ui/doors.py": "the door itself",
    "ui/diagnosis.py": "nothing of a customer is in it",
    "ui/papers/handing.py": "a paper: the door was passed before it was drawn, or it goes to its own customer; noted",
    "ui/moving/dialog.py": "the whole shop to another computer: the owner's alone; noted",
    "ui/pages/products/outgoing.py": "products, nobody's data",
    "ui/paying/requests.py": "requests for payment, each to its own customer; every one is noted",
    "ui/restoration/presenter.py": "what can be read of a damaged backup: the owner's alone; noted",
    "ui/restoration/rescue.py": "what can be read of a damaged shop file, which can note nothing: for who has its key",
    "ui/shop_files.py": "a backup, encrypted where the shop is; noted",
}
PAPERS = {
    "ui/papers/ready.py": "its errand comes with it",
    "ui/labels/dialog.py": "its errand comes with it",
    "ui/paying/takings.py": "the till of a day, closed every evening by whoever stands there; noted",
    "ui/paying/requests.py": "each to its own customer; noted",
    "ui/paying/statement.py": "to its own customer; noted",
    "ui/paying/receipt.py": "to its own customer; noted",
    "ui/selling/papers.py": "to its own customer; noted",
    "ui/quoting/paper.py": "to its own customer; noted",
    "ui/pages/products/price_list_dialog.py": "prices, nobody's data",
    "ui/locking/setup.py": "the owner's spare password",
    "ui/people/leaving.py": "what somebody took out: the owner's alone",
}


@cache
def _called() -> dict[str, set[str]]:
    """By file of ui what it calls, as it is written there."""
    files = sorted((ROOT / "ui").rglob("*.py"))
    return {file.relative_to(ROOT).as_posix(): set(_CALL.findall(file.read_text(encoding="utf-8"))) for file in files}


def _calls(*names: str) -> set[str]:
    return {file for file, called in _called().items() if any(f".{one}".endswith(names) for one in called)}


def test_every_file_and_paper_goes_through_the_door_or_says_why_not() -> None:
    assert _calls("asks.save_file", "asks.choose_folder", "asks.where") == set(FILES)
    drawn = _calls(".Paper")
    assert {one for one in drawn if not one.startswith("ui/papers/paper")} == set(PAPERS)
    assert _calls("printers.paint", "printer.paint") == {"ui/papers/out.py"}
    assert _calls(".QPrinter") <= {"ui/papers/printer.py"}


def test_every_list_that_is_written_demands_the_right() -> None:
    """A unit of an export is opened by `errands.taking`, but for papers and products."""
    free = {"reports/paper_file.py", "reports/product_list.py"}
    sources = {file.relative_to(ROOT).as_posix(): file.read_text() for file in (ROOT / "reports").rglob("*.py")}
    opened = {name for name, text in sources.items() if " unit(" in text or "(unit(" in text}
    assert opened == free


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    """A guarded shop with thirty customers; the owner is in, and has a PIN."""
    for at in range(30):
        customers.add(CustomerForm(name=f"客人{at}", points=[PointForm("mobile", f"0912-345-6{at:02}")]))
    made = keys.begin("password", PASSWORD, OWNER)
    made.prepare()
    made.finish()
    people.set_pin(1, PIN)
    doors._last.clear()
    window = Window(answers)
    window.window.go("customers")
    window.settle()
    yield window


def _last(action: str) -> dict[str, object]:
    found = rows("SELECT detail FROM unit WHERE action = ? ORDER BY id DESC LIMIT 1", action)
    return dict(json.loads(found[0][0])) if found else {}


def _as_clerk(may_export: bool = False) -> None:
    clerk = people.add(PersonForm("小芳", may_export=may_export))
    people.set_pin(clerk, PIN)
    entry.switch(clerk, PIN)


def test_a_printed_list_says_who_took_it_and_why(window: Window, answers: Answers, tmp_path: Path) -> None:
    answers.answers = [(WHY, PIN)]
    window.window.command("print")
    window.settle()
    paper = Papers(window).dialog
    assert paper.paper.errand.purpose == WHY
    target = tmp_path / "list.pdf"
    answers.answers = [target]
    paper._do("save")
    window.settle()
    with papers.opened(target.read_bytes()) as document:
        text = papers.plain(document.getAllText(0).text())
    assert all(words in text for words in (OWNER, WHY, "用畢請銷毀"))
    noted = _last("papers.export")
    assert (noted["why"], noted["sha256"]) == (WHY, sha256(target.read_bytes()).hexdigest())
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        paper.grab().save(f"{folder}/stamped.png")


def test_who_has_not_the_right_prints_no_list_and_it_is_noted(window: Window, answers: Answers) -> None:
    _as_clerk()
    answers.asked.clear()
    window.window.command("print")
    window.settle()
    assert "請問老闆" in answers.asked[0]
    assert QApplication.activeModalWidget() is None
    assert _last("entry.refused") == {"what": "customers.export"}


def test_a_file_carries_its_stamp_and_the_history_its_hash(window: Window, answers: Answers, tmp_path: Path) -> None:
    dialog = ExportDialog(window.window, Selection(chosen=(1, 2)))
    window.settle()
    target = tmp_path / "two.xlsx"
    answers.answers = ["0000", PIN, target]
    dialog.accept()
    window.settle()
    assert answers.asked.count("客戶資料要帶出去") == 2  # the wrong PIN was said, and asked again
    with ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert OWNER in sheet[sheet.index("<headerFooter>") :]
    noted = _last("customers.export")
    assert noted["sha256"] == sha256(target.read_bytes()).hexdigest()
    assert (noted["count"], noted["why"]) == (2, dialog.purpose.currentText())


def test_many_lines_are_copied_with_the_pin_alone(window: Window, answers: Answers) -> None:
    view = window.window.page.view
    view.selectAll()
    QApplication.clipboard().setText("before")
    view.copy()
    window.settle()
    assert QApplication.clipboard().text() == "before"
    answers.answers = [(WHY, PIN)]
    view.copy()
    window.settle()
    assert QApplication.clipboard().text().count("客人") == 30
    assert _last("lists.copy") == {"count": 30, "why": WHY}


def test_the_question_waits_for_both_answers(window: Window) -> None:
    dialog = ReasonDialog(window.window, "客戶資料要帶出去", "會記下您的名字。", ["印出來核對", WHY], "您的 PIN", "帶出去")
    dialog.open()
    assert not dialog.go.isEnabled()
    dialog.proof.setText(PIN)
    dialog.reason.setCurrentText("  ")
    assert not dialog.go.isEnabled()
    dialog.reason.setCurrentIndex(1)
    assert dialog.go.isEnabled()
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        dialog.grab().save(f"{folder}/reason.png")
    assert dialog.answer() == (WHY, PIN)
    dialog.reject()


def test_without_passwords_nothing_is_asked(shop: Path, answers: Answers, tmp_path: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    window = Window(answers)
    assert not session.is_guarded()
    answers.answers = [tmp_path / "one.xlsx"]
    assert doors.save_file(window.window, "匯出", "Excel (*.xlsx)", tmp_path / "one.xlsx") == tmp_path / "one.xlsx"
    assert len(answers.asked) == 1
    assert doors.lets_copy(window.window, 1_000_000)
