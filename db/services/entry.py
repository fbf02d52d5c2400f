"""Coming in: the only door through which somebody acts in a guarded shop.

The password opens the file. A PIN only switches between people while it is open: four digits are no key.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from db.core import clock, file, keyring, session, tries, wrapping
from db.core.connection import connect, database, rows, run, value
from db.core.errors import DamagedError, InputError, RefusedError, UserError
from db.core.journal import aside, unit
from db.core.keyring import Ring
from db.core.session import RIGHTS, Person, Right
from db.core.trouble import ERRORS
from resources.i18n import _

GUARD: Final = "guard"  # secret: the id of the ring that fits
KEYRING: Final = "keyring"  # secret: the keyring once more, for a plain file whose keyring is gone
_FREE_PINS: Final = 3
_PIN_PAUSE: Final = 60  # seconds, for each wrong one beyond


@dataclass(frozen=True, slots=True)
class EntryName:
    """Somebody who can come in, as the lock page lists them."""

    user: int
    name: str
    role: str


def is_guarded(shop: Path) -> bool:
    """Whether this file, which is not open, asks for a password; a damaged one does not say."""
    if not shop.is_file():
        return False
    return keyring.is_encrypted(shop) or _guard(shop) is not None


def who(shop: Path) -> list[EntryName]:
    """Who can come in, the owner first; of an open shop those of it."""
    found = {one.user: EntryName(one.user, one.name, one.role) for ring in rings(shop) for one in ring.entries}
    return sorted(found.values(), key=lambda one: (one.role != "owner", one.user))


def come_in(shop: Path, name: str, password: str) -> None:
    """Open the shop file with this person's password, or let them in where it is open already, and note it.

    Raises RefusedError (wrong password, or too many of them: `wait` seconds in its details) and what file.open_shop raises; then
    nobody came in, and the file is open only where it was before.
    """
    _try(shop, ((ring, one.user, wrapping.unwrap(one.wrapped, password)) for ring in rings(shop) if (one := ring.entry(name))))


def come_in_by_paper(shop: Path, typed: str) -> None:
    """The same with the spare password, as the owner. InputError: it was not typed as it was printed."""
    words = wrapping.read(typed)
    if words is None:
        raise InputError(_("This is not how the spare password was printed: please look at each group once more."))
    owners = ((ring, _owner_of(ring), ring.paper and wrapping.unwrap(ring.paper, words)) for ring in rings(shop))
    _try(shop, owners, by_paper=True)


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
    encrypted = keyring.is_encrypted(shop)
    for ring in rings(shop):
        mine = ring.entry(name)
        key = wrapping.unwrap(mine.wrapped, password) if mine else None
        if mine and key:
            with file.read(shop, key if encrypted else None):
                if _guard() == ring.id:
                    session.come_in(person_of(mine.user))
                    yield
                    return
    tries.failed(shop)
    raise _wrong()


def lock() -> None:
    """Nobody acts any more until somebody comes in again; it is noted. Without a guard nothing happens."""
    if session.is_guarded():
        if session.person().role != "nobody" and not database.is_read_only:
            with unit("entry.lock", person=session.actor()):
                pass
        session.leave()


def switch(user: int, pin: str) -> None:
    """Another person of the shop acts from now on, by their PIN. RefusedError: wrong, none set, or too many wrong ones."""
    found = rows("SELECT hash, failed, wait_until FROM pin WHERE user = ?", user)
    if not found:
        raise RefusedError(_("This person has no PIN yet. Please come in with the password."))
    ((kept, failed, until),) = found
    if until and until > clock.utc_now():
        raise RefusedError(_("Too many wrong PINs. Please wait a minute, or come in with the password."))
    if not wrapping.is_of(pin, kept):
        _wrong_pin(user, failed + 1)
        raise RefusedError(_("This is not the PIN. Nothing was changed."))
    with aside():
        run("UPDATE pin SET failed = 0, wait_until = NULL WHERE user = ?", user)
    before, person = session.actor(), person_of(user)
    session.come_in(person)
    if not database.is_read_only:
        with unit("entry.switch", before=before, person=person.name):
            pass


def proves(user: int, pin: str) -> bool:
    """Whether this is the PIN of a person; a wrong one is counted as for `switch`. RefusedError as there."""
    before = session.person()
    try:
        switch(user, pin)
    except RefusedError:
        return False
    session.come_in(before)
    return True


def person_of(user: int) -> Person:
    """Who this user is, with their role and rights. RefusedError: they left the shop."""
    found = rows("SELECT name, role, sees_contacts, may_export, left_on FROM user WHERE id = ?", user)
    if not found or found[0][4]:
        raise RefusedError(_("This person no longer comes in here. Please ask the owner."))
    ((name, role, sees_contacts, may_export, _left_on),) = found
    own: dict[Right, int] = {"contacts": sees_contacts, "export": may_export}
    rights = RIGHTS if role == "owner" else frozenset(right for right, given in own.items() if given)
    return Person(name, role, rights, user)


def _try(shop: Path, keys: Iterator[tuple[Ring, int | None, bytes | None]], by_paper: bool = False) -> None:
    """Come in by the first of these keys that fits the file."""
    tries.refuse_early(shop)
    for ring, user, key in keys:
        if key is not None and user is not None and _opens(shop, ring, key):
            _let_in(shop, ring, user, by_paper)
            return
    tries.failed(shop)
    raise _wrong()


def _wrong() -> RefusedError:
    return RefusedError(_("This is not the password. Nothing was changed. Please look at capital letters and the input method."))


def _opens(shop: Path, ring: Ring, key: bytes) -> bool:
    """Whether the file is open now, and this ring is the one it names."""
    opened_here = not file.is_open()
    encrypted = keyring.is_encrypted(shop) if opened_here else database.key is not None
    if opened_here:
        try:
            file.open_shop(shop, key if encrypted else None)
        except DamagedError:
            if encrypted and len(rings(shop)) > 1:  # it may be the key of the file that was here before
                return False
            raise
    if (database.key is None or database.key == key) and _guard() == ring.id == wrapping.name_of(key):
        return True
    if opened_here:
        file.close()
    return False


def _let_in(shop: Path, ring: Ring, user: int, by_paper: bool) -> None:
    try:
        person = person_of(user)
    except UserError:
        if session.person().role == "nobody":
            file.close()
        raise
    session.come_in(person)
    wrong = tries.right(shop)
    if database.is_read_only:
        return
    if not keyring.read(shop):  # it was lost
        keyring.put(shop, ring)
    keyring.prune(shop, ring.id)
    detail = {"person": person.name} | ({"wrong_before": wrong} if wrong else {}) | ({"by": "paper"} if by_paper else {})
    with unit("entry.come_in", **detail):
        pass


def _wrong_pin(user: int, failed: int) -> None:
    pause = clock.utc_in(timedelta(seconds=_PIN_PAUSE * (failed - _FREE_PINS + 1))) if failed >= _FREE_PINS else None
    with aside():
        run("UPDATE pin SET failed = ?, wait_until = ? WHERE user = ?", failed, pause, user)


def _owner_of(ring: Ring) -> int | None:
    return next((one.user for one in ring.entries if one.role == "owner"), None)


def rings(shop: Path) -> tuple[Ring, ...]:
    """The rings of a shop: beside it, else as the plain file itself or its newest copy keeps them."""
    if found := keyring.read(shop):
        return found
    if file.is_open() or not keyring.is_encrypted(shop):
        kept = _secret(KEYRING) if file.is_open() else _read_secret(shop, KEYRING)
        return keyring.loads(kept) if kept else ()
    from db.core import copying

    copies = (path for _seq, path in copying.numbered(copying.folder(shop), shop))
    return next((rings for path in copies if (rings := keyring.read(path))), ())


def _guard(shop: Path | None = None) -> str | None:
    """The id of the ring that fits the open file, or this plain one; None: nobody guards it."""
    found = _read_secret(shop, GUARD) if shop else _secret(GUARD)
    return found.decode("ascii") if found else None


def _secret(name: str) -> bytes | None:
    found = value("SELECT value FROM secret WHERE name = ?", name)
    return bytes(found) if found is not None else None


def _read_secret(shop: Path, name: str) -> bytes | None:
    try:
        with closing(connect(shop, mode="ro" if file.has_log(shop) else "ro&immutable=1")) as connection:
            found = connection.execute("SELECT value FROM secret WHERE name = ?", (name,)).fetchone()
    except ERRORS:  # an older schema has none; what is damaged is said when it is opened
        return None
    return bytes(found[0]) if found else None
