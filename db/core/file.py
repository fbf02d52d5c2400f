"""The shop file: made, opened, looked over and closed. One process has it, others read; what can't be opened is not touched."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db.core import admission, anchor, lock, migrate, moved, seal, session, soundness, trouble
from db.core.connection import WhyReadOnly, assert_pragmas, connect, database, run, value
from db.core.errors import BusyError, InputError, NoSpaceError
from resources.i18n import _

if TYPE_CHECKING:
    from db.core.checking import CheckResult

EXTENSION: Final = ".crm"
READY: Final = ".restoring"  # behind the shop file's name: a copy laid ready to take its place
COMING: Final = ".coming"  # one that does take it, now or at the next start (exchange.py)
PART: Final = ".part"

_path: Path | None = None


def data_folder() -> Path:
    """Where the shop file lies: $SHUKEBU_DATA, else this computer's folder for such data (never Documents: that is synced)."""
    if chosen := os.environ.get("SHUKEBU_DATA"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Shukebu"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Shukebu"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "shukebu"


def create(path: Path, *, shop_name: str = "", key: bytes | None = None) -> None:
    """Make a new shop file; it is not opened. An InputError if something is there already."""
    from db.core import copying

    path = Path(path).absolute()
    if path.exists():
        raise InputError(
            _("There is already a file called “{name}”. It was not touched. Please choose another name.").format(name=path.name)
        )
    part = path.with_name(f"{path.name}.part")
    with trouble.explained(part):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        try:
            with closing(connect(part, key, "rwc")) as connection:
                assert_pragmas(connection)
                connection.execute("PRAGMA journal_mode = WAL").fetchall()
                migrate.upgrade(connection, admission.APPLICATION_ID)
            seal.lift(path)  # of a file that was taken away by hand
            part.replace(path)
            copying.sync_folder(path.parent)
        finally:
            part.unlink(missing_ok=True)
    if shop_name:
        from db.core import journal

        with opened(path, key), journal.unit("file.create"):
            run("INSERT INTO setting (key, value) VALUES ('shop_name', ?)", json.dumps(shop_name, ensure_ascii=False))


def open_shop(path: Path, key: bytes | None = None, read_only: bool = False) -> None:
    """Open the shop file for this process, or raise the UserError that says why not; then nothing was written.

    `key`: the raw 256-bit key of an encrypted file. `read_only`: nothing is written beside or into it; a place that can't be
    written to is opened that way by itself.
    """
    global _path  # noqa: PLW0603 - one shop a process
    if _path is not None:
        raise RuntimeError("a shop file is open already")
    path = Path(path).absolute()
    if not read_only:
        settle(path, key)
    admission.refuse_empty(path)
    why = _why_read_only(path, read_only)
    read_only = why is not None
    if not read_only:
        lock.take(path)
    try:
        if not read_only:
            seal.turn_away_log(path)
        admission.look_over(path, key)
        with trouble.explained(path):
            if not read_only:
                _sweep(path)
                seal.take(path)
            _connect(path, key, read_only)
    except BaseException:
        database.forget()
        seal.give_back(path, as_it_was=not admission.has_log(path))
        lock.free(path)
        raise
    _path = path
    if why:
        database.why_read_only = why
    else:
        anchor.cast(path)
    database.opened_at_unit = value("SELECT max(id) FROM unit") or 0
    session.guard(_is_guarded())


def _why_read_only(path: Path, is_asked: bool) -> WhyReadOnly | None:
    if is_asked:
        return "asked"
    known = moved.of(path)
    if known is not None and known.is_locked:
        return "moved"
    return None if admission.can_write(path) else "place"


def _sweep(path: Path) -> None:
    """Take away what a crash left half written of a copy, or beside the file: nobody writes now, the lock is ours."""
    with suppress(OSError):
        for left in path.parent.glob(f"{escape(path.name)}.*{PART}"):
            left.unlink()
        if any((path.parent / "backups").glob(f"{escape(path.stem)}-*{PART}*")):  # nearly never: what copies is not loaded for it
            from db.core import copying

            copying.sweep(copying.folder(path), path)


def _is_guarded() -> bool:
    """Whether the open file asks for passwords (services/entry.py); one of an older schema, only looked at, does not."""
    has_secrets = value("SELECT 1 FROM sqlite_master WHERE name = 'secret'")
    return bool(has_secrets and value("SELECT 1 FROM secret WHERE name = 'guard'"))


def settle(path: Path, key: bytes | None = None) -> None:
    """Finish, or take back, what a crash left half done when another file was to take the place of this one. BusyError."""
    left = any(lock.beside(path, suffix).exists() for suffix in (COMING, READY, READY + PART))
    if not left or not os.access(path.parent, os.W_OK):
        return
    from db.core import exchange

    with trouble.explained(path), lock.held(path):
        exchange.settle(path, key)


def close(*, sealed: bool = False) -> None:
    """Close the shop file; not having one open is not an error, closing it under another thread's work is one.

    `sealed`: where it was found sound since it was opened, and all of it is in the one file, that is sealed.
    """
    global _path
    if _path is None:
        return
    database.refuse_used()
    closed, _path = _path, None
    verdict, head = soundness.verdict(), ""
    as_it_was = database.is_read_only or not admission.has_log(closed)
    soundness.forget()
    anchor.weigh()
    try:
        if not database.is_read_only:
            head = _head() if sealed else ""
            with suppress(NoSpaceError), trouble.explained(closed):  # a full disk: what was saved stays in the log beside it
                run("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        is_copy = database.path != closed
        database.forget()
        session.guard(False)
        seal.give_back(closed, as_it_was=as_it_was)
        if head and verdict and verdict.ok and not admission.has_log(closed) and seal.read(closed) is None:
            with suppress(OSError):  # without a seal it is looked through at the next start
                seal.lay(closed, head)
        lock.free(closed)
        if is_copy:
            shutil.rmtree(_reading_folder(), ignore_errors=True)


def _head() -> str:
    from db.core import checking

    return str(checking.head(database.connection())["head"])


@contextmanager
def opened(path: Path, key: bytes | None = None) -> Iterator[None]:
    """Have the shop file open for a while."""
    open_shop(path, key)
    try:
        yield
    finally:
        close()


@contextmanager
def read(path: Path, key: bytes | None = None) -> Iterator[None]:
    """Have the shop file open for a while to read it: where another process has it, beside that one, as it is at this moment."""
    try:
        open_shop(path, key)
    except BusyError:
        _open_beside(Path(path).absolute(), key)
    try:
        with database.atomic() if database.is_read_only else nullcontext():  # what is written beside us changes no answer midway
            yield
    finally:
        close()


def _open_beside(path: Path, key: bytes | None) -> None:
    """Read a file that another process has looked over and holds: no lock is taken, nothing of it is changed."""
    global _path  # noqa: PLW0603 - one shop a process
    database.use(path, key, "ro")
    try:
        with trouble.explained(path):
            admission.refuse_foreign(database.connection(), path)
    except BaseException:
        database.forget()
        raise
    _path = path
    database.opened_at_unit = value("SELECT max(id) FROM unit") or 0
    session.guard(_is_guarded())


def is_open() -> bool:
    """Whether this process has a shop file open."""
    return _path is not None


def check(thorough: bool = True) -> "CheckResult":
    """Look the open file over: its pages, references and triggers, and, if `thorough`, the whole history."""
    from db.core import checking

    return checking.check(thorough)


def current_path() -> Path:
    """The open shop file."""
    if _path is None:
        raise RuntimeError("no shop file is open")
    return _path


def _reading_folder() -> Path:
    return data_folder() / "reading"


def _copied(path: Path) -> Path:
    """A copy, in our own folder, of a file whose log can't be brought in where it lies; nobody has it open here."""
    target = _reading_folder() / path.name
    target.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("-shm", admission.LOG, ""):
        lock.beside(target, suffix).unlink(missing_ok=True)
        if suffix != "-shm":
            shutil.copyfile(lock.beside(path, suffix), lock.beside(target, suffix))
    return target


def _connect(path: Path, key: bytes | None, read_only: bool) -> None:
    if read_only:
        database.use(*(_copied(path), key, "ro") if admission.has_log(path) else (path, key, "ro&immutable=1"))
        return
    database.use(path, key, "rw")
    connection = database.connection()
    ((mode,),) = connection.execute("PRAGMA journal_mode = WAL").fetchall()
    if mode != "wal":
        raise RuntimeError(f"journal_mode is {mode}")
    if migrate.version(connection) < migrate.newest():
        from db.core import copying

        copying.into(copying.folder(path), path, key, "migration")
        migrate.upgrade(connection, admission.APPLICATION_ID)
