"""The customers' list as PDF, Excel and csv."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from db.core import clock
from db.core.errors import InputError
from db.services import customers, lists, opt_outs
from db.services.customer_form import CustomerForm, PointForm
from importers import cleaning, mapping, reader, table
from importers.values import Options, Source
from reports import customer_list
from resources import i18n


@pytest.fixture
def ids(shop: Path) -> list[int]:
    """Three customers; the list has the latest first."""
    named = ["王小明", "=1+1", "陳美惠"]
    return [
        customers.add(CustomerForm(name=name, code=f"C-{place}", points=[PointForm("mobile", f"091234567{place}")]))
        for place, name in enumerate(named)
    ]


def test_paper_holds_them_in_their_order(ids: list[int], read_pdf: Callable[[bytes], list[str]]) -> None:
    i18n.use("en")
    (words,) = read_pdf(customer_list.make(ids).pdf)
    assert words.index("王小明") < words.index("=1+1") < words.index("陳美惠")
    assert "0912-345-671" in words
    assert "3 customers" in words
    assert "Tags" not in words  # a column without a value stays away


def test_csv_is_what_excel_opens(ids: list[int], tmp_path: Path) -> None:
    i18n.use("en")
    path = tmp_path / "a.csv"
    assert customer_list.write(path).rows == 3
    text = path.read_bytes()
    assert text.startswith(b'\xef\xbb\xbf"Customer"')
    assert b'\r\n"\'=1+1"' in text
    assert text.count(b"\r\n") == 4


def test_excel_and_paper_by_the_ending(ids: list[int], tmp_path: Path) -> None:
    assert [customer_list.write(tmp_path / name).rows for name in ("a.xlsx", "a.PDF")] == [3, 3]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} == {"王小明", "=1+1", "陳美惠"}
    assert (tmp_path / "a.PDF").read_bytes().startswith(b"%PDF")
    with pytest.raises(InputError):
        customer_list.write(tmp_path / "a.doc")


def test_who_refuses_to_be_written_to_is_left_out_and_counted(ids: list[int], tmp_path: Path) -> None:
    opt_outs.put(ids[0], ["all"])
    for name in ("a.csv", "a.xlsx", "a.pdf"):
        written = customer_list.write(tmp_path / name)
        assert (written.rows, written.left_out) == (2, 1)
    assert "王小明" not in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_a_search_is_written_as_it_is(ids: list[int], tmp_path: Path) -> None:
    assert customer_list.write(tmp_path / "a.csv", lists.ListQuery(text="陳")).rows == 1


def test_what_csv_guards_comes_back_through_our_own_import(shop: Path, tmp_path: Path) -> None:
    names = ['=HYPERLINK("http://x","y")', "=cmd|'/c calc'!A1", "+886912345678", "-1+1甲", "@SUM(1)", "＝1+1", "'=1+1", "O'Neil"]
    for place, name in enumerate(names):
        customers.add(CustomerForm(name=name, code=f"K{place}"))
    path = tmp_path / "a.csv"
    customer_list.write(path)
    (sheet,) = reader.read(Source(path=path, name=path.name)).sheets
    (found,) = table.find(sheet)
    made = cleaning.clean(found, mapping.guess(found), Options(today=clock.today()))
    assert sorted(map(str, made.fields["name"])) == sorted(names)
