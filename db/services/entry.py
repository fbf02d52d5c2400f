"""Coming in: the only door through which somebody acts in a guarded shop.

The password opens the file. A PIN only switches between people while it is open: four digits are no key.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from db.core import clock, file, guarded, keyring, session, tries, wrapping
from db.core.connection import database, rows, run
from db.core.errors import BusyError, DamagedError, InputError, NoSpaceError, RefusedError, UserError
from db.core.journal import aside, unit
from db.core.keyring import Ring
from db.core.session import RIGHTS, Person, Right
from db.core.tries import Tries
from db.core.wrapping import Wrapped
from db.services import guarding
from resources.i18n import _

_FREE_PINS: Final = 3
_unnoted: list[tuple[str, dict[str, Any]]] = []  # deeds at the door while nothing could be written
_PIN_PAUSE: Final = 60  # seconds, for each wrong one beyond


@dataclass(frozen=True, slots=True)
class EntryName:
    """Somebody who can come in, as the lock page lists them."""

    user: int
    name: str
    role: str


def who(shop: Path) -> list[EntryName]:
    """Who can come in, the owner first; of an open shop those of it."""
    newest = {ring.id: ring for ring in reversed(rings(shop))}.values()
    found = {one.user: EntryName(one.user, one.name, one.role) for ring in newest for one in ring.entries}
    return sorted(found.values(), key=lambda one: (one.role != "owner", one.user))


@dataclass(frozen=True, slots=True)
class Fitting:
    """A key somebody's password opened: of this ring, for this user, under this wrap."""

    ring: Ring
    user: int
    key: bytes
    wrapped: Wrapped

    @property
    def is_owner(self) -> bool:
        """Whether it is the owner's."""
        return any(one.user == self.user and one.role == "owner" for one in self.ring.entries)


def come_in(shop: Path, name: str, password: str) -> None:
    """Open the shop file with this person's password, or let them in where it is open already, and note it.

    Raises RefusedError (wrong password, or too many of them: `wait` seconds in its details) and what file.open_shop raises; then
    nobody came in, and the file is open only where it was before.
    """
    tries.refuse_early(shop)
    come_in_with(shop, proved(shop, name, password), name)


def come_in_by_paper(shop: Path, typed: str) -> None:
    """The same with the spare password, as the owner. InputError: it was not typed as it was printed."""
    tries.refuse_early(shop)
    come_in_with(shop, by_paper(shop, typed))


def by_password(shop: Path, name: str, password: str) -> list[Fitting]:
    """What a password opens: some tenths of a second, for any thread. Nothing: it is wrong."""
    found = ((ring, ring.entry(name)) for ring in rings(shop))
    opened = ((ring, mine, mine.key(password)) for ring, mine in found if mine)
    return [Fitting(ring, mine.user, key, mine.wrapped) for ring, mine, key in opened if key]


def proved(shop: Path, name: str, typed: str) -> list[Fitting]:
    """What a person's password opens, or the spare password typed in its place, as commands take either."""
    found = by_password(shop, name, typed)
    return by_paper(shop, typed) if not found and wrapping.read(typed) else found


def by_paper(shop: Path, typed: str) -> list[Fitting]:
    """The same of the spare password. InputError: it was not typed as it was printed."""
    words = wrapping.read(typed)
    if words is None:
        raise InputError(_("This is not how the spare password was printed: please look at each group once more."))
    opened = ((ring, _owner_of(ring), ring.paper_key(words)) for ring in rings(shop))
    return [Fitting(ring, user, key, ring.paper) for ring, user, key in opened if key and ring.paper and user is not None]


def come_in_with(shop: Path, fittings: Sequence[Fitting], name: str = "") -> None:
    """Come in by the first of these keys that fits the file; raises as `come_in` does. `name`: who wants to; "" with the spare
    password.
    """
    unopened: DamagedError | None = None
    for one in fittings:
        try:
            opens = _opens(shop, one)
        except DamagedError as error:
            unopened = error if _is_the_key(shop, one, fittings) else unopened
            continue
        if opens:
            _let_in(shop, one, by_paper=one.wrapped == one.ring.paper)
            return
    if unopened:
        raise unopened
    tries.failed(shop, name)
    raise _wrong()


@contextmanager
def opened(shop: Path, name: str, password: str) -> Iterator[None]:
    """Have a guarded shop file open for a while, as this person; raises as `come_in` does."""
    come_in(shop, name, password)
    try:
        yield
    finally:
        file.close()


@contextmanager
def reading(shop: Path, name: str, password: str) -> Iterator[None]:
    """The same to read it, also beside a window that has it open; nothing is noted there. Raises as `come_in` does."""
    tries.refuse_early(shop)
    encrypted = guarded.is_encrypted(shop)
    for one in proved(shop, name, password):
        with file.read(shop, one.key if encrypted else None):
            if _fits(one):
                session.come_in(person_of(one.user))
                yield
                return
    tries.failed(shop, name)
    raise _wrong()


def lock() -> None:
    """Nobody acts any more until somebody comes in again; it is noted. Without a guard nothing happens."""
    if session.is_guarded():
        if session.person().role != "nobody" and not database.is_read_only:
            _note()
            with unit("entry.lock", person=session.actor()):
                pass
        session.leave()


def switch(user: int, pin: str) -> None:
    """Another person of the shop acts from now on, by their PIN. RefusedError: wrong, none set, or too many wrong ones."""
    prove_pin(user, pin)
    before, person = session.actor(), person_of(user)
    session.come_in(person)
    if not database.is_read_only:
        with unit("entry.switch", before=before, person=person.name):
            pass


