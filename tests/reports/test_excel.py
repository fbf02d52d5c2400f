"""Excel files: text stays text, nothing becomes a formula, a failed save leaves what was there."""

import errno
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from db.core.errors import BusyError, NoSpaceError, RefusedError, UserError
from reports import excel
from reports.excel import SheetColumn
from resources import i18n

COLUMNS = [SheetColumn("客戶"), SheetColumn("電話"), SheetColumn("生日", "date"), SheetColumn("金額", "number")]
DANGEROUS = [
    '=HYPERLINK("http://x","y")',
    "=cmd|'/c calc'!A1",
    "+886912345678",
    "-1+1",
    "@SUM(1)",
    "＝1+1",
    "\t=1",
    "\"';=1",
    "＋1",
    "－1",
    "＠a",
    "\n=1",
]


def _cells(path: Path) -> Iterator[Any]:
    for row in openpyxl.load_workbook(path).active.iter_rows():  # type: ignore[union-attr]
        yield from row


def test_kinds_of_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [
        ("王", "0912345678", "1978-05-03", 1200),
        ("李", "00030129", "--05-03", Decimal("1.5")),
        ("", None, date(2020, 1, 2), "面議"),
    ]
    assert excel.write(path, "客戶/名單", COLUMNS, rows) == 3
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["王", "0912345678", datetime(1978, 5, 3), 1200],  # noqa: DTZ001 - a day, as openpyxl reads it
        ["李", "00030129", "--05-03", 1.5],
        [None, None, datetime(2020, 1, 2), "面議"],  # noqa: DTZ001
    ]
    assert (sheet["B2"].data_type, sheet["B2"].number_format, sheet["C2"].data_type, sheet["D2"].data_type) == (
        "s",
        "@",
        "d",
        "n",
    )
    assert [[cell.number_format for cell in row] for row in sheet["A4:D4"]] == [["@", "@", "yyyy/mm/dd", "@"]]
    assert [_column_format(path, at) for at in range(4)] == ["@", "@", "General", "General"]  # of the rows below
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("客戶 名單", "A2", "A1:D4")
    assert sheet.column_dimensions["B"].width > 10


def _column_format(path: Path, at: int) -> str:
    """The format Excel gives a cell of this column that nobody wrote."""
    book: Any = openpyxl.load_workbook(path)
    dimension = book.active.column_dimensions["ABCD"[at]]
    return str(dimension.number_format)


def test_nothing_becomes_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    excel.write(
        path,
        "x",
        [SheetColumn("=1"), SheetColumn("n", "number"), SheetColumn("d", "date")],
        [(text, text, text) for text in DANGEROUS],
    )
    cells = list(_cells(path))
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells[3::3]] == DANGEROUS
    assert [cell.value for cell in cells[3:] if not cell.quotePrefix] == ["\"';=1"] * 3


def test_controls_and_endless_texts_are_no_reason_to_fail(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert excel.write(path, "[]:*?/\\", COLUMNS, [("王\0\x0b明\ud800", "x" * 50_000, "", "")]) == 1
    values = [cell.value for cell in _cells(path)]
    assert values[4] == "王明"
    assert len(values[5]) == 32_767


def test_more_rows_than_are_looked_at_for_the_widths(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    assert excel.write(path, "x", COLUMNS[:1], ((str(number),) for number in range(1000))) == 1000
    assert [cell.value for cell in _cells(path)][1:] == [str(number) for number in range(1000)]


@dataclass
class _Left:
    file: str
    sheet: str | None
    row: int
    sentence: str
    cells: dict[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    kept: str = ""


def test_rows_left_over_carry_place_reason_and_cells(tmp_path: Path) -> None:
    i18n.use("en")
    path = tmp_path / "left.xlsx"
    rows = [
        _Left("a.xls", "台中", 38, "電話太短", {"姓名": "王", "電話": "0912"}),
        _Left("b.csv", None, 2, "?", {"姓名": "=1", "生日": "9999"}),
    ]
    assert excel.left_over(rows, path) == 2
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("File", "Sheet", "Row", "Reason", "姓名", "電話", "生日"),
        ("a.xls", "台中", 38, "電話太短", "王", "0912", None),
        ("b.csv", None, 2, "?", "=1", None, "9999"),
    ]


def test_what_is_kept_instead_stands_beside_what_differs(tmp_path: Path) -> None:
    i18n.use("en")
    path = tmp_path / "left.xlsx"
    excel.left_over([_Left("a.xls", "中和", 10, "differs", {"點數": "1630"}, kept="350")], path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert list(sheet.iter_rows(values_only=True)) == [
        ("File", "Sheet", "Row", "Reason", "Kept instead", "點數"),
        ("a.xls", "中和", 10, "differs", "350", "1630"),
    ]


def test_columns_of_rows_left_over_stand_as_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "left.xlsx"
    order = ("編號", "姓名", "手機", "電話", "生日")
    rows = [
        _Left("a.xls", "台中", 38, "?", {"姓名": "王", "生日": "9999"}, order),
        _Left("a.xls", "台中", 39, "?", {"手機": "0912", "姓名": "李", "編號": "7"}, order),
        _Left("b.csv", None, 2, "?", {"姓名": "陳", "暱稱": "惠", "生日": "1"}),
    ]
    excel.left_over(rows, path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][4:] == ["編號", "姓名", "手機", "暱稱", "生日"]


def test_a_failed_save_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("before")

    def broken() -> Iterator[tuple[object, ...]]:
        yield ("王", "", "", "")
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        excel.write(path, "x", COLUMNS, broken())
    assert path.read_text() == "before"
    with pytest.raises(RefusedError):
        excel.write(tmp_path / "nowhere" / "a.xlsx", "x", COLUMNS, [])
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "is_there", "said"),
    [
        (PermissionError(errno.EACCES, "no"), True, BusyError),  # open in Excel
        (PermissionError(errno.EACCES, "no"), False, RefusedError),  # nothing there that could be open
        (OSError(errno.EDQUOT, "full"), False, NoSpaceError),
        (OSError(errno.ENOSPC, "full"), True, NoSpaceError),
    ],
)
def test_what_can_not_be_saved_says_why(tmp_path: Path, error: OSError, is_there: bool, said: type[UserError]) -> None:
    path = tmp_path / "a.xlsx"
    if is_there:
        path.write_text("before")

    def fill(part: Path) -> None:
        part.write_text("half")
        raise error

    with pytest.raises(said, match=r"a\.xlsx"):
        excel.replace(path, fill)
    assert [one.read_text() for one in tmp_path.iterdir()] == (["before"] if is_there else [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files in a folder")
def test_what_is_no_file_is_not_written_over(tmp_path: Path) -> None:
    place = tmp_path / "pipe"
    os.mkfifo(place)
    with pytest.raises(RefusedError, match="不是可以蓋掉的檔案"):
        excel.replace(place, lambda part: part.write_bytes(b"1"))
    assert (place.is_fifo(), [one.name for one in tmp_path.iterdir()]) == (True, ["pipe"])
