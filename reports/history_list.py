"""What was done as a file for Excel: when, who, what, how much; itself a line of the history."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from db.core.audit import UnitRow
from db.core.progress import Progress, silent
from db.services import errands, history_search
from db.services.history_search import HistoryQuery
from reports import list_file
from reports.list_file import Columns
from resources.i18n import N_, _

_COLUMNS: Final[Columns] = (
    ("at", N_("When"), "text"), ("by", N_("Who"), "text"), ("what", N_("Action"), "text"), ("changes", N_("Extent"), "text"),
)  # fmt: skip
_BLOCK: Final = 500  # units read at a time


def write(path: Path, query: HistoryQuery, cells: Callable[[UnitRow], list[str]], progress: Progress = silent) -> int:
    """Every unit that fits, newest first, in one `history.export` unit; how many. `cells`: a unit as texts, of the columns above.

    RefusedError where who acts is not the owner; InputError: neither .xlsx nor .csv.
    """
    count = len(history_search.ids(query))
    lines = _lines(query, cells, count, progress)
    list_file.write(
        path,
        _("What was done"),
        _COLUMNS,
        lines,
        errands.taking("history.export", file=path.name, count=count, sought=errands.sought(query)),
    )
    return count


def _lines(query: HistoryQuery, cells: Callable[[UnitRow], list[str]], count: int, progress: Progress) -> Iterator[list[str]]:
    before, done = None, 0
    while found := history_search.units(query, _BLOCK, before):
        progress(_("Saving…"), done, count)
        yield from map(cells, found)
        before, done = found[-1].id, done + len(found)
