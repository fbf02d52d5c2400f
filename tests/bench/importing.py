"""A whole import, its plan and its undo, against openpyxl merely reading the file."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import openpyxl

from db.core import audit, file
from importers.commit import commit
from importers.session import ImportSession
from importers.values import Source
from tests.bench import lists, shops
from tests.bench.measuring import Row, row, seconds

IDS = ("import", "plan", "undo")
_RUNS = 3


def rows() -> Iterator[Row]:
    """100,000 dirty rows: file to searchable, audited, committed; only planned; taken back."""
    path = lists.dirty()
    ours: dict[str, list[float]] = {name: [] for name in IDS}
    peer: list[float] = []
    for number in range(_RUNS):
        peer.append(seconds(lambda: _read(path)))
        ours["plan"].append(seconds(lambda: _plan(path)))
        shop = shops.folder() / f"import-{number}.crm"
        file.create(shop)
        with file.opened(shop):
            units: list[int] = []
            ours["import"].append(seconds(lambda into=units: into.append(_import(path))))  # type: ignore[misc]
            ours["undo"].append(seconds(lambda unit=units[0]: audit.undo(unit)))  # type: ignore[misc]
    yield row(
        "import", "100,000 dirty rows imported, against openpyxl reading them", (median(ours["import"]), median(peer)), 1.0, 0.7
    )
    yield row("plan", "the plan of it, against openpyxl reading them", (median(ours["plan"]), median(peer)), 0.4, 0.25)
    yield row("undo", "the undo of it, against openpyxl reading them", (median(ours["undo"]), median(peer)), 0.5, 0.3)


def _read(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True)
    for line in book.worksheets[0].iter_rows(values_only=True):
        assert line
    book.close()


def _plan(path: Path) -> None:
    plan = ImportSession([Source(path=path)]).plan()
    assert plan.totals.records == 100_000


def _import(path: Path) -> int:
    outcome = commit(ImportSession([Source(path=path)]).plan())
    assert outcome.unit
    return outcome.unit
