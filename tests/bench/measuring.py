"""Time ours and its peer in turn and keep the medians: machines are noisy, ratios of one run hold."""

import atexit
import gc
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

ROOT = Path(__file__).parent.parent.parent


class Row(TypedDict):
    """One figure of the table; `must` and `aim` are ratios, smaller is better, None: only shown."""

    id: str
    what: str
    ours: float
    peer: float
    ratio: float
    must: float | None
    aim: float | None


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def alternate(ours: Callable[[], float], peer: Callable[[], float], runs: int = 3) -> tuple[float, float]:
    """The medians of both, run in turn; each call does its own set-up and returns what is to be compared (mostly seconds)."""
    mine, theirs = [], []
    for _run in range(runs):
        theirs.append(peer())
        mine.append(ours())
    return statistics.median(mine), statistics.median(theirs)


def row(name: str, what: str, both: tuple[float, float], must: float | None, aim: float | None) -> Row:
    """A line of the table from the two medians."""
    ours, peer = both
    return Row(id=name, what=what, ours=ours, peer=peer, ratio=ours / peer, must=must, aim=aim)


def p95(values: Sequence[float]) -> float:
    """The value 95 % of all stay under."""
    return sorted(values)[min(len(values) - 1, round(len(values) * 0.95))]


@cache
def _bytecode() -> str:
    made = tempfile.mkdtemp(prefix="shukebu-bytecode-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def in_process(module: str, *arguments: str) -> dict[str, Any]:
    """Run `python -m MODULE ARGUMENTS` as a process of its own and return the JSON object it prints.

    It runs on kept bytecode, as what is installed does, also where the surroundings say not to keep any.
    """
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": _bytecode()}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]
