"""Rows on the clipboard: cells stay what they are when a spreadsheet takes them."""

import pytest

from importers.session import ImportSession
from importers.values import Source
from ui.kit import sheet_cells


def test_a_cell_with_tabs_is_quoted() -> None:
    assert sheet_cells.text([["a", 'two\tcells "x"']]) == 'a\t"two\tcells ""x"""'


@pytest.mark.parametrize(
    "cell", ["=1+1", "+886-912-345-678", "-5", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠SUM(A1)", '=HYPERLINK("http://x")']
)
def test_nothing_is_calculated(cell: str) -> None:
    assert sheet_cells.text([["王小明", cell]]).split("\t")[1].lstrip('"').startswith("'")


@pytest.mark.parametrize("cell", ["0912-345-678", "陳美惠", "-", "+", ""])
def test_other_cells_are_as_they_are(cell: str) -> None:
    assert sheet_cells.text([[cell]]) == cell


def test_the_table_says_text_and_is_never_markup() -> None:
    made = sheet_cells.html([["<b>王</b>", "+886-912-345-678", "一\n二"]])
    assert "mso-number-format:'\\@'" in made
    assert "<td>&lt;b&gt;王&lt;/b&gt;</td><td>+886-912-345-678</td>" in made
    assert "一<br style" in made


def test_our_own_import_takes_the_apostrophe_off() -> None:
    pasted = sheet_cells.text([["姓名", "手機"], ["王小明", "+886-912-345-678"], ["陳美惠", "0922-333-444"]])
    session = ImportSession([Source(text=pasted, name="cells")])
    try:
        session.survey()
        plan = session.plan()
        assert [line.values["mobile"] for line in plan.lines(plan.numbers("all"))] == [["0912-345-678"], ["0922-333-444"]]
    finally:
        session.close()
