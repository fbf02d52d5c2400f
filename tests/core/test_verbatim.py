"""An encrypted shop copied while it is written into: the copy is whole and of one moment, and nothing of a failed one stays."""

import os
import threading
from pathlib import Path

import pytest

from db.core import admission, copying, file, own_child, tally, verbatim, wrapping
from db.core.connection import connect, run, value
from db.core.errors import CancelledError
from db.core.journal import unit
from db.models import Customer

KEY = wrapping.new_key()


@pytest.fixture
def encrypted(tmp_path: Path) -> Path:
    path = tmp_path / "shop.crm"
    file.create(path, key=KEY)
    with file.opened(path, KEY), unit("demo.fill"):
        for number in range(300):
            Customer.create(name=f"客人{number}", note="備註" * 200)
    return path


def _names(path: Path) -> set[str]:
    connection = connect(path, KEY, "ro&immutable=1")
    try:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        return {name for (name,) in connection.execute("SELECT name FROM customer").fetchall()}
    finally:
        connection.close()


def test_what_is_saved_meanwhile_leaves_the_copy_whole(encrypted: Path, tmp_path: Path) -> None:
    """Units and checkpoints go on while it is copied, again and again."""
    stop, saved = threading.Event(), list[str]()

    def write() -> None:
        while not stop.is_set():
            with unit("demo.fill"):
                Customer.create(name=f"新客{len(saved)}", note="新" * 3_000)
            saved.append(f"新客{len(saved)}")
            run(f"PRAGMA wal_checkpoint({('PASSIVE', 'FULL', 'RESTART')[len(saved) % 3]})")

    with file.opened(encrypted, KEY):
        run("PRAGMA wal_autocheckpoint = 4")
        writer = threading.Thread(target=write)
        writer.start()
        try:
            for number in range(6):
                before = len(saved)
                copy = tmp_path / f"{number}.crmbak"
                copying.copy(encrypted, copy, KEY, seq=number)
                came = {name for name in _names(copy) if name.startswith("新客")}
                assert came == {f"新客{at}" for at in range(len(came))}  # so far and no further
                assert len(came) >= before
        finally:
            stop.set()
            writer.join()
        assert len(saved) > 10
        assert value("SELECT count(*) FROM customer") == 300 + len(saved)
    assert [path.name for path in tmp_path.iterdir() if ".part" in path.name] == []


def test_a_log_that_is_not_in_the_file_yet_comes_along(encrypted: Path, tmp_path: Path) -> None:
    with file.opened(encrypted, KEY):
        with unit("demo.fill"):
            Customer.create(name="剛記下的")
        assert admission.has_log(encrypted)
        copying.copy(encrypted, tmp_path / "copy.crmbak", KEY)
    assert "剛記下的" in _names(tmp_path / "copy.crmbak")


def test_a_cancelled_copy_leaves_nothing(encrypted: Path, tmp_path: Path) -> None:
    def stop(_what: str, _done: int, _total: int) -> None:
        raise CancelledError("stopped")

    place = tmp_path / "copies"
    place.mkdir()
    with pytest.raises(CancelledError), tally.counting(stop, "copying"):
        copying.copy(encrypted, place / "copy.crmbak", KEY)
    assert list(place.iterdir()) == []


def test_what_the_disk_says_is_said_here(encrypted: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verbatim.copy(encrypted, tmp_path / "nowhere" / "copy")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that never ends")
def test_a_child_whose_parent_is_gone_ends(tmp_path: Path) -> None:
    pipe = tmp_path / "endless"
    os.mkfifo(pipe)  # reading it never ends
    child = own_child.start("copy-file", {"from": str(pipe), "to": str(tmp_path / "copy")})
    child.stdin.close()  # type: ignore[union-attr]
    assert child.wait(20) == 1
    child.stdout.close()  # type: ignore[union-attr]
