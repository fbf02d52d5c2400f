"""Backups: verified before they count, thinned out, put on a stick, fetched back without losing what was there."""

import errno
import json
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db.core import admission, clock, copying, exchange, file, lock, trouble
from db.core.connection import connect, value
from db.core.errors import (
    BusyError,
    CancelledError,
    DamagedError,
    InputError,
    NewerFileError,
    NoSpaceError,
    NotFoundError,
    RefusedError,
)
from db.core.journal import unit
from db.models import Customer
from db.services import backup_rounds, backup_state, backups, putting_back
from tests.putting_back import restore


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


def test_of_one_half_hour_three_are_kept_newest_first_by_number(shop: Path, saturday: None) -> None:
    for number in range(5):
        add(f"客{number}")
        backups.make("close")
    assert [backup.seq for backup in backups.kept()] == [5, 4, 3]
    assert len(list(backups.folder().iterdir())) == 6


def test_copies_somebody_cut_off_push_no_sound_one_out(shop: Path, saturday: None) -> None:
    for number in range(3):
        add(f"客{number}")
        backups.make("close")
    for seq in range(4, 15):
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


def test_a_half_copy_goes_at_the_next_start(shop: Path) -> None:
    add("王小明")
    whole = backups.make("close").path
    file.close()
    half = whole.with_name("shop-000002-20260101T000000Z.crmbak")
    left = [half.with_name(half.name + suffix) for suffix in (".part", ".part-journal", ".part-wal", ".part-shm", ".json")]
    for one in left:
        one.write_bytes(b"half")
    file.open_shop(shop)
    assert not any(one.exists() for one in left)
    assert [one.path for one in backups.kept()] == [whole]
    assert backups.kept()[0].verified


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
    kept = restore(made.path)
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
    kept = restore(made.path, shop)
    assert names(shop) == ["王小明"]
    assert kept is not None
    assert kept.read_bytes() == b"broken"
    assert backups.kept(shop)[0].seq == 1


