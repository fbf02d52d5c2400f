"""The list of quotes as an Excel file or a csv."""

from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.core.errors import InputError
from db.core.journal import unit
from db.core.progress import Progress, silent
from db.services import quote_rows
from db.services.quote_rows import STATES, QuoteQuery, QuoteRow
from reports import excel
from reports.excel import Kind, SheetColumn
from reports.exports import Exported, write_csv
from resources.i18n import N_, _

_BLOCK: Final = 500
_COLUMNS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("printed_number", N_("Quote number"), "text"),
    ("name", N_("Customer"), "text"),
    ("project", N_("Name of the job"), "text"),
    ("state", N_("State"), "text"),
    ("quoted_on", N_("Date of the quote"), "date"),
    ("valid_until", N_("Valid until"), "date"),
    ("net", N_("Before tax"), "number"),
    ("tax", N_("Tax amount"), "number"),
    ("total", N_("Total"), "number"),
    ("decided_on", N_("Decided on"), "date"),
    ("reason", N_("Why"), "text"),
    ("staff", N_("Handled by"), "text"),
)


def write(path: Path, query: QuoteQuery | None = None, progress: Progress = silent) -> Exported:
    """Write the quotes of this list, or all, to an .xlsx or .csv. InputError: any other ending."""
    wanted = quote_rows.ids(query or QuoteQuery())
    titles = [_(title) for _key, title, _kind in _COLUMNS]
    noted = unit("quotes.export", count=len(wanted))
    cells = _cells(wanted, progress)
    match path.suffix.lower():
        case ".xlsx":
            kinds = [kind for _key, _title, kind in _COLUMNS]
            excel.write(path, _("Quotes"), list(map(SheetColumn, titles, kinds)), cells, noted=noted)
        case ".csv":
            excel.replace(path, lambda part: write_csv(part, titles, cells), noted)
        case ending:
            raise InputError(_("Quotes can be saved as .xlsx or .csv, not as “{ending}”.").format(ending=ending))
    return Exported(path, len(wanted), 0)


def _cells(wanted: "array[int]", progress: Progress) -> Iterator[list[object]]:
    for at in range(0, len(wanted), _BLOCK):
        progress(_("Saving…"), at, len(wanted))
        yield from (_row(one) for one in quote_rows.of_ids(wanted[at : at + _BLOCK]))


def _row(quote: QuoteRow) -> list[object]:
    return [_(STATES[quote.state]) if key == "state" else getattr(quote, key) for key, _title, _kind in _COLUMNS]
