"""Full disks, kills and other writers: a sentence, nothing lost, nothing half."""

import errno
import random
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from db.core import checking, file, trouble
from db.core.connection import connect, rows, value
from db.core.errors import BusyError, DamagedError, InputError, NoSpaceError, RefusedError, UserError
from db.core.journal import unit
from db.models import Customer

ROOT = Path(__file__).parents[2]

FULL = """
import resource, signal, sys
from pathlib import Path
from db.core import file
from db.core.connection import database, rows
from db.core.errors import NoSpaceError
from db.core.journal import unit
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv[2])
file.open_shop(Path(sys.argv[1]))
before = rows("SELECT * FROM customer ORDER BY id")
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
def fill():
    with unit("imports.run"):
        database.connection().executemany("INSERT INTO customer (name) VALUES (?)", [("王小明" * 50,)] * 6000)
try:
    fill()
except NoSpaceError as error:
    print("full", error.sentence, flush=True)
    assert rows("SELECT * FROM customer ORDER BY id") == before
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
fill()
assert len(rows("SELECT id FROM customer")) == 6000 + len(before)
assert file.check().ok
file.close()
print("done", flush=True)
"""

FULL_AT_CLOSE = """
import resource, signal, sys
from pathlib import Path
from db.core import copying, file
from db.core.connection import database, rows, run
from db.core.journal import unit
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
shop = Path(sys.argv[1])
file.open_shop(shop)
run("PRAGMA wal_autocheckpoint = 0")
with unit("imports.run"):
    database.connection().executemany("INSERT INTO customer (name) VALUES (?)", [("王小明" * 50,)] * 2000)
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (shop.stat().st_size, hard))
stick = shop.parent / "stick"
try:
    copying.into(stick, shop, None, "close")
except Exception as error:
    print(type(error).__name__, list(stick.iterdir()), flush=True)
file.close()
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
file.open_shop(shop)
print(len(rows("SELECT id FROM customer")), file.check().ok)
file.close()
"""

WORK = """
import sys
from pathlib import Path
from db.core import file
from db.core.connection import database, value
from db.core.journal import unit
file.open_shop(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    size = 2000 if number % 3 == 0 else 3
    with unit("imports.run") as opened:
        first = (value("SELECT max(id) FROM customer") or 0) + 1
        ids = range(first, first + size)
        connection = database.connection()
        people = [(i, f"客{i}", str(opened.id)) for i in ids]
        connection.executemany("INSERT INTO customer (id, name, note) VALUES (?, ?, ?)", people)
        phones = [(i,) for i in ids]
        connection.executemany("INSERT INTO contact_point (customer, kind, text) VALUES (?, 'mobile', '0912')", phones)
    print(f"ACK {opened.id} {size}", flush=True)
"""


def run(program: str, *arguments: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a limit on files stands for the full disk")
def test_a_full_disk_at_close_loses_nothing_and_leaves_no_half_copy(tmp_path: Path) -> None:
    shop = tmp_path / "shop.crm"
    file.create(shop)
    ended = run(FULL_AT_CLOSE, shop)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines()[0].endswith(" []")
    assert ended.stdout.splitlines()[1] == "2000 True"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
@pytest.mark.parametrize("share", [1.0, 1.5, 3.0])
def test_full_disk_is_a_sentence_and_the_same_works_afterwards(shop_path: Path, share: float) -> None:
    done = run(FULL, shop_path, int(shop_path.stat().st_size * share))
    assert done.stderr == ""
    said, *rest = done.stdout.splitlines()
    assert said.startswith("full ")
    assert "原本資料完好" in said
    assert rest == ["done"]


def test_full_database_names_the_drive(shop: Path) -> None:
    pages = value("PRAGMA page_count")
    with pytest.raises(NoSpaceError) as raised, unit("imports.run"):
        rows(f"PRAGMA max_page_count = {pages + 5}")
        for _ in range(200):
            Customer.create(name="王小明" * 500)
    assert trouble.drive(shop.parent) in raised.value.sentence
    rows("PRAGMA max_page_count = 4294967294")
    assert value("SELECT count(*) FROM customer") == 0
    with unit("customers.add"):
        Customer.create(name="王小明")
    assert file.check().ok


def test_need_is_named_where_little_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trouble.shutil, "disk_usage", lambda _place: type("Usage", (), {"free": 12 << 20}))
    sentence = trouble.no_space(tmp_path, needed=80 << 20).sentence
    assert "剩下 12 MB，還需要約 80 MB" in sentence


