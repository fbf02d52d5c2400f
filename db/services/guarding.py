"""The guard within a shop file: which ring fits it, and that ring once more, which decides where the keyring beside it differs.

An older keyring put back beside an encrypted file opens it for whoever had the key then; that they left is written in here.
"""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from db.core import admission, copying, encrypting, keyring, migrate
from db.core.connection import connect, database, run, value
from db.core.guarded import GUARD
from db.core.journal import unit
from db.core.keyring import Entry, Ring
from db.core.session import Person
from db.models import User

KEYRING: Final = "keyring"  # secret: the ring once more
_PUT: Final = "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


def guard() -> str | None:
    """The id of the ring that fits the open file; None: nobody guards it."""
    found = value("SELECT value FROM secret WHERE name = ?", GUARD)
    return bytes(found).decode("ascii") if found is not None else None


def own() -> Ring | None:
    """The ring the open file keeps."""
    found = value("SELECT value FROM secret WHERE name = ?", KEYRING)
    return ring_of(bytes(found)) if found is not None else None


def ring_of(kept: bytes) -> Ring | None:
    """The ring of what a file keeps."""
    return next(iter(keyring.loads(kept)), None)


def put(ring: Ring, connection: Any = None) -> None:
    """Keep this ring in the open file, or in the one of this connection, and name it as the one that fits."""
    for name, content in ((GUARD, ring.id.encode("ascii")), (KEYRING, keyring.dumps((ring,)))):
        (connection or database).execute(_PUT, (name, content)).fetchall()


def put_into(copy: Path, key: bytes, ring: Ring) -> None:
    """Keep this ring in an encrypted file nobody has open; one of a schema without a place for it is left as it is."""
    with closing(connect(copy, key)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY").fetchall()
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'secret'").fetchone():
            put(ring, connection)
    copying.sync(copy)


def take_away() -> None:
    """Nobody guards the open file any more."""
    run("DELETE FROM secret WHERE name IN (?, ?)", GUARD, KEYRING)


def fits(ring: Ring, key: bytes, entry_wrap: Any, user: int) -> bool:
    """Whether the open file lets in whom this wrap of this ring let have the key.

    A file without a guard that is encrypted under this key was plain and older when it was encrypted: the ring beside it counts.
    """
    kept, named = own(), guard()
    if named is None:
        return database.key == key and ring.has(entry_wrap, user)
    return named == ring.id and (kept is None or (kept.id == named and kept.has(entry_wrap, user)))


def complete(ring: Ring) -> None:
    """Bring in what the open file, an older one, does not know of its own guard: the ring and the owner. Within no unit."""
    missing = [one for one in ring.entries if one.role == "owner" and not _is_known(one)]
    if guard() is not None and not missing:
        return
    with unit("keys.guard", mode=ring.mode):
        for one in missing:
            User.create(id=one.user, name=one.name, role="owner")
        put(ring)


def owner_of(ring: Ring, user: int) -> Person | None:
    """The owner of a ring the open file does not know yet."""
    found = next((one for one in ring.entries if one.user == user and one.role == "owner"), None)
    return Person(found.name, "owner", user=user) if found and not _is_known(found) else None


def guard_alike(ready: Path, key: bytes | None) -> bool:
    """Guard a shop file laid ready as the open shop is: under its key, for its people of today. Driver's errors, OSError.

    `key`: what it is under now. False: nobody guards the open shop, and it stays as it is.
    """
    ring = own()
    if ring is None:
        return False
    if key != database.key:
        encrypting.over(ready, key, database.key)
    with closing(connect(ready, database.key)) as connection:
        connection.execute("PRAGMA journal_mode = MEMORY").fetchall()  # no log beside it; after a crash it is taken away
        migrate.upgrade(connection, admission.APPLICATION_ID)
        put(replace(ring, entries=tuple(one for one in ring.entries if _stays(one, connection))), connection)
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
    copying.sync(ready)
    return True


def _is_known(entry: Entry) -> bool:
    return bool(value("SELECT 1 FROM user WHERE id = ?", entry.user))


def _stays(entry: Entry, connection: Any) -> bool:
    """Whether the person of this entry is the one the file knows under that number: numbers are given again after a restore."""
    found = connection.execute("SELECT name, role FROM user WHERE id = ?", (entry.user,)).fetchone()
    return entry.role == "owner" if found is None else entry.name == found[0] or entry.role == found[1] == "owner"
