"""先看看: a copy in a window of its own, by a second process that can only read."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QProcess

from db.core import clock, file, session
from db.core.connection import connect, database
from db.core.errors import RefusedError, UserError
from db.core.session import Person
from db.services import backups, customers, erasing, history, keys, looking, shops
from db.services.backups import Backup
from db.services.customer_form import CustomerForm, PointForm
from reports import quote_pdf
from tests import older
from tests.screens.asks import Answers
from tests.screens.customers import Customers
from tests.screens.restoration import Restoration
from tests.screens.window import Window, entries_of
from ui import looking as showing
from ui.app import Application
from ui.kit import settings
from ui.looking import Asked, child, looks
from ui.looking.fetch_dialog import FetchDialog

NAME, PHONE = "陳美惠", "0912-345-678"
WORDS = "水電行的老闆娘愛喝茶"


@pytest.fixture(autouse=True)
def _ends() -> Iterator[None]:
    yield
    looks.end_all()
    showing.begin("")


@pytest.fixture
def copied() -> Backup:
    """The owner's shop, open, and a copy of 19:02 that holds one customer; another came since."""
    path = file.data_folder() / "shop.crm"
    clock.fix(datetime(2026, 11, 20, 11, 2, tzinfo=UTC))
    shops.create(path, "順發水電材料行")
    file.open_shop(path)
    customers.add(CustomerForm(name=NAME, points=[PointForm("mobile", PHONE)]))
    made = backups.make("close")
    customers.add(CustomerForm(name="林志明"))
    return made


def show_here(backup: Backup) -> None:
    """What the second process does, in this one."""
    laid = looking.lay(backup.path, file.current_path())
    said, person = showing.sentence(backup), session.actor()
    file.close()
    child.open_to_look(Asked(laid.shop, laid.key, said, person))


def picture(window: Window, name: str) -> None:
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        window.window.grab().save(f"{folder}/{name}.png")


@pytest.mark.parametrize(("language", "scheme"), [("zh_TW", "light"), ("en", "dark")])
def test_everything_can_be_read_and_nothing_changed(copied: Backup, answers: Answers, language: str, scheme: str) -> None:
    settings.put("language", language)
    settings.put("scheme", scheme)
    show_here(copied)
    window = Window(answers)
    window.window.redress()
    window.window.go("customers")
    window.settle()
    assert Customers(window).names() == [NAME]
    picture(window, f"look-{language}")
    assert showing.said() in window.texts(window.window.safety_band)
    assert window.window.windowTitle().startswith(showing.said())
    with pytest.raises(UserError):
        customers.add(CustomerForm(name="不該進來的"))
    entries = [entry for top in window.window.menuBar().actions() for entry in entries_of(top.menu())]
    hidden = {entry.objectName() for entry in entries if not entry.isVisible()}
    assert {"restore", "backup", "start_import", "lock"} <= hidden
    window.window.do("move")
    assert answers.asked == [showing.said()]
    window.window.close()
    assert list(file.data_folder().glob("backups/*.crmbak")) == [copied.path]


def test_it_says_of_when_it_is(copied: Backup) -> None:
    assert showing.sentence(copied) == "這是今天 19:02 的備份，只能看"


def test_it_stands_beside_the_shop_until_that_ends_it(copied: Backup, answers: Answers) -> None:
    window = Window(answers)
    screen = Restoration(window)
    window.click("先看看", screen.dialog)
    window.wait_for(lambda: looks.count() == 1 and screen.dialog.look.isEnabled())
    (one,) = looks._open
    assert one.process.state() == QProcess.ProcessState.Running
    assert len(list(looking.folder().iterdir())) == 1
    assert history.units(limit=1)[0].action == "backups.look"
    assert customers.form(2).name == "林志明"
    looks.end_all()
    assert one.process.exitCode() == 0
    assert list(looking.folder().iterdir()) == []
    assert answers.asked == []