def test_kill_at_any_moment_loses_nothing_acknowledged_and_leaves_nothing_half(shop_path: Path) -> None:
    chance = random.Random(7)
    acknowledged: dict[int, int] = {}
    for number in range(5):
        with subprocess.Popen([sys.executable, "-c", WORK, str(shop_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            said = [child.stdout.readline() for _ in range(1 + number)]  # "ready" and so many acknowledgements
            time.sleep(chance.uniform(0, 0.3))
            child.kill()
            for line in [*said, *child.stdout.read().splitlines()]:
                if line.startswith("ACK ") and len(line.split()) == 3:
                    acknowledged[int(line.split()[1])] = int(line.split()[2])
        with file.opened(shop_path):
            assert file.check().ok
            units = dict(rows("SELECT note, count(*) FROM customer GROUP BY note"))
            assert set(units.values()) <= {3, 2000}
            assert {str(saved): size for saved, size in acknowledged.items()}.items() <= units.items()
            assert value("SELECT count(*) FROM contact_point") == sum(units.values())
            assert len(units) == value("SELECT count(*) FROM unit")
    assert acknowledged


def test_window_does_not_wait_for_a_job_that_writes(shop: Path) -> None:
    inside, finish = threading.Event(), threading.Event()

    def job() -> None:
        with unit("imports.run"):
            Customer.create(name="從匯入來")
            inside.set()
            finish.wait(10)

    thread = threading.Thread(target=job)
    thread.start()
    assert inside.wait(10)
    with pytest.raises(BusyError), unit("customers.add"):
        Customer.create(name="表單")
    assert value("SELECT count(*) FROM customer") == 0  # reading goes on, from before the job
    finish.set()
    thread.join()
    assert value("SELECT count(*) FROM customer") == 1
    with unit("customers.add"):
        Customer.create(name="表單")


def test_job_waits_for_the_window(shop: Path) -> None:
    threads = []
    with unit("customers.add"):
        Customer.create(name="表單")
        threads.append(threading.Thread(target=_add_one))
        threads[0].start()
        threads[0].join(0.1)
        assert threads[0].is_alive()
    threads[0].join(10)
    assert value("SELECT count(*) FROM unit") == 2


def _add_one() -> None:
    with unit("customers.add"):
        Customer.create(name="從工作來")


def test_another_program_holds_the_file(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows("PRAGMA busy_timeout = 50")
    with closing(connect(shop)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyError), unit("customers.add"):
            Customer.create(name="王小明")
        other.execute("ROLLBACK")
    with unit("customers.add"):
        Customer.create(name="王小明")


def test_damage_met_while_reading_is_a_sentence(shop_path: Path) -> None:
    with file.opened(shop_path), unit("customers.add"):
        for number in range(2000):
            Customer.create(name=f"客{number}")
    with closing(connect(shop_path, mode="ro&immutable=1")) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'customer'").fetchone()
    with shop_path.open("r+b") as handle:
        handle.seek((page - 1) * 4096)
        handle.write(b"\xff" * 4096)
    with pytest.raises(DamagedError):
        file.open_shop(shop_path)
    with pytest.raises(DamagedError):
        checking.refuse_damaged(shop_path)


def test_bugs_are_not_explained_away() -> None:
    assert trouble.explain(driver.IntegrityError("UNIQUE constraint failed")) is None
    assert trouble.explain(ValueError("database is locked")) is None
    assert trouble.explain(driver.OperationalError("no such table: x"), None) is None
    assert isinstance(trouble.explain(driver.OperationalError("attempt to write a readonly database"), None), RefusedError)


@pytest.mark.parametrize(
    ("number", "kind", "word"),
    [
        (errno.EACCES, RefusedError, "防寫"),
        (errno.EPERM, RefusedError, "防寫"),
        (errno.EROFS, RefusedError, "防寫"),
        (errno.EIO, InputError, "隨身碟可能被拔掉"),
        (errno.ENODEV, InputError, "隨身碟可能被拔掉"),
        (errno.ENOSPC, NoSpaceError, "原本資料完好"),
    ],
)
def test_what_the_disk_says_is_a_sentence(tmp_path: Path, number: int, kind: type[UserError], word: str) -> None:
    said = trouble.explain(OSError(number, "no"), tmp_path / "shop.crm")
    assert isinstance(said, kind)
    assert word in said.sentence
    assert "原本資料完好" in said.sentence


def test_a_place_that_is_gone_is_named_and_a_file_that_is_not_there_is_a_bug(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for error in (FileNotFoundError(2, "no"), driver.OperationalError("disk I/O error")):
        said = trouble.explain(error, stick / "shop.crm")
        assert isinstance(said, InputError)
        assert str(stick) in said.sentence
    assert trouble.explain(FileNotFoundError(2, "no"), tmp_path / "shop.crm") is None
    full = trouble.explain(OSError(errno.ENOSPC, "no", str(stick / "one")))
    assert isinstance(full, NoSpaceError)
    refused = trouble.explain(PermissionError(13, "no", str(stick / "one")))
    assert refused
    assert str(stick) in refused.sentence
