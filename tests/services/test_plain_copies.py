"""Copies of before a shop was encrypted, and the paper that is looked for once a year."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.core import clock, copying, exchange, file, guarded
from db.core.connection import rows
from db.core.errors import CancelledError, InputError, RefusedError
from db.services import backups, entry, keys, plain_copies, spare_password
from tests.older import lead_back
from tests.putting_back import restore
from tests.services.test_keyed_copies import OTHER, OWNER, PASSWORD, add, guard, names


@pytest.fixture
def before(shop: Path) -> list[Path]:
    """Plain copies of a shop that is encrypted now: of no guard, of a password alone, and a file that gave way."""
    add("陳美惠")
    copies = [backups.make("command").path]
    aside = restore(copies[0])
    assert aside
    file.open_shop(shop)
    guard("password", OTHER)
    add("王小明")
    copies.append(backups.make("command").path)
    keys.finish_encrypted(keys.prepare_encrypted(OTHER))
    keys.change_password(OTHER, PASSWORD)
    return [*copies, aside]


def test_older_copies_are_encrypted_and_open_with_todays_password(before: list[Path], shop: Path, tmp_path: Path) -> None:
    facts = [copying.facts(copy) for copy in before[:2]]
    assert set(plain_copies.found(shop)) == set(before)
    assert plain_copies.encrypt() == 3
    assert plain_copies.found(shop) == []
    assert plain_copies.encrypt() == 0
    for copy, was, people in zip(before, [*facts, None], (["陳美惠"], ["陳美惠", "王小明"], ["陳美惠"]), strict=True):
        now = copying.facts(copy)
        assert guarded.is_encrypted(copy)
        assert (now and now | {"sha256": "", "size": 0}) == (was and was | {"sha256": "", "size": 0})
        assert backups.verify(copy).ok
        there = tmp_path / copy.stem / "shop.crm"
        restore(copy, there, entry.by_password(copy, OWNER, PASSWORD)[0].key)
        file.close()
        with pytest.raises(RefusedError):
            entry.come_in(there, OWNER, OTHER)
        entry.come_in(there, OWNER, PASSWORD)
        assert (names(), keys.mode()) == (people, "encrypted")
        file.close()
        entry.come_in(shop, OWNER, PASSWORD)


def test_a_copy_of_an_older_schema_is_encrypted_as_it_is(shop: Path) -> None:
    add("陳美惠")
    lead_back(5)
    file.close()
    file.open_shop(shop)
    (made,) = backups.kept()
    was = backups.verify(made.path)
    guard()
    assert plain_copies.encrypt() == 1
    assert backups.verify(made.path) == was
    restore(made.path)
    entry.come_in(shop, OWNER, PASSWORD)
    assert names() == ["陳美惠"]


def test_they_are_deleted_with_what_belongs_to_them(before: list[Path], shop: Path) -> None:
    newer = backups.make("command").path
    assert plain_copies.delete() == 3
    assert {path.name for path in copying.folder(shop).iterdir()} == {f"{newer.name}{end}" for end in ("", ".json", ".keys")}
    assert exchange.asides(shop) == []


def test_a_cancel_leaves_each_whole(before: list[Path], shop: Path) -> None:
    def stop(_what: str, done: int, _of: int) -> None:
        if done:
            raise CancelledError("")

    with pytest.raises(CancelledError):
        plain_copies.encrypt(stop)
    assert 0 < len(plain_copies.found(shop)) < 3
    assert all(backups.verify(copy).ok for copy in before)
    assert not list(shop.parent.rglob("*.part"))


def test_row_numbers_are_not_given_twice_after_the_file_was_written_anew(shop: Path) -> None:
    add("陳美惠")
    kept = "SELECT seq FROM sqlite_sequence WHERE name = 'customer'"
    (before,) = rows(kept)
    guard()
    assert rows(kept) == [before]


def test_once_a_year_the_paper_is_looked_for(shop: Path) -> None:
    assert not spare_password.is_due()
    setup = guard()
    assert not spare_password.is_due()
    clock.fix(datetime.now(UTC) + timedelta(days=366))
    assert spare_password.is_due()
    with pytest.raises(InputError):
        spare_password.try_out("不是")
    older = setup.paper
    renewed = keys.new_paper(PASSWORD)
    renewed.prepare()
    with pytest.raises(RefusedError):
        spare_password.try_out(older)
    spare_password.try_out(renewed.paper.lower())
    assert spare_password.last_tried() == clock.today()
    assert not spare_password.is_due()
