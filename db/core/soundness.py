"""Whether the shop file is what it was when it was shut: told by a process of its own while the window stands there already.

Until it is told, units wait (journal.py); a damaged file takes none.
"""

import threading
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from db.core import own_child, seal
from db.core.errors import BusyError, DamagedError
from db.core.lock import beside
from resources.i18n import _

if TYPE_CHECKING:
    from subprocess import Popen

PATIENCE: Final = 10.0  # seconds a unit waits for the verdict


@dataclass(frozen=True, slots=True)
class Soundness:
    """The verdict. `by`: what told it, the seal or the pages; `problems`: fixed English sentences."""

    ok: bool
    by: Literal["seal", "pages"]
    problems: tuple[str, ...] = ()


def look(shop: Path, key: bytes | None, had: seal.Taken | None = None) -> Soundness:
    """Look over a file this process has not open: by its seal, without one page by page. `had`: the seal it was opened with.

    A file another process writes into meanwhile is read through SQLite. OSError.
    """
    sealed = had.seal if had else seal.read(shop)
    if sealed is None or (had and seal.last_written(shop) != had.written):
        return _by_pages(shop, key)
    if seal.is_whole(shop, sealed):
        return Soundness(True, "seal")
    if had and seal.last_written(shop) != had.written:  # written while it was read: the seal says nothing any more
        return _by_pages(shop, key)
    if sealed.head and (other := _by_pages(shop, key, unlike=sealed.head)).ok:  # another good file was put in its place by hand
        return other
    return Soundness(False, "seal", ("the file is not what was sealed",))


def _by_pages(shop: Path, key: bytes | None, unlike: str = "") -> Soundness:
    """`unlike`: only a file whose history stands elsewhere than at this head is looked at."""
    from db.core import checking, trouble
    from db.core.connection import connect

    log = beside(shop, "-wal")
    is_unclean = log.exists() and log.stat().st_size > 0
    try:
        with closing(connect(shop, key, "ro" if log.exists() else "ro&immutable=1")) as connection:
            connection.execute("BEGIN")
            if unlike and checking.head(connection)["head"] == unlike:
                return Soundness(False, "pages")
            told = connection.execute("PRAGMA cipher_integrity_check").fetchall() if key else []
            result = checking.of(connection, thorough=is_unclean or bool(unlike))
    except trouble.DAMAGE as error:
        return Soundness(False, "pages", (type(error).__name__,))
    problems = (*(str(line) for (line,) in told), *result.problems)
    return Soundness(not problems, "pages", problems)


# the verdict on the open file


class _Watch:
    """One look at the open file, by a child process."""

    def __init__(self) -> None:
        self.told = threading.Event()
        self.verdict: Soundness | None = None
        self.child: Popen[bytes] | None = None

    def run(self, shop: Path, key: bytes | None, had: seal.Taken | None) -> None:
        try:
            self.verdict = self._asked(shop, key, had)
        except (OSError, ValueError, TypeError):  # the child is gone: nothing is known, nothing is said
            self.verdict = None
        finally:
            self.told.set()

    def _asked(self, shop: Path, key: bytes | None, had: seal.Taken | None) -> Soundness:
        question = {"shop": str(shop), "key": key.hex() if key else None, "had": asdict(had) if had else None}
        self.child = own_child.start("check-file", question)
        said = own_child.heard(self.child)
        return Soundness(said["ok"], said["by"], tuple(said["problems"]))

    def stop(self) -> None:
        if self.child:
            with suppress(OSError):
                self.child.kill()
        self.told.set()


_watch: _Watch | None = None


def begin(shop: Path, key: bytes | None) -> None:
    """Have the open file looked at by a child process; units wait for it."""
    global _watch  # noqa: PLW0603 - one shop a process
    forget()
    watch = _watch = _Watch()
    threading.Thread(target=watch.run, args=(shop, key, seal.taken(shop)), name="soundness", daemon=True).start()


def is_told() -> bool:
    """Whether the look that was begun has ended."""
    return _watch is not None and _watch.told.is_set()


def verdict() -> Soundness | None:
    """What was found of the open file; None: nobody looked, or it is not told yet, or it could not be looked at."""
    return _watch.verdict if _watch and _watch.told.is_set() else None


def wait() -> None:
    """Before a unit: wait until the open file is known to be sound. DamagedError if it is not, BusyError if that takes long."""
    watch = _watch
    if watch is None:
        return
    if not watch.told.wait(PATIENCE):
        raise BusyError(_("The file is still being looked over. Please try again in a moment. Nothing is lost."))
    if watch.verdict and not watch.verdict.ok:
        from db.core import trouble

        raise DamagedError(trouble.damaged().sentence, problems=list(watch.verdict.problems))


def forget() -> None:
    """The file is shut, or another is looked at: the child ends."""
    global _watch  # noqa: PLW0603 - one shop a process
    if _watch is not None:
        _watch.stop()
        _watch = None


# the child


def main() -> int:
    """Answer the question."""
    asked = own_child.asked()
    had = asked["had"]
    taken = seal.Taken(seal.Seal(**had["seal"]), tuple(had["written"])) if had else None
    found = look(Path(asked["shop"]), bytes.fromhex(asked["key"]) if asked["key"] else None, taken)
    own_child.answer(asdict(found))
    return 0
