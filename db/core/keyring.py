"""The keyring beside a shop file: who can open it, each with a wrap of the data key of their own. Nothing in it opens without.

One ring a data key. While the file is exchanged for one under another key (encrypted, another key, a backup fetched back) the
rings of both stand in it, so that at every moment there is one that fits; `prune` takes the others away once the file is open.
"""

import base64
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from db.core import copying, wrapping
from db.core.guarded import KEYS
from db.core.lock import beside
from db.core.wrapping import Cost, Wrapped

_VERSION: Final = 1
_MOST_BYTES: Final = 1 << 20
_MOST_RINGS: Final = 8
_MOST_ENTRIES: Final = 200
Mode = Literal["password", "encrypted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who can come in."""

    user: int
    name: str
    role: str
    wrapped: Wrapped

    def key(self, password: str) -> bytes | None:
        """What this person's password opens; None: it is not theirs."""
        return wrapping.unwrap(self.wrapped, password, str(self.user))

    def with_password(self, key: bytes, password: str) -> "Entry":
        """This entry with the key under another password."""
        return replace(self, wrapped=wrapping.wrap(key, password, str(self.user)))


def entry_for(user: int, name: str, role: str, key: bytes, password: str) -> Entry:
    """The entry of a person who opens the key with this password."""
    return Entry(user, name, role, wrapping.wrap(key, password, str(user)))


@dataclass(frozen=True, slots=True)
class Ring:
    """Who can open what one key opens. `id`: wrapping.name_of the key; `paper`: its wrap under the spare password."""

    id: str
    mode: Mode
    entries: tuple[Entry, ...] = ()
    paper: Wrapped | None = None

    def paper_key(self, words: str) -> bytes | None:
        """What the spare password opens; None: it is not the one."""
        return wrapping.unwrap(self.paper, words, wrapping.PAPER) if self.paper else None

    def with_paper(self, key: bytes, words: str) -> "Ring":
        """This ring with the key under another spare password."""
        return replace(self, paper=wrapping.wrap(key, words, wrapping.PAPER))

    def has(self, wrapped: Wrapped, user: int) -> bool:
        """Whether this person's wrap, or the paper's, is one of this ring."""
        return wrapped == self.paper or any((one.user, one.wrapped) == (user, wrapped) for one in self.entries)

    def entry(self, name: str) -> Entry | None:
        """The entry of this person."""
        return next((one for one in self.entries if one.name == name), None)

    def with_entry(self, entry: Entry) -> "Ring":
        """This ring with the entry of a person put in, or in the place of theirs."""
        return replace(self, entries=(*(one for one in self.entries if one.user != entry.user), entry))

    def without(self, user: int) -> "Ring":
        """This ring without a person."""
        return replace(self, entries=tuple(one for one in self.entries if one.user != user))


def path(shop: Path) -> Path:
    """Where the keyring of a shop file, or of a copy of one, lies."""
    return beside(shop, KEYS)


def read(shop: Path) -> tuple[Ring, ...]:
    """The rings beside this file; none where there is no keyring, or one that can't be read."""
    try:
        with path(shop).open("rb") as opened:
            return loads(opened.read(_MOST_BYTES + 1))
    except OSError:
        return ()


def write(shop: Path, rings: tuple[Ring, ...]) -> None:
    """Put the keyring beside the file, whole or not at all; none: it is taken away. OSError."""
    target = path(shop)
    if not rings:
        target.unlink(missing_ok=True)
        copying.sync_folder(target.parent)
        return
    with copying.replacing(target) as part:
        part.write_bytes(dumps(rings))
        if os.name != "nt":
            part.chmod(0o600)


def put(shop: Path, ring: Ring) -> None:
    """Put a ring among those beside the file, in the place of the one of its key."""
    write(shop, (*(one for one in read(shop) if one.id != ring.id), ring))


def add(shop: Path, ring: Ring) -> None:
    """Put a ring before those beside the file, which stay: which one counts the file itself will say."""
    write(shop, (ring, *(one for one in read(shop) if one != ring))[:_MOST_RINGS])


def prune(shop: Path, kept: Ring) -> None:
    """Leave only this ring."""
    if read(shop) != (kept,):
        write(shop, (kept,))


def dumps(rings: tuple[Ring, ...]) -> bytes:
    """The rings as they are written."""
    return json.dumps({"version": _VERSION, "rings": [_plain(one) for one in rings]}, ensure_ascii=False, indent=1).encode()


def loads(content: bytes) -> tuple[Ring, ...]:
    """The rings of what was written; none where it was not written by us."""
    try:
        found = tuple(_ring(one) for one in json.loads(content)["rings"]) if len(content) <= _MOST_BYTES else ()
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return ()
    return found[:_MOST_RINGS]


def _plain(ring: Ring) -> dict[str, Any]:
    entries = [{"user": one.user, "name": one.name, "role": one.role, **_plain_wrap(one.wrapped)} for one in ring.entries]
    return {"id": ring.id, "mode": ring.mode, "entries": entries, "paper": ring.paper and _plain_wrap(ring.paper)}


def _plain_wrap(wrapped: Wrapped) -> dict[str, Any]:
    cost = [wrapped.cost.memory, wrapped.cost.rounds, wrapped.cost.lanes]
    return {"salt": _text(wrapped.salt), "cost": cost, "nonce": _text(wrapped.nonce), "sealed": _text(wrapped.sealed)}


def _ring(plain: dict[str, Any]) -> Ring:
    entries = (
        Entry(int(one["user"]), str(one["name"]), str(one["role"]), _wrap(one)) for one in plain["entries"][:_MOST_ENTRIES]
    )
    mode: Mode = "encrypted" if plain["mode"] == "encrypted" else "password"
    return Ring(str(plain["id"]), mode, tuple(entries), _wrap(plain["paper"]) if plain["paper"] else None)


def _wrap(plain: dict[str, Any]) -> Wrapped:
    memory, rounds, lanes = plain["cost"]
    salt, nonce, sealed = (base64.b64decode(plain[name], validate=True) for name in ("salt", "nonce", "sealed"))
    wrapped = Wrapped(salt, Cost(int(memory), int(rounds), int(lanes)), nonce, sealed)
    wrapped.refuse_absurd()
    return wrapped


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
