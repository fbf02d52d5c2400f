"""A guarded shop through everything that opens files: copies, fetching back, a power cut, an older keyring put back."""

import json
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from db.core import exchange, file, guarded, journal, keyring, lock, session
from db.core.connection import rows, value
from db.core.errors import DamagedError, RefusedError, UserError
from db.core.journal import unit
from db.models import User
from db.services import backup_contents, backups, customers, entry, keys
from db.services.customer_form import CustomerForm
from tests.core.test_exchange import PowerCutError, Trouble
from tests.older import lead_back
from tests.putting_back import restore

PASSWORD, OTHER, STAFFS = "濾心半年要換一次喔", "吊扇裝好了再收錢吧", "今天誰要去送貨呢"
OWNER = "王老闆"


def guard(mode: str = "encrypted", password: str = PASSWORD) -> keys.Setup:
    """Guard the open shop this way."""
    setup = keys.begin(mode, password, OWNER)  # type: ignore[arg-type]
    setup.prepare()
    setup.finish()
    return setup


def add(name: str) -> None:
    """Another customer."""
    customers.add(CustomerForm(name=name))


def names() -> list[str]:
    """The customers of the open shop."""
    return [name for (name,) in rows("SELECT name FROM customer ORDER BY id")]


@pytest.fixture
def drawer(shop: Path) -> list[Path]:
    """Copies of one shop: plain, under a key, under another; the shop is under the last and has one more customer."""
    copies = []
    for number, make in enumerate((None, PASSWORD, OTHER)):
        if make:
            guard(password=make)
        add(f"第{number}位")
        copies.append(backups.make("command").path)
    add("最後一位")
    return copies


@pytest.mark.parametrize("which", [0, 1, 2], ids=["plain", "another key", "same key"])
def test_whichever_copy_is_fetched_back_todays_password_opens_it(drawer: list[Path], shop: Path, which: int) -> None:
    key = None
    if which == 1:
        with pytest.raises(RefusedError):
            backups.verify(drawer[1])
        key = entry.by_password(drawer[1], OWNER, PASSWORD)[0].key
    assert backups.verify(drawer[which], key).ok
    assert backup_contents.look_into(backups.of(drawer[which]), shop, key).loss.count  # type: ignore[union-attr]
    aside = restore(drawer[which], key=key)
    assert guarded.is_encrypted(shop)
    with pytest.raises(RefusedError):
        entry.come_in(shop, OWNER, PASSWORD)
    entry.come_in(shop, OWNER, OTHER)
    assert names() == [f"第{number}位" for number in range(which + 1)]
    assert file.check().ok
    assert aside
    restore(aside)
    entry.come_in(shop, OWNER, OTHER)
    assert names()[-1] == "最後一位"


