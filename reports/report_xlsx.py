"""A report as an Excel file: the table with real numbers, percents and days, beside it a real Excel chart and what was asked."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from db.core.values.text import clean_text
from db.services import errands
from reports import chart_bars, report_table, report_words, xlsx
from reports.catalogue import Answered
from reports.excel import sheet_name
from reports.question import Answer, Cell, Chart, Kind
from resources.i18n import _

if TYPE_CHECKING:
    from openpyxl.styles import Alignment, Font
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_FONT: Final = "Microsoft JhengHei"
_FORMATS: Final[dict[Kind, str]] = {
    "text": "@",
    "count": "#,##0",
    "quantity": "#,##0.####",
    "money": "#,##0",
    "share": "0.0%",
    "days": "0",
    "date": "yyyy/mm/dd",
    "month": "yyyy/mm",
    "decimal": "0.0",
}
_WIDEST: Final = 50  # characters
_ACCENT: Final = "0B635C"
_PALE: Final = ("7FB0AB", "C9DEDB", "3D8780", "A9C9C5")  # further series, apart in black and white


def write(path: Path, answered: Answered) -> None:
    """Write the file: the table first, then the chart where there is one, then the question with what was asked."""
    from openpyxl import Workbook

    book = Workbook()
    del book["Sheet"]
    table = book.create_sheet(sheet_name(_(answered.question.title)))
    _table(table, answered.answer)
    chart = answered.answer.chart
    if chart and answered.answer.lines and not report_table.is_shaded(answered.answer):
        _chart(book, table, answered, chart)
    _about(book.create_sheet(sheet_name(_("About"))), answered)
    book.save(path)


def _table(sheet: "Worksheet", answer: Answer) -> None:
    """Headings that stay in sight, one row a line, the sum below in bold, and the notes."""
    from openpyxl.utils import get_column_letter

    for at, heading in enumerate(answer.headings, 1):
        _put(sheet, 1, at, heading.title, "text", bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = _width(answer, at - 1)
    for number, line in enumerate(answer.lines, 2):
        _row(sheet, number, answer, line.cells)
    if answer.total:
        _row(sheet, len(answer.lines) + 2, answer, answer.total, bold=True)
    for number, note in enumerate(filter(report_words.is_read, answer.notes), len(answer.lines) + 4):
        _put(sheet, number, 1, note.text, "text")
        sheet.cell(number, 1).alignment = _aligned(wraps=False)  # it runs on over the empty cells beside
    sheet.freeze_panes = "B2"
    if answer.lines:
        sheet.auto_filter.ref = f"A1:{sheet.cell(len(answer.lines) + 1, len(answer.headings)).coordinate}"
        _shade(sheet, answer)


def _shade(sheet: "Worksheet", answer: Answer) -> None:
    """Heat columns from white to the chart's own colour, ink readable on the darkest; one scale for all of them."""
    from openpyxl.formatting.rule import ColorScaleRule

    heat = [at for at, heading in enumerate(answer.headings, 1) if heading.heat]
    if heat:
        first, last = sheet.cell(2, min(heat)).coordinate, sheet.cell(len(answer.lines) + 1, max(heat)).coordinate
        scale: Any = ColorScaleRule(  # type: ignore[no-untyped-call]
            start_type="num", start_value=0, start_color="FFFFFF", end_type="max", end_color=_PALE[0]
        )
        sheet.conditional_formatting.add(f"{first}:{last}", scale)


def _row(sheet: "Worksheet", number: int, answer: Answer, cells: Sequence[Cell], *, bold: bool = False) -> None:
    for at, (heading, cell) in enumerate(zip(answer.headings, cells, strict=True), 1):
        _put(sheet, number, at, cell, heading.kind, bold=bold)


