"""One user action is one unit: allowed, saved, audited and announced as a whole."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, TypeVar

from db.core import anchor, audited, chain, clock, derived, events, session, soundness, trouble
from db.core.actions import ACTIONS
from db.core.connection import database, rows, run, value
from db.core.errors import BusyError
from db.core.values.text import clean_text
from resources.i18n import _

T = TypeVar("T")
NAMED_CUSTOMERS: Final = 1000  # an announcement names no more than this
A_MOMENT: Final = 2.0  # seconds the worker waits for a save of the window
_BESIDE: Final = 0.1  # seconds the window waits for a piece of what is written beside it
_current: ContextVar["Unit | None"] = ContextVar("unit", default=None)  # another thread never joins
_saved: ContextVar[list[int] | None] = ContextVar("saved", default=None)  # where `saving` hears of units
_A_BREATH: Final = 0.001  # seconds after which the worker looks again whether somebody waits
REFUSED: Final = "entry.refused"
CLOCK_BACK: Final = "clock.back"
_ASTRAY: Final = timedelta(minutes=1)  # by less than this a clock that is set right goes back
_SHUT: Final = "UPDATE open_unit SET unit = NULL, erases = 0"
_lock: Final = threading.Lock()  # one writer a process
_waiting: Final[set[int]] = set()  # threads with a unit to save

database.register("line_digest", 2, chain.line_digest)


@dataclass(slots=True)
class Unit:
    """The open unit. `id` becomes a row of `unit` when the unit is saved with a change, or tells a fact."""

    id: int
    action: str
    actor: str
    detail: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None
    is_fact: bool = False  # worth a line though it changed nothing
    _first: int = 0
    _sealed: int = 0  # the last line whose digest is filled in

    def lines(self) -> tuple[int, int] | None:
        """The first and last id of this unit's lines in `change` so far, or None."""
        last = value("SELECT seq FROM sqlite_sequence WHERE name = 'change'") or 0
        return (self._first, last) if last >= self._first else None

    def seal(self) -> tuple[int, int] | None:
        """Fill in the digests of the lines so far: the first and last id of all of them, or None."""
        between = self.lines()
        if between is not None and self._sealed < between[1]:
            chain.seal(database.connection(), max(between[0], self._sealed + 1), between[1])
            self._sealed = between[1]
        return between

    def tables_touched(self) -> frozenset[str]:
        """The audited tables this unit has changed so far."""
        between = self.lines()
        if between is None:
            return frozenset()
        return frozenset(
            audited.BY_NUMBER[row[0]].name for row in rows("SELECT DISTINCT tbl FROM change WHERE id BETWEEN ? AND ?", *between)
        )


def current() -> Unit | None:
    """The unit open on this thread."""
    return _current.get()


@contextmanager
def unit(action: str, **detail: Any) -> Iterator[Unit]:
    """Run one user action: allowed, saved, audited and announced as a whole.

    A unit inside a unit is a savepoint of it. `detail` is kept with the history line. Raises BusyError when another thread
    writes, NoSpaceError when the disk is full; then, and on any other error, nothing of it stays.
    """
    if outer := _current.get():
        session.require(action)
        with database.atomic():
            yield outer
        return
    actor = require(action)
    with _writer(), trouble.explained(), database.unveiled(), database.roomy(), database.atomic("IMMEDIATE"):
        _note_clock(actor)
        opened = _open(action, actor, detail)
        token = _current.set(opened)
        try:
            yield opened
            announcement = _close(opened)
            anchor.refuse_lost()
        finally:
            _current.reset(token)
    anchor.refuse_lost()  # nobody is told that it is saved
    if announcement:
        if (saved := _saved.get()) is not None:
            saved.append(opened.id)
        events.announce(announcement)


def require(action: str) -> str:
    """The acting person's name, where they may do this; else it is noted, before RefusedError, that they wanted to."""
    may_not = not session.may_do(action) and session.may_do(REFUSED)
    if may_not and not database.is_read_only:
        with suppress(BusyError), unit(REFUSED, what=action) as told:
            told.is_fact = True
    return session.require(action)


def saving(act: Callable[[], T]) -> tuple[T, int | None]:
    """Run a verb: its answer, and the id of the unit it was saved as; None: it changed nothing."""
    saved: list[int] = []
    token = _saved.set(saved)
    try:
        return act(), saved[0] if saved else None
    finally:
        _saved.reset(token)


def lineage(unit_id: int) -> list[int]:
    """The unit, what it took back, what that took back before: down to the one it began with."""
    found = [unit_id]
    while (undoes := value("SELECT undoes FROM unit WHERE id = ?", found[-1])) is not None:
        found.append(undoes)
    return found


