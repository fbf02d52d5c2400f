"""What the page of imports decides: which runs there are, what waits of them, and how a waiting row is settled."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from db.services import imports
from db.services.imports import ImportRunRow, WaitingRow
from importers import reasons, settling
from importers.leftover import LeftOver
from resources.i18n import _, ngettext
from ui.kit.starting import Start
from ui.trying import Asks, tried


class View(Protocol):
    """What the presenter needs of the page."""

    def redraw(self) -> None:
        """The runs or the waiting rows changed."""

    def show_runs(self) -> None:
        """The customers that came of the runs are counted."""

    def told(self, text: str, unit: int | None) -> None:
        """Say shortly what was done, with the way back where it was saved as this unit."""


@dataclass(frozen=True, slots=True)
class RunItem:
    """One import: its files came in together and are taken back together."""

    unit: int | None
    files: tuple[str, ...]
    at: str  # UTC
    by: str
    records: int
    customers: int | None  # None: not counted yet
    waiting: int
    undoable: bool
    undone: bool
    partly_undone: bool = False  # but for what was changed since


class RecordsPresenter:
    """Reads runs and waiting rows, settles them one by one."""

    def __init__(self, view: View, asks: Asks, start: Start) -> None:
        self._view, self._asks, self._start = view, asks, start
        self._came: dict[int, int] = {}  # by run, as last counted

    def runs(self) -> list[RunItem]:
        """Every import, the latest first."""
        found = groupby(imports.runs(), key=lambda run: run.unit)
        return [_run_item(unit, list(runs), self._came) for unit, runs in found]

    def count(self) -> None:
        """Count on the worker what came of the runs; every customer is looked at."""
        self._start(lambda _progress: imports.came(), self._counted, quiet=True)

    def _counted(self, came: dict[int, int]) -> None:
        if came != self._came:
            self._came = came
            self._view.show_runs()

    @staticmethod
    def waiting() -> list[WaitingRow]:
        """Everything that waits; many are a job for the worker."""
        return imports.waiting()

    @staticmethod
    def waiting_ids() -> "array[int]":
        """The ids of everything that waits, in the list's order."""
        return imports.waiting_ids()

    @staticmethod
    def waiting_rows(ids: Sequence[int]) -> list[WaitingRow]:
        """These of what waits."""
        return imports.waiting_rows(ids)

    def settle_value(self, row: WaitingRow, typed: str) -> bool:
        """Save a waiting value, perhaps corrected; False when it still does not fit."""
        field = settling.field_of(row.column or "") or "note"
        return self._do(lambda: imports.settle(row.id, field, typed), _("“{value}” is saved.").format(value=typed))

    def join(self, row: WaitingRow) -> bool:
        """The row is the customer it may be: what only it knows is added."""
        if row.customer is None:
            return False
        customer = row.customer
        said = _("Joined with {name}.").format(name=row.customer_name)
        return self._do(lambda: imports.settle_into(row.id, customer, settling.form(row.cells)), said)

    def add(self, row: WaitingRow, cells: dict[str, str]) -> bool:
        """The row is a customer of its own; its cells may have been corrected."""
        said = _("A new customer came of row {row}.").format(row=row.row)
        return self._do(lambda: imports.settle_as_new(row.id, settling.form(cells)), said)

    def drop(self, rows: list[WaitingRow]) -> bool:
        """Leave rows or values out."""
        text = ngettext("{count} row is left out.", "{count} rows are left out.", len(rows)).format(count=f"{len(rows):,}")
        return self._do(lambda: imports.dismiss([row.id for row in rows]), text)

    def _do(self, act: Callable[[], object], said: str) -> bool:
        done = tried(act, self._asks)
        if done:
            self._view.redraw()
            self._view.told(said, done[1])
        return done is not None


def _run_item(unit: int | None, runs: list[ImportRunRow], came: dict[int, int]) -> RunItem:
    names = [f"{run.file}・{run.sheet}" if run.sheet else run.file for run in reversed(runs)]
    return RunItem(
        unit=unit,
        files=tuple(dict.fromkeys(names)),
        at=runs[0].at,
        by=runs[0].by,
        records=sum(run.records for run in runs),
        customers=sum(came[run.id] for run in runs) if all(run.id in came for run in runs) else None,
        waiting=sum(run.waiting for run in runs),
        undoable=any(run.undoable for run in runs),
        undone=all(run.undone_by is not None for run in runs),
        partly_undone=any(run.partly_undone for run in runs),
    )


def left_over(row: WaitingRow) -> LeftOver:
    """A waiting row as a line of the copy in Excel's format; a value whose row does not say whose it is says it in front."""
    cells, headers = row.cells, row.headers
    if row.column is not None and row.customer_name and len(cells) == 1:
        named = {_("Customer"): row.customer_name, _("Customer number"): row.customer_code}
        cells, headers = named | cells, (*named, *headers)
    return LeftOver(row.file, row.sheet, row.row, row.reasons, cells, row.column, headers=headers, kept=settling.kept(row))


def told(row: WaitingRow) -> str:
    """What stands there: the value, or of a whole row the name first, then how to reach them."""
    if row.column is not None:
        return row.text
    return "、".join(row.cells[header] for header in settling.reading_order(tuple(row.cells)))


def why(row: WaitingRow) -> str:
    """Why a row waits, in words."""
    return "、".join(reasons.sentence(reason) for reason in row.reasons)


def where(row: WaitingRow) -> str:
    """“2015客戶.xls・中和・第 38 列”."""
    parts = [row.file, row.sheet or "", _("row {row}").format(row=row.row)]
    return "・".join(part for part in parts if part)
