"""The customers' list as a PDF, an Excel file or a csv."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.core.errors import InputError
from db.core.progress import Progress, silent
from db.core.values import dates
from db.services import lists, opt_outs, settings
from db.services.lists import CustomerRow, ListQuery
from reports import excel, list_pdf
from reports.excel import SheetColumn
from reports.exports import Exported, write_csv
from reports.layout import Made
from reports.list_pdf import ListColumn
from resources.i18n import N_, _

_TITLES: Final = (N_("Customer"), N_("Title"), N_("Phone"), N_("Last contact"), N_("City"), N_("Tags"), N_("Code"))
_BLOCK: Final = 2000  # rows read at once
READING: Final = N_("Reading the list")


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column as it stands on the screen."""

    title: str
    text: Callable[[CustomerRow], str]
    is_number: bool = False


def make(
    ids: Sequence[int],
    title: str = "",
    note: str = "",
    progress: Progress = silent,
    shown: Sequence[PrintedColumn] = (),
) -> Made:
    """These customers, in this order, as a PDF; put-away customers too. `note` says which they are.

    `shown`: the columns on the screen are those on paper; without them the usual ones that hold something.
    """
    if shown:
        columns = [ListColumn(column.title, "right" if column.is_number else "left") for column in shown]
        rows = [tuple(column.text(row) for column in shown) for row in _rows(ids, progress)]
    else:
        columns, rows = _usual(ids, progress)
    return list_pdf.make(
        title or _("Customers"),
        columns,
        rows,
        shop=settings.text("shop_name"),
        note=note or _("{count} customers").format(count=f"{len(rows):,}"),
        progress=progress,
    )


def _usual(ids: Sequence[int], progress: Progress) -> tuple[list[ListColumn], list[tuple[str, ...]]]:
    roc = settings.shows_republic_years()
    rows = [_shown(row, roc) for row in _rows(ids, progress)]
    filled = [place for place in range(len(_TITLES)) if place == 0 or any(row[place] for row in rows)]
    return [ListColumn(_(_TITLES[place])) for place in filled], [tuple(row[place] for place in filled) for row in rows]


def write(path: Path, query: ListQuery | None = None, progress: Progress = silent) -> Exported:
    """Write the list to a .pdf, .xlsx or .csv without those who refuse to be written to. InputError for any other ending."""
    ids, left_out = opt_outs.but_for(lists.ids(query or ListQuery()))
    ending = path.suffix.casefold()
    if ending == ".pdf":
        excel.replace(path, lambda part: part.write_bytes(make(ids, progress=progress).pdf))
    elif ending == ".xlsx":
        columns = [SheetColumn(_(name), "date" if name == _TITLES[3] else "text") for name in _TITLES]
        excel.write(path, _("Customers"), columns, (_plain(row) for row in _rows(ids, progress)))
    elif ending == ".csv":
        titles, cells = [_(name) for name in _TITLES], map(_plain, _rows(ids, progress))
        excel.replace(path, lambda part: write_csv(part, titles, cells))
    else:
        raise InputError(_("“{name}” must end in .pdf, .xlsx or .csv.").format(name=path.name))
    return Exported(path, len(ids), left_out)


def _rows(ids: Sequence[int], progress: Progress) -> Iterator[CustomerRow]:
    for start in range(0, len(ids), _BLOCK):
        progress(_(READING), start, len(ids))
        yield from lists.rows(ids[start : start + _BLOCK])


def _plain(row: CustomerRow) -> tuple[str, ...]:
    """The row's values; the date as ISO."""
    tags = "、".join(tag.name for tag in row.tags)
    return (row.name, row.title, row.phone, row.last_contact_on or "", row.city, tags, row.code)


def _shown(row: CustomerRow, roc: bool) -> tuple[str, ...]:
    """The row as shown, with the channel beside the day."""
    plain = _plain(row)
    day = dates.shown(plain[3], roc) if plain[3] else ""
    return (*plain[:3], f"{day} {row.last_contact}".strip(), *plain[4:])
