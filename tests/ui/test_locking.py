"""The lock: nothing is read or typed past it, who proves who they are goes on where it stood, and how a shop gets one."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QWidget
from shiboken6 import delete

from db.core import clock, file, session, soundness
from db.core import guarded as guarded_file
from db.core.connection import database, rows, value
from db.core.journal import unit
from db.core.progress import Progress
from db.models import User
from db.services import backups, customers, dump, facts, keys
from db.services.customer_form import CustomerForm, PointForm
from tests.screens.asks import Answers
from tests.screens.window import Window
from ui.app import Application
from ui.kit import clipboard, counter, jobs, settings
from ui.kit.dialogs import Asks
from ui.kit.reason_dialog import ReasonDialog
from ui.locking import covers, offer, setup
from ui.locking import guard as guarding
from ui.locking.password_dialog import PasswordDialog
from ui.locking.setup import SetupDialog
from ui.safety import Safety
from ui.shop_files import demo_path, is_demo

OWNER, PASSWORD, OTHER = "王老闆", "濾心半年要換一次喔", "吊扇裝好了再收錢吧"
NAME, PHONE = "陳美惠", "0912-345-678"


def grab(window: Window, name: str) -> None:
    """A picture for whoever looks, where a folder for it is named."""
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        top = QApplication.activeModalWidget() or window.window
        top.grab().save(f"{folder}/{name}.png")


def _guard(mode: keys.Mode) -> keys.Setup:
    customers.add(CustomerForm(name=NAME, points=[PointForm("mobile", PHONE)]))
    made = keys.begin(mode, PASSWORD, OWNER)
    made.prepare()
    made.finish()
    return made


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shut behind the lock is shut at once."""
    monkeypatch.setattr(guarding, "_FORGET_AFTER", 1)


@pytest.fixture(params=["password", "encrypted"])
def guarded(request: pytest.FixtureRequest, shop: Path) -> keys.Setup:
    """A shop with one customer, the owner is in."""
    return _guard(request.param)


def _type_in(window: Window, password: str) -> None:
    page = window.window.guard.page
    assert page is not None
    page.box.setText(password)
    page.try_it()
    window.wait_for(lambda: not window.window.is_locked or page.go.isEnabled())
    window.settle()


def _seen(window: Window) -> str:
    return " ".join(
        label.text() for label in window.window.findChildren(QLabel) if label.isVisible() and not _is_under(window, label)
    )


def _is_under(window: Window, label: QLabel) -> bool:
    """Whether the lock page lies over a label."""
    page = window.window.guard.page
    return page is not None and not page.isAncestorOf(label) and page.geometry() == window.window.rect()


