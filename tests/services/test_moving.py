"""搬到新電腦: one file with everything, read back; and put in place elsewhere."""

import zipfile
from pathlib import Path

import pytest

from db.core import file, keyring, moved
from db.core.errors import InputError, UserError
from db.services import backups, customers, dump, entry, erased, erasing, keys, lists, moving, putting_back
from db.services.customer_form import CustomerForm
from reports import quote_pdf

WORDS = "水電行的老闆娘愛喝茶"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    place.mkdir()
    return place


def take_in(packed: Path, there: Path) -> None:
    moving.prepare(packed, there)
    putting_back.put_in_place(there)


def test_everything_arrives(shop: Path, stick: Path, tmp_path: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    customers.add(CustomerForm(name="林志明"))
    erasing.erase(2, "本人要求", quote_pdf.make)
    packed = moving.pack(stick)
    assert (packed.path.suffix, packed.size) == (".crmmove", packed.path.stat().st_size)
    assert [one.name for one in stick.iterdir()] == [packed.path.name]
    before = dump.dump()
    file.close()
    there = tmp_path / "new" / "shop.crm"
    take_in(packed.path, there)
    file.open_shop(there)
    assert dump.dump() == before
    assert file.check().ok
    assert [one.customer for one in erased.ledger(there)] == [2]


@pytest.mark.parametrize("mode", ["password", "encrypted"])
def test_the_password_goes_with_it(shop: Path, stick: Path, tmp_path: Path, mode: str) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    made = keys.begin(mode, WORDS, "王老闆")
    made.prepare()
    made.finish()
    packed = moving.pack(stick)
    assert ("陳美惠".encode() in packed.path.read_bytes()) == (mode == "password")
    file.close()
    there = tmp_path / "new" / "shop.crm"
    take_in(packed.path, there)
    assert keyring.read(there)
    entry.come_in(there, "王老闆", WORDS)
    assert customers.form(1).name == "陳美惠"


def test_what_is_not_whole_changes_nothing(shop: Path, stick: Path, tmp_path: Path) -> None:
    packed = moving.pack(stick).path
    whole = packed.read_bytes()
    there = tmp_path / "new" / "shop.crm"
    for spoilt in (whole[: len(whole) // 2], b"PK", _turned(whole)):
        packed.write_bytes(spoilt)
        with pytest.raises(InputError):
            moving.prepare(packed, there)
        assert list(there.parent.glob("*")) == []
    with zipfile.ZipFile(packed, "w") as evil:
        evil.writestr("move.json", '{"app": "shukebu", "schema": 1, "parts": {"shop.crm": "0", "../x": "0"}}')
    with pytest.raises(InputError):
        moving.prepare(packed, there)


def _turned(whole: bytes) -> bytes:
    at = len(whole) // 2
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


def test_a_shop_that_is_there_already_is_kept(shop: Path, stick: Path, tmp_path: Path, blank_file: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    packed = moving.pack(stick).path
    file.close()
    there = tmp_path / "new" / "shop.crm"
    there.parent.mkdir()
    there.write_bytes(blank_file.read_bytes())
    take_in(packed, there)
    assert len(backups.put_aside(there)) == 1


def test_the_old_computer_is_asked_and_can_be_locked(shop: Path, stick: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    moving.pack(stick)
    assert moved.of(shop) and not moved.of(shop).is_locked  # type: ignore[union-attr]
    moving.lock_here()
    file.close()
    with file.opened(shop):
        assert customers.form(1).name == "陳美惠"
        with pytest.raises(UserError):
            customers.add(CustomerForm(name="不行"))
        moving.stay_here()
    with file.opened(shop):
        customers.add(CustomerForm(name="可以"))
    assert moved.of(shop) is None


def test_a_crash_half_way_leaves_nothing_half(shop: Path, stick: Path, tmp_path: Path, blank_file: Path) -> None:
    customers.add(CustomerForm(name="陳美惠"))
    (stick / "x.crmmove.part").write_bytes(b"half")
    packed = moving.pack(stick).path
    assert list(stick.iterdir()) == [packed]
    file.close()
    there = tmp_path / "new" / "shop.crm"
    there.parent.mkdir()
    there.write_bytes(blank_file.read_bytes())
    moving.prepare(packed, there)  # and the power goes before it takes the place
    file.open_shop(there)
    assert lists.count(lists.ListQuery()) == 0
    assert not there.with_name("shop.crm.restoring").exists()


def test_a_stick_that_is_gone_leaves_no_mark(shop: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        moving.pack(tmp_path / "gone")
    assert moved.of(shop) is None
