"""The open shop file: every thread that uses it gets a connection of its own; models and plain SQL go over the same one."""

import threading
import weakref
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

from sqlcipher3 import dbapi2 as driver

BUSY_SECONDS: Final = 5
_PIECE: Final = 10_000  # rows of a long column held at once
_USUAL: Final = 8_000  # KiB of page cache
_KEYED: Final = 32_000  # of an encrypted file, whose pages are larger and cost more to read again
ROOMY: Final = 131_072
CIPHER: Final = (  # of every encrypted file: larger pages and this hash make a verified copy a third quicker than the usual ones
    ("cipher_page_size", "16384"),
    ("cipher_hmac_algorithm", "HMAC_SHA256"),
)
_SAVEPOINT: Final = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))  # begin, end, take back
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
            for name, value in CIPHER:
                connection.execute(f"PRAGMA {name} = {value}").fetchall()
            connection.execute(f"PRAGMA cache_size = -{_KEYED}").fetchall()
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


WhyReadOnly = Literal["place", "moved", "asked"]  # it can't be written there; the shop moved away; only to look at


class ShopDatabase:
    """The shop file in use: its path and raw key, and a connection a thread, in autocommit until `atomic`."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.key: bytes | None = None
        self.opened_at_unit = 0  # the last unit when the file was opened: older ones are not Ctrl+Z's
        self._mode = "rw"
        self.why_read_only: WhyReadOnly = "place"
        self._functions: dict[str, tuple[int, Callable[..., Any]]] = {}
        self._mine = threading.local()
        self._open: weakref.WeakKeyDictionary[threading.Thread, Any] = weakref.WeakKeyDictionary()
        self._open_lock = threading.Lock()
        self._users: set[threading.Thread] = set()
        self._veil: Callable[[Any], None] | None = None

    @property
    def mode(self) -> str:
        """How the file is opened: "rw", "ro" or "ro&immutable=1"."""
        return self._mode

    @property
    def is_read_only(self) -> bool:
        """Whether the file was opened for reading only."""
        return self._mode != "rw"

    def use(self, path: Path, key: bytes | None, mode: str) -> None:
        """Point at this file; nothing is opened yet."""
        self.path, self.key, self._mode = path, key, mode

    def connection(self) -> Any:
        """This thread's connection."""
        made = getattr(self._mine, "connection", None)
        if made is None:
            made = self._mine.connection = self._connect()
        if getattr(self._mine, "veil", None) is not self._veil and not getattr(self._mine, "lifted", 0):
            self._follow_veil(made)
        return made

    def veil(self, views: Callable[[Any], None] | None) -> None:
        """From now on every thread reads through these views, which the function puts before a connection's tables (veil.py);
        None: through none.
        """
        self._veil = views

    @contextmanager
    def unveiled(self) -> Iterator[None]:
        """This thread reads the tables themselves meanwhile: what is saved, matched or printed for the customer is no mask."""
        mine = self._mine
        mine.lifted = getattr(mine, "lifted", 0) + 1
        try:
            if getattr(mine, "veil", None) is not None:
                self._follow_veil(self.connection())
            yield
        finally:
            mine.lifted -= 1

    def _follow_veil(self, connection: Any) -> None:
        """Put on, or take off, what the thread's connection is to be read through now; the views are the connection's own."""
        wanted = None if getattr(self._mine, "lifted", 0) else self._veil
        for (name,) in connection.execute("SELECT name FROM temp.sqlite_master WHERE type = 'view'").fetchall():
            connection.execute(f'DROP VIEW temp."{name}"')
        if wanted is not None:
            wanted(connection)
        self._mine.veil = wanted

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Run a statement on this thread's connection; the cursor, which is to be read to the end."""
        return self.connection().execute(sql, parameters)

    @contextmanager
    def atomic(self, lock: str = "") -> Iterator[None]:
        """A transaction, or inside one a savepoint: an error leaves nothing of it behind. `lock`: such as IMMEDIATE."""
        connection = self.connection()
        nested = connection.in_transaction
        begin, end, back = _SAVEPOINT if nested else (f"BEGIN {lock}", "COMMIT", ("ROLLBACK",))
        connection.execute(begin)
        try:
            yield
            connection.execute(end)
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled back already, which is not an error
                for statement in back:
                    connection.execute(statement)
            raise

    @contextmanager
    def roomy(self) -> Iterator[None]:
        """Around a unit: the pages of a big one stay in memory instead of being written and read over and over."""
        self.execute(f"PRAGMA cache_size = -{ROOMY}")
        try:
            yield
        finally:
            self.execute(f"PRAGMA cache_size = -{_KEYED if self.key else _USUAL}")

    @contextmanager
    def reading(self, connection: Any) -> Iterator[None]:
        """What this thread reads meanwhile comes from this connection, of another file."""
        mine, before = self._mine, getattr(self._mine, "connection", None)
        veil, mine.veil = getattr(self._mine, "veil", None), None
        mine.connection = connection
        try:
            yield
        finally:
            mine.connection, mine.veil = before, veil

    def register(self, name: str, parameters: int, function: Callable[..., Any]) -> None:
        """Give every connection, of now and later, this SQL function."""
        self._functions[name] = (parameters, function)
        with self._open_lock:
            for connection in self._open.values():
                connection.create_function(name, parameters, function)

    @contextmanager
    def used(self) -> Iterator[None]:
        """This thread works with the file: nobody else may close it meanwhile."""
        me = threading.current_thread()
        self._users.add(me)
        try:
            yield
        finally:
            self._users.discard(me)

    def refuse_used(self) -> None:
        """A RuntimeError while another thread works with the file: closing it there would take the whole process down."""
        if self._users - {threading.current_thread()}:
            raise RuntimeError("the shop file is closed under the work of another thread")

    def forget(self) -> None:
        """Close every thread's connection and point at nothing."""
        with self._open_lock:
            for connection in list(self._open.values()):
                connection.close()
            self._open.clear()
        self._mine = threading.local()  # other threads must not find their closed connections again
        self._veil = None
        self.path, self.key, self._mode, self.why_read_only = None, None, "rw", "place"

    def _connect(self) -> Any:
        if self.path is None:
            raise RuntimeError("no shop file is open")
        connection = connect(self.path, self.key, self._mode)
        try:
            assert_pragmas(connection)
            for name, (parameters, function) in self._functions.items():
                connection.create_function(name, parameters, function)
        except BaseException:
            connection.close()
            raise
        with self._open_lock:
            self._open[threading.current_thread()] = connection
        return connection


database: Final = ShopDatabase()


def rows(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """All rows of a query on this thread's connection, read to the end."""
    return database.execute(sql, parameters).fetchall()  # type: ignore[no-any-return]


def numbers(sql: str, *parameters: object) -> "array[int]":
    """The first column of all rows, whole numbers at 8 bytes each; read piece by piece, to the end."""
    cursor, found = database.execute(sql, parameters), array("q")
    while some := cursor.fetchmany(_PIECE):
        found.extend(row[0] for row in some)
    return found


def value(sql: str, *parameters: object) -> Any:
    """The first column of the first row, or None."""
    found = rows(sql, *parameters)
    return found[0][0] if found else None


def run(sql: str, *parameters: object) -> int:
    """Run a statement on this thread's connection; how many rows it changed."""
    return database.execute(sql, parameters).rowcount  # type: ignore[no-any-return]
