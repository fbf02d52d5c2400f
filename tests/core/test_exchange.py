"""One shop file in the place of another: cut off or failing at any moment, one of them is whole and the other is kept."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from db.core import admission, clock, copying, exchange, file
from db.core.connection import connect, rows
from db.core.errors import UserError
from db.core.journal import unit
from db.models import Customer
from db.services import backups, putting_back
from tests.putting_back import restore

ROOT = Path(__file__).parents[2]
CALLS = ((os, "link"), (os, "replace"), (os, "unlink"), (os, "fsync"), (shutil, "copyfile"))
OLD, NEW = ["王小明", "陳美惠"], ["王小明"]


def add(name: str) -> None:
    with unit("customers.add"):
        Customer.create(name=name)


def names(path: Path) -> list[str]:
    """Who is in a shop file that may have a log beside it; nothing is written there."""
    with exchange.whole(path, path.parent.with_name("reading")) as one, closing(connect(one, None, "ro&immutable=1")) as reading:
        return [name for (name,) in reading.execute("SELECT name FROM customer ORDER BY id").fetchall()]


def leave_log(shop: Path) -> None:
    """As a crash leaves it: the last customer stands in the log alone."""
    away = shop.parent / "crashed"
    away.mkdir()
    with file.opened(shop):
        add("陳美惠")
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{shop}{suffix}", away / f"shop.crm{suffix}")
    for suffix in ("", "-wal"):
        shutil.copyfile(away / f"shop.crm{suffix}", f"{shop}{suffix}")
    shutil.rmtree(away)
    assert admission.has_log(shop)
    with closing(connect(shop, None, "ro&immutable=1")) as reading:
        assert reading.execute("SELECT count(*) FROM customer").fetchone() == (1,)


@pytest.fixture(params=[False, True], ids=["closed", "crashed"])
def backup(shop_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of a shop that has gone on since, and was closed, or crashed with its last unit in the log."""
    with file.opened(shop_path):
        add("王小明")
        made = backups.make("close").path
    if request.param:
        leave_log(shop_path)
    else:
        with file.opened(shop_path):
            add("陳美惠")
    return made


