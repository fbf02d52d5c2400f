"""A quote as an Excel file: the whole paper, its lines with real numbers, the sums below them as they are on it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from db.core import trouble
from db.core.values.text import clean_text
from db.services.quote_paper import PaperLine, QuotePaper
from reports import excel, paper_file, quote_pdf
from reports.document import Document
from resources.i18n import _

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS: Final = (5, 30, 22, 9, 7, 11, 9, 22, 13)  # of the columns, in letters
_AMOUNT: Final = len(_WIDTHS)
_FACTS: Final = 6  # the column of what stands at the right above the lines
_NUMBER: Final = "#,##0.####"
_TITLE, _LARGE = 16, 13  # points

Value = str | int | Decimal | None


def write(path: Path, paper: QuotePaper) -> int:
    """Write the quote in one `papers.export` unit; how many rows its lines and sums take.

    What is not counted has its amount in the note's place, never in the column of amounts.

    Raises a UserError where the file can't be written.
    """
    from openpyxl import Workbook  # it takes a tenth of a second, and few quotes leave as Excel

    trouble.refuse_read_only()
    document = quote_pdf.of(paper)
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = excel.sheet_name(f"{document.title} {paper.number}")
    _head(sheet, document)
    first = sheet.max_row + 2
    _table(sheet, first, paper)
    last = sheet.max_row
    _below(sheet, document)
    _page(sheet, first)
    excel.replace(path, book.save, paper_file.noted(path))
    return last - first


def _head(sheet: "Worksheet", document: Document) -> None:
    """Shop and title, then whose it is at the left and what it is at the right."""
    shop = document.letterhead
    _put(sheet, 1, 1, shop.name, bold=True, size=_TITLE)
    _put(sheet, 1, _AMOUNT, document.title, bold=True, size=_TITLE).alignment = _right()
    said = (
        _("Phone {number}").format(number=shop.phone) if shop.phone else "",
        _("Tax ID {number}").format(number=shop.tax_id) if shop.tax_id else "",
        shop.address,
        shop.email,
    )
    _put(sheet, 2, 1, "　".join(filter(None, said)))
    for column, facts in ((1, document.party), (_FACTS, document.facts)):
        for row, fact in enumerate((one for one in facts if one.value), 4):
            _put(sheet, row, column, fact.label)
            _put(sheet, row, column + (1 if column == 1 else 2), fact.value, bold=fact.is_strong)


def _table(sheet: "Worksheet", first: int, paper: QuotePaper) -> None:
    """The titles, the lines and the sums."""
    titles = (
        *("#", _("Item"), _("Specification"), _("Quantity"), _("Unit"), _("Unit price")),
        *(_("Discount"), _("Note"), _("Amount")),
    )
    for column, title in enumerate(titles, 1):
        cell = _put(sheet, first, column, title, bold=True)
        cell.border = _rule()
    for row, (values, is_bold) in enumerate([*_lines(paper), *_sums(paper)], first + 1):
        for column, value in enumerate(values, 1):
            _put(sheet, row, column, value, bold=is_bold)


def _lines(paper: QuotePaper) -> Iterator[tuple[Sequence[Value], bool]]:
    """The lines, in the words and with the numbers of the paper; whether in bold."""
    for line, row in zip(paper.lines, quote_pdf.rows(paper.lines, has_discounts=True), strict=True):
        number, name, *_cells, shown = row.cells
        yield _line(line, number, name, shown), row.kind in ("heading", "sum")


def _line(line: PaperLine, number: str, name: str, shown: str) -> Sequence[Value]:
    is_counted = line.kind in ("item", "discount", "subtotal")
    note = "　".join(filter(None, (line.note, "" if is_counted else shown)))
    start: tuple[Value, ...] = (int(number) if number else None, name, line.spec, line.quantity, line.unit, line.unit_price)
    return (*start, line.discount, note, line.amount if is_counted else None)


def _sums(paper: QuotePaper) -> Iterator[tuple[Sequence[Value], bool]]:
    sums = list(quote_pdf.sums(paper.net, paper.tax, paper.total, paper.tax_mode))
    amounts = (paper.net, paper.tax, paper.total)[-len(sums) :]
    for one, amount in zip(sums, amounts, strict=True):
        yield (None, one.label, *[None] * (_AMOUNT - 3), amount), one.is_grand


def _below(sheet: "Worksheet", document: Document) -> None:
    """The sum in words, the terms, the note, and who signs."""
    row = sheet.max_row + 2
    _put(sheet, row, 1, document.in_words, size=_LARGE)
    for block in document.blocks:
        if block.text:
            row += 2
            _put(sheet, row, 1, block.title, bold=True)
            for line in block.text.splitlines():
                row += 1
                _put(sheet, row, 1, line)
    for place, sign in enumerate(document.signs):
        _put(sheet, row + 3, 1 + place * (_FACTS - 1), sign.title)


def _put(sheet: "Worksheet", row: int, column: int, value: Value, *, bold: bool = False, size: int = 11) -> "Cell":
    """One cell; a text is a text, whatever it begins with."""
    from openpyxl.styles import Font

    cell: Cell = sheet.cell(row, column)  # type: ignore[assignment]
    if value not in (None, ""):
        cell.value = clean_text(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    elif value is not None:
        cell.number_format = _NUMBER
    cell.font = Font(bold=bold, size=size)
    return cell


def _rule() -> "Border":
    from openpyxl.styles import Border, Side

    return Border(bottom=Side("thin"))


def _right() -> "Alignment":
    from openpyxl.styles import Alignment

    return Alignment(horizontal="right")


def _page(sheet: "Worksheet", titles: int) -> None:
    """As wide as its columns need, printed on upright A4 pages that each say what the columns are."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.paperSize = 9  # A4 (ECMA-376, 18.3.1.63)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{titles}:{titles}"
    sheet.sheet_view.showGridLines = False
