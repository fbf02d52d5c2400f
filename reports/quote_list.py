"""The list of quotes as an Excel file or a csv."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from db.core.progress import Progress, silent
from db.services import errands, quote_rows
from db.services.quote_rows import CHANCES, STATES, QuoteQuery, QuoteRow
from reports import list_file
from reports.exports import Exported
from reports.list_file import Columns, in_blocks
from resources.i18n import N_, _

_COLUMNS: Final[Columns] = (
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
    ("chance", N_("How sure"), "text"),
)


def write(path: Path, query: QuoteQuery | None = None, progress: Progress = silent) -> Exported:
    """Write the quotes of this list, or all, to an .xlsx or .csv. InputError: any other ending."""
    wanted = quote_rows.ids(query or QuoteQuery())
    cells = map(_cells, in_blocks(wanted, quote_rows.of_ids, progress))
    list_file.write(
        path,
        _("Quotes"),
        _COLUMNS,
        cells,
        errands.taking(
            "quotes.export", file=path.name, count=len(wanted), sought=errands.sought(query), columns=list_file.keys(_COLUMNS)
        ),
    )
    return Exported(path, len(wanted), 0)


def _cells(quote: QuoteRow) -> list[object]:
    return [_WORDS[key](quote) if key in _WORDS else getattr(quote, key) for key, _title, _kind in _COLUMNS]


_WORDS: Final[dict[str, Callable[[QuoteRow], str]]] = {
    "state": lambda quote: _(STATES[quote.state]),
    "chance": lambda quote: _(CHANCES[quote.chance]) if quote.chance in CHANCES else "",
}
