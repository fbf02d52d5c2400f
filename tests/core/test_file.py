"""The shop file: one process has it, what can't be opened is refused with a sentence and not touched."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from db.core import admission, audited, checking, copying, file, lock, migrate, place
from db.core.connection import PRAGMAS, connect, database, rows, value
from db.core.errors import BusyError, DamagedError, InputError, NewerFileError, NotFoundError, RefusedError, UserError
from db.core.journal import unit
from db.models import Customer

ROOT = Path(__file__).parents[2]
KEY = bytes(range(32))


def folder_state(path: Path) -> dict[str, str]:
    """Every file beside the shop file, with the hash of its bytes."""
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(path.parent.iterdir()) if one.is_file()}


def refused(path: Path, kind: type[UserError]) -> str:
    """The sentence of the refusal; nothing was written beside or into the file."""
    before = folder_state(path)
    with pytest.raises(kind) as raised:
        file.open_shop(path)
    assert folder_state(path) == before
    assert not file.is_open()
    assert any("一" <= letter <= "鿿" for letter in raised.value.sentence)
    return raised.value.sentence


def test_new_file_has_the_shops_name_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "shop.crm"
    file.create(path, shop_name="阿明水電")
    assert [one.name for one in path.parent.iterdir()] == ["shop.crm"]
    with file.opened(path):
        assert rows("SELECT key, value FROM setting") == [("shop_name", '"阿明水電"')]
        assert value("PRAGMA application_id") == admission.APPLICATION_ID
        assert value("PRAGMA user_version") == migrate.newest()
        assert file.check().ok
    assert [one.name for one in path.parent.iterdir()] == ["shop.crm"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_new_file_on_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys\nfrom pathlib import Path\n"
        "from db.core import file\nfrom db.core.errors import NoSpaceError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "try:\n    file.create(Path(sys.argv[1]))\nexcept NoSpaceError as error:\n    print(error.code)\n"
    )
    path = tmp_path / "full" / "shop.crm"
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("no_space\n", "")
    assert list(path.parent.iterdir()) == []


def test_new_file_never_takes_the_place_of_another(shop_path: Path) -> None:
    before = shop_path.read_bytes()
    with pytest.raises(InputError):
        file.create(shop_path)
    assert shop_path.read_bytes() == before


def test_every_connection_follows_the_rules_of_storage(shop: Path) -> None:
    assert value("PRAGMA journal_mode") == "wal"
    assert {name: value(f"PRAGMA {name}") for name, _, _ in PRAGMAS} == {name: said for name, _, said in PRAGMAS}
    assert value("PRAGMA busy_timeout") > 0


def test_missing_file(tmp_path: Path) -> None:
    assert "gone.crm" in refused(tmp_path / "gone.crm", NotFoundError)


@pytest.mark.parametrize(
    "contents", [b"", b"no database at all" * 100, b"PK\x03\x04" + bytes(5000), b"SQLite format 3\x00" + bytes(80)]
)
def test_empty_or_foreign_file(tmp_path: Path, contents: bytes) -> None:
    path = tmp_path / "shop.crm"
    path.write_bytes(contents)
    assert "shop.crm" in refused(path, DamagedError)


def test_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "shop.crm").mkdir()
    refused(tmp_path / "shop.crm", DamagedError)


def test_database_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "shop.crm"
    with closing(driver.connect(str(path))) as connection:
        connection.execute("CREATE TABLE customer (id INTEGER)")
        connection.commit()
    refused(path, DamagedError)


def test_newer_file(shop_path: Path) -> None:
    with closing(connect(shop_path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrate.newest() + 1}")
    assert refused(shop_path, NewerFileError) == "這個資料檔是較新版的熟客簿建立的。請先更新程式。檔案沒有被更動。"


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.99])
def test_truncated_file(shop_path: Path, share: float) -> None:
    with shop_path.open("r+b") as handle:
        handle.truncate(int(shop_path.stat().st_size * share))
    refused(shop_path, DamagedError)


def test_damage_that_sqlite_quotes_in_its_message(shop_path: Path) -> None:
    whole = shop_path.read_bytes()
    shop_path.write_bytes(whole.replace(b"CREATE TABLE", b"CREATE \xff\xfe\xfd\xfc\xfb"))
    refused(shop_path, DamagedError)


def test_wiped_page(shop_path: Path) -> None:
    with shop_path.open("r+b") as handle:
        handle.seek(4096 * 10)
        handle.write(bytes(4096))
    refused(shop_path, DamagedError)


def test_trigger_taken_out_with_another_tool(shop_path: Path) -> None:
    with closing(connect(shop_path)) as connection:
        connection.execute("DROP TRIGGER audit_customer_update")
    refused(shop_path, DamagedError)


def test_trigger_slipped_in_with_another_tool(shop_path: Path) -> None:
    with closing(connect(shop_path)) as connection:
        connection.execute("CREATE TRIGGER mine AFTER INSERT ON customer BEGIN DELETE FROM draft; END")
    refused(shop_path, DamagedError)


def test_file_lies_in_a_place_for_reading_only(shop_path: Path) -> None:
    with file.opened(shop_path), unit("customers.add"):
        Customer.create(name="王小明")
    before = folder_state(shop_path)
    file.open_shop(shop_path, read_only=True)
    assert value("SELECT name FROM customer") == "王小明"
    with pytest.raises(RefusedError), unit("customers.add"):
        Customer.create(name="不行")
    assert folder_state(shop_path) == before
    file.close()
    assert folder_state(shop_path) == before


def test_encrypted_file_opens_with_its_key_only(tmp_path: Path) -> None:
    path = tmp_path / "shop.crm"
    file.create(path, shop_name="密室", key=KEY)
    assert not path.read_bytes().startswith(b"SQLite format 3")
    refused(path, DamagedError)
    with pytest.raises(DamagedError):
        file.open_shop(path, bytes(32))
    with file.opened(path, KEY), unit("customers.add"):
        Customer.create(name="王小明")
    with file.opened(path, KEY):
        assert rows("SELECT name FROM customer") == [("王小明",)]


CHILD = """
import os, sys
from pathlib import Path
from db.core import file
from db.core.errors import UserError
try:
    file.open_shop(Path(sys.argv[1]))
