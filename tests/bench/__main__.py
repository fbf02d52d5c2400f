"""`python -m tests.bench [--json] [--only ID]`: measure and print the table.

Every module of this folder with a `rows()` that yields Row lines takes part; `IDS` says which it measures.
"""

import argparse
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Iterator

from tests import bench
from tests.bench.measuring import Row


def _measured(only: str | None) -> Iterator[Row]:
    for found in sorted(pkgutil.iter_modules(bench.__path__), key=lambda one: one.name):
        module = importlib.import_module(f"tests.bench.{found.name}") if found.name != "__main__" else None
        ids = getattr(module, "IDS", ())
        if module is not None and (only in ids or (only is None and ids)):
            yield from (line for line in module.rows() if only in (None, line["id"]))


def _line(line: Row) -> str:
    limits = " ".join(f"{name} <= {line[key]}" for name, key in (("must", "must"), ("aim", "aim")) if line[key] is not None)
    missed = "  MISSED" if line["must"] is not None and line["ratio"] > line["must"] else ""
    figures = f"{line['ratio']:>8.3f}  ({line['ours']:.4g} / {line['peer']:.4g})"
    return f"{line['id']:<11} {figures}  {limits}{missed}\n{'':12}{line['what']}"


def main() -> int:
    """Print the table, or with --json one object."""
    parser = argparse.ArgumentParser(prog="run bench", description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--only", metavar="ID")
    arguments = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # the reading child runs on kept bytecode, as an installed program does
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    sys.stderr.write(f"{os.cpu_count()} cores, load {load:.2f} before the start\n")
    found = []
    for line in _measured(arguments.only):
        found.append(line)
        if not arguments.json:
            sys.stdout.write(_line(line) + "\n")
            sys.stdout.flush()
    if arguments.json:
        sys.stdout.write(json.dumps({"load": load, "rows": found}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
