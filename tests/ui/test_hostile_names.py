"""Names that look like something else (HTML, formulas, formats, invisible letters) go through every page as they stand."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from db.services import blacklist, customers, lists, own_fields, tags
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from tests.importers.files import xlsx
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.importing import Importing
from tests.screens.records import Records
from tests.screens.window import Window
from ui.pages.settings.page import SettingsPage

NAMES = [
    "王<b>小明</b>", "<h1>大", '<img src="file:///C:/x">', "</para><para>", "A&B<co", "&#0;", "&amp;", '=HYPERLINK("http://x","y")',
    "=cmd|'/c calc'!A1", "-1+1", "@SUM(1)", "＝1+1", "\tTAB", "a\r\nb", "\"';=1", "\u202eRTL", "Z\u200dW\ufeff",
    "e" + "\u0301" * 200,
    "𠮷𠀋😀👨‍👩‍👧", "許功蓋", "\ue000", "%", "_", "\\", "'; DROP TABLE--", "長" * 10_000, "x" * 300, "{0} %s {{x}}",
    "{name}", "%1 %n", "..\\..\\x", "ㄨㄤ", "ไทย",
]  # fmt: skip


def _is_plain(page: QWidget) -> bool:
    return all(label.textFormat() is Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text())


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every error nobody caught."""
    found: list[object] = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: found.append(error))
    return found


@pytest.fixture
def window(shop: Path, answers: Answers, caught: list[object]) -> Window:
    for name in ("A&B", "<b>t</b>", "{x}"):
        tags.add(name)
        own_fields.add(name)
    for name in NAMES:
        points = [PointForm("mobile", "0912345678", label=name[:20])]
        form = CustomerForm(
            name=name, title=name[:50], note=name, tags=["A&B"], points=points, addresses=[AddressForm(text=name)]
        )
        blacklist.put([customers.add(form)], name)
    return Window(answers)


def test_on_the_list_the_card_and_in_menus(window: Window, caught: list[object]) -> None:
    screen = Customers(window)
    ids = list(lists.ids(lists.ListQuery()))
    assert len(ids) == len(NAMES)
    for customer in ids:
        screen.page.view.choose(customer)
        screen.page.presenter.pick(customer)
        QApplication.processEvents()
        assert _is_plain(screen.page)
    menu = QMenu()
    screen.page._fill_menu(menu)
    inner = next(entry.menu() for entry in menu.actions() if isinstance(entry.menu(), QMenu))
    assert isinstance(inner, QMenu)
    assert [entry.text() for entry in inner.actions()[:3]] == ["A&&B", "<b>t</b>", "{x}"]
    for name in NAMES:
        screen.page.search.set_words(name[:200])
        QApplication.processEvents()
    assert caught == []


@pytest.mark.parametrize("key", ["history", "settings"])
def test_on_the_other_pages(window: Window, caught: list[object], key: str) -> None:
    window.window.go(key)
    window.settle()
    page = window.window.page
    if isinstance(page, SettingsPage):
        for section in page.buttons:
            page.show_section(section)
            assert _is_plain(page)
    assert _is_plain(page)
    assert caught == []


def test_in_the_wizard_and_its_records(window: Window, caught: list[object], tmp_path: Path) -> None:
    listed = tmp_path / "A&B{0}客戶.xlsx"
    names = [name.strip() for name in NAMES]
    rows = [[name[:30_000], f"09{at:08}", name[:200]] for at, name in enumerate(names)]
    listed.write_bytes(xlsx([["姓名", "聯絡電話", "P&G <b>號</b> {x}"], *rows]))
    screen = Importing(window)
    screen.drop(listed)
    for step in ("files", "columns", "tidy", "doubles", "review"):
        screen.go(step)
        assert _is_plain(screen.page)
    screen.forward()
    assert screen.step() == "result"
    records = Records(window)
    for tab in (1, 2, 0):
        records.tab(tab)
        assert _is_plain(records.page)
    assert caught == []