@pytest.mark.parametrize("by", ["password", "paper"])
def test_a_copy_and_the_paper_are_enough_on_another_computer(shop: Path, tmp_path: Path, by: str) -> None:
    setup = guard()
    add("陳美惠")
    copy = backups.make("command").path
    file.close()
    stick, there = tmp_path / "stick", tmp_path / "there" / "shop.crm"
    stick.mkdir()
    for one in copy.parent.glob(f"{copy.name}*"):
        shutil.move(one, stick)
    shop.unlink()
    keyring.path(shop).unlink()
    copy = stick / copy.name
    typed = setup.paper if by == "paper" else PASSWORD
    restore(copy, there, entry.proved(copy, OWNER, typed)[0].key)
    if by == "paper":
        entry.come_in_by_paper(there, setup.paper)
    else:
        entry.come_in(there, OWNER, PASSWORD)
    assert (names(), session.person().role) == (["陳美惠"], "owner")


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_who_left_stays_out_when_an_older_copy_is_fetched_back(shop: Path, mode: str) -> None:
    guard(mode)
    with unit("people.add"):
        staff = User.create(name="小芳", role="staff").id
    keys.set_password(staff, STAFFS, PASSWORD)
    copy = backups.make("command").path
    keys.change_password(PASSWORD, OTHER)
    with unit("people.leave"):
        keys.forget(staff)
        User.update(left_on="2026-11-21").where(User.id == staff).execute()
    restore(copy)
    for name, password in (("小芳", STAFFS), (OWNER, PASSWORD)):
        with pytest.raises(RefusedError):
            entry.come_in(shop, name, password)
    assert [one.name for one in entry.who(shop)] == [OWNER]
    entry.come_in(shop, OWNER, OTHER)


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_an_older_keyring_put_back_lets_nobody_in_who_left(shop: Path, mode: str) -> None:
    guard(mode)
    with unit("people.add"):
        staff = User.create(name="小芳", role="staff").id
    keys.set_password(staff, STAFFS, PASSWORD)
    older_ring = keyring.path(shop).read_bytes()
    with unit("people.leave"):
        keys.forget(staff)  # as after a restore: the person has not left there
    keys.change_password(PASSWORD, OTHER)
    file.close()
    keyring.path(shop).write_bytes(older_ring)
    for name, password in (("小芳", STAFFS), (OWNER, PASSWORD)):
        with pytest.raises(RefusedError):
            entry.come_in(shop, name, password)
        assert not file.is_open()
    if mode == "encrypted":  # the newest copy's keyring is as old as that: there is none
        with pytest.raises(RefusedError):
            entry.come_in(shop, OWNER, OTHER)
    else:
        entry.come_in(shop, OWNER, OTHER)


def spoil(ring: dict[str, Any], way: str) -> None:
    """Change a keyring as somebody might."""
    entries = ring["rings"][0]["entries"]
    if way == "swapped":
        entries[0]["user"], entries[1]["user"] = entries[1]["user"], entries[0]["user"]
    elif way == "renamed":
        entries[0]["name"], entries[1]["name"] = entries[1]["name"], entries[0]["name"]
    elif way == "promoted":
        entries[1]["role"] = "owner"
    else:
        cost = {"memory": [1 << 40, 1, 1], "rounds": [8, 1 << 31, 1], "huge": [1e999, 1, 1], "none": [0, 0, 0]}[way]
        entries[1]["cost"] = cost


@pytest.mark.parametrize("way", ["swapped", "renamed", "promoted", "memory", "rounds", "huge", "none"])
def test_a_keyring_somebody_changed_makes_nobody_another(shop: Path, way: str) -> None:
    guard()
    with unit("people.add"):
        staff = User.create(name="小芳", role="staff").id
    keys.set_password(staff, STAFFS, PASSWORD)
    file.close()
    ring = json.loads(keyring.path(shop).read_bytes())
    spoil(ring, way)
    keyring.path(shop).write_text(json.dumps(ring), "utf-8")
    for name in (OWNER, "小芳"):
        with suppress(UserError):
            entry.come_in(shop, name, STAFFS)
            assert (session.person().name, session.person().role) == ("小芳", "staff")
            file.close()
    assert not file.is_open()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"rings": 7}', b'{"rings": [{"id": "a"}]}', b"[" * 100_000, b"\xff\xfe"])
def test_a_spoilt_keyring_is_none_and_the_copys_opens(shop: Path, content: bytes) -> None:
    guard()
    backups.make("command")
    file.close()
    keyring.path(shop).write_bytes(content)
    assert keyring.read(shop) == ()
    entry.come_in(shop, OWNER, PASSWORD)
    assert len(keyring.read(shop)) == 1


def test_the_keyring_of_another_shop_opens_nothing(shop: Path, blank_file: Path, tmp_path: Path) -> None:
    guard()
    file.close()
    other = Path(shutil.copy(blank_file, tmp_path / "other.crm"))
    file.open_shop(other)
    guard()
    file.close()
    shutil.copy(keyring.path(other), keyring.path(shop))
    with pytest.raises(DamagedError, match="密碼"):
        entry.come_in(shop, OWNER, PASSWORD)
    assert not file.is_open()


