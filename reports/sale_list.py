"""The list of sales as an Excel file or a csv."""

from pathlib import Path
from typing import Final

from db.core.progress import Progress, silent
from db.services import errands, sale_lists
from db.services.sale_lists import SaleItem, SaleQuery
from reports import list_file
from reports.exports import Exported
from reports.list_file import Columns, in_blocks
from resources.i18n import N_, _

_COLUMNS: Final[Columns] = (
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
    cells = map(_cells, in_blocks(wanted, sale_lists.rows, progress))
    list_file.write(
        path,
        _("Sales"),
        _COLUMNS,
        cells,
        errands.taking(
            "sales.export", file=path.name, count=len(wanted), sought=errands.sought(query), columns=list_file.keys(_COLUMNS)
        ),
    )
    return Exported(path, len(wanted), 0)


def _cells(sale: SaleItem) -> list[object]:
    return [getattr(sale, key) for key, _title, _kind in _COLUMNS]