def test_who_was_erased_since_is_not_in_it(copied: Backup, answers: Answers) -> None:
    erasing.erase(1, "本人要求", quote_pdf.make)
    show_here(copied)
    window = Window(answers)
    window.window.go("customers")
    window.settle()
    assert Customers(window).names() == []


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_only_the_owner_looks_and_the_lock_ends_it(copied: Backup, answers: Answers, mode: str) -> None:
    made = keys.begin(mode, WORDS, "王老闆")
    made.prepare()
    made.finish()
    customers.add(CustomerForm(name="後來的"))
    newest = backups.make("close")
    window = Window(answers)
    looks.show(looking.lay(newest.path, file.current_path()), newest)
    window.window.guard.lock()
    assert looks.count() == 0
    session.come_in(Person("小芳", "staff", frozenset()))
    with pytest.raises(RefusedError):
        looking.lay(newest.path, file.current_path())
    session.come_in(Person("王老闆"))
    show_here(newest)
    assert (session.is_guarded(), session.person().name, session.person().role) == (True, "王老闆", "owner")
    assert customers.form(1).points[0].text == PHONE


def test_a_guarded_copy_is_not_shown_to_whoever_starts_the_program(copied: Backup) -> None:
    made = keys.begin("password", WORDS, "王老闆")
    made.prepare()
    made.finish()
    newest, shop = backups.make("close"), file.current_path()
    file.close()
    with pytest.raises(RefusedError, match="要密碼"):
        looking.lay(newest.path, shop)
    assert list(looking.folder().glob("*")) == []


def test_a_damaged_file_at_the_start_lets_one_look_first(
    copied: Backup, answers: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = file.current_path()
    file.close()
    shop.write_bytes(b"SQLite format 3\0" + b"broken" * 4000)
    application = Application([])
    application.crashes.asks = answers
    answers.answers = [1, 0]
    shown: list[int] = []
    end = looks.end_all
    monkeypatch.setattr(looks, "end_all", lambda: (shown.append(looks.count()), end()))
    assert application.open(shop)
    assert answers.offered[0] == ["用這份救回", "先看看", "所有備份…", "救出能讀的…"]
    assert shown == [1]
    assert customers.form(1).name == NAME


def test_what_a_crash_left_is_swept(copied: Backup) -> None:
    left = looking.lay(copied.path, file.current_path())
    assert left.shop.exists()
    looks.sweep()
    assert not left.shop.exists()


def test_a_copy_of_an_older_program_is_brought_up_in_our_own_folder(copied: Backup) -> None:
    before = copied.path.read_bytes()
    file.close()
    with closing(connect(copied.path)) as connection, database.reading(connection):
        older.lead_back(5)
    aged = copied.path.read_bytes()
    assert aged != before
    copied.path.with_name(copied.path.name + ".json").unlink()  # its facts are of another day
    laid = looking.lay(copied.path, file.data_folder() / "shop.crm")
    child.open_to_look(Asked(laid.shop, None, "x", ""))
    assert customers.form(1).name == NAME
    assert copied.path.read_bytes() == aged


def test_one_customer_alone_is_fetched_back(copied: Backup, answers: Answers) -> None:
    filled = customers.form(1)
    filled.points[0].text, filled.note = "0922-000-111", "改過的"
    customers.change(1, filled)
    window = Window(answers)
    screen = Restoration(window)
    window.click("只救回一位…", screen.dialog)
    (dialog,) = screen.dialog.findChildren(FetchDialog)
    dialog.box.setText("678")
    window.settle()
    assert {"陳美惠 現在還在。", "維持現在的：0922-000-111", f"用備份的：{PHONE}"} <= set(window.texts(dialog).split("\n"))
    if folder := os.environ.get("SHUKEBU_PICTURES"):
        dialog.grab().save(f"{folder}/fetch.png")
        screen.dialog.grab().save(f"{folder}/restore.png")
    assert window.clipped(dialog) == []
    next(one for (key, there), one in dialog.choices.items() if there and key.startswith("contact_point")).radio.click()
    window.click("只救回這一位", dialog)
    window.settle()
    assert (customers.form(1).points[0].text, customers.form(1).note) == (PHONE, "改過的")
    assert window.toast() == "陳美惠 救回來了"
    window.press_toast()
    assert customers.form(1).points[0].text == "0922-000-111"
    assert list(looking.folder().iterdir()) == []
