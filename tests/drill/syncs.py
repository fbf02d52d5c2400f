"""Nothing is said to be saved before the disk has it: watched from outside, by the calls the program makes of the system."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.core import file
from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "Said only once it is on the disk"
RULES: Final = ("R8",)
_WRITTEN: Final = re.compile(r"(pwrite64|write)\((\d+)")
_OPENED: Final = re.compile(r'openat\([^"]*"([^"]*)"[^)]*\)\s*=\s*(\d+)')
_SYNCED: Final = re.compile(r"f(?:data)?sync\((\d+)\)")


def lines(ground: Ground) -> Iterator[Line]:
    """A save and a backup through the command line, under strace where there is one."""
    if shutil.which("strace") is None:
        yield Line("a save, watched by strace", 0, 0, "not tried: there is no strace here", judged=False)
        return
    tries, saved, copied = ground.many(1, 30), 0, 0
    for number in range(tries):
        shop = shops.copy(shops.lifelike(), ground.place(f"sync-{number}"))
        calls = _watched(shop, "log", _code(shop), "問價錢")
        saved += _is_synced_before_said(calls, f"{shop.name}-wal")
        calls = _watched(shop, "backup")
        copied += _is_synced_before_renamed(calls)
    yield Line("between the last write to the log and the word “saved” the disk was waited for", tries, saved)
    yield Line("a copy and its folder were waited for before and after it got its name", tries, copied)


def _code(shop: Path) -> str:
    from db.core.connection import value

    with file.opened(shop):
        return str(value("SELECT code FROM customer WHERE code <> '' LIMIT 1"))


def _watched(shop: Path, *command: str) -> list[str]:
    """The system calls of a command, in their order."""
    log = shop.with_name("calls")
    main = Path(__file__).parents[2] / "main.py"
    called = "trace=openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2"
    done = subprocess.run(
        ["strace", "-f", "-s", "64", "-o", str(log), "-e", called, sys.executable, str(main), "--file", str(shop), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return log.read_text("utf-8", "replace").splitlines()


def _is_synced_before_said(calls: list[str], log: str) -> bool:
    """ACK comes on stdout (1) after a sync of the log that follows its last write."""
    open_as, last_write, last_sync, said = dict[str, str](), -1, -1, -1
    for at, call in enumerate(calls):
        if opened := _OPENED.search(call):
            open_as[opened[2]] = opened[1]
        elif (written := _WRITTEN.search(call)) and open_as.get(written[2], "").endswith(log):
            last_write = at if said < 0 else last_write
        elif (synced := _SYNCED.search(call)) and open_as.get(synced[1], "").endswith(log):
            last_sync = at if said < 0 else last_sync
        if 'write(1, "ACK' in call:
            said = at
    return -1 < last_write < last_sync < said


def _is_synced_before_renamed(calls: list[str]) -> bool:
    open_as, part, renamed, folder = dict[str, str](), -1, -1, -1
    for at, call in enumerate(calls):
        if opened := _OPENED.search(call):
            open_as[opened[2]] = opened[1]
        elif synced := _SYNCED.search(call):
            path = open_as.get(synced[1], "")
            part = at if path.endswith(".crmbak.part") and renamed < 0 else part
            folder = at if path.endswith("backups") and renamed >= 0 else folder
        elif "rename" in call and ".crmbak.part" in call:
            renamed = at
    return -1 < part < renamed < folder
