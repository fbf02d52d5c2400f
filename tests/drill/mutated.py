"""Files that something happened to: each is previewed or refused in a sentence; nothing hangs, eats memory or writes."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random
from time import monotonic
from typing import Final

from db.core import file
from db.core.errors import UserError
from db.services import dump
from importers.child import Child
from importers.messages import Survey
from importers.values import Source
from tests.drill import shops
from tests.drill.drilling import Ground, Line
from tests.drill.seeds import seeds

TITLE: Final = "Mutated import files"
RULES: Final = ("R12",)
_SLOW: Final = 20.0  # seconds
_MEMORY: Final = 1 << 30  # bytes of the reading child
_CODES_OF_OURS: Final = {"reading_crashed", "reading_failed"}


def lines(ground: Ground) -> Iterator[Line]:
    """Mutated files through the reading child, beside an open shop that must stay as it is."""
    shop, kinds = shops.copy(shops.lifelike(), ground.place("shop")), list(seeds())
    tries, previews, refused, fault = ground.many(120, 10_000), 0, 0, list[str]()
    memory, slowest, crashed = 0, 0.0, 0
    with file.opened(shop):
        before = dump.dump()
        with Child() as child:
            for number in range(tries):
                name, content = kinds[number % len(kinds)]
                path = ground.folder / f"m{name}"
                path.write_bytes(mutated(content, ground.random))
                began = monotonic()
                try:
                    _look(child, path)
                    previews += 1
                except UserError as error:
                    refused += bool(error.sentence)
                    crashed += error.code in _CODES_OF_OURS
                except Exception as error:  # what must never come
                    fault.append(f"{name}: {type(error).__name__}")
                took = monotonic() - began
                slowest, memory = max(slowest, took), max(memory, peak(child))
                fault += [f"{name}: {took:.0f} s"] if took > _SLOW else []
        same = dump.dump() == before
    yield Line("files previewed or refused in a sentence", tries, previews + refused - len(fault), "; ".join(sorted(set(fault))))
    yield Line("the shop is as it was", 1, int(same))
    yield Line("memory of the reading child under 1 GB", 1, int(memory < _MEMORY), f"at most {memory >> 20} MB")
    yield Line("previews", tries, previews, f"{refused} refused, {crashed} unreadable, slowest {slowest:.1f} s", judged=False)


def _look(child: Child, path: Path) -> None:
    for _answer in child.ask(Survey(Source(path=path, name=path.name))):
        pass


def peak(child: Child) -> int:
    """The most memory the child has had, bytes; 0 where the system does not say or it has ended."""
    process = child._process
    status = Path(f"/proc/{process.pid}/status") if process else None
    if status is None or not status.exists():
        return 0
    said = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    return int(said[0].split()[1]) * 1024 if said else 0


def mutated(content: bytes, random: Random) -> bytes:
    """The file with something done to it: bytes turned, cut, doubled, put in; of a packed one also one of its parts."""
    if content[:2] == b"PK" and random.random() < 0.7:
        return _repacked(content, random)
    return _spoilt(content, random)


def _spoilt(content: bytes, random: Random) -> bytes:
    data = bytearray(content)
    for _time in range(random.choice((1, 1, 2, 5, 40))):
        at = random.randrange(len(data) or 1)
        match random.randrange(6):
            case 0:
                data[at : at + 1] = bytes([random.randrange(256)])
            case 1:
                del data[at : at + random.randrange(1, 200)]
            case 2:
                data[at:at] = data[at : at + random.randrange(1, 500)]
            case 3:
                data[at:at] = random.choice((b"\0", b"<", b'"', b"\xff\xfe", b"\r", b"99999999999", "＝ㄅ".encode(), b"&#0;"))
            case 4:
                del data[at:]
            case _:
                data[at : at + 4] = random.randbytes(4)
    return bytes(data)


def _repacked(content: bytes, random: Random) -> bytes:
    """One part of the archive spoilt, left out or doubled; the archive itself is whole."""
    into = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = random.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name == chosen and random.random() < 0.1:
                continue
            new.writestr(name, _spoilt(part, random) if name == chosen else part)
    return into.getvalue()
