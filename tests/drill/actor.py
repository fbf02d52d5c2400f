"""The drill's end of a process that acts: gives it orders, kills it, hears what it had told the user by then."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Ended:
    """How an act ended: what it had told the user was saved, its wait status (0: done), and the seconds it took."""

    told: list[Any]
    status: int
    took: float

    @property
    def was_killed(self) -> bool:
        """Whether it was killed before its end."""
        return os.WIFSIGNALED(self.status)

    @property
    def refused(self) -> list[dict[str, str]]:
        """The sentences with which it gave up."""
        return [one for one in self.told if isinstance(one, dict) and "refused" in one]


class Actor:
    """One process that forks an act for every order."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.drill.acting"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.stdout.close()  # type: ignore[union-attr]
        self._process.wait(10)

    def prepare(self, path: Path) -> int:
        """Have the import of this list planned; its records."""
        return int(self._ask({"act": "prepare", "path": str(path)})["records"])

    def do(self, act: str, shop: Path, *, after: float | None = None, kill_at: int | None = None, **order: Any) -> Ended:
        """Have it act on a shop; kill it after so many seconds, or at its n-th write."""
        acks = shop.with_name("acks")
        acks.unlink(missing_ok=True)
        began = time.monotonic()
        pid = self._ask({"act": act, "shop": str(shop), "acks": str(acks), "kill_at": kill_at, **order})["pid"]
        killer = threading.Timer(after, _kill, [pid]) if after is not None else None
        if killer:
            killer.start()
        status = self._hear()["status"]
        if killer:
            killer.cancel()
        told = [json.loads(line) for line in acks.read_text("utf-8").splitlines()] if acks.exists() else []
        return Ended(told, status, time.monotonic() - began)

    def _ask(self, order: dict[str, Any]) -> dict[str, Any]:
        self._process.stdin.write(json.dumps(order) + "\n")  # type: ignore[union-attr]
        self._process.stdin.flush()  # type: ignore[union-attr]
        return self._hear()

    def _hear(self) -> dict[str, Any]:
        line = self._process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise RuntimeError("the acting process is gone")
        answer: dict[str, Any] = json.loads(line)
        return answer


def ids(first: int, count: int) -> Sequence[int]:
    """So many customers of a demo shop, which numbers them one by one."""
    return list(range(first, first + count))


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # it was done a moment before
        os.kill(pid, signal.SIGKILL)
