"""`./run drill [NAME...] [--small] [--write]`: try what the program promises, and print what held.

Every module of this folder with a TITLE and `lines(ground)` is a drill. `--write` puts the tables into docs/trust.md.
"""

import argparse
import importlib
import os
import pkgutil
import platform
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import cast

from db.core import clock
from tests import drill
from tests.drill.drilling import Drill, Line, Size, ground, table

REPORT = Path(__file__).parents[2] / "docs" / "trust.md"
_NONE = {"__main__", "acting", "test_drills"}
_BEGIN, _END = "<!-- drills: begin -->", "<!-- drills: end -->"


def drills() -> dict[str, Drill]:
    """Every drill by its name, the module's."""
    names = sorted(found.name for found in pkgutil.iter_modules(drill.__path__))
    modules = {name: importlib.import_module(f"tests.drill.{name}") for name in names if name not in _NONE}
    return {name: cast(Drill, module) for name, module in modules.items() if hasattr(module, "TITLE")}


def run(name: str, size: Size) -> list[Line]:
    """Run one drill in a folder of its own, which goes again."""
    folder = Path(mkdtemp(prefix=f"shukebu-drill-{name}-"))
    os.environ["SHUKEBU_DATA"] = str(folder / "data")
    try:
        return list(drills()[name].lines(ground(folder, size)))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the drills named, all by default; 0 where every promise was kept."""
    parser = argparse.ArgumentParser(prog="run drill", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(drills()))
    parser.add_argument("--small", action="store_true", help="as the tests do")
    parser.add_argument("--write", action="store_true", help=f"into {REPORT.name}")
    given = parser.parse_args(arguments)
    size: Size = "small" if given.small else "full"
    kept, written = True, []
    for name in given.names or drills():
        began = time.monotonic()
        found = run(name, size)
        heading = f"{name}: {drills()[name].TITLE} ({', '.join(drills()[name].RULES)}), {time.monotonic() - began:.0f} s"
        sys.stdout.write(f"{heading}\n{table(found)}\n\n")
        sys.stdout.flush()
        kept &= all(line.is_kept for line in found)
        written.append((heading, found))
    if given.write:
        _write(written, size)
    return 0 if kept else 1


def _write(written: list[tuple[str, list[Line]]], size: Size) -> None:
    """Put the tables between the two marks of the report."""
    machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores"
    text = [_BEGIN, "", f"{clock.today().isoformat()}, {size} size, {machine}.", ""]
    for heading, found in written:
        text += [f"### {heading}", "", "| what | tried | held | |", "| --- | ---: | ---: | --- |"]
        text += [
            f"| {line.what} | {line.tried} | {line.held if line.judged else f'{line.held} (counted)'} | {line.note} |"
            for line in found
        ]
        text.append("")
    before, _, rest = REPORT.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    REPORT.write_text(before + "\n".join([*text, _END]) + after, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
