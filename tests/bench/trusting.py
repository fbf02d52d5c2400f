"""What trust costs: an encrypted shop file against a plain one, the history against none, a verified backup against a copy.

`SHUKEBU_BENCH_SMALL=1` measures on small files, to see that the rows run; only the figures of the whole size count.
"""

import itertools
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

from db.core import audited, encrypting, file, search, wrapping
from db.core.connection import database, run
from db.core.connection import rows as read
from db.services import backups, customers, lists, settings
from importers.commit import commit
from importers.session import ImportSession
from importers.values import Source
from tests.bench import lists as long_lists
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = (
    "key-import", "key-search", "key-list", "key-backup", "key-open",
    "audit-import", "audit-edit", "backup-500", "backup-500-key",
)  # fmt: skip
_SMALL: Final = bool(os.environ.get("SHUKEBU_BENCH_SMALL"))
_CUSTOMERS: Final = 2_000 if _SMALL else 100_000
_BYTES: Final = (20 if _SMALL else 500) * 1_000_000
_KEY: Final = wrapping.new_key()
_number: Final = itertools.count(1)


def rows() -> Iterator[Row]:
    """Encrypted against plain, audited against not, backed up against copied."""
    plain = _lifelike()
    pair = plain, _encrypted(plain)
    yield row("key-import", f"{_CUSTOMERS:,} dirty rows imported, encrypted against plain", _of_keys(_imported), 1.6, 1.2)
    for name, what, work in (
        ("key-search", "any 1 to 6 characters found", _searched),
        ("key-list", "100 rows from anywhere in the long list", _listed),
        ("key-backup", "backup and its verification", _backed_up),
    ):
        with _both_open(pair) as measured:
            yield row(name, f"{what} at {_CUSTOMERS:,} customers, encrypted against plain", measured(work), 1.6, 1.2)
    both = alternate(lambda: _opened(pair[1], _KEY), lambda: _opened(plain, None), runs=9)
    yield row("key-open", "opening the file, its key at hand, encrypted against plain", both, 1.3, None)
    both = alternate(lambda: _imported(None), lambda: _imported(None, is_audited=False))
    yield row("audit-import", f"{_CUSTOMERS:,} dirty rows imported, with history against without", both, 2.5, None)
    with file.opened(plain):
        yield row("audit-edit", "one customer changed, with history against without", alternate(_edited, _unwatched), None, None)
    big = _big()
    for name, path, key in (("backup-500", big, None), ("backup-500-key", _encrypted(big), _KEY)):
        with file.opened(path, key):
            both = alternate(_backed_up, lambda path=path: seconds(lambda: _copied(path)))  # type: ignore[misc]
        what = f"backup and its verification of {_BYTES / 1e6:.0f} MB {'encrypted' if key else 'plain'}, against copying the file"
        yield row(name, what, both, 12, 8)


def _of_keys(work: Callable[[bytes | None], float]) -> tuple[float, float]:
    return alternate(lambda: work(_KEY), lambda: work(None))


@contextmanager
def _both_open(pair: tuple[Path, Path]) -> Iterator[Callable[[Callable[[], float]], tuple[float, float]]]:
    """Measures in either file, which is open long enough to be warm."""

    def inside(path: Path, key: bytes | None, work: Callable[[], float]) -> float:
        with file.opened(path, key):
            work()
            return work()

    yield lambda work: alternate(lambda: inside(pair[1], _KEY, work), lambda: inside(pair[0], None, work))


@cache
def _lifelike() -> Path:
    return Path(shutil.copy(shops.lifelike(_CUSTOMERS), shops.folder() / "trust.crm"))


@cache
def _encrypted(plain: Path) -> Path:
    path = plain.with_stem(f"{plain.stem}-key")
    encrypting.write(plain, None, path, _KEY, "rw")
    return path


@cache
def _big() -> Path:
    """A shop as long as the figure says: sales, many."""
    path = Path(shutil.copy(_lifelike(), shops.folder() / "big.crm"))
    with file.opened(path):
        while path.stat().st_size < _BYTES:
            shops.sell(_CUSTOMERS, _BYTES // 2_000)
            run("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def _imported(key: bytes | None, *, is_audited: bool = True) -> float:
    """From the file to searchable customers."""
    path, shop = long_lists.dirty(_CUSTOMERS), shops.folder() / f"trust-import-{next(_number)}.crm"
    file.create(shop, key=key)
    with file.opened(shop, key):
        if is_audited:
            taken = seconds(lambda: commit(ImportSession([Source(path=path)]).plan()))
        else:
            with _without_history():
                taken = seconds(lambda: commit(ImportSession([Source(path=path)]).plan()))
    shop.unlink()
    return taken


@contextmanager
def _without_history() -> Iterator[None]:
    connection = database.connection()
    for name in audited.triggers(connection):
        run(f"DROP TRIGGER {name}")
    try:
        yield
    finally:
        audited.arm(connection)


def _searched() -> float:
    dice = random.Random(3)
    lines = [line for (line,) in read("SELECT line FROM customer_search WHERE rowid % 37 = 0 LIMIT 300")]
    words = [field[: dice.randint(1, 6)] for line in lines if (field := dice.choice(line.split())).isprintable()]
    return seconds(lambda: [search.find(word, 50) for word in words])


def _listed() -> float:
    ids = lists.ids(lists.ListQuery(sort="name", descending=False))
    dice = random.Random(5)
    blocks = [ids[start : start + 100] for start in dice.sample(range(len(ids) - 100), 40)]
    return seconds(lambda: [lists.rows(block, ("name", "phone", "last_contact", "tags")) for block in blocks])


def _backed_up() -> float:
    """A backup is made only of what changed since the last one."""
    settings.save({"line_id": f"b{next(_number)}"})
    return seconds(lambda: backups.make("bench"))


def _opened(path: Path, key: bytes | None) -> float:
    def work() -> None:
        file.open_shop(path, key)
        read("SELECT count(*) FROM setting")

    try:
        return seconds(work)
    finally:
        file.close()


def _edited() -> float:
    def work() -> None:
        for (customer,) in read("SELECT id FROM customer ORDER BY id LIMIT 50"):
            form = customers.form(customer)
            form.note = f"改 {next(_number)}"
            customers.change(customer, form)

    return seconds(work)


def _unwatched() -> float:
    with _without_history():
        return _edited()


def _copied(path: Path) -> None:
    copy = Path(shutil.copy(path, shops.folder() / "copy.crm"))
    with copy.open("rb+") as handle:
        os.fsync(handle.fileno())
