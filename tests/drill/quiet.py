"""No network, and no file of somebody else's: a whole day's work by command, watched from outside by the system's calls."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.drill import shops
from tests.drill.drilling import Ground, Line

TITLE: Final = "No network, no files of others"
RULES: Final = ("S10", "S8")
_CONNECTED: Final = re.compile(r"connect\(.*AF_INET6?|socket\(AF_INET6?")
_WRITTEN: Final = re.compile(r'openat\([^"]*"([^"]+)"[^)]*O_(?:WRONLY|RDWR)')
_ALLOWED: Final = ("/dev/", "/proc/", "/sys/")


def lines(ground: Ground) -> Iterator[Line]:
    """Import, find, write down, print, export, back up, check: each under strace where there is one."""
    if shutil.which("strace") is None:
        yield Line("a day's work, watched by strace", 0, 0, "not tried: there is no strace here", judged=False)
        return
    place = ground.place("quiet")
    shop = shops.copy(shops.empty(), place / "shop")
    people, out = shops.people(30), place / "out"
    out.mkdir()
    day: list[tuple[str, ...]] = [
        ("import", str(people)),
        ("find", "客戶"),
        ("export", "--out", str(out / "a.xlsx")),
        ("report", "customers", "--out", str(out / "b.pdf")),
        ("backup",),
        ("check",),
    ]
    commands = day if ground.size == "full" else day[:1] + day[3:5]
    calls = [line for number, command in enumerate(commands) for line in _calls(shop, place / f"calls-{number}", *command)]
    connected = [line for line in calls if _CONNECTED.search(line)]
    strange = {path for line in calls if (found := _WRITTEN.search(line)) and not _is_ours(path := found[1], place)}
    yield Line(
        "commands without a socket of the internet", len(commands), len(commands) * (not connected), "; ".join(connected[:2])
    )
    yield Line("files opened to be written are the shop's own", 1, int(not strange), "; ".join(sorted(strange))[:200])


def _calls(shop: Path, log: Path, *command: str) -> list[str]:
    main = Path(__file__).parents[2] / "main.py"
    watched = ["strace", "-f", "-s", "200", "-o", str(log), "-e", "trace=openat,connect,socket", sys.executable, str(main)]
    done = subprocess.run([*watched, "--file", str(shop), *command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    return log.read_text("utf-8", "replace").splitlines()


def _is_ours(path: str, place: Path) -> bool:
    return path.startswith((*_ALLOWED, str(place), str(place.parent))) or "__pycache__" in path or not path.startswith("/")
