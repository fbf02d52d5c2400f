"""A whole import, its plan and its undo, against openpyxl merely reading the file."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import openpyxl

from db.core import audit, file
from db.services import dump
from importers.commit import commit
from importers.plan import Plan
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
        shop = shops.folder() / f"import-{number}.crm"
        file.create(shop)
        with file.opened(shop):
            before = dump.dump()
            plans: list[Plan] = []
            units: list[int] = []
            ours["plan"].append(seconds(lambda into=plans: into.append(_plan(path))))  # type: ignore[misc]
            committing = seconds(lambda plan=plans[0], into=units: into.append(_commit(plan)))  # type: ignore[misc]
            ours["import"].append(ours["plan"][-1] + committing)
            ours["undo"].append(seconds(lambda unit=units[0]: audit.undo(unit)))  # type: ignore[misc]
            assert dump.dump() == before
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


def _plan(path: Path) -> Plan:
    plan = ImportSession([Source(path=path)]).plan()
    assert plan.totals.records == 100_000
    return plan


def _commit(plan: Plan) -> int:
    unit = commit(plan).unit
    assert unit
    return unit
