"""What Excel says without words is found: colours, strokes, comments, hidden rows and columns."""

from collections.abc import Callable
from datetime import date

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Color, Font, PatternFill

from importers import reader
from importers.marks import colour_word
from importers.values import Marks, Source
from tests.importers import files

ROWS = [["姓名", "手機", "地址"]] + [[f"王{number}", f"09123456{number:02}", "台中市"] for number in range(30)]


def _marks(change: Callable[[Workbook], None]) -> Marks:
    return reader.book(files.xlsx([*ROWS], change), Source()).sheets[0].marks


def _paint(book: Workbook, row: int, colour: str | Color, cells: int = 3) -> None:
    for cell in book["名單"][row][:cells]:
        cell.fill = PatternFill("solid", fgColor=colour)


def test_plain_sheet_says_nothing() -> None:
    assert _marks(lambda _book: None) == Marks()


def test_rows_painted_in_their_greater_part_have_a_colour() -> None:
    def change(book: Workbook) -> None:
        _paint(book, 3, "FFFF0000")
        _paint(book, 5, "FFFFFF00", cells=2)
        _paint(book, 7, "FF00B050", cells=1)
        _paint(book, 9, Color(theme=8, tint=0.4))
        _paint(book, 11, Color(indexed=53))
        _paint(book, 13, "FFFFFFFF")

    assert _marks(change).fills == {3: "red", 5: "yellow", 9: "blue", 11: "orange"}


def test_colours_of_most_rows_are_background() -> None:
    def change(book: Workbook) -> None:
        for row in range(2, 31, 2):
            _paint(book, row, "FFDDEBF7")
        _paint(book, 5, "FFFF0000")

    assert _marks(change).fills == {5: "red"}


def test_struck_rows_comments_and_what_is_hidden_are_found() -> None:
    def change(book: Workbook) -> None:
        sheet = book["名單"]
        for cell in sheet[4]:
            cell.font = Font(strike=True)
        sheet["B6"].comment = Comment("改打太太的電話", "老闆")
        sheet.row_dimensions[8].hidden = True
        sheet.column_dimensions["C"].hidden = True

    marks = _marks(change)
    assert (marks.strikes, marks.comments) == ([4], [(6, 1, "改打太太的電話")])
    assert (marks.hidden_rows, marks.hidden_columns) == ([8], [2])


def test_marks_of_an_open_document_are_found() -> None:
    styles = (
        '<style:style style:name="red"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
        '<style:style style:name="gone"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    )
    note = "<office:annotation><text:p>搬家</text:p></office:annotation><text:p>"
    rows = (
        files.ods_row("姓名", "電話")
        + files.ods_row("王", "1").replace("<table:table-cell", '<table:table-cell table:style-name="red"')
        + files.ods_row("陳", "2").replace("<table:table-cell", '<table:table-cell table:style-name="gone"')
        + files.ods_row("林", "3", more='table:visibility="collapse"')
        + files.ods_row("李", "4").replace("<text:p>", note, 1)
    )
    [sheet] = reader.book(files.ods(files.ods_content(rows, styles)), Source()).sheets
    assert sheet.rows[4] == ["李", "4"]
    assert sheet.marks == Marks({2: "red"}, [3], [(5, 0, "搬家")], [4])


def test_marks_of_a_page_and_of_xml_called_xls_are_found() -> None:
    page = files.HTML.replace("<tr><td>王小明", '<tr bgcolor="#FFFF00"><td>王小明').replace(
        "<tr><td>陳美玲", '<tr style="display: none"><td style="background: red">陳美玲'
    )
    assert reader.book(page.encode("cp950"), Source()).sheets[0].marks == Marks({2: "yellow"}, hidden_rows=[3])
    style = '<Styles><Style ss:ID="s1"><Font ss:StrikeThrough="1"/><Interior ss:Color="#FF0000"/></Style></Styles><Worksheet'
    note = '<Comment><ss:Data>搬家</ss:Data></Comment></Cell>\n<Cell ss:Index="3"'
    text = files.XML_2003.replace("<Worksheet", style, 1).replace(
        '<Row ss:Index="4"><Cell>', '<Row ss:Index="4"><Cell ss:StyleID="s1">'
    )
    text = text.replace('</Cell>\n<Cell ss:Index="3"', note)
    text = text.replace('<Cell ss:Index="3"><Data ss:Type="D', '<Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="D')
    [sheet] = reader.book(text.encode(), Source()).sheets
    assert (sheet.rows[3][0], sheet.rows[3][2]) == ("王小明", date(1980, 5, 11))
    assert sheet.marks == Marks({4: "red"}, [4], [(4, 0, "搬家")])


@pytest.mark.parametrize(
    ("rgb", "word"),
    [
        ((255, 0, 0), "red"),
        ((192, 0, 0), "red"),
        ((255, 199, 206), "pink"),
        ((255, 192, 0), "yellow"),
        ((255, 165, 0), "orange"),
        ((255, 255, 0), "yellow"),
        ((146, 208, 80), "green"),
        ((0, 176, 240), "blue"),
        ((112, 48, 160), "purple"),
        ((128, 64, 0), "brown"),
        ((191, 191, 191), "grey"),
        ((0, 0, 0), "black"),
        ((255, 255, 255), ""),
    ],
)
def test_colours_have_the_words_people_use(rgb: tuple[int, int, int], word: str) -> None:
    assert colour_word(*rgb) == word
