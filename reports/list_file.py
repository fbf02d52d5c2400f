"""A list of quotes, sales or products as an Excel file or a csv; the file stands exactly when it is noted that it went out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeVar

from db.core.errors import InputError
from db.core.progress import Progress
from reports import excel
from reports.excel import Kind, SheetColumn
from reports.exports import write_csv
from resources.i18n import _

_BLOCK: Final = 500  # rows read at a time
_Row = TypeVar("_Row")

Columns = Sequence[tuple[str, str, Kind]]  # key, title in English, kind


def write(
    path: Path, title: str, columns: Columns, cells: Iterable[Sequence[object]], noted: AbstractContextManager[object]
) -> None:
    """Write these cells by the ending of `path`; `noted` is the unit it is noted in. InputError: neither .xlsx nor .csv."""
    titles = [_(words) for _key, words, _kind in columns]
    match path.suffix.lower():
        case ".xlsx":
            kinds = [kind for _key, _words, kind in columns]
            excel.write(path, title, list(map(SheetColumn, titles, kinds)), cells, noted=noted)
        case ".csv":
            excel.replace(path, lambda part: write_csv(part, titles, cells), noted)
        case ending:
            raise InputError(_("A list can be saved as .xlsx or .csv, not as “{ending}”.").format(ending=ending))


def keys(columns: Columns) -> list[str]:
    """Which columns a list has, as the history names them."""
    return [key for key, _words, _kind in columns]


def in_blocks(wanted: Sequence[int], read: Callable[[Sequence[int]], Sequence[_Row]], progress: Progress) -> Iterator[_Row]:
    """What `read` finds of these ids, block by block: a hundred thousand rows are never held together."""
    for at in range(0, len(wanted), _BLOCK):
        progress(_("Saving…"), at, len(wanted))
        yield from read(wanted[at : at + _BLOCK])
