"""How the shop is guarded: by nothing, by a password, or encrypted; passwords, and the spare password on paper.

What is done here is the owner's alone and never undone. Everything that writes the file anew is in two halves: `prepare` for the
worker and `finish` for the window's thread, which closes the file and opens it again.
"""

import secrets
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from db.core import encrypting, file, keyring, session, tries, wrapping
from db.core.connection import database, value
from db.core.errors import InputError, RefusedError
from db.core.journal import require, unit
from db.core.keyring import Entry, Mode, Ring
from db.core.progress import Progress, silent
from db.models import User
from db.services import entry, guarding, options, passwords
from resources.i18n import _

ASKED: Final = 2  # groups of the spare password that are typed back before it counts
_ACTS: Final[dict[Mode, str]] = {"password": "keys.guard", "encrypted": "keys.encrypt"}
_ANEW: Final = "keys.rekey"


@dataclass(slots=True)
class Printed:
    """A spare password to be printed: nothing counts before `prepare`. `asked`: the places (from 0) of the groups that are typed
    back, or nobody would know that the paper can be read.
    """

    paper: str
    asked: tuple[int, ...]
    _ring: Ring

    @property
    def mode(self) -> Mode:
        """What it opens: an encrypted file, or a plain one the program asks a password for."""
        return self._ring.mode

    def refuse_unread(self, typed: tuple[str, ...]) -> None:
        """An InputError where the groups typed back are not those on the paper (S15)."""
        groups = self.paper.split("-")
        if [_as_printed(one) for one in typed] != [groups[place] for place in self.asked]:
            raise InputError(_("These are not the groups on the paper. Please look at it once more."))

    def prepare(self, _progress: Progress = silent) -> None:
        """For the worker: from now on this paper opens the shop, and the one before only the copies made before."""
        _write(self._ring, "keys.recovery")

    def finish(self) -> None:
        """For the window's thread: what is left to do."""


@dataclass(slots=True)
class Setup(Printed):
    """A guard being set up for an owner of this name."""

    name: str
    _key: bytes
    _head: str = ""

    def prepare(self, progress: Progress = silent) -> None:
        """For the worker: name the key in the file and its people, and where it is to be encrypted lay it ready."""
        _keep(self._ring, self.name, _act(self.mode))
        if self.mode == "encrypted":  # the file of now goes on naming its own ring
            fill = partial(guarding.put, self._ring)
            self._head = encrypting.prepare(file.current_path(), database.key, self._key, progress, fill)

    def finish(self) -> None:
        """For the window's thread: from now on the shop asks for the password; who set it up is in."""
        if self._head:
            _exchange(self._head, self._key)
        session.guard(True)
        session.come_in(entry.person_of(self._ring.entries[0].user))
        keyring.prune(file.current_path(), self._ring)


def mode() -> Mode | None:
    """How the open shop is guarded; None: not at all."""
    if database.key is not None:
        return "encrypted"
    return "password" if session.is_guarded() else None


def begin(wanted: Mode, password: str, name: str = "") -> Setup:
    """Begin to guard the open shop, or give it another key, which only the owner's password opens at first.

    `name`: what the owner is called on the lock page. InputError: the password is too weak.
    """
    require(_act(wanted))
    name = name.strip() or session.owner()
    _refuse_weak(password, name)
    key, paper = wrapping.new_key(), wrapping.new_paper()
    owner = value("SELECT id FROM user WHERE role = 'owner' AND left_on IS NULL ORDER BY id") or _next_user()
    lock = keyring.entry_for(owner, name, "owner", key, password)
    ring = Ring(wrapping.name_of(key), wanted, (lock,)).with_paper(key, paper)
    return Setup(paper, _places(), ring, name, key)


def _places() -> tuple[int, ...]:
    return tuple(sorted(secrets.SystemRandom().sample(range(wrapping.GROUPS), ASKED)))


def _act(wanted: Mode) -> str:
    return _ANEW if session.is_guarded() else _ACTS[wanted]


def change_password(old: str, new: str) -> None:
    """Another password for who acts. RefusedError: the old one is wrong; InputError: the new one is too weak."""
    require("keys.password")
    ring, person = _ring(), session.person()
    mine = ring.entry(person.name)
    if mine is None:
        raise RefusedError(_("This person has no password."))
    key = _checked(mine, old)
    _refuse_weak(new, person.name)
    _write(ring.with_entry(mine.with_password(key, new)), "keys.password", person=person.name)


def set_password(user: int, password: str, owner_password: str) -> None:
    """A password for another person, old or new: the owner proves who they are with theirs. RefusedError, InputError as above."""
    require("keys.guard")
    ring = _ring()
    mine = ring.entry(session.person().name)
    if mine is None:
        raise RefusedError(_("Only the owner gives passwords."))
    key, person = _checked(mine, owner_password), entry.person_of(user)
    _refuse_weak(password, person.name)
    given = keyring.entry_for(user, person.name, person.role, key, password)
    _write(ring.with_entry(given), "keys.password", person=person.name)


def forget(user: int) -> None:
    """Somebody's password opens the shop no more; within an open unit of people.leave. Not having one is no error."""
    ring = _ring()
    if any(one.user == user for one in ring.entries):
        guarding.put(ring.without(user))
        keyring.add(file.current_path(), ring.without(user))