def prove_pin(user: int, pin: str) -> None:
    """See that this is the PIN of a person. RefusedError: wrong, none set, or too many wrong ones, which are counted."""
    found = rows("SELECT hash, failed, wait_until FROM pin WHERE user = ?", user)
    if not found:
        raise RefusedError(_("This person has no PIN yet. Please come in with the password."))
    ((kept, failed, until),) = found
    if until and until > clock.utc_now():
        raise RefusedError(_("Too many wrong PINs. Please wait a minute, or come in with the password."))
    if not wrapping.is_of(pin, kept):
        _wrong_pin(user, failed + 1)
        _note(("entry.failed", {"person": person_of(user).name, "by": "pin"}))
        raise RefusedError(_("This is not the PIN. Nothing was changed."))
    with aside():
        run("UPDATE pin SET failed = 0, wait_until = NULL WHERE user = ?", user)


def has_pin(user: int | None) -> bool:
    """Whether a person has a PIN."""
    return bool(rows("SELECT 1 FROM pin WHERE user = ?", user))


def person_of(user: int) -> Person:
    """Who this user is, with their role and rights. RefusedError: they left the shop."""
    found = rows("SELECT name, role, sees_contacts, may_export, left_on FROM user WHERE id = ?", user)
    if not found or found[0][4]:
        raise RefusedError(_("This person no longer comes in here. Please ask the owner."))
    ((name, role, sees_contacts, may_export, _left_on),) = found
    own: dict[Right, int] = {"contacts": sees_contacts, "export": may_export}
    rights = RIGHTS if role == "owner" else frozenset(right for right, given in own.items() if given)
    return Person(name, role, rights, user)


def _wrong() -> RefusedError:
    return RefusedError(_("This is not the password. Nothing was changed. Please look at capital letters and the input method."))


def _opens(shop: Path, one: Fitting) -> bool:
    """Whether the file is open now, and lets this person in."""
    opened_here = not file.is_open()
    if opened_here:
        file.open_shop(shop, one.key if guarded.is_encrypted(shop) else None)
    if _fits(one):
        return True
    if opened_here:
        file.close()
    return False


def _is_the_key(shop: Path, one: Fitting, fittings: Sequence[Fitting]) -> bool:
    """Whether a file that this key does not open is damaged: no other key is known that somebody else's password might open."""
    beside = {ring.id for ring in keyring.read(shop)}
    return beside <= {fitting.ring.id for fitting in fittings} and (not beside or one.ring.id in beside)


def _fits(one: Fitting) -> bool:
    is_key = database.key in (None, one.key) and one.ring.id == wrapping.name_of(one.key)
    return is_key and guarding.fits(one.ring, one.key, one.wrapped, one.user)


def _let_in(shop: Path, one: Fitting, *, by_paper: bool) -> None:
    ring = guarding.own() or one.ring
    try:
        person = guarding.owner_of(ring, one.user) or person_of(one.user)
    except UserError:
        if session.person().role == "nobody":
            file.close()
        raise
    session.come_in(person)
    wrong = tries.right(shop, can_note=not database.is_read_only)
    if database.is_read_only:
        return
    guarding.complete(ring)
    session.guard(True)
    session.come_in(person)
    keyring.prune(shop, ring)
    detail: dict[str, Any] = {"person": person.name}
    detail |= ({"wrong_before": wrong.failed} if wrong.failed else {}) | ({"by": "paper"} if by_paper else {})
    note_wrong(wrong)
    _note(("entry.come_in", detail))


def note_wrong(before: Tries) -> None:
    """Say in the history which passwords were wrong before the right one."""
    _note(*(("entry.failed", one) for one in before.unnoted))


def _note(*deeds: tuple[str, dict[str, Any]]) -> None:
    """A disk that is busy, or full, keeps nobody out: what was done at the door is noted with the next line of this kind."""
    if database.is_read_only:
        return
    waiting = [*_unnoted, *deeds]
    _unnoted[:] = []
    while waiting:
        action, detail = waiting[0]
        try:
            with unit(action, **detail):
                pass
        except (BusyError, NoSpaceError):
            _unnoted[:] = [(name, {"at": clock.utc_now()} | told) for name, told in waiting]
            return
        waiting.pop(0)


def _wrong_pin(user: int, failed: int) -> None:
    pause = clock.utc_in(timedelta(seconds=_PIN_PAUSE * (failed - _FREE_PINS + 1))) if failed >= _FREE_PINS else None
    with aside():
        run("UPDATE pin SET failed = ?, wait_until = ? WHERE user = ?", failed, pause, user)


def _owner_of(ring: Ring) -> int | None:
    return next((one.user for one in ring.entries if one.role == "owner"), None)


def rings(shop: Path) -> tuple[Ring, ...]:
    """The rings of a shop, those to try first first: the one the file keeps, where it can be read; else those beside it and
    beside its newest copy: a keyring can be lost, damaged, or somebody else's.
    """
    if file.is_open() and file.current_path() == Path(shop).absolute():
        kept = guarding.own()
    elif not shop.exists() or guarded.is_encrypted(shop):
        kept = None
    else:
        secret = guarded.secret(shop, guarding.KEYRING)
        kept = guarding.ring_of(secret) if secret else None
    if kept:
        return (kept,)
    from db.core import copying

    copies = (keyring.read(path) for _seq, path in copying.numbered(copying.folder(shop), shop))
    found = (*keyring.read(shop), *next((ring for ring in copies if ring), ()))
    return tuple(dict.fromkeys(found))