def test_fetching_back_to_where_nothing_is(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    made = backups.make("close")
    assert restore(made.path, tmp_path / "new" / "shop.crm") is None
    assert file.is_open()
    file.close()
    assert names(tmp_path / "new" / "shop.crm") == ["王小明"]


def test_damaged_newer_or_missing_backup_is_refused_and_nothing_happens(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    before = shop.stat().st_ino
    with pytest.raises(NotFoundError):
        restore(made.path.with_name("gone.crmbak"))
    contents = bytearray(made.path.read_bytes())
    contents[-100] ^= 1
    made.path.write_bytes(contents)
    with pytest.raises(DamagedError):
        restore(made.path)
    newer = Path(shutil.copy(backups.make("close").path, shop.parent / "newer.crm"))
    with closing(connect(newer)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(NewerFileError):
        restore(newer)
    assert file.is_open()
    assert shop.stat().st_ino == before
    assert value("SELECT count(*) FROM customer") == 1


def test_encrypted_shop_has_encrypted_copies(tmp_path: Path) -> None:
    path, key = tmp_path / "shop.crm", bytes(range(32))
    file.create(path, shop_name="密室", key=key)
    with file.opened(path, key):
        made = backups.make("close")
    assert not made.path.read_bytes().startswith(b"SQLite")
    restore(made.path, tmp_path / "back.crm", key)
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
            restore(made.path, other)
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


def test_another_shop_in_the_same_place_leaves_the_copies_of_the_first_alone(shop: Path, saturday: None) -> None:
    for number in range(4):
        add(f"客{number}")
        backups.make("close")
    file.close()
    shop.unlink()
    file.create(shop, shop_name="別家")
    file.open_shop(shop)
    assert backups.last() is None
    for number in range(5):
        add(f"新客{number}")
        backups.make("close")
    assert [backup.seq for backup in backups.kept()] == [9, 8, 7, 4, 3, 2]
    assert backups.last() == backups.kept()[0]
    restore(backups.kept()[-1].path)
    file.open_shop(shop)
    assert backups.last() == backups.kept()[3]


def test_a_copy_of_unknown_make_is_never_deleted(shop: Path) -> None:
    add("王小明")
    first = backups.make("close")
    first.path.with_name(first.path.name + ".json").unlink()
    for number in range(4):
        add(f"客{number}")
        backups.make("close")
    assert first.path.exists()


def test_the_history_is_read_before_a_copy_is_laid_ready(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    with unit("customers.change"):
        Customer.update(note="怕吵").execute()
    copied = Path(shutil.copy(backups.make("close").path, tmp_path / "away.crmbak"))
    with closing(connect(copied)) as connection:
        names_of = connection.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'audit_change_%'").fetchall()
        for name, _sql in names_of:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE change SET before = '{}' WHERE op = 'U'")
        for _name, sql in names_of:
            connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(DamagedError):
        putting_back.prepare(copied, shop)
    assert list(shop.parent.glob("*restoring*")) == []


def test_a_byte_in_a_name_is_seen_by_the_hash(shop: Path) -> None:
    add("王小明王小明")
    path = backups.make("close").path
    contents = path.read_bytes()
    path.write_bytes(contents.replace("王小明王小明".encode(), "王小明王小華".encode()))
    with pytest.raises(DamagedError):
        backups.verify(path)


def test_a_full_disk_asks_for_the_room_the_copy_needs(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("王小明")
    made = backups.make("close")
    with made.path.open("r+b") as handle:
        handle.truncate(90 << 20)  # sparse: it is only measured
    monkeypatch.setattr(backups, "verified", lambda *_args: None)
    monkeypatch.setattr(admission, "look_over", lambda *_args: None)
    monkeypatch.setattr(exchange, "lay", _full)
    monkeypatch.setattr(trouble.shutil, "disk_usage", lambda _place: type("Usage", (), {"free": 12 << 20}))
    with pytest.raises(NoSpaceError) as raised:
        putting_back.prepare(made.path, shop)
    assert "還需要約 90 MB" in raised.value.sentence


def _full(*_args: object) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_the_file_in_use_is_no_copy_of_itself(shop: Path) -> None:
    with pytest.raises(InputError):
        putting_back.prepare(shop, shop)
    assert file.is_open()


def test_cancelled_while_it_is_prepared(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    said: list[str] = []

    def cancel(what: str, _done: int, _total: int) -> None:
        said.append(what)
        if "放好" in what:
            raise CancelledError("")

    with pytest.raises(CancelledError):
        putting_back.prepare(made.path, shop, progress=cancel)
    assert said
    assert list(shop.parent.glob("*restoring*")) == []


def test_a_copy_that_fails_leaves_nothing_half(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("王小明")
    target = tmp_path / "out"
    target.mkdir()
    for name in ("sync", "sha256", "sync_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(copying, name, _full)
            with pytest.raises(NoSpaceError):
                backups.to_folder(target)
        assert [path for path in target.iterdir() if name != "sync_folder"] == []
        assert not [path for path in target.iterdir() if path.name.endswith((".part", ".json"))]
        for path in target.iterdir():
            path.unlink()


def test_a_shop_that_is_only_looked_at_can_be_put_on_a_stick(shop_path: Path, tmp_path: Path) -> None:
    with file.opened(shop_path):
        add("王小明")
    stick = tmp_path / "stick"
    stick.mkdir()
    file.open_shop(shop_path, read_only=True)
    assert backups.to_folder(stick).customers == 1


def test_closed_shop_when_another_error_comes(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("王小明")
    made = backups.make("close")
    add("陳美惠")
    putting_back.prepare(made.path, shop)
    with monkeypatch.context() as patch:
        patch.setattr(exchange, "exchange", _full)
        with pytest.raises(NoSpaceError):
            putting_back.put_in_place(shop)
    assert list(shop.parent.glob("*restoring*")) == []
    assert names(shop) == ["王小明", "陳美惠"]


def test_a_list_that_came_in_since_is_not_called_good_to_use(shop: Path) -> None:
    """The copy made before an import holds nobody of it: amber, and the next one is due at once."""
    add("王小明")
    backups.make("import")
    backup_rounds.begin()
    for number in range(backups.MANY - 1):
        add(f"客人{number}")
    assert (backup_state.of().level, backup_rounds.make_when_due()) == ("green", False)
    add("再一位")
    assert backup_state.of().level == "amber"
    assert backup_rounds.make_when_due()
    assert (backup_state.of().level, backups.last().customers) == ("green", backups.MANY + 1)  # type: ignore[union-attr]