class Trouble:
    """Makes the k-th call to the disk fail, and, where the power is gone, all later ones too."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException, lasting: bool, no_links: bool) -> None:
        self.count, self._at, self._error, self._lasting = 0, at, error, lasting
        for module, name in CALLS:
            monkeypatch.setattr(module, name, self._through(getattr(module, name), no_links and name == "link"))

    def _through(self, real: Callable[..., Any], never: bool) -> Callable[..., Any]:
        def call(*args: Any, **how: Any) -> Any:
            self.count += 1
            if self.count == self._at or (self._lasting and self.count > self._at):
                raise self._error
            if never:
                raise OSError(errno.EPERM, "no links here")
            return real(*args, **how)

        return call


class PowerCutError(BaseException):
    """Nothing reaches the disk any more."""


def try_at(shop: Path, backup: Path, at: int, error: BaseException, lasting: bool, no_links: bool) -> bool:
    """Fetch back while the k-th call fails; whether there were so many calls."""
    with pytest.MonkeyPatch.context() as patch:
        trouble = Trouble(patch, at, error, lasting, no_links)
        with suppress(UserError, PowerCutError):
            restore(backup, shop)
        return trouble.count >= at


def laid_out(shop: Path, backup: Path) -> Callable[[], None]:
    """What puts the folder back to how it is now."""
    keep = shop.parent.with_name(f"{shop.parent.name}-kept")
    shutil.copytree(shop.parent, keep)

    def again() -> None:
        shutil.rmtree(shop.parent)
        shutil.copytree(keep, shop.parent)

    return again


def strangers(shop: Path) -> set[str]:
    """What lies in the folder and should not."""
    known = {shop.name, "shop.crm-lock", "backups", "data", *(path.name for path in exchange.asides(shop))}
    return {path.name for path in shop.parent.iterdir()} - known


def assert_whole(shop: Path, no_links: bool = False) -> None:
    """After the next start one of the two is in place, sound, and the other is kept; without links perhaps the old one twice."""
    with file.opened(shop):
        assert file.check().ok
        now = [name for (name,) in rows("SELECT name FROM customer ORDER BY id")]
    kept = [names(path) for path in exchange.asides(shop)]
    assert (now, kept) in ((OLD, []), (NEW, [OLD]), *([(OLD, [OLD])] if no_links else []))
    assert {name for name in strangers(shop) if not name.endswith("-wal")} == set()


@pytest.mark.parametrize("no_links", [False, True], ids=["links", "no links"])
def test_the_power_goes_at_any_moment(shop_path: Path, backup: Path, no_links: bool) -> None:
    again, at = laid_out(shop_path, backup), 1
    while try_at(shop_path, backup, at, PowerCutError(), lasting=True, no_links=no_links):
        assert_whole(shop_path, no_links)
        again()
        at += 1
    assert at > 10
    assert_whole(shop_path)
    assert names(shop_path) == NEW


@pytest.mark.parametrize("no_links", [False, True], ids=["links", "no links"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_any_call_fails(shop_path: Path, backup: Path, number: int, no_links: bool) -> None:
    again, at = laid_out(shop_path, backup), 1
    while try_at(shop_path, backup, at, OSError(number, "no"), lasting=False, no_links=no_links):
        leftovers = [one for one in strangers(shop_path) if not one.endswith(("-wal", "-shm"))]
        assert leftovers in ([], ["shop.crm.restoring"])  # the latter where taking it away was what failed
        assert names(shop_path) in (OLD, NEW)  # at once, log and all, before any start
        assert_whole(shop_path, no_links)
        again()
        at += 1
    assert at > 10


def test_a_failure_leaves_everything_as_it_was(shop_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in shop_path.parent.glob("shop.crm*")}
    putting_back.prepare(backup, shop_path)
    real = os.replace

    def refuse(there: Any, name: Any) -> None:
        if Path(name) == shop_path:
            raise PermissionError(13, "held by another program")
        real(there, name)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(UserError) as raised:
            putting_back.put_in_place(shop_path)
    assert "原本資料完好" in raised.value.sentence
    assert {path.name: path.read_bytes() for path in shop_path.parent.glob("shop*.crm*")} == before


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
from tests.putting_back import restore
shop, backup = Path(sys.argv[1]), Path(sys.argv[2])
def killed_at(at):
    count = 0
    def through(real):
        def call(*args, **how):
            nonlocal count
            count += 1
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **how)
        return call
    for module, name in ((os, "link"), (os, "replace"), (os, "unlink"), (os, "fsync")):
        setattr(module, name, through(getattr(module, name)))
    restore(backup, shop)
for at in range(1, 100):
    place = shop.parent.with_name(f"killed{at}")
    shutil.copytree(shop.parent, place)
    child = os.fork()
    if child == 0:
        shop = place / shop.name
        backup = place / "backups" / backup.name
        killed_at(at)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        print(at, flush=True)
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_program_is_killed_at_any_moment(shop_path: Path, tmp_path: Path, blank_file: Path) -> None:
    shop = tmp_path / "place" / "shop.crm"
    shop.parent.mkdir()
    shutil.copy(blank_file, shop)
    with file.opened(shop):
        add("王小明")
        made = backups.make("close").path
    leave_log(shop)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(shop), str(made)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    moments = int(done.stdout)
    assert moments > 8
    found = []
    for at in range(1, moments + 1):
        one = tmp_path / f"killed{at}" / "shop.crm"
        assert_whole(one)
        found.append(names(one))
    assert found == sorted(found, reverse=True)  # from one moment on it is the new one for good
    assert (found[0], found[-1]) == (OLD, NEW)


def test_a_copy_ready_where_no_shop_is_comes_in_if_it_is_whole(shop_path: Path, tmp_path: Path) -> None:
    target = tmp_path / "other" / "shop.crm"
    target.parent.mkdir()
    ready = target.with_name("shop.crm.restoring")
    shutil.copy(shop_path, ready)
    file.settle(target)
    assert (target.exists(), ready.exists()) == (True, False)
    target.unlink()
    ready.write_bytes(shop_path.read_bytes()[:-5000])
    file.settle(target)
    assert list(target.parent.iterdir()) == []


def test_what_was_prepared_and_never_decided_goes_at_the_next_start(shop_path: Path, backup: Path) -> None:
    putting_back.prepare(backup, shop_path)
    shop_path.with_name("shop.crm.restoring.part").write_bytes(b"half")
    with file.opened(shop_path):
        assert [name for (name,) in rows("SELECT name FROM customer ORDER BY id")] == OLD
    assert strangers(shop_path) == set()


def test_nothing_is_settled_where_another_program_has_the_shop(shop_path: Path) -> None:
    from db.core import lock
    from db.core.errors import BusyError

    ready = shop_path.with_name("shop.crm.restoring")
    ready.write_bytes(b"half")
    handle = os.open(lock.beside(shop_path, lock.LOCK_SUFFIX), os.O_RDWR | os.O_CREAT)
    try:
        assert lock._lock(handle)
        with pytest.raises(BusyError):
            file.settle(shop_path)
    finally:
        os.close(handle)
    assert ready.exists()


def test_the_copy_is_read_again_from_the_disk(shop_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.copyfile

    def spoil(source: Any, target: Any) -> None:
        real(source, target)
        Path(target).write_bytes(Path(target).read_bytes()[:-1] + b"x")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "copyfile", spoil)
        with pytest.raises(UserError):
            exchange.lay(backup, shop_path)
    assert not list(shop_path.parent.glob("*restoring*"))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_the_disk_has_everything_before_it_is_decided(shop_path: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    fsync, replace = os.fsync, os.replace

    def note_sync(handle: int) -> None:
        seen.append(f"sync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        fsync(handle)

    def note_replace(there: Any, name: Any) -> None:
        seen.append(f"name {Path(name).name}")
        replace(there, name)

    monkeypatch.setattr(os, "fsync", note_sync)
    monkeypatch.setattr(os, "replace", note_replace)
    restore(backup, shop_path)
    folder = f"sync {shop_path.parent.name}"
    assert seen == [
        "sync shop.crm.restoring.part", "name shop.crm.restoring", folder,  # laid ready
        folder,  # the second name of the old one
        "name shop.crm.coming", folder,  # decided
        "name shop.crm", folder,
    ]  # fmt: skip
    seen.clear()
    with file.opened(shop_path):
        add("再一位")
        made = backups.make("close").path
    assert seen == [f"sync {made.name}.part", f"sync {made.name}.json", f"name {made.name}", "sync backups"]


def test_two_in_one_minute_get_numbers(shop_path: Path, backup: Path) -> None:
    clock.fix(datetime(2026, 11, 22, 11, 2, tzinfo=UTC))
    for _ in range(3):
        restore(backup, shop_path)
    assert [path.name for path in exchange.asides(shop_path)] == [
        "shop-20261122-1902-3.crm", "shop-20261122-1902-2.crm", "shop-20261122-1902.crm"
    ]  # fmt: skip
    assert [names(path) for path in exchange.asides(shop_path)] == [NEW, NEW, OLD]


def test_five_that_gave_way_stay_and_always_the_last(shop_path: Path, backup: Path) -> None:
    kept = []
    for day in (5, 6, 7, 8, 9, 10):
        clock.fix(datetime(2026, 11, day, 4, 0, tzinfo=UTC))
        kept.append(restore(backup, shop_path))
    assert exchange.asides(shop_path) == list(reversed(kept[1:]))
    clock.fix(datetime(2020, 1, 1, 4, 0, tzinfo=UTC))
    last = restore(backup, shop_path)
    assert last in exchange.asides(shop_path)
    assert len(exchange.asides(shop_path)) == 5


def test_other_files_of_such_names_are_none_of_ours(shop_path: Path) -> None:
    for name in ("shop-20260230-1200.crm", "shop-2-20260301-1200.crm", "shop-20260301-1200.txt", "shop-20260301.crm"):
        shop_path.with_name(name).write_bytes(b"x")
    real = shop_path.with_name("shop-20260301-1200.crm")
    real.write_bytes(b"x")
    assert [backup.path for backup in backups.put_aside(shop_path)] == [real]
    assert backups.put_aside(shop_path)[0].shown_at == "2026-03-01 12:00"


def test_a_file_that_gave_way_with_its_log_is_fetched_back_with_it(shop_path: Path, backup: Path) -> None:
    restore(backup, shop_path)
    (aside,) = exchange.asides(shop_path)
    restore(aside, shop_path)
    assert names(shop_path) == OLD
    assert not admission.has_log(shop_path)
    assert not list((file.data_folder() / "looking").glob("*"))


def test_drafts_written_meanwhile_do_not_start_a_copy_over(shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(300):
        add(f"客{number}")
    copying_pages, steps = 10, []
    monkeypatch.setattr(copying, "_PAGES", copying_pages)

    def write(_steps: float) -> None:
        steps.append(1)
        assert len(steps) < 200, "it begins again and again"
        with closing(connect(shop)) as other:
            other.execute("INSERT INTO draft (form, body, at) VALUES (?, '{}', '')", (f"f{len(steps)}",))

    monkeypatch.setattr(copying.tally, "passed", write)
    pages = rows("PRAGMA page_count")[0][0]
    copying.copy(shop, tmp_path / "one.crmbak")
    assert len(steps) == -(-pages // copying_pages)