def held_at_calls(folder: Path, act: Callable[[], None], after: Callable[[], None], step: int = 1) -> int:
    """Do it while the power goes at the first call, `step` later ...; `after` looks at what is left. How many calls there are."""
    keep = folder.with_name(f"{folder.name}-kept")
    shutil.copytree(folder, keep)
    at = 1
    while True:
        with pytest.MonkeyPatch.context() as patch:
            trouble = Trouble(patch, at, PowerCutError(), lasting=True, no_links=False)
            with suppress(UserError, PowerCutError):
                act()
        file.close()
        session.guard(False)
        after()
        file.close()
        if trouble.count < at:
            return trouble.count
        at += step
        shutil.rmtree(folder)
        shutil.copytree(keep, folder)


def comes_in(shop: Path, *passwords: str) -> None:
    """One of these opens the shop, with everybody in it."""
    for password in passwords:
        with suppress(RefusedError):
            entry.come_in(shop, OWNER, password)
            break
    assert (names(), session.actor(), file.check(thorough=False).ok) == (["陳美惠"], OWNER, True), passwords


def test_the_power_goes_at_any_moment_of_another_key(shop: Path) -> None:
    add("陳美惠")
    guard()
    file.close()

    def rekey() -> None:
        entry.come_in(shop, OWNER, PASSWORD)
        guard(password=OTHER)

    assert held_at_calls(shop.parent, rekey, lambda: comes_in(shop, PASSWORD, OTHER), step=3) > 10


def test_the_power_goes_at_any_moment_while_another_keys_copy_is_fetched_back(shop: Path) -> None:
    add("陳美惠")
    guard()
    copy = backups.make("command").path
    guard(password=OTHER)
    file.close()

    def fetch() -> None:
        restore(copy, shop, entry.by_password(copy, OWNER, PASSWORD)[0].key)

    calls = held_at_calls(shop.parent, fetch, lambda: comes_in(shop, PASSWORD, OTHER))
    assert calls > 10
    assert exchange.asides(shop)


def test_an_older_schema_under_a_key_is_copied_and_brought_up_to_date(shop: Path) -> None:
    add("陳美惠")
    guard()
    ring = keyring.read(shop)
    lead_back(5)
    file.close()
    keyring.write(shop, ring)
    entry.come_in(shop, OWNER, PASSWORD)
    (made,) = backups.kept()
    assert (made.reason, guarded.is_encrypted(made.path), keyring.read(made.path)) == ("migration", True, ring)
    assert (names(), session.is_guarded(), keys.mode()) == (["陳美惠"], True, "encrypted")
    file.close()
    assert not file.is_open()
    with pytest.raises(RefusedError):
        entry.come_in(shop, OWNER, OTHER)


def test_it_is_read_beside_the_window_that_has_it(shop: Path) -> None:
    guard()
    add("陳美惠")
    file.close()
    with entry.opened(shop, OWNER, PASSWORD):
        pass
    with lock.held(shop), entry.reading(shop, OWNER, PASSWORD):
        assert names() == ["陳美惠"]
        assert value("SELECT 1")


def test_a_busy_disk_keeps_nobody_out_and_it_is_noted_later(shop: Path) -> None:
    guard()
    entry.lock()
    saving, saved = threading.Event(), threading.Event()

    def long_job() -> None:
        with journal._writer():
            saving.set()
            saved.wait(10)

    job = threading.Thread(target=long_job)
    job.start()
    saving.wait(10)
    entry.come_in(shop, OWNER, PASSWORD)
    assert session.actor() == OWNER
    saved.set()
    job.join()
    entry.lock()
    actions = "SELECT action FROM unit ORDER BY id DESC LIMIT 2"
    assert [action for (action,) in rows(actions)] == ["entry.lock", "entry.come_in"]
