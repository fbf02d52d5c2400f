"""A month on one lying A4 sheet, read back."""

import re
from collections.abc import Callable

from reports import month_pdf
from reports.month_pdf import Cell

WEEK = ["週日", "週一", "週二", "週三", "週四", "週五", "週六"]


def test_every_day_is_on_one_sheet_and_what_has_no_room_is_counted(read_pdf: Callable[[bytes], list[str]]) -> None:
    many = [f"第{at}件<b>" for at in range(30)]
    cells = [Cell(str(at + 1), "初一", many if at == 9 else [f"事{at}"], is_closed=at % 7 == 0) for at in range(42)]
    (text,) = read_pdf(month_pdf.make("2026年11月", WEEK, cells, shop="順發水電").pdf)
    words = re.sub(r"\s+", "", text)
    assert all(word in words for word in (*WEEK, "2026年11月", "順發水電", "事0", "事41", "第0件<b>"))
    shown = words.count("<b>")
    assert 1 < shown < 30
    assert f"＋{30 - shown}" in words