except UserError as error:
    print(error.code, flush=True)
    sys.exit(error.status)
print("open", flush=True)
sys.stdin.read()
"""


def start(path: Path) -> subprocess.Popen[str]:
    """Another process that opens the shop file and holds it."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )


def said(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


def test_second_start_is_refused_and_calls_the_first(shop: Path) -> None:
    before = folder_state(shop)
    with start(shop) as child:
        assert said(child) == "in_use"
        child.communicate()
    assert child.returncode == BusyError.status
    assert folder_state(shop) == before
    assert not lock.was_called(shop)
    lock.call_to_front(shop)
    assert lock.was_called(shop)
    assert not lock.was_called(shop)


def test_a_second_start_knows_whether_it_was_heard(shop: Path) -> None:
    assert not lock.call_to_front(shop)  # nobody listens
    hears = threading.Timer(0.1, lock.was_called, [shop])
    hears.start()
    assert lock.call_to_front(shop, 20)
    hears.join()


def test_lock_is_free_after_a_kill(shop_path: Path) -> None:
    with start(shop_path) as child:
        assert said(child) == "open"
        with pytest.raises(BusyError):
            file.open_shop(shop_path)
        child.send_signal(signal.SIGKILL)
        child.communicate()
    with file.opened(shop_path):
        assert file.check().ok
    assert [one.name for one in shop_path.parent.iterdir() if one.is_file()] == ["shop.crm"]


def test_older_file_is_copied_then_migrated(shop_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Second:
        """What a later migration looks like."""

        SQL = "ALTER TABLE customer ADD COLUMN nickname TEXT NOT NULL DEFAULT '';\n"
        UNDO_FLOOR = True

    with file.opened(shop_path), unit("customers.add"):
        Customer.create(name="王小明")
    now = migrate.newest()
    monkeypatch.setattr(migrate, "migrations", lambda: {now + 1: Second})
    monkeypatch.setattr(migrate, "newest", lambda: now + 1)
    with file.opened(shop_path):
        assert value("PRAGMA user_version") == now + 1
        assert rows("SELECT name, nickname FROM customer") == [("王小明", "")]
        assert audited.is_armed(database.connection())
        assert "nickname" in audited.triggers(database.connection())["audit_customer_update"]
        assert migrate.undo_floor() == now + 1
    (copied,) = [path for _seq, path in copying.numbered(copying.folder(shop_path), shop_path)]
    facts = copying.facts(copied)
    assert facts is not None
    assert (facts["reason"], facts["schema"], facts["counts"]["customer"]) == ("migration", now, 1)


def test_migration_that_fails_leaves_the_file_as_it_was(shop_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        """A migration with a mistake in its second statement."""

        SQL = "ALTER TABLE customer ADD COLUMN nickname TEXT;\nALTER TABLE nobody ADD COLUMN x TEXT;\n"

    with closing(connect(shop_path, mode="ro&immutable=1")) as connection:
        before = list(connection.iterdump()) if hasattr(connection, "iterdump") else audited.columns(connection, "customer")
    now = migrate.newest()
    monkeypatch.setattr(migrate, "migrations", lambda: {now + 1: Broken})
    monkeypatch.setattr(migrate, "newest", lambda: now + 1)
    with pytest.raises(Exception, match="nobody"):
        file.open_shop(shop_path)
    monkeypatch.undo()
    with file.opened(shop_path):
        assert value("PRAGMA user_version") == now
        assert audited.columns(database.connection(), "customer") == before


def test_the_shop_file_is_never_opened_past_sqlite(shop_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins

    real, real_os = builtins.open, os.open

    def guarded(name: object, *args: object, **options: object) -> object:
        if isinstance(name, (str, os.PathLike)):
            assert Path(name).name not in {"shop.crm", "shop.crm-wal", "shop.crm-shm"}
        return real(name, *args, **options)  # type: ignore[call-overload]

    def guarded_os(name: str, *args: int, **options: int) -> int:
        assert Path(name).name not in {"shop.crm", "shop.crm-wal", "shop.crm-shm"}
        return real_os(name, *args, **options)

    monkeypatch.setattr(builtins, "open", guarded)
    monkeypatch.setattr("io.open", guarded)
    monkeypatch.setattr(os, "open", guarded_os)
    from db.services import backups

    with file.opened(shop_path):
        with unit("customers.add"):
            Customer.create(name="王小明")
        file.check()
        assert backups.make("close").verified


def test_check_finds_what_another_tool_did(shop_path: Path) -> None:
    with file.opened(shop_path):
        for name in ("王小明", "陳美惠"):
            with unit("customers.add"):
                Customer.create(name=name)
        with unit("customers.change"):
            Customer.update(note="x").execute()
        result = file.check()
        assert (result.ok, result.problems, result.counts["customer"]) == (True, [], 2)
        assert result.chain["units"] == 3
    for number, change in enumerate(
        (
            "UPDATE change SET after = '{}' WHERE op = 'U'",
            "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
            "DELETE FROM unit WHERE id = (SELECT max(id) FROM unit)",
            "INSERT INTO change (unit, tbl, row, op) VALUES (1, 1, 1, 'I')",
            "UPDATE unit SET actor = 'x' WHERE id = 1",
        )
    ):
        copied = Path(shutil.copy(shop_path, shop_path.with_name(f"{number}.crm")))
        with closing(connect(copied)) as connection:
            for name in audited.triggers(connection):
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute(change)
            audited.arm(connection)
        assert not checking.of_file(copied, thorough=True).ok, change


def test_places_to_warn_of(tmp_path: Path) -> None:
    assert place.warning(tmp_path / "shop.crm") == ""
    assert place.of(Path("/home/a/OneDrive/文件/shop.crm")) == "synced"
    assert place.of(Path("/home/a/Dropbox (Personal)/shop.crm")) == "synced"
    assert place.of(tmp_path / "shop.crm", mounts=f"server:/share {tmp_path} nfs4 rw 0 0\n") == "network"
    assert place.of(tmp_path / "shop.crm", mounts=f"/dev/sda1 {tmp_path} ext4 rw 0 0\n") == "local"
    assert "OneDrive" in place.warning(Path("/home/a/OneDrive/shop.crm"))


LEAVE_A_LOG = """
import os, sys
from pathlib import Path
from db.core import file
from db.core.connection import database, run
from db.core.journal import unit
file.open_shop(Path(sys.argv[1]))
with unit("customers.add"):
    run("INSERT INTO customer (name) VALUES ('王小明')")
if len(sys.argv) > 2:
    run(f"PRAGMA user_version = {sys.argv[2]}")
os._exit(9)
"""


def leave_a_log(path: Path, *arguments: object) -> None:
    """Work on the file and die with the log not yet brought in."""
    subprocess.run([sys.executable, "-c", LEAVE_A_LOG, str(path), *map(str, arguments)], cwd=ROOT, check=False)
    assert path.with_name("shop.crm-wal").stat().st_size > 0


def test_log_left_by_a_crash_is_brought_in(shop_path: Path) -> None:
    leave_a_log(shop_path)
    with file.opened(shop_path):
        assert value("SELECT name FROM customer") == "王小明"
    assert not shop_path.with_name("shop.crm-wal").exists()


def test_newer_file_with_a_log_is_refused_and_both_stay(shop_path: Path) -> None:
    leave_a_log(shop_path, 99)
    before = {name: digest for name, digest in folder_state(shop_path).items() if not name.endswith(("-shm", "-lock"))}
    with pytest.raises(NewerFileError):
        file.open_shop(shop_path)
    assert {name: digest for name, digest in folder_state(shop_path).items() if not name.endswith("-shm")} == before


def test_log_in_a_place_for_reading_only_is_read_in_a_copy(shop_path: Path) -> None:
    leave_a_log(shop_path)
    before = folder_state(shop_path)
    file.open_shop(shop_path, read_only=True)
    assert value("SELECT name FROM customer") == "王小明"
    with pytest.raises(RefusedError), unit("customers.add"):
        Customer.create(name="不行")
    file.close()
    assert not (file.data_folder() / "reading").exists()
    assert {name: digest for name, digest in folder_state(shop_path).items() if name in before and not name.endswith("-shm")} == {
        name: digest for name, digest in before.items() if not name.endswith("-shm")
    }


def test_worker_thread_follows_to_another_file(shop_path: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(shop_path, tmp_path / "other.crm"))
    with file.opened(other), unit("customers.add"):
        Customer.create(name="別家的")
    count = "SELECT count(*) FROM customer"
    with ThreadPoolExecutor(1) as worker:
        with file.opened(shop_path):
            assert worker.submit(value, count).result() == 0
        with file.opened(other):
            assert worker.submit(value, count).result() == 1
