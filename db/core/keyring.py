"""The keyring beside a shop file: who can open it, each with a wrap of the data key of their own. Nothing in it opens without.

One ring a data key. While the file is exchanged for one under another key (encrypted, another key, a backup fetched back) the
rings of both stand in it, so that at every moment there is one that fits; `prune` takes the others away once the file is open.
"""

import base64
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from db.core import copying
from db.core.guarded import KEYS
from db.core.lock import beside
from db.core.wrapping import Cost, Wrapped

_VERSION: Final = 1
Mode = Literal["password", "encrypted"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One person who can come in."""

    user: int
    name: str
    role: str
    wrapped: Wrapped


@dataclass(frozen=True, slots=True)
class Ring:
    """Who can open what one key opens. `id`: wrapping.name_of the key; `paper`: its wrap under the spare password."""

    id: str
    mode: Mode
    entries: tuple[Entry, ...] = ()
    paper: Wrapped | None = None

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
        return loads(path(shop).read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def write(shop: Path, rings: tuple[Ring, ...]) -> None:
    """Put the keyring beside the file, whole or not at all; none: it is taken away. OSError."""
    target = path(shop)
    if not rings:
        target.unlink(missing_ok=True)
        copying.sync_folder(target.parent)
        return
    part = beside(target, ".part")
    try:
        part.write_bytes(dumps(rings))
        if os.name != "nt":
            part.chmod(0o600)
        copying.sync(part)
        part.replace(target)
        copying.sync_folder(target.parent)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def put(shop: Path, ring: Ring) -> None:
    """Put a ring among those beside the file, in the place of the one of its key."""
    write(shop, (*(one for one in read(shop) if one.id != ring.id), ring))


def prune(shop: Path, kept: str) -> None:
    """Leave only the ring of this key."""
    rings = read(shop)
    if any(one.id != kept for one in rings) and any(one.id == kept for one in rings):
        write(shop, tuple(one for one in rings if one.id == kept))


def dumps(rings: tuple[Ring, ...]) -> bytes:
    """The rings as they are written."""
    return json.dumps({"version": _VERSION, "rings": [_plain(one) for one in rings]}, ensure_ascii=False, indent=1).encode()


def loads(content: bytes) -> tuple[Ring, ...]:
    """The rings of what was written. ValueError, KeyError, TypeError for what was not."""
    return tuple(_ring(one) for one in json.loads(content)["rings"])


def _plain(ring: Ring) -> dict[str, Any]:
    entries = [{"user": one.user, "name": one.name, "role": one.role, **_plain_wrap(one.wrapped)} for one in ring.entries]
    return {"id": ring.id, "mode": ring.mode, "entries": entries, "paper": ring.paper and _plain_wrap(ring.paper)}


def _plain_wrap(wrapped: Wrapped) -> dict[str, Any]:
    cost = [wrapped.cost.memory, wrapped.cost.rounds, wrapped.cost.lanes]
    return {"salt": _text(wrapped.salt), "cost": cost, "nonce": _text(wrapped.nonce), "sealed": _text(wrapped.sealed)}


def _ring(plain: dict[str, Any]) -> Ring:
    entries = (Entry(int(one["user"]), one["name"], one["role"], _wrap(one)) for one in plain["entries"])
    return Ring(plain["id"], plain["mode"], tuple(entries), _wrap(plain["paper"]) if plain["paper"] else None)


def _wrap(plain: dict[str, Any]) -> Wrapped:
    memory, rounds, lanes = plain["cost"]
    salt, nonce, sealed = (base64.b64decode(plain[name], validate=True) for name in ("salt", "nonce", "sealed"))
    return Wrapped(salt, Cost(memory, rounds, lanes), nonce, sealed)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