def _put(sheet: "Worksheet", row: int, column: int, cell: Cell, kind: Kind, *, bold: bool = False) -> None:
    """One cell: text stays text whatever it begins with, numbers and days are real."""
    place = sheet.cell(row, column)
    place.font = _font(bold)
    if cell is None:
        return
    if isinstance(cell, str):
        place.value = clean_text(cell)[: xlsx.LONGEST // 2]
        place.data_type = "s"
        place.quotePrefix = bool(xlsx.FORMULA.match(cell))
        place.number_format = "@"
        place.alignment = _aligned(row > 1 and len(cell) > _WIDEST)
        return
    place.value = cell if not isinstance(cell, date) or xlsx.is_day(cell) else cell.isoformat()
    place.number_format = _FORMATS[kind]


@cache
def _font(bold: bool) -> "Font":
    from openpyxl.styles import Font

    return Font(name=_FONT, size=12, bold=bold)


@cache
def _aligned(wraps: bool) -> "Alignment":
    from openpyxl.styles import Alignment

    return Alignment(vertical="top", wrap_text=wraps)


def _width(answer: Answer, at: int) -> float:
    """Characters a column needs; Chinese takes two."""
    texts = [answer.headings[at].title, *(str(line.cells[at]) for line in answer.lines if isinstance(line.cells[at], str))]
    least = 14 if report_table.is_number(answer.headings[at]) or answer.headings[at].kind == "date" else 10
    return min(max(least, *(sum(1 if one.isascii() else 2 for one in text) + 3 for text in texts)), _WIDEST)


def _about(sheet: "Worksheet", answered: Answered) -> None:
    """The question, its sentence, what was asked, the notes, how it is worked out."""
    answer = answered.answer
    told: list[tuple[str, Cell]] = [
        (_("Question"), _(answered.question.title)),
        (_("Answer"), answered.sentence),
        (_("Days"), report_words.days(answered)),
        *report_words.parameters(answered),
        (_("Records counted"), report_words.counted(answer)),
        *((_("Note"), note.text) for note in answer.notes),
        (_("How it is worked out"), report_words.how(answered)),
    ]
    if stamp := errands.stamp():
        told.append((_("Taken along by"), stamp))
    for number, (what, said) in enumerate(told, 1):
        _put(sheet, number, 1, what, "text", bold=True)
        _put(sheet, number, 2, said, "count")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90


def _chart(book: "Workbook", table: "Worksheet", answered: Answered, chart: Chart) -> None:
    """A sheet of its own with a chart over the cells of the table."""
    from openpyxl.chart import Reference
    from openpyxl.chart.layout import Layout, ManualLayout

    answer = answered.answer
    made = _MAKE[chart.kind](chart)
    last = 1 + (min(len(answer.lines), chart_bars.MOST) if chart.kind == "bars" else len(answer.lines))
    for key in chart.values:
        at = answer.place(key) + 1
        made.add_data(Reference(table, min_col=at, min_row=1, max_row=last), titles_from_data=True)
    label = answer.place(chart.label) + 1
    made.set_categories(Reference(table, min_col=label, min_row=2, max_row=last))
    made.title = clean_text(answered.sentence)[:200]
    made.width, made.height = 28, max(12.0, min(0.6 * last + 4, 40.0)) if chart.kind == "bars" else 14
    made.layout = Layout(manualLayout=ManualLayout(x=0.08, y=0.14, w=0.88, h=0.72))
    _colour(made, chart)
    book.create_sheet(sheet_name(_("Chart"))).add_chart(made, "A1")


def _colour(made: Any, chart: Chart) -> None:
    """One colour a series, told apart in black and white; a legend only where there are several."""
    if chart.kind == "donut":
        return
    for at, series in enumerate(made.series):
        colour = _ACCENT if at == 0 else _PALE[(at - 1) % len(_PALE)]
        series.graphicalProperties.line.solidFill = colour
        if chart.kind != "line":
            series.graphicalProperties.solidFill = colour
    if len(chart.values) == 1:
        made.legend = None


def _bars(chart: Chart) -> Any:
    from openpyxl.chart import BarChart

    made = BarChart()
    made.type = "bar" if chart.kind == "bars" else "col"
    if (chart.kind == "bars") != chart.newest_first:
        made.x_axis.scaling.orientation = "maxMin"  # the first line on top
    if chart.kind != "bars" and chart.newest_first:
        made.y_axis.crosses = "max"  # the numbers stay on the left
    if chart.kind in ("stacked", "heat"):
        made.grouping, made.overlap = "stacked", 100
    made.gapWidth = 50
    made.x_axis.delete = made.y_axis.delete = False  # left out by Excel where nothing is said
    return made


def _lines(chart: Chart) -> Any:
    from openpyxl.chart import LineChart

    made = LineChart()
    if chart.newest_first:
        made.x_axis.scaling.orientation, made.y_axis.crosses = "maxMin", "max"
    made.x_axis.delete = made.y_axis.delete = False
    return made


def _ring(_chart: Chart) -> Any:
    from openpyxl.chart import DoughnutChart

    return DoughnutChart()


_MAKE: Final[dict[str, Callable[[Chart], Any]]] = {
    "bars": _bars,
    "columns": _bars,
    "stacked": _bars,
    "heat": _bars,
    "line": _lines,
    "donut": _ring,
}
