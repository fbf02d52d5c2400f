"""What a copy holds: sound or not, how many customers, and what would be missing with it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db.core import audit, file
from db.core.connection import connect, rows
from db.services import backup_contents, backups, customers, merging
from db.services.backup_contents import Contents
from db.services.customer_form import CustomerForm
from tests.putting_back import restore


def add(name: str) -> int:
    return customers.add(CustomerForm(name=name))


def newest(shop: Path) -> Contents:
    return backup_contents.look_into(backups.kept(shop)[0], shop)


def said(contents: Contents) -> list[tuple[str, str]]:
    assert contents.loss is not None
    return [(one.unit.label, one.whose) for one in contents.loss.things]


def test_what_was_done_since_is_named_newest_first(shop: Path) -> None:
    add("王小明")
    backups.make("close")
    assert newest(shop).loss == backup_contents.Loss(0, ())
    changed = add("陳美惠")
    form = customers.form(changed)
    form.note = "怕吵"
    customers.change(changed, form)
    found = newest(shop)
    assert (found.sound, found.customers) == (True, 1)
    assert said(found) == [("修改客戶", "陳美惠"), ("新增客戶", "陳美惠")]


def test_a_merge_names_who_stays(shop: Path) -> None:
    first, second = add("王小明"), add("王小名")
    backups.make("close")
    merging.merge(first, second)
    assert said(newest(shop)) == [("合併客戶", "王小明")]


def test_what_was_taken_back_again_is_not_missing(shop: Path) -> None:
    add("王小明")
    first = audit.last_undoable()
    backups.make("close")
    add("陳美惠")
    second = audit.last_undoable()
    assert first and second
    audit.undo(second.id)
    assert said(newest(shop)) == []
    audit.undo(first.id)
    assert [label for label, _whose in said(newest(shop))] == ["復原：新增客戶"]


def test_after_going_back_a_newer_copy_brings_more(shop: Path) -> None:
    add("王小明")
    old = backups.make("close")
    add("陳美惠")
    backups.make("close")
    restore(old.path)
    file.open_shop(shop)
    found = newest(shop)
    assert found.loss == backup_contents.Loss(0, (), 1)


def test_a_copy_whose_bytes_changed_is_not_sound(shop: Path) -> None:
    add("王小明")
    path = backups.make("close").path
    contents = bytearray(path.read_bytes())
    contents[-100] ^= 1
    path.write_bytes(contents)
    assert newest(shop) == Contents(False)
    path.unlink()
    assert backup_contents.look_into(backups.Backup(path, 1, "", "", "", 0, 0, False), shop) == Contents(False)


def test_a_damaged_shop_or_none_leaves_nothing_to_compare(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    copied = Path(shutil.copy(backups.make("close").path, tmp_path / "away.crmbak"))
    file.close()
    shop.write_bytes(b"broken" * 2000)
    assert newest(shop) == Contents(True, 1, None)
    shop.unlink()
    assert backup_contents.look_into(backups.of(copied), shop) == Contents(True, 1, None)


def test_a_damaged_shop_is_counted_in_as_far_as_it_can_be_read(shop: Path) -> None:
    add("王小明")
    backups.make("close")
    add("陳美惠")
    (root,) = rows("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")[0]
    (size,) = rows("PRAGMA page_size")[0]
    file.close()
    contents = bytearray(shop.read_bytes())
    contents[(root - 1) * size : root * size] = b"x" * size
    shop.write_bytes(contents)
    assert said(newest(shop)) == [("新增客戶", "")]


def test_a_copy_of_another_shop_is_not_compared(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    backups.make("close")
    other = tmp_path / "other" / "shop.crm"
    file.close()
    file.create(other, shop_name="別家")
    assert backup_contents.look_into(backups.kept(shop)[0], other).loss is None
    with file.opened(other):
        copied = backups.make("close")
    assert backup_contents.look_into(copied, shop).shop == "別家"


def test_files_that_gave_way_can_be_returned_to(shop: Path) -> None:
    add("王小明")
    made = backups.make("close")
    add("陳美惠")
    restore(made.path)
    (kept,) = backups.put_aside(shop)
    assert (kept.reason, backup_contents.look_into(kept, shop).customers) == ("aside", 2)
    assert kept.shown_at.startswith("20")
    restore(kept.path, shop)
    with file.opened(shop):
        assert len(backups.put_aside(shop)) == 2


def test_what_was_taken_back_and_brought_back_is_missing_and_called_by_its_name(shop: Path) -> None:
    add("王小明")
    first = audit.last_undoable()
    assert first
    backups.make("close")
    add("陳美惠")
    second = audit.last_undoable()
    assert second
    audit.undo(audit.undo(second.id).id)
    assert said(newest(shop)) == [("新增客戶", "陳美惠")]
    audit.undo(audit.undo(second.id).id)
    taken_back = audit.undo(first.id)
    add("林志明")
    backups.make("close")
    audit.undo(taken_back.id)
    assert [label for label, _whose in said(newest(shop))] == ["重做：新增客戶"]


def test_of_many_things_the_last_are_named(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add("王小明")
    backups.make("close")
    for number in range(4):
        add(f"客{number}")
    monkeypatch.setattr(backup_contents, "SHOWN", 2)
    found = newest(shop)
    assert found.loss
    assert (found.loss.count, [whose for _label, whose in said(found)]) == (4, ["客3", "客2"])


def test_a_copy_nothing_is_known_of_is_read_through(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    copied = Path(shutil.copy(backups.make("close").path, tmp_path / "away.crmbak"))
    assert backup_contents.look_into(backups.of(copied), shop).sound
    with closing(connect(copied)) as connection:
        connection.execute("INSERT INTO import_line (import_run, sheet, row, customer) VALUES (999, '', 1, 1)")
    assert not backup_contents.look_into(backups.of(copied), shop).sound


def test_a_file_that_gave_way_is_read_with_its_log(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    aside = shop.with_name("shop-20261122-1902.crm")
    add("陳美惠")
    away = tmp_path / "away"
    away.mkdir()
    for suffix in ("", "-wal"):
        shutil.copyfile(f"{shop}{suffix}", away / f"shop.crm{suffix}")
    file.close()
    for suffix in ("", "-wal"):
        shutil.copyfile(away / f"shop.crm{suffix}", f"{aside}{suffix}")
    before = aside.read_bytes()
    (kept,) = backups.put_aside(shop)
    assert backup_contents.look_into(kept, shop) == Contents(True, 2, backup_contents.Loss(0, ()))
    assert aside.read_bytes() == before
    assert not aside.with_name(f"{aside.name}-shm").exists()


def test_why_it_can_not_be_used_is_said_where_it_is_no_damage(shop: Path, tmp_path: Path) -> None:
    add("王小明")
    copied = Path(shutil.copy(backups.make("close").path, tmp_path / "newer.crmbak"))
    with closing(connect(copied)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert "較新" in backup_contents.look_into(backups.of(copied), shop).refusal