def test_locked_nothing_is_read_typed_or_named_and_everything_stands_where_it_stood(
    guarded: keys.Setup, answers: Answers
) -> None:
    window = Window(answers)
    window.window.guard.begin()
    window.window.go("customers")
    window.settle()
    before = dump.dump()
    window.window.doing.lock()
    window.wait_for(lambda: file.is_open() == (guarded.mode == "password"))
    window.settle(1.2)
    grab(window, f"lock-{guarded.mode}")
    assert window.window.is_locked
    assert NAME not in _seen(window)
    assert window.window.windowTitle() == "熟客簿"
    assert session.person().role == "nobody" if file.is_open() else guarded.mode == "encrypted"
    assert file.is_open() == (guarded.mode == "password")
    assert database.key is None
    at = window.window.key
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F9, Qt.Key.Key_Escape):
        QTest.keyClick(window.window, key)
    QTest.keyClick(window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("姓名\t手機\n王小明\t0912345678")
    QTest.keyClick(window.window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert QApplication.activeModalWidget() is None
    assert window.window.key == at
    _type_in(window, OTHER)
    assert window.window.is_locked
    grab(window, "lock-wrong")
    _type_in(window, PASSWORD)
    assert not window.window.is_locked
    assert window.window.key == "customers"
    assert dump.dump() == before
    assert session.actor() == "王老闆"


def test_a_dialog_that_is_open_is_covered_and_the_password_is_typed_over_it(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    form.boxes["note"].set_value("還沒存的字") if hasattr(form.boxes["note"], "set_value") else None
    window.window.guard.lock()
    window.settle()
    host = QApplication.activeModalWidget()
    assert isinstance(host, QDialog)
    assert host is not form
    assert form.windowTitle() == "熟客簿"
    host.reject()
    window.settle()
    assert window.window.is_locked
    _type_in(window, PASSWORD)
    assert QApplication.activeModalWidget() is form
    assert not window.window.is_locked
    form.reject()


def test_the_key_of_the_lock_works_over_a_dialog_and_a_menu_and_nothing_around_it_is_read(
    guarded: keys.Setup, answers: Answers
) -> None:
    window = Window(answers)
    window.window.listen()
    window.window.guard.begin()
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    form = window.dialog()
    menu = QMenu(NAME, form)
    menu.addAction(NAME)
    menu.popup(form.pos())
    clipboard.lend(PHONE)
    QTest.keyClick(form, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    window.settle()
    assert window.window.is_locked
    assert not menu.isVisible()
    assert QGuiApplication.clipboard().text() == ""
    host = QApplication.activeModalWidget()
    assert host is not None
    QTest.keyClick(host, Qt.Key.Key_F9)
    assert not counter.state.is_on
    middles = ((one, one.childAt(one.rect().center())) for one in (window.window, form))
    assert [one for one, at in middles if at is None or not any(isinstance(up, covers._Cover) for up in _chain(at))] == []
    _type_in(window, PASSWORD)
    assert (form.isVisible(), form.windowTitle() != "熟客簿") == (True, True)
    form.reject()


def _chain(at: QWidget | None) -> Iterator[QWidget]:
    """A widget and all it lies in."""
    while at is not None:
        yield at
        at = at.parentWidget()


def test_what_had_the_keyboard_may_be_gone_when_somebody_comes_in(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    box = QLineEdit(window.window)
    box.show()
    box.setFocus()
    window.window.guard.lock()
    delete(box)
    _type_in(window, PASSWORD)
    assert not window.window.is_locked


def test_a_locked_window_closes_and_a_second_start_says_nothing_over_it(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    window.window.guard.lock()
    window.settle(1.2)
    window.window.to_front()
    assert window.window.is_locked
    assert not window.window.toaster.isVisible()
    assert window.window.close()
    assert answers.asked == []


def test_pasting_where_the_clipboard_cannot_be_read_does_nothing(
    shop: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(answers)
    monkeypatch.setattr(type(QGuiApplication.clipboard()), "mimeData", lambda _board: None)
    window.window.doing.paste()
    assert window.window.key == "customers"


def test_another_person_comes_in_and_finds_none_of_the_owners_dialogs(guarded: keys.Setup, answers: Answers) -> None:
    with unit("people.add"):
        staff = User.create(name="小芳", role="staff").id
    keys.set_password(staff, OTHER, PASSWORD)
    window = Window(answers)
    window.window.guard.begin()
    window.press(Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier)
    window.window.guard.lock()
    window.settle()
    page = window.window.guard.page
    assert page is not None
    page._choose("小芳")
    _type_in(window, OTHER)
    assert (session.actor(), QApplication.activeModalWidget()) == ("小芳", None)


def test_it_locks_when_nobody_is_there_by_either_clock_and_after_sleep(
    guarded: keys.Setup, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(answers)
    guard = window.window.guard
    guard.begin()
    now = [time.monotonic(), time.time()]
    monkeypatch.setattr(guarding.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(guarding.time, "time", lambda: now[1])
    for ahead, locks in (((840.0, 840.0), False), ((960.0, 960.0), True), ((960.0, -5000.0), True), ((120.0, 300.0), True)):
        guard._stay()
        guard.look_at_the_clocks()
        assert not window.window.is_locked
        now[0], now[1] = now[0] + ahead[0], now[1] + ahead[1]
        guard.look_at_the_clocks()
        assert window.window.is_locked == locks
        if locks:
            monkeypatch.setattr(guarding.time, "monotonic", lambda: now[0])
            _type_in(window, PASSWORD)


def test_the_program_starts_locked_and_shows_the_shop_to_who_has_the_password(guarded: keys.Setup, shop: Path) -> None:
    file.close()
    application = Application([])
    assert application.open(shop)
    assert not file.is_open()
    shown = application.show(shop)
    assert shown.is_locked
    page = shown.guard.page
    assert page is not None
    page.box.setText(PASSWORD)
    page.try_it()
    window = Window.__new__(Window)
    window.application, window.window = application, shown
    window.wait_for(lambda: not shown.is_locked)
    window.settle()
    assert file.is_open()
    assert shown.key in ("today", "customers")
    settings.put("told_saved", "1")
    shown.close()


def test_the_paper_lets_in_and_asks_for_a_new_password(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    window.window.guard.lock()
    page = window.window.guard.page
    assert page is not None
    page._other_way()
    grab(window, "lock-paper")
    _type_in(window, guarded.paper)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, PasswordDialog)
    dialog.new.first.setText(OTHER)
    dialog.new.second.setText(OTHER)
    window.settle()
    assert window.clipped(dialog) == []
    grab(window, "after-paper")
    dialog.accept()
    window.wait_for(lambda: QApplication.activeModalWidget() is None)
    keys.change_password(OTHER, PASSWORD)


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_a_shop_gets_its_lock_step_by_step(shop: Path, answers: Answers, mode: keys.Mode) -> None:
    customers.add(CustomerForm(name=NAME))
    window = Window(answers)
    before = dump.dump()["customers"]
    older = backups.make("close").path
    setup.open_dialog(window.window)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SetupDialog)
    grab(window, "setup-1")
    dialog.choose(mode)
    dialog.password.first.setText("12345678")
    dialog._begin()
    assert dialog.steps.currentIndex() == 1
    assert "最先會猜" in dialog.password.word.text()
    grab(window, "setup-2")
    dialog.password.first.setText(PASSWORD)
    dialog.password.second.setText(PASSWORD)
    dialog._begin()
    window.wait_for(lambda: dialog.setup is not None)
    grab(window, "setup-3")
    assert dialog.setup is not None
    dialog._show(3)
    grab(window, "setup-4")
    groups = dialog.setup.paper.split("-")
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {f"{number}.  {group}" for number, group in enumerate(groups, 1)} <= shown  # numbered as on the paper
    dialog.typed[0].setText("AAAA")
    dialog.typed[1].setText("BBBB")
    dialog._finish()
    assert session.person().user is None
    for box, place in zip(dialog.typed, dialog.setup.asked, strict=True):
        box.setText(groups[place].lower())
    answers.answers = [0]  # of an encrypted shop the last step: older backups, too
    dialog._finish()
    window.settle()
    assert (keys.mode(), session.person().role, dump.dump()["customers"]) == (mode, "owner", before)
    assert guarded_file.is_encrypted(older) == (mode == "encrypted")
    assert [one for one in answers.asked if "份舊的備份" in one] == (
        ["有 1 份舊的備份沒有加密，拿到的人都看得到。"] if mode == "encrypted" else []
    )
    window.window.go("settings", section="security")
    grab(window, f"security-{mode}")
    window.window.doing.lock()
    assert window.window.is_locked
    _type_in(window, PASSWORD)


def test_another_key_asks_for_the_password_first_and_keeps_the_owners_name(shop: Path, answers: Answers) -> None:
    _guard("encrypted")
    window = Window(answers)
    window.window.guard.begin()
    window.window.go("settings", section="security")
    window.settle()
    before = database.key
    window.click("換一把鑰匙…")
    proving = QApplication.activeModalWidget()
    assert isinstance(proving, PasswordDialog)
    proving.old.setText(OTHER)
    proving.accept()
    window.wait_for(proving.problem.isVisible)
    proving.old.setText(PASSWORD)
    proving.accept()
    window.wait_for(lambda: isinstance(QApplication.activeModalWidget(), SetupDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, SetupDialog)
    assert (dialog.windowTitle(), dialog.name.text()) == ("換一把鑰匙", OWNER)
    dialog.password.first.setText(OTHER)
    dialog.password.second.setText(OTHER)
    dialog._begin()
    window.wait_for(lambda: dialog.setup is not None)
    assert dialog.setup is not None
    dialog._show(3)
    for box, place in zip(dialog.typed, dialog.setup.asked, strict=True):
        box.setText(dialog.setup.paper.split("-")[place])
    dialog._finish()
    window.wait_for(lambda: database.key not in (None, before))
    window.settle()
    assert (session.actor(), keys.mode()) == (OWNER, "encrypted")
    assert window.toast().startswith("鑰匙換好了")


def test_the_offer_comes_after_the_first_import_again_in_a_week_and_never_a_third_time(
    shop: Path, answers: Answers, monkeypatch: pytest.MonkeyPatch, saturday: None
) -> None:
    window = Window(answers)
    assert not window.window.lock_band.isVisible()
    monkeypatch.setattr(offer, "_has_import", lambda: True)
    window.window.lock_band.follow()
    assert window.window.lock_band.isVisible()
    grab(window, "offer")
    window.click("先不要", window.window.lock_band)
    assert not window.window.lock_band.isVisible()
    from datetime import UTC, datetime

    clock.fix(datetime(2026, 11, 28, 2, tzinfo=UTC))
    window.window.lock_band.follow()
    assert window.window.lock_band.isVisible()
    window.click("先不要", window.window.lock_band)
    clock.fix(datetime(2027, 11, 28, 2, tzinfo=UTC))
    window.window.lock_band.follow()
    assert not window.window.lock_band.isVisible()


def test_locked_while_a_job_works_it_is_noted_once_that_is_done(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    going = threading.Event()
    jobs.start(lambda _progress: going.wait(10), lambda _done: None, quiet=True)
    window.window.guard.lock()
    assert session.person().role == "owner"
    assert database.key is not None or guarded.mode == "password"
    going.set()
    window.wait_for(lambda: session.person().role == "nobody" or not file.is_open())
    _type_in(window, PASSWORD)
    assert value("SELECT count(*) FROM unit WHERE action = 'entry.lock'") == 1


def test_the_foot_says_that_a_file_is_not_encrypted(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    badge = window.window.lock_badge
    assert (badge.isVisible(), badge.text()) == ((True, "未加密") if guarded.mode == "password" else (False, badge.text()))


def test_what_came_in_and_was_locked_stands_in_the_history(guarded: keys.Setup, answers: Answers) -> None:
    window = Window(answers)
    window.window.guard.begin()
    window.window.guard.lock()
    _type_in(window, OTHER)
    _type_in(window, PASSWORD)
    told = rows("SELECT action, detail FROM unit WHERE action LIKE 'entry.%' ORDER BY id")
    assert [action for action, _detail in told] == ["entry.lock", "entry.failed", "entry.come_in"]
    assert '"wrong_before":1' in told[2][1]
    assert value("SELECT count(*) FROM unit WHERE detail LIKE ?", f"%{OTHER}%") == 0


def test_an_encrypted_shop_is_copied_before_it_is_shut_behind_the_lock(soon: None, shop: Path, answers: Answers) -> None:
    _guard("encrypted")
    window = Window(answers)
    window.window.guard.begin()
    customers.add(CustomerForm(name="林志豪"))
    before = len(backups.kept())
    window.window.guard.lock()
    window.wait_for(lambda: not file.is_open())
    kept = backups.kept(shop)
    assert (len(kept), kept[0].reason) == (before + 1, "close")


def test_a_file_that_was_shut_behind_the_lock_is_looked_over_as_soon_as_it_is_open(
    soon: None, shop: Path, answers: Answers
) -> None:
    _guard("encrypted")
    window = Window(answers)
    safety = Safety(window.window)
    window.window.guard.begin()
    window.window.guard.lock()
    window.wait_for(lambda: not file.is_open())
    assert soundness._watch is None
    safety._heart.stop()
    _type_in(window, PASSWORD)
    assert soundness._watch is not None
    soundness.wait()
    assert safety._looked_at == shop
    soundness.forget()


def test_the_password_typed_when_it_was_locked_again_opens_nothing(shop: Path, answers: Answers) -> None:
    _guard("password")
    window = Window(answers)
    window.window.guard.begin()
    window.window.guard.lock()
    _type_in(window, PASSWORD)
    window.window.guard.lock()
    page = window.window.guard.page
    assert page is not None
    assert page.box.text() == ""
    page.try_it()
    window.settle()
    assert window.window.is_locked
    _type_in(window, PASSWORD)
    assert not window.window.is_locked


def test_it_locks_over_a_question_that_is_half_answered(shop: Path, answers: Answers) -> None:
    _guard("password")
    window = Window(answers)
    window.window.guard.begin()
    answered: list[tuple[str, str] | None] = []

    def ask() -> None:
        answered.append(Asks(window.window).reason("客戶資料要帶出去", "為什麼", ["核對"], "您的 PIN", "帶出去"))

    def while_it_stands() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        dialog.proof.setText("47")
        window.window.guard._heard = window.window.guard._looked = (time.monotonic() - 3600, time.time() - 3600)
        window.window.guard.look_at_the_clocks()
        window.settle()
        assert window.window.is_locked
        host = QApplication.activeModalWidget()
        assert host is not dialog
        QTest.keyClick(dialog.proof, Qt.Key.Key_1)
        assert dialog.proof.text() == "47"
        _type_in(window, PASSWORD)
        assert dialog.proof.text() == "47"
        dialog.reject()

    QTimer.singleShot(0, while_it_stands)
    ask()
    assert answered == [None]
    assert not window.window.is_locked


def test_a_language_chosen_before_the_lock_is_spoken_on_it_and_after_it(soon: None, shop: Path, answers: Answers) -> None:
    _guard("encrypted")
    window = Window(answers)
    window.window.guard.begin()
    settings.put("language", "en")
    window.window.redress()
    window.window.guard.lock()
    window.wait_for(lambda: not file.is_open())
    page = window.window.guard.page
    assert page is not None
    assert page.title.text() == "Locked now"
    assert NAME not in _seen(window)
    _type_in(window, PASSWORD)
    assert window.window.windowTitle().endswith("Shukebu")


def test_the_demo_shop_has_no_lock_and_the_way_back_from_it_has(
    soon: None, shop: Path, blank_file: Path, answers: Answers
) -> None:
    _guard("password")
    window = Window(answers)
    window.window.guard.begin()
    demo_path().parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(blank_file, demo_path())
    window.window.switch_to(demo_path())
    window.settle()
    assert is_demo()
    window.window.guard.lock()
    window.window.guard._looked = (time.monotonic() - 3600, time.time() - 3600)
    window.window.guard.look_at_the_clocks()
    assert not window.window.is_locked
    window.window.switch_to(shop)
    window.settle()
    assert window.window.is_locked
    assert NAME not in _seen(window)
    _type_in(window, PASSWORD)
    assert file.current_path() == shop


def test_a_paper_that_went_to_the_printer_before_the_lock_is_noted_for_who_sent_it(
    soon: None, shop: Path, answers: Answers
) -> None:
    _guard("password")
    window = Window(answers)
    window.window.guard.begin()
    held = threading.Event()

    def work(_progress: Progress) -> None:
        held.wait(5)
        facts.note("papers.print", kind="quote", pages=1)

    jobs.start(work, lambda _done: None, quiet=True)
    window.window.guard.lock()
    held.set()
    window.wait_for(lambda: session.person().role == "nobody")
    _type_in(window, PASSWORD)
    found = rows("SELECT actor FROM unit WHERE action = 'papers.print'")
    assert found == [("王老闆",)]
    (locked,) = rows("SELECT max(id) FROM unit WHERE action = 'entry.lock'")
    (printed,) = rows("SELECT id FROM unit WHERE action = 'papers.print'")
    assert printed < locked