@contextmanager
def aside(patience: float = 0.0) -> Iterator[bool]:
    """For what stands outside history, such as drafts: whether it can be written now; who else writes is waited for so many
    seconds at most. Inside of it little is done: the window may be waiting to save.
    """
    if _current.get():
        yield True
        return
    free = not database.is_read_only and _take_turn(patience)
    try:
        with trouble.explained(), database.unveiled(), database.atomic() if free else nullcontext():
            yield free
    finally:
        if free:
            _lock.release()


def _take_turn(patience: float) -> bool:
    """Whether nobody writes: who has a unit to save goes first, or a lock just let go would be taken again at once."""
    until = time.monotonic() + patience
    while _waiting and time.monotonic() < until:
        time.sleep(_A_BREATH)
    return _lock.acquire(timeout=max(until - time.monotonic(), 0.0))


@contextmanager
def _writer() -> Iterator[None]:
    """Wait for the other writer, but on the window's thread not longer than for a piece of what is written aside."""
    trouble.refuse_read_only()
    soundness.wait()
    is_window = threading.current_thread() is threading.main_thread()
    _waiting.add(threading.get_ident())
    try:
        free = _lock.acquire(timeout=_BESIDE if is_window else -1)
    finally:
        _waiting.discard(threading.get_ident())
    if not free:
        raise BusyError(_("Another job is still saving. Please try again in a moment. Nothing is lost."))
    try:
        yield
    finally:
        _lock.release()


def _note_clock(actor: str) -> None:
    """The clock went back since the last unit: a line of history of its own says so, before anything is dated by it (R11)."""
    last = value("SELECT at FROM unit ORDER BY id DESC LIMIT 1")
    if last and clock.utc_in(_ASTRAY) < last:
        told = _open(CLOCK_BACK, actor, {"before": last})
        told.is_fact = True
        _close(told)


def _open(action: str, actor: str, detail: dict[str, Any]) -> Unit:
    sequences = dict(rows("SELECT name, seq FROM sqlite_sequence WHERE name IN ('unit', 'change')"))
    opened = Unit(sequences.get("unit", 0) + 1, action, actor, detail, _first=sequences.get("change", 0) + 1)
    run("UPDATE open_unit SET unit = ?, erases = ?", opened.id, int(action == chain.ERASE))
    return opened


def _close(opened: Unit) -> events.Announcement | None:
    """Refresh what is derived, chain the unit to the history, and say what to announce; None: it left no trace."""
    if opened.lines():
        derived.refresh(opened)
    between = opened.seal()
    if between is None and not _is_fact(opened):
        run(_SHUT)
        return None
    connection = database.connection()
    first, last = between or (None, None)
    detail = clean_text(json.dumps(opened.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str))
    count = 0 if between is None else between[1] - between[0] + 1
    schema = value("PRAGMA user_version")
    salt, digest = chain.salted(detail)
    header = (opened.id, opened.action, opened.actor, clock.utc_now(), first, last, count, digest.hex(), opened.undoes, schema)
    run(
        "INSERT INTO unit (id, action, actor, at, first_change, last_change, changes, detail, undoes, schema, head, salt, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *header[:7], detail, *header[8:], chain.head(connection, chain.last_head(connection), header), salt, digest,
    )  # fmt: skip
    if opened.undoes is not None:
        run("UPDATE unit SET undone_by = ? WHERE id = ?", opened.id, opened.undoes)
    run(_SHUT)
    return _announcement(opened, between)


def _is_fact(opened: Unit) -> bool:
    """Whether a unit that changed nothing is worth a line: what can't be taken back (an export), an undo, an import."""
    is_named = opened.undoes is not None or value("SELECT 1 FROM import_run WHERE unit = ?", opened.id) is not None
    return is_named or opened.is_fact or bool(opened.detail and not ACTIONS[opened.action].undo)


def _announcement(opened: Unit, between: tuple[int, int] | None) -> events.Announcement:
    if between is None:
        return events.Announcement(opened.id, opened.action, frozenset(), frozenset())
    first, last = between
    found = rows(
        "SELECT DISTINCT customer FROM change WHERE id BETWEEN ? AND ? AND customer IS NOT NULL LIMIT ?",
        first,
        last,
        NAMED_CUSTOMERS + 1,
    )
    customers = None if len(found) > NAMED_CUSTOMERS else frozenset(row[0] for row in found)
    return events.Announcement(opened.id, opened.action, opened.tables_touched(), customers)
