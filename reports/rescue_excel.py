"""A shop file as one workbook, a sheet a table: what the `rescue` command writes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.core.values.text import clean_text
from db.services.rescued import Rescued
from reports import excel

_LONGEST = 32_000  # letters a cell takes


@dataclass(slots=True)
class Written:
    """What became of the rows: how many each sheet has; how many can't be read; how many are of people erased since."""

    counted: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    erased: int = 0


def write(path: Path, tables: Iterable[Rescued]) -> Written:
    """Write the workbook. Every cell is a number or text, never a formula."""
    written = Written()

    def fill(part: Path) -> None:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell

        book = Workbook(write_only=True)
        for table in tables:
            sheet = book.create_sheet(excel.sheet_name(table.name))
            sheet.append(list(table.columns))
            for row in table.rows:
                cells = []
                for value in row:
                    cell = WriteOnlyCell(sheet, value if isinstance(value, int) else None)
                    if value is not None and not isinstance(value, int):
                        cell.value = _text(value)
                        cell.data_type = "s"
                    cells.append(cell)
                sheet.append(cells)
            written.counted[table.name] = len(table.rows)
            written.lost += table.lost
            written.erased += table.erased
        book.save(part)

    excel.replace(path, fill)
    return written


def _text(value: Any) -> str:
    return clean_text(value.hex() if isinstance(value, bytes) else str(value))[:_LONGEST]
