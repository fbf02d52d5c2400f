"""Export: the whole shop as a workbook that may come back, read from the file and written."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from db.core import file
from db.services import customer_sheet, lists
from db.services.lists import ListQuery, Selection
from db.services.sheet_marks import Value
from reports import exports
from reports.exports import Wish
from tests.bench import shops
from tests.bench.measuring import Row, alternate, row, seconds

IDS = ("export",)
_CUSTOMERS = 100_000


def rows() -> Iterator[Row]:
    """Reading, checking who may go out, marking every cell and writing, against openpyxl writing the same cells from memory."""
    path = shops.lifelike(_CUSTOMERS)
    with tempfile.TemporaryDirectory() as folder, file.opened(path):
        columns = customer_sheet.in_use()
        cells = [row for _id, row in customer_sheet.rows(lists.ids(ListQuery()), columns)]
        titles = [one.title for one in columns]
        wish = Wish(Selection(query=ListQuery()), purpose=exports.OWN)
        what = f"{len(cells):,} customers to .xlsx with all columns and marks, against openpyxl's write_only alone"
        both = alternate(
            lambda: seconds(lambda: exports.write(Path(folder) / "ours.xlsx", wish)),
            lambda: seconds(lambda: _bare(Path(folder) / "bare.xlsx", titles, cells)),
            runs=3,
        )
        yield row("export", what, both, 1.1, 0.8)


def _bare(path: Path, titles: list[str], cells: list[list[Value]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(titles)
    for one in cells:
        sheet.append(one)
    book.save(path)
