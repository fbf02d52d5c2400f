"""The list of sales as an Excel file or a csv."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.core.errors import InputError
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.services import sale_lists
from db.services.sale_lists import SaleItem, SaleQuery
from reports import excel
from reports.excel import Kind, SheetColumn
from reports.exports import Exported, write_csv
from resources.i18n import N_, _

_BLOCK: Final = 500
_COLUMNS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("on", N_("Date"), "date"),
    ("number", N_("Slip number"), "text"),
    ("name", N_("Customer"), "text"),
    ("what", N_("What was sold"), "text"),
    ("total", N_("Amount"), "number"),
    ("left", N_("Still to pay"), "number"),
    ("invoice_no", N_("Invoice number"), "text"),
    ("note", N_("Note"), "text"),
)


def write(path: Path, query: SaleQuery | None = None, progress: Progress = silent) -> Exported:
    """Write the sales of this list, or all, to an .xlsx or .csv. InputError: any other ending."""
    wanted = sale_lists.ids(query or SaleQuery())
    titles = [_(title) for _key, title, _kind in _COLUMNS]
    noted = unit("sales.export", count=len(wanted))
    cells = _cells(wanted, progress)
    match path.suffix.lower():
        case ".xlsx":
            kinds = [kind for _key, _title, kind in _COLUMNS]
            excel.write(path, _("Sales"), list(map(SheetColumn, titles, kinds)), cells, noted=noted)
        case ".csv":
            excel.replace(path, lambda part: write_csv(part, titles, cells), noted)
        case ending:
            raise InputError(_("Sales can be saved as .xlsx or .csv, not as “{ending}”.").format(ending=ending))
    return Exported(path, len(wanted), 0)


def _cells(wanted: "array[int]", progress: Progress) -> Iterator[list[object]]:
    for at in range(0, len(wanted), _BLOCK):
        progress(_("Saving…"), at, len(wanted))
        yield from (_row(one) for one in sale_lists.rows(wanted[at : at + _BLOCK]))


def _row(sale: SaleItem) -> list[object]:
    return [getattr(sale, key) for key, _title, _kind in _COLUMNS]
