"""A quote as an Excel file: its lines with real numbers, the sums below them as they are on the paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.core import trouble
from db.services.quote_paper import QuotePaper
from reports import excel, paper_file, quote_pdf
from reports.excel import SheetColumn
from resources.i18n import _

_BEFORE_AMOUNT: Final = 8


def write(path: Path, paper: QuotePaper) -> int:
    """Write the quote in one `papers.export` unit; how many rows.

    What is not counted has its amount in the note's place, never in the column of amounts.

    Raises a UserError where the file can't be written.
    """
    columns = (
        SheetColumn("#", "number"),
        SheetColumn(_("Item")),
        SheetColumn(_("Specification")),
        SheetColumn(_("Quantity"), "number"),
        SheetColumn(_("Unit")),
        SheetColumn(_("Unit price"), "number"),
        SheetColumn(_("Discount")),
        SheetColumn(_("Note")),
        SheetColumn(_("Amount"), "number"),
    )
    title = f"{quote_pdf.of(paper).title} {paper.number}".strip()
    trouble.refuse_read_only()
    return excel.write(path, title, columns, [*_lines(paper), *_sums(paper)], noted=paper_file.noted(path))


def _lines(paper: QuotePaper) -> Iterator[list[object]]:
    """The lines, in the words and with the numbers of the paper."""
    for line, row in zip(paper.lines, quote_pdf.rows(paper.lines, has_discounts=True), strict=True):
        number, name, *_cells, shown = row.cells
        is_counted = line.kind in ("item", "discount", "subtotal")
        note = "　".join(filter(None, (line.note, "" if is_counted else shown)))
        yield [
            int(number) if number else None,
            name,
            line.spec,
            line.quantity,
            line.unit,
            line.unit_price,
            line.discount,
            note,
            line.amount if is_counted else None,
        ]


def _sums(paper: QuotePaper) -> Iterator[list[object]]:
    blank: list[object] = [None] * (_BEFORE_AMOUNT - 2)
    labels = [one.label for one in quote_pdf.sums(paper.net, paper.tax, paper.total, paper.tax_mode)]
    amounts = (paper.net, paper.tax, paper.total)[-len(labels) :]
    for label, amount in zip(labels, amounts, strict=True):
        yield [None, label, *blank, amount]
