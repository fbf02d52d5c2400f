"""Every page of a guarded shop as each role: it opens, offers nothing that is refused by itself, and shows no number in full."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from db.core import session
from db.core.connection import rows
from db.core.errors import UserError
from db.services import customers, keys, people
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.people import PersonForm
from tests.screens.asks import Answers
from tests.screens.said import said
from tests.screens.window import Window
from ui import menus, navigation
from ui.palette.palette import Palette

SECRETS = ("0937-345-678", "0937345678", "mei@example.com", "和平東路一段1號")
OWNER, PIN = "王老闆", "4711"


@pytest.fixture
def window(shop: Path, answers: Answers) -> Iterator[Window]:
    """A guarded shop with one customer; the owner is in."""
    points = [PointForm("mobile", SECRETS[0]), PointForm("email", SECRETS[2])]
    customers.add(CustomerForm(name="陳美惠", points=points, addresses=[AddressForm(f"台北市大安區{SECRETS[3]}")]))
    made = keys.begin("password", "濾心半年要換一次喔", OWNER)
    made.prepare()
    made.finish()
    yield Window(answers)


def _switch(window: Window, answers: Answers, name: str) -> None:
    """As the menu of names does it, by PIN."""
    answers.answers = [PIN]
    menu = window.window.staff.menu()
    next(one for one in menu.actions() if name in one.text()).trigger()
    window.settle()
    assert session.actor() == name
    answers.asked.clear()


def _told(window: Window) -> list[str]:
    """The numbers that stand in full in what is in view."""
    return [secret for words in said(window.window) for secret in SECRETS if secret in words]


@pytest.mark.parametrize("role", ["staff", "reader"])
def test_every_page_opens_for_who_may_see_little(window: Window, answers: Answers, role: str) -> None:
    pages = [spec.key for spec in navigation.PAGES if spec.key != "welcome"]
    for key in pages:  # the owner saw each of them
        window.window.go(key)
        window.settle()
    window.window.go("customers")
    window.settle()
    assert _told(window)
    people.set_pin(people.add(PersonForm("小芳", role)), PIN)
    _switch(window, answers, "小芳")
    for key in ["customers", *pages]:
        window.window.go(key)
        window.settle()
        assert (key, answers.asked) == (key, [])
        assert (key, _told(window)) == (key, [])
    window.window.go("customers", customer=1)
    window.settle()
    assert "0937-***-678" in " ".join(said(window.window))
    assert (answers.asked, _told(window)) == ([], [])


COMMANDS = (
    "add", "edit", "log", "remind", "sell", "quote", "pay", "going_out", "export", "print", "pick_regulars", "hand_over",
    "monthly_reports", "print_again", "palette",
)  # fmt: skip


@pytest.mark.parametrize("role", ["staff", "reader"])
def test_what_a_menu_opens_shows_no_number_and_says_why_it_does_not_open(window: Window, answers: Answers, role: str) -> None:
    people.set_pin(people.add(PersonForm("小芳", role)), PIN)
    _switch(window, answers, "小芳")
    for command in COMMANDS:
        window.window.go("customers")
        window.settle()
        window.window.page.view.selectRow(0)
        answers.asked.clear()
        with suppress(UserError):  # said in a dialog by whoever catches it
            window.window.command(command)
        window.settle()
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        told = [(command, secret) for one in shown for words in said(one) for secret in SECRETS if secret in words]
        assert told == []
        assert [one for one in answers.asked if "Traceback" in one] == []
        window.leave_dialogs()
        if palette := window.window.findChild(Palette):
            palette.hide()


@pytest.mark.parametrize(
    ("role", "grey"), [("staff", {"export", "restore", "move", "labels"}), ("reader", {"add", "sell", "start_import"})]
)
def test_a_menu_offers_nothing_that_is_refused_and_a_key_says_why(
    window: Window, answers: Answers, role: str, grey: set[str]
) -> None:
    people.set_pin(people.add(PersonForm("小芳", role)), PIN)
    assert not _grey(window)
    _switch(window, answers, "小芳")
    assert grey <= _grey(window)
    assert role == "reader" or not _grey(window) & {"add", "sell", "start_import"}
    asked = next(one for one in window.window.menuBar().findChildren(QAction) if one.objectName() == "restore")
    assert asked.text().endswith("請找老闆")
    assert asked.isEnabled()  # the menu is closed again: a key is answered by a sentence, and noted


def _grey(window: Window) -> set[str]:
    """The entries that can't be chosen while their menu is open."""
    found: set[str] = set()
    for menu in window.window.menuBar().findChildren(QMenu):
        menu.aboutToShow.emit()
        shown = [one for one in menu.actions() if one.isVisible() and not one.menu() and not one.isSeparator()]
        found |= {one.objectName() for one in shown if not one.isEnabled()}
        menu.aboutToHide.emit()
    return found


def test_who_only_reads_is_told_before_anything_is_typed(window: Window, answers: Answers) -> None:
    people.set_pin(people.add(PersonForm("阿姨", "reader")), PIN)
    _switch(window, answers, "阿姨")
    wanted = ("add", "edit", "log", "remind", "sell", "quote", "pay")
    for command in wanted:
        window.window.go("customers", customer=1)
        window.settle()
        window.window.command(command)
        window.settle()
        assert (command, answers.asked[-1][:3]) == (command, "阿姨不")
        assert (command, QApplication.activeModalWidget()) == (command, None)
    window.window.go("customers", customer=1)
    window.settle()
    window.click("記一筆")  # a button of the page, too
    assert QApplication.activeModalWidget() is None
    refused = rows("SELECT json_extract(detail, '$.what') FROM unit WHERE action = 'entry.refused' ORDER BY id")
    assert [what for (what,) in refused] == [*(menus.DOES[one] for one in wanted), "interactions.add"]


def test_everybody_stands_in_the_menu_of_names_and_how_they_come_in(window: Window, answers: Answers) -> None:
    people.set_pin(people.add(PersonForm("小芳")), PIN)
    people.add(PersonForm("阿明"))
    _switch(window, answers, "小芳")
    shown = {one.text()[4:]: one.isEnabled() for one in window.window.staff.menu().actions() if one.isCheckable()}
    assert shown == {f"{OWNER}（用密碼進入）": True, "小芳": True, "阿明（還沒設 PIN 碼）": False}
    window.window.guard.begin()
    next(one for one in window.window.staff.menu().actions() if OWNER in one.text()).trigger()
    assert window.window.guard.is_locked


def test_a_form_that_was_open_when_somebody_switched_is_saved_by_who_is_there_and_keeps_its_number(
    window: Window, answers: Answers
) -> None:
    """The form takes all keys, so that the names can't be reached under it; were they, it would be no way around."""
    people.set_pin(people.add(PersonForm("小芳", "staff")), PIN)
    window.window.go("customers", customer=1)
    window.settle()
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    assert form.isModal()
    form.boxes["name"].fill("林志豪")
    _switch(window, answers, "小芳")
    form.save()
    window.settle()
    assert rows("SELECT actor, action FROM unit ORDER BY id DESC LIMIT 1") == [("小芳", "customers.change")]
    assert rows("SELECT text FROM main.contact_point WHERE kind = 'mobile'") == [(SECRETS[0],)]
