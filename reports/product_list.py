"""The list of products as an Excel file or a csv, which brings changed prices home when it is imported again."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from db.core.errors import InputError
from db.core.journal import unit
from db.services import products
from db.services.products import ProductRow
from reports import excel
from reports.excel import Kind, SheetColumn
from reports.exports import Exported, write_csv
from resources.i18n import N_, _

_COLUMNS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("code", N_("Product number"), "text"),
    ("name", N_("Product"), "text"),
    ("spec", N_("Specification"), "text"),
    ("unit", N_("Unit"), "text"),
    ("price", N_("Retail price"), "number"),
    ("wholesale_price", N_("Wholesale price"), "number"),
    ("project_price", N_("Contractor price"), "number"),
    ("cost", N_("Cost"), "number"),
    ("category", N_("Category"), "text"),
    ("barcode", N_("Barcode"), "text"),
    ("availability", N_("In stock or to order"), "text"),
    ("recall_months", N_("Contact again after (months)"), "number"),
    ("recall_item", N_("What is renewed then"), "text"),
    ("warranty_months", N_("Warranty (months)"), "number"),
    ("note", N_("Note"), "text"),
)


def write(path: Path, shown: Sequence[ProductRow] | None = None) -> Exported:
    """Write these products, or all that are sold, to an .xlsx or .csv. InputError: any other ending."""
    rows = products.rows() if shown is None else shown
    titles, cells = [_(title) for _key, title, _kind in _COLUMNS], _cells(rows)
    noted = unit("products.export", count=len(rows))
    match path.suffix.lower():
        case ".xlsx":
            kinds = [kind for _key, _title, kind in _COLUMNS]
            excel.write(path, _("Products"), list(map(SheetColumn, titles, kinds)), cells, noted=noted)
        case ".csv":
            excel.replace(path, lambda part: write_csv(part, titles, cells), noted)
        case ending:
            raise InputError(_("Products can be saved as .xlsx or .csv, not as “{ending}”.").format(ending=ending))
    return Exported(path, len(rows), 0)


def _cells(rows: Iterable[ProductRow]) -> Iterator[list[object]]:
    for row in rows:
        yield [getattr(row, key) for key, _title, _kind in _COLUMNS]
