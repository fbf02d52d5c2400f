"""A full disk, by a small file system of its own and by a limit on the size of files: nothing of the act stays, it is said."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from db.core import file
from db.services import dump
from tests.drill import shops
from tests.drill.actor import Actor, Ended, ids
from tests.drill.drilling import Ground, Line

TITLE: Final = "The disk is full"
RULES: Final = ("R2",)
_ACTS: Final[dict[str, dict[str, Any]]] = {
    "import": {},
    "quotes": {"customers": ids(1, 20), "count": 1},
    "backup": {"customers": ids(1, 1), "count": 1},
    "merge": {"customers": ids(1, 2)},
    "change": {"customers": ids(1, 1)},
}


def lines(ground: Ground) -> Iterator[Line]:
    """Five acts on disks of different sizes."""
    with Actor() as actor:
        actor.prepare(shops.people(ground.many(300, 20_000)))
        yield _limits(ground, actor)
        if _can_mount(ground.place("try")):
            yield _small_disks(ground, actor)
        else:
            yield Line("a small file system of its own", 0, 0, "not tried: this needs the right to mount", judged=False)


def _limits(ground: Ground, actor: Actor) -> Line:
    """Files may grow so far and no further (RLIMIT_FSIZE)."""
    found = list[str | None]()
    for name, order in _ACTS.items():
        for number in range(ground.many(2, 20)):
            shop = shops.copy(shops.lifelike(), ground.place(f"limit-{name}-{number}"))
            largest = shop.stat().st_size * number // 10 + 40_000
            found.append(_fault(actor, name, shop, order | {"largest": largest}))
            shutil.rmtree(shop.parent)
    return _line("a limit on the size of files", found)


def _small_disks(ground: Ground, actor: Actor) -> Line:
    """The shop on a tmpfs with a little room left."""
    found = list[str | None]()
    needed = shops.lifelike().stat().st_size
    for name, order in _ACTS.items():
        for number in range(ground.many(2, 20)):
            room = 64 + number * 96  # KiB
            with _mounted(ground.place(f"disk-{name}-{number}"), needed // 1024 + room) as place:
                shop = shops.copy(shops.lifelike(), place / "shop")
                found.append(_fault(actor, name, shop, order))
    return _line("a small disk", found)


def _line(what: str, found: list[str | None]) -> Line:
    """Only those count where there really was no room."""
    refused = [fault for fault in found if fault is not None]
    faults = sorted(filter(None, refused))
    return Line(what, len(refused), len(refused) - len(faults), "; ".join(dict.fromkeys(faults)) or f"of {len(found)} tries")


def _fault(actor: Actor, name: str, shop: Path, order: dict[str, Any]) -> str | None:
    """What is wrong after an act that found no room, and after it was done again with room; None where there was room enough."""
    before = _dumped(shop)
    ended = actor.do(name, shop, **order)
    if ended.status and not ended.refused:
        return f"{name}: no sentence"
    if not ended.refused:
        return None
    after = _dumped(shop)
    if name not in {"quotes", "backup"} and after != before:
        return f"{name}: something of it stayed"
    if name in {"quotes", "backup"} and _numbers(after) != _numbers(before):
        return f"{name}: a paper without its number"
    return _said(name, ended) or _again(actor, name, shop, order)


def _said(name: str, ended: Ended) -> str:
    """The sentence names the disk, and says that nothing was lost."""
    sentence = ended.refused[0]["said"]
    return (
        [] if ended.refused[0]["refused"] == "no_space" and ("MB" in sentence or "沒有" in sentence) else [f"{name}: {sentence}"]
    )


def _again(actor: Actor, name: str, shop: Path, order: dict[str, Any]) -> str:
    """With room the same act succeeds."""
    with TemporaryDirectory() as roomy:
        unlimited = {key: said for key, said in order.items() if key != "largest"}
        ended = actor.do(name, shops.copy(shop, Path(roomy)), **unlimited)
    return f"{name}: failed with room: {ended.told}" if ended.status or ended.refused else ""


def _numbers(found: dict[str, Any]) -> object:
    return list(found["tables"].get("issued_quote", []))


def _dumped(shop: Path) -> dict[str, Any]:
    with file.opened(shop):
        assert file.check().ok
        return dump.dump()


def _can_mount(place: Path) -> bool:
    try:
        with _mounted(place, 256):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def _mounted(place: Path, kibibytes: int) -> Iterator[Path]:
    """A file system in memory with so much room."""
    _run("mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(place))
    try:
        yield place
    finally:
        _run("umount", "-l", str(place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
