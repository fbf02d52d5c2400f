"""The seal: what changes a file while it is shut is found at the next start, and no good file is ever called damaged."""

import json
import shutil
import sys
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest

from db.core import file, lock, own_child, seal, soundness
from db.core.connection import database, run, value
from db.core.errors import DamagedError
from db.core.journal import unit
from db.models import Customer

KEY = bytes(range(32))


def add(name: str) -> None:
    with unit("customers.add"):
        Customer.create(name=name)


def look() -> soundness.Soundness:
    """Ask the child about the open file, as the window does."""
    soundness.begin(file.current_path(), database.key)
    soundness.wait()
    found = soundness.verdict()
    assert found
    return found


def sealed(path: Path, key: bytes | None = None) -> Path:
    """A shop file shut by the window."""
    file.open_shop(path, key)
    look()
    add("王小明")
    file.close(sealed=True)
    assert lock.beside(path, seal.SUFFIX).exists()
    return path


def flip(path: Path) -> None:
    """Turn one bit of a customer's name, which no check of pages finds."""
    spoilt = bytearray(path.read_bytes())
    spoilt[spoilt.index("王小明".encode())] ^= 1
    path.write_bytes(spoilt)


def test_a_sealed_file_is_sound_and_its_seal_stays_while_nothing_is_written(shop_path: Path) -> None:
    sealed(shop_path)
    with file.opened(shop_path):
        assert not lock.beside(shop_path, seal.SUFFIX).exists()
        assert look() == soundness.Soundness(True, "seal")
    assert soundness.look(shop_path, None) == soundness.Soundness(True, "seal")


def test_a_turned_bit_is_found_and_nothing_is_written_any_more(shop_path: Path) -> None:
    flip(sealed(shop_path))
    with file.opened(shop_path):
        with pytest.raises(DamagedError):
            look()
        with pytest.raises(DamagedError):
            add("陳美惠")
        assert value("SELECT count(*) FROM customer") == 1
    assert not soundness.look(shop_path, None).ok


def test_a_file_that_was_written_has_no_seal_until_it_is_found_sound(shop_path: Path) -> None:
    sealed(shop_path)
    with file.opened(shop_path):  # as the command line does
        add("陳美惠")
    assert not lock.beside(shop_path, seal.SUFFIX).exists()
    file.open_shop(shop_path)
    assert look() == soundness.Soundness(True, "pages")
    file.close(sealed=True)
    assert soundness.look(shop_path, None) == soundness.Soundness(True, "seal")


def test_what_is_written_while_it_is_looked_at_is_no_damage(shop_path: Path) -> None:
    sealed(shop_path)
    with file.opened(shop_path):
        had = seal.taken(shop_path)
        add("陳美惠")
        run("PRAGMA wal_checkpoint(TRUNCATE)")
        soundness.begin(shop_path, None)
        soundness.wait()
        assert soundness.verdict() == soundness.Soundness(True, "pages")
        assert had


def test_another_good_file_put_there_by_hand_is_sound(shop_path: Path, tmp_path: Path) -> None:
    older = shutil.copy(shop_path, tmp_path / "older.crm")
    sealed(shop_path)
    shutil.copy(older, shop_path)
    assert soundness.look(shop_path, None) == soundness.Soundness(True, "pages")


def test_the_log_of_another_shop_is_not_read_in(shop_path: Path, tmp_path: Path) -> None:
    sealed(shop_path)
    lock.beside(shop_path, "-wal").write_bytes(b"7\x7f\x06\x82" + bytes(999))
    with file.opened(shop_path):
        assert value("SELECT count(*) FROM customer") == 1
        assert look().by == "seal"
    assert lock.beside(shop_path, "-wal.stray").exists()


def test_an_encrypted_file_without_a_seal_is_looked_through_page_by_page(tmp_path: Path) -> None:
    path = tmp_path / "secret.crm"
    file.create(path, key=KEY)
    with file.opened(path, KEY):
        assert look() == soundness.Soundness(True, "pages")
    spoilt = bytearray(path.read_bytes())
    spoilt[-2000] ^= 1
    path.write_bytes(spoilt)
    assert not soundness.look(path, KEY).ok


def test_the_key_is_in_no_argument_and_a_child_that_dies_says_nothing(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started = list[tuple[str, ...]]()

    def dying(word: str, question: dict[str, Any]) -> Popen[bytes]:
        started.append((word, *question))
        return Popen([sys.executable, "-c", "raise SystemExit(3)"], stdin=PIPE, stdout=PIPE)

    monkeypatch.setattr(own_child, "start", dying)
    soundness.begin(shop, None)
    soundness.wait()
    assert soundness.verdict() is None
    add("王小明")


def test_a_torn_seal_is_none(shop_path: Path) -> None:
    lock.beside(shop_path, seal.SUFFIX).write_text(json.dumps({"sha256": "ab"}))
    assert seal.read(shop_path) is None
    assert soundness.look(shop_path, None) == soundness.Soundness(True, "pages")
