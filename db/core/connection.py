"""The one deferred database the models are bound to; every thread that uses it gets a connection of its own."""

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from peewee import SqliteDatabase
from sqlcipher3 import dbapi2 as driver

BUSY_SECONDS: Final = 5
_USUAL, _ROOMY = 8_000, 131_072  # KiB of page cache
PRAGMAS: Final = (
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("journal_size_limit", "67108864", 67108864),  # the log of a big import does not stay that big
    ("fullfsync", "ON", 1),  # matters on macOS only
    ("checkpoint_fullfsync", "ON", 1),
)  # name, value, what reading it back must say


def address(path: Path, mode: str) -> str:
    """The SQLite URI of a file; `mode` such as "rw", "ro" or "ro&immutable=1": never one that creates."""
    return f"file:{quote(path.absolute().as_posix())}?mode={mode}"


def connect(path: Path, key: bytes | None = None, mode: str = "rw") -> Any:
    """A bare connection in autocommit, for a file other than the shop's or before the shop's is opened.

    `key`: the raw 256-bit key (32 bytes) of an encrypted file, None for a plain one.
    """
    connection = driver.connect(
        address(path, mode), uri=True, isolation_level=None, timeout=BUSY_SECONDS, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def assert_pragmas(connection: Any) -> None:
    """Set the rules of storage on this connection and see that they took."""
    for name, value, expected in PRAGMAS:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        ((said,),) = connection.execute(f"PRAGMA {name}").fetchall()
        if said != expected:
            raise RuntimeError(f"PRAGMA {name} is {said}, not {expected}")


class ShopDatabase(SqliteDatabase):
    """peewee's SQLite over sqlcipher3, with the raw key, the pragmas and a list of its connections."""

    def __init__(self) -> None:
        super().__init__(None, thread_safe=True)
        self._key: bytes | None = None
        self._mode = "rw"
        self.opened_at_unit = 0  # the last unit when the file was opened: older ones are not Ctrl+Z's
        self._open: weakref.WeakKeyDictionary[threading.Thread, Any] = weakref.WeakKeyDictionary()
        self._open_lock = threading.Lock()

    @property
    def path(self) -> Path | None:
        """The file the models are bound to, or None."""
        return Path(self.database) if self.database else None

    @property
    def key(self) -> bytes | None:
        """The raw key of the open file, None for a plain one."""
        return self._key

    @property
    def is_read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._mode != "rw"

    def use(self, path: Path, key: bytes | None, mode: str) -> None:
        """Point the models at this file; nothing is opened yet."""
        self.init(str(path))
        self._key, self._mode = key, mode

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Around a unit: the pages of a big one stay in memory instead of being written and read over and over."""
        self.execute_sql(f"PRAGMA cache_size = -{_ROOMY}")
        try:
            yield
        finally:
            self.execute_sql(f"PRAGMA cache_size = -{_USUAL}")

    def forget(self) -> None:
        """Close every thread's connection and point at nothing."""
        if not self.deferred:
            self.close()
        with self._open_lock:
            for connection in list(self._open.values()):
                connection.close()
            self._open.clear()
        self._state: Any = type(self._state)()  # other threads must not find their closed connections again
        self.init(None)
        self._mode = "rw"

    def _connect(self) -> Any:
        connection = connect(Path(self.database), self._key, self._mode)
        try:
            assert_pragmas(connection)
            self._add_conn_hooks(connection)  # type: ignore[attr-defined]
        except BaseException:
            connection.close()
            raise
        with self._open_lock:
            self._open[threading.current_thread()] = connection
        return connection

    def rollback(self) -> None:
        """Roll back; a full disk has already rolled the transaction back, which is not an error."""
        if self.connection().in_transaction:
            super().rollback()


database: Final = ShopDatabase()


def rows(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """All rows of a query on this thread's connection, read to the end."""
    return database.execute_sql(sql, parameters).fetchall()  # type: ignore[no-any-return]


def value(sql: str, *parameters: object) -> Any:
    """The first column of the first row, or None."""
    found = rows(sql, *parameters)
    return found[0][0] if found else None


def run(sql: str, *parameters: object) -> int:
    """Run a statement on this thread's connection; how many rows it changed."""
    return database.execute_sql(sql, parameters).rowcount  # type: ignore[no-any-return]