def rename(user: int, name: str, role: str) -> None:
    """The lock page calls somebody otherwise; within an open unit of people.change."""
    ring = _ring()
    mine = next((one for one in ring.entries if one.user == user), None)
    if mine:
        guarding.put(renamed := ring.with_entry(replace(mine, name=name, role=role)))
        keyring.add(file.current_path(), renamed)


def has_password(user: int) -> bool:
    """Whether this person can open the shop."""
    return session.is_guarded() and any(one.user == user for one in _ring().entries)


def new_paper(password: str) -> Printed:
    """A new spare password, to be printed and typed back. RefusedError: the password is wrong."""
    require("keys.recovery")
    ring = _ring()
    mine = ring.entry(session.person().name)
    if mine is None:
        raise RefusedError(_("Only the owner gives passwords."))
    key, paper = _checked(mine, password), wrapping.new_paper()
    return Printed(paper, _places(), ring.with_paper(key, paper))


def reset_password(new: str, paper: str) -> None:
    """Who came in with the spare password sets a new one as the owner. RefusedError, InputError as above."""
    ring, person = _ring(), session.person()
    words = wrapping.read(paper)
    key = ring.paper_key(words) if words else None
    mine = ring.entry(person.name)
    if key is None or mine is None or person.role != "owner":
        raise RefusedError(_("This spare password is not the one of this shop."))
    _refuse_weak(new, person.name)
    _write(ring.with_entry(mine.with_password(key, new)), "keys.password", person=person.name, by="paper")


def unguard(password: str) -> None:
    """No password any more for a file that is not encrypted. RefusedError: the password is wrong."""
    require("keys.unguard")
    prove(password)
    with unit("keys.unguard", mode="password"):
        guarding.take_away()
    keyring.write(file.current_path(), ())
    session.guard(False)


def prepare_plain(password: str, progress: Progress = silent) -> str:
    """For the worker: lay the file ready unencrypted; what `finish_plain` asks for. RefusedError: the password is wrong."""
    require("keys.decrypt")
    prove(password)
    with unit("keys.decrypt", mode="password"):
        pass
    return encrypting.prepare(file.current_path(), database.key, None, progress)


def prepare_encrypted(password: str, progress: Progress = silent) -> tuple[str, bytes]:
    """For the worker: lay a guarded file ready encrypted, for the passwords there are; what `finish_encrypted` asks for."""
    require("keys.encrypt")
    ring = _ring()
    mine = ring.entry(session.person().name)
    if mine is None:
        raise RefusedError(_("This person has no password."))
    key = _checked(mine, password)
    _write(replace(ring, mode="encrypted"), "keys.encrypt")
    return encrypting.prepare(file.current_path(), None, key, progress), key


def finish_encrypted(prepared: tuple[str, bytes]) -> None:
    """For the window's thread: the file is encrypted."""
    _exchange(*prepared)


def finish_plain(head: str) -> None:
    """For the window's thread: the file lies there plain; the password is still asked for."""
    _exchange(head, None)


def _exchange(head: str, key: bytes | None) -> None:
    """The file under the other key takes the place; who acted acts on, whichever file is open then."""
    person = session.person()
    try:
        encrypting.put_in_place(file.current_path(), head, key)
    finally:
        if file.is_open() and session.is_guarded():
            session.come_in(person)


def _ring() -> Ring:
    """The ring of the open file. RefusedError: the shop is not guarded, or its keyring is gone."""
    named = guarding.guard()
    found = next((one for one in entry.rings(file.current_path()) if one.id == named), None)
    if found is None:
        raise RefusedError(_("This shop has no password."))
    return found


def _checked(mine: Entry, password: str) -> bytes:
    """The key. RefusedError: the password is wrong, or too many were."""
    shop = file.current_path()
    tries.refuse_early(shop)
    key = mine.key(password)
    if key is None:
        tries.failed(shop, mine.name)
        raise RefusedError(_("This is not your password. Nothing was changed."))
    entry.note_wrong(tries.right(shop))
    return key


def prove(password: str) -> None:
    """See that this is the password of who acts. RefusedError: it is wrong, they have none, or too many were wrong."""
    mine = _ring().entry(session.person().name)
    if mine is None:
        raise RefusedError(_("This person has no password."))
    _checked(mine, password)


def _keep(ring: Ring, name: str, act: str) -> None:
    """The keyring beside the file first: one nobody names opens nothing; then the file names it, unless another file will."""
    keyring.add(file.current_path(), ring)
    with unit(act, mode=ring.mode):
        owner = ring.entries[0].user
        if value("SELECT 1 FROM user WHERE id = ?", owner):
            User.update(name=name, left_on=None).where(User.id == owner).execute()
        else:
            User.create(id=owner, name=name, role="owner")
        if ring.mode == "password":
            guarding.put(ring)


def _write(ring: Ring, act: str, **detail: str) -> None:
    """The ring before stays beside the file until the file itself says which one counts."""
    shop = file.current_path()
    keyring.add(shop, ring)
    with unit(act, mode=ring.mode, **detail):
        guarding.put(ring)
    keyring.prune(shop, ring)


def _next_user() -> int:
    return int(value("SELECT seq FROM sqlite_sequence WHERE name = 'user'") or 0) + 1


def _refuse_weak(password: str, name: str) -> None:
    if fault := passwords.fault(password, name, options.text("shop_name")):
        raise InputError(fault)


def _as_printed(typed: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", typed).strip().upper().translate(str.maketrans("OIL", "011"))
