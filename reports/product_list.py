"""The list of products as an Excel file or a csv, which brings changed prices home when it is imported again."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from db.core.journal import unit
from db.services import product_links, products, staff
from db.services.products import ProductRow
from reports import list_file
from reports.exports import Exported
from reports.list_file import Columns
from resources.i18n import N_, _

_COLUMNS: Final[Columns] = (
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
    ("is_active", N_("Sold or not"), "text"),
    (product_links.NEXT_MODEL, N_("Next model"), "text"),
    (product_links.PARTS, N_("Parts of the bundle"), "text"),
    ("note", N_("Note"), "text"),
)

_COST: Final = "cost"  # the owner's alone
_NO_LINKS: Final = {product_links.NEXT_MODEL: "", product_links.PARTS: ""}


def write(path: Path, shown: Sequence[ProductRow] | None = None) -> Exported:
    """Write these products, or all that are sold, to an .xlsx or .csv, the cost for the owner alone. InputError: other kinds."""
    rows = products.rows() if shown is None else shown
    columns = [one for one in _COLUMNS if one[0] != _COST or staff.is_owner()]
    cells = _cells(rows, [key for key, _title, _kind in columns])
    list_file.write(
        path,
        _("Products"),
        columns,
        cells,
        unit("products.export", file=path.name, count=len(rows), columns=list_file.keys(columns)),
    )
    return Exported(path, len(rows), 0)


def _cells(rows: Iterable[ProductRow], keys: Sequence[str]) -> Iterator[list[object]]:
    links = product_links.texts()
    for row in rows:
        beside = {"is_active": _("Sold now") if row.is_active else _("No longer sold"), **_NO_LINKS, **links.get(row.id, {})}
        yield [beside[key] if key in beside else getattr(row, key) for key in keys]
