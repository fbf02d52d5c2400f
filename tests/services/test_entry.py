"""Coming in: by password, by the spare password on paper, by PIN; and what a guarded shop is without its keyring."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.core import audit, clock, file, keyring, moved, session, tries, wrapping
from db.core import guarded as guarded_file
from db.core.connection import rows, run, value
from db.core.errors import ChangedSinceError, InputError, RefusedError
from db.core.journal import unit
from db.models import User
from db.services import backups, customers, dump, entry, keys, passwords
from db.services.customer_form import CustomerForm
from ui import action_words

PASSWORD, OTHER = "濾心半年要換一次喔", "吊扇裝好了再收錢吧"
OWNER = "王老闆"


@pytest.fixture(params=["password", "encrypted"])
def guarded(request: pytest.FixtureRequest, shop: Path) -> keys.Setup:
    """A shop with one customer, guarded either way; open, the owner is in."""
    customers.add(CustomerForm(name="陳美惠"))
    setup = keys.begin(request.param, PASSWORD, OWNER)
    setup.prepare()
    setup.finish()
    return setup


def test_whoever_set_it_up_is_in_and_nobody_else_comes_in_without_the_password(guarded: keys.Setup, shop: Path) -> None:
    before = dump.dump()
    assert (session.actor(), session.person().role, keys.mode()) == (OWNER, "owner", guarded.mode)
    file.close()
    assert guarded_file.is_guarded(shop)
    assert guarded_file.is_encrypted(shop) == (guarded.mode == "encrypted")
    assert [(one.name, one.role) for one in entry.who(shop)] == [(OWNER, "owner")]
    for name, typed in ((OWNER, OTHER), (OWNER, ""), ("陌生人", PASSWORD)):
        with pytest.raises(RefusedError):
            entry.come_in(shop, name, typed)
        assert not file.is_open()
    entry.come_in(shop, OWNER, PASSWORD)
    assert dump.dump() == before
    *failed, came_in = [json.loads(one) for (one,) in rows("SELECT detail FROM unit WHERE action LIKE 'entry.%' ORDER BY id")]
    assert [one["person"] for one in failed] == [OWNER, OWNER, "陌生人"]  # each with its time, noted once the file is open
    assert all(one["at"] for one in failed)
    assert came_in == {"person": OWNER, "wrong_before": 3}


def test_a_plain_file_that_lost_its_keyring_still_asks(shop: Path) -> None:
    setup = keys.begin("password", PASSWORD, OWNER)
    setup.prepare()
    setup.finish()
    file.close()
    keyring.path(shop).unlink()
    assert guarded_file.is_guarded(shop)
    file.open_shop(shop)
    with pytest.raises(RefusedError):
        customers.add(CustomerForm(name="誰"))
    with pytest.raises(RefusedError):
        entry.come_in(shop, OWNER, OTHER)
    entry.come_in(shop, OWNER, PASSWORD)
    assert customers.add(CustomerForm(name="陳美惠"))
    assert keyring.path(shop).exists()


def test_an_encrypted_file_that_lost_its_keyring_is_opened_by_its_copys(shop: Path) -> None:
    setup = keys.begin("encrypted", PASSWORD, OWNER)
    setup.prepare()
    setup.finish()
    backups.make("close")
    file.close()
    keyring.path(shop).unlink()
    entry.come_in(shop, OWNER, PASSWORD)
    assert session.actor() == OWNER


def test_the_paper_opens_and_sets_another_password(guarded: keys.Setup, shop: Path) -> None:
    file.close()
    typed = guarded.paper.lower().replace("-", " ").replace("0", "o")
    with pytest.raises(RefusedError):
        entry.come_in_by_paper(shop, wrapping.new_paper())
    entry.come_in_by_paper(shop, typed)
    told = [action_words.what(one) for one in reversed(audit.units(2))]
    assert told == ["備用密碼打錯", "用備用密碼進入"]
    keys.reset_password(OTHER, typed)
    assert action_words.what(audit.units(1)[0]) == f"改密碼：{OWNER}"
    file.close()
    with pytest.raises(RefusedError):
        entry.come_in(shop, OWNER, PASSWORD)
    entry.come_in(shop, OWNER, OTHER)
    assert session.person().role == "owner"


def test_a_slip_on_the_paper_is_told_from_a_wrong_one(guarded: keys.Setup, shop: Path) -> None:
    file.close()
    slip = ("1" if guarded.paper[0] != "1" else "2") + guarded.paper[1:]
    with pytest.raises(InputError):
        entry.come_in_by_paper(shop, slip)
    with pytest.raises(RefusedError):
        entry.come_in_by_paper(shop, wrapping.new_paper())
    assert tries.of(shop).failed == 1


def test_nothing_is_guarded_before_two_groups_were_typed_back(shop: Path) -> None:
    setup = keys.begin("password", PASSWORD)
    groups = setup.paper.split("-")
    setup.refuse_unread(tuple(f" {groups[place].lower()} " for place in setup.asked))
    with pytest.raises(InputError):
        setup.refuse_unread(("AAAA", "AAAA"))
    assert keys.mode() is None
    assert not keyring.path(shop).exists()


@pytest.mark.parametrize("typed", ["短密碼", "password123", "12345678", "aaaaaaaaaa", "順發水電材料行", "王老闆王老闆"])
def test_weak_passwords_are_refused(shop: Path, typed: str) -> None:
    with unit("settings.change"):
        run("INSERT INTO setting (key, value) VALUES ('shop_name', '\"順發水電材料行\"')")
    with pytest.raises(InputError):
        keys.begin("password", typed, OWNER)
    assert passwords.strength(PASSWORD) != "weak"


def test_wrong_passwords_make_the_next_one_wait_and_a_new_start_clears_nothing(
    guarded: keys.Setup, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.close()
    for _time in range(tries.FREE):
        with pytest.raises(RefusedError, match="密碼"):
            entry.come_in(shop, OWNER, OTHER)
    tries._monotonic.clear()  # as a new process
    with pytest.raises(RefusedError) as told:
        entry.come_in(shop, OWNER, PASSWORD)
    assert 0 < int(str(told.value.details["wait"])) <= 30
    later = tries.of(shop).until + 1
    monkeypatch.setattr(tries.time, "time", lambda: later)
    entry.come_in(shop, OWNER, PASSWORD)
    assert tries.of(shop) == tries.Tries()


def test_a_file_is_encrypted_keyed_anew_and_plain_again_with_every_row(guarded: keys.Setup, shop: Path) -> None:
    before = dump.dump()["customers"]
    if guarded.mode == "password":
        keys.finish_encrypted(keys.prepare_encrypted(PASSWORD))
    assert shop.read_bytes()[:6] != b"SQLite"
    again = keys.begin("encrypted", OTHER, OWNER)
    again.prepare()
    again.finish()
    assert dump.dump()["customers"] == before
    keys.finish_plain(keys.prepare_plain(OTHER))
    assert (dump.dump()["customers"], keys.mode(), file.check().ok) == (before, "password", True)
    keys.unguard(OTHER)
    file.close()
    assert not guarded_file.is_guarded(shop)
    assert not list(shop.parent.glob(f"{shop.stem}-*"))  # no file under the old key lies about


def test_what_was_saved_while_the_file_was_written_anew_is_not_lost(shop: Path) -> None:
    setup = keys.begin("encrypted", PASSWORD, OWNER)
    setup.prepare()
    one = customers.add(CustomerForm(name="陳美惠"))
    with pytest.raises(ChangedSinceError):
        setup.finish()
    assert customers.form(one).name == "陳美惠"
    setup.prepare()
    setup.finish()
    assert customers.form(one).name == "陳美惠"


def test_a_pin_switches_between_people_and_opens_nothing(guarded: keys.Setup, shop: Path) -> None:
    with unit("people.add"):
        staff = User.create(name="小芳", role="staff", may_export=True).id
        run("INSERT INTO pin (user, hash) VALUES (?, ?)", staff, wrapping.hashed("4711"))
    with pytest.raises(RefusedError):
        entry.switch(staff, "4712")
    assert session.actor() == OWNER
    assert rows("SELECT actor, detail FROM unit WHERE action = 'entry.failed'") == [(OWNER, '{"by":"pin","person":"小芳"}')]
    entry.switch(staff, "4711")
    assert (session.actor(), session.person().role, session.may("export"), session.may("contacts")) == (
        "小芳",
        "staff",
        True,
        False,
    )
    for _time in range(3):
        with pytest.raises(RefusedError):
            entry.switch(staff, "0000")
    with pytest.raises(RefusedError):
        entry.switch(staff, "4711")  # now it has to wait
    clock.fix(datetime.now(UTC) + timedelta(minutes=5))
    entry.switch(staff, "4711")
    file.close()
    with pytest.raises(RefusedError):
        entry.come_in(shop, "小芳", "4711")


def test_a_person_with_a_password_of_their_own_comes_in_until_they_leave(guarded: keys.Setup, shop: Path) -> None:
    with unit("people.add"):
        staff = User.create(name="小芳", role="staff").id
    with pytest.raises(RefusedError):
        keys.set_password(staff, OTHER, OTHER)
    keys.set_password(staff, OTHER, PASSWORD)
    file.close()
    entry.come_in(shop, "小芳", OTHER)
    assert session.person().role == "staff"
    file.close()
    entry.come_in(shop, OWNER, PASSWORD)
    with unit("people.leave"):
        keys.forget(staff)
        User.update(left_on="2026-11-21").where(User.id == staff).execute()
    file.close()
    with pytest.raises(RefusedError):
        entry.come_in(shop, "小芳", OTHER)
    assert not file.is_open()


def test_a_command_asks_for_the_password_and_never_takes_it_as_an_argument(guarded: keys.Setup, shop: Path) -> None:
    file.close()

    def run_(**environment: str) -> subprocess.CompletedProcess[str]:
        main = Path(__file__).parents[2] / "main.py"
        command = [sys.executable, str(main), "--file", str(shop), "--json", "find", "陳"]
        return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)

    assert run_().returncode == 3
    assert run_(SHUKEBU_PASSWORD=OTHER).returncode == 3
    found = run_(SHUKEBU_PASSWORD=PASSWORD)
    assert (found.returncode, json.loads(found.stdout)["count"]) == (0, 1)


def test_wrong_passwords_of_a_shop_that_can_only_be_read_are_noted_once_it_can_be_written(
    guarded: keys.Setup, shop: Path
) -> None:
    file.close()
    moved.put(shop, moved.Moved(clock.utc_now(), is_locked=True))
    with pytest.raises(RefusedError):
        entry.come_in(shop, OWNER, OTHER)
    entry.come_in(shop, OWNER, PASSWORD)
    file.close()
    moved.lift(shop)
    entry.come_in(shop, OWNER, PASSWORD)
    assert [value("SELECT count(*) FROM unit WHERE action = ?", action) for action in ("entry.failed", "entry.come_in")] == [1, 1]
