"""Backups: verified before they count, thinned out, put on a stick, fetched back without losing what was there."""

import json
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db.core import clock, copying, file, lock
from db.core.connection import connect, value
from db.core.errors import BusyError, DamagedError, InputError, NewerFileError, NotFoundError, RefusedError
from db.core.journal import unit
from db.models import Customer
from db.services import backups


def add(name: str) -> None:
    with unit("customers.add"):
        Customer.create(name=name)


def names(path: Path) -> list[str]:
    with file.opened(path):
        return [customer.name for customer in Customer.select().order_by(Customer.id)]


def test_copy_is_verified_and_says_what_is_in_it(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    assert made.path.parent == shop.parent / "backups"
    assert (made.seq, made.reason, made.customers, made.verified) == (1, "close", 1, True)
    assert made.shown_at == clock.shown(made.at)
    facts = json.loads(made.path.with_name(made.path.name + ".json").read_text(encoding="utf-8"))
    assert facts["sha256"] == copying.sha256(made.path)
    assert facts["counts"]["customer"] == 1
    assert facts["audit_head"] == file.check().chain["head"]
    assert backups.verify(made.path).ok
    assert sorted(one.suffix for one in made.path.parent.iterdir()) == [".crmbak", ".json"]


def test_nothing_done_since_needs_no_second_copy(shop: Path) -> None:
    add("王小明")
    first = backups.make("close")
    assert backups.make("import") == first
    add("陳美惠")
    assert backups.make("close").seq == 2


def test_last_ten_are_kept_newest_first_by_number(shop: Path) -> None:
    for number in range(13):
        add(f"客{number}")
        backups.make("close")
    assert [backup.seq for backup in backups.kept()] == list(range(13, 3, -1))
    assert len(list(backups.folder().iterdir())) == 20


def test_last_three_verified_ones_stay_among_spoilt_ones(shop: Path) -> None:
    for number in range(3):
        add(f"客{number}")
        backups.make("close")
    for seq in range(4, 15):  # copies somebody cut off: they have no sidecar that fits
        (backups.folder() / f"shop-{seq:06d}-20260101T000000Z.crmbak").write_bytes(b"x")
    add("再一位")
    backups.make("close")
    assert [backup.seq for backup in backups.kept() if backup.verified] == [15, 3, 2]


def test_half_copy_is_not_counted_and_goes(shop: Path) -> None:
    add("王小明")
    half = shop.parent / "backups" / "shop-000001-20260101T000000Z.crmbak.part"
    half.parent.mkdir()
    half.write_bytes(b"half")
    assert backups.kept() == []
    backups.make("close")
    assert not half.exists()


def test_stick_gets_a_copy_and_a_missing_stick_a_sentence(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    stick = tmp_path / "stick"
    with pytest.raises(InputError):
        backups.to_folder(stick)
    assert not stick.exists()
    stick.mkdir()
    made = backups.to_folder(stick)
    assert (made.path.parent, made.verified) == (stick, True)
    file.close()
    copied = shutil.copy(made.path, tmp_path / "other.crm")
    assert names(Path(copied)) == ["王小明"]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder nobody can write to, not even root")
def test_a_folder_that_takes_no_file_gets_a_sentence(shop: Path) -> None:
    with pytest.raises(InputError) as raised:
        backups.to_folder(Path("/proc"))
    assert "/proc" in raised.value.sentence


def test_stick_that_goes_in_the_middle_leaves_no_half_file(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    real = copying.sync

    def pulled(path: Path) -> None:
        real(path)
        shutil.rmtree(stick)

    monkeypatch.setattr(copying, "sync", pulled)
    with pytest.raises(InputError) as raised:
        backups.to_folder(stick)
    assert "隨身碟" in raised.value.sentence
    assert not stick.exists()


def test_fetching_back_keeps_what_was_there(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    add("陳美惠")
    kept = backups.restore(made.path)
    assert not file.is_open()
    assert made.path.exists()
    assert names(shop) == ["王小明"]
    assert kept is not None
    assert names(kept) == ["王小明", "陳美惠"]


def test_fetching_back_over_a_damaged_file(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    file.close()
    shop.write_bytes(b"broken")
    kept = backups.restore(made.path, shop)
    assert names(shop) == ["王小明"]
    assert kept is not None
    assert kept.read_bytes() == b"broken"
    assert backups.kept(shop)[0].seq == 1


def test_fetching_back_to_where_nothing_is(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    made = backups.make("close")
    assert backups.restore(made.path, tmp_path / "new" / "shop.crm") is None
    assert file.is_open()
    file.close()
    assert names(tmp_path / "new" / "shop.crm") == ["王小明"]


def test_damaged_newer_or_missing_backup_is_refused_and_nothing_happens(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    before = shop.stat().st_ino
    with pytest.raises(NotFoundError):
        backups.restore(made.path.with_name("gone.crmbak"))
    contents = bytearray(made.path.read_bytes())
    contents[-100] ^= 1
    made.path.write_bytes(contents)
    with pytest.raises(DamagedError):
        backups.restore(made.path)
    newer = Path(shutil.copy(backups.make("close").path, shop.parent / "newer.crm"))
    with closing(connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFileError):
        backups.restore(newer)
    assert file.is_open()
    assert shop.stat().st_ino == before
    assert value("SELECT count(*) FROM customer") == 1


def test_encrypted_shop_has_encrypted_copies(tmp_path: Path) -> None:
    path, key = tmp_path / "shop.crm", bytes(range(32))
    file.create(path, shop_name="密室", key=key)
    with file.opened(path, key):
        made = backups.make("close")
    assert not made.path.read_bytes().startswith(b"SQLite")
    backups.restore(made.path, tmp_path / "back.crm", key)
    with file.opened(tmp_path / "back.crm", key):
        assert value("SELECT value FROM setting") == '"密室"'


def test_fetching_back_while_another_program_has_the_shop_leaves_nothing(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    made = backups.make("close")
    other = tmp_path / "other" / "shop.crm"
    other.parent.mkdir()
    handle = os.open(lock.beside(other, lock.LOCK_SUFFIX), os.O_RDWR | os.O_CREAT)
    try:
        assert lock._lock(handle)
        with pytest.raises(BusyError):
            backups.restore(made.path, other)
    finally:
        os.close(handle)
    assert [one.name for one in other.parent.iterdir()] == ["shop.crm-lock"]


def test_shop_in_a_folder_that_takes_no_files_is_only_looked_at(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_how: object) -> None:
        raise PermissionError(13, "denied")

    with monkeypatch.context() as as_if:
        as_if.setattr(Path, "mkdir", refuse)
        with pytest.raises(RefusedError):
            backups.make("import")
    assert backups.make("import").verified
