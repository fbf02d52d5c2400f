"""Today on paper: one A4 with boxes to tick, and never a word of the watch list."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter

from db.core import file
from db.services import blacklist, customers, interactions, knowledge, suggestions, tasks, today
from db.services.customers import CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.knowledge import RuleForm
from db.services.tasks import TaskForm
from reports import closing_pdf, today_pdf
from tests.reports.papers import opened
from tests.services.bought import sold, somebody
from tests.services.november_trade import trade_day
from ui import commandline

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def test_everybody_with_phone_reason_and_boxes_on_one_sheet(read_pdf: Callable[[bytes], list[str]]) -> None:
    for at in range(30):
        one = customers.add(CustomerForm(name=f"客戶{at:02d}", points=[PointForm("mobile", f"0912-345-6{at:02d}")]))
        tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    blacklist.put([1, one], "常拖款", review_on="2026-11-20")
    made = today_pdf.of(today.plan())
    text = "\n".join(read_pdf(made.pdf))
    assert (made.pages, made.missing) == (1, frozenset())
    assert text.count("沒接") == today.CALLS
    assert "0912-345-600" in text
    assert "還有 20 件在熟客簿裡" in text
    assert "黑名單" not in text
    assert "常拖款" not in text


def test_two_places_on_the_sheet_stay_for_what_can_be_offered(read_pdf: Callable[[bytes], list[str]]) -> None:
    knowledge.add(RuleForm(bought="奶瓶", months=3, offer="尿布"))
    for at in range(3):
        sold(somebody(f"媽媽{at}"), "2026-08-21", "奶瓶")
    suggestions.fill()
    tasks.add(TaskForm("送型錄", "2026-11-21"), [somebody(f"客戶{at}") for at in range(30)])
    text = "\n".join(read_pdf(today_pdf.of(today.plan()).pdf))
    assert (text.count("沒接"), text.count("加進報價")) == (today.CALLS, 2)
    assert "還有 20 件在熟客簿裡" in text


def test_the_watch_list_is_on_no_paper_though_it_is_on_the_screen(read_pdf: Callable[[bytes], list[str]]) -> None:
    one = customers.add(CustomerForm(name="王大明", points=[PointForm("mobile", "0912-345-678")]))
    blacklist.put([one], "常拖款", review_on="2026-11-20")
    assert [row.kind for row in today.plan().rows] == ["review"]
    for made in (today_pdf.of(today.plan()), closing_pdf.make()):
        text = "\n".join(read_pdf(made.pdf))
        for said in ("黑名單", "常拖款", "王大明"):
            assert said not in text


def test_what_was_said_last_stands_there_and_a_long_number_stays_on_the_sheet(read_pdf: Callable[[bytes], list[str]]) -> None:
    long = "打我太太的電話" * 40
    one = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", long)]))
    interactions.add(InteractionForm(one, "想換恆溫龍頭，嫌貴", happened_on="2026-11-01"))
    tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    text = "\n".join(read_pdf(today_pdf.of(today.plan()).pdf))
    assert "送型錄 ・ 上次：想換恆溫龍頭，嫌貴" in text
    assert long[:7] in text
    assert long[:60] not in text


def test_goods_cheques_and_quotes_stand_below_the_calls(read_pdf: Callable[[bytes], list[str]]) -> None:
    trade_day()
    for at in range(30):
        tasks.add(TaskForm("送型錄", "2026-11-21"), [customers.add(CustomerForm(name=f"客戶{at:02d}"))])
    made = today_pdf.of(today.plan())
    text = "\n".join(read_pdf(made.pdf))
    assert made.pages == 1
    for said in ("浴室換氣暖風機 2 台 到貨了", "防水插座，答應 11/21 有", "支票 台灣銀行 AB1234567 $12,000", "有效到 11/25"):
        assert said in text
    assert "已通知" in text
    assert f"還有 {today.badge() - today.CALLS - 4} 件在熟客簿裡" in text


def test_another_days_paper(read_pdf: Callable[[bytes], list[str]]) -> None:
    tasks.add(TaskForm("送型錄", "2026-11-25"), [customers.add(CustomerForm(name="陳美惠"))])
    assert "陳美惠" in "\n".join(read_pdf(today_pdf.of(today.plan(day=date(2026, 11, 25))).pdf))


def test_a_day_without_calls_says_so(read_pdf: Callable[[bytes], list[str]]) -> None:
    assert "今天沒有該打的電話" in "\n".join(read_pdf(today_pdf.of(today.plan()).pdf))


def test_closing_counts_everything_that_found_no_room(read_pdf: Callable[[bytes], list[str]]) -> None:
    for at in range(40):
        one = customers.add(CustomerForm(name=f"客戶{at:02d}"))
        interactions.add(InteractionForm(one, "來問過"))
        tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    text = "\n".join(read_pdf(closing_pdf.make().pdf))
    coming = len(re.findall("□", text)) - 12  # lines of the last part, which has the room that is left
    assert [int(count) for count in re.findall(r"還有 (\d+) 筆", text)] == [28, 28, 40 - coming]


def test_closing_tells_the_phone_behind_a_long_name(read_pdf: Callable[[bytes], list[str]]) -> None:
    one = customers.add(CustomerForm(name="王" * 200, points=[PointForm("mobile", "0912-345-678")]))
    tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    (text,) = read_pdf(closing_pdf.make().pdf)
    assert "… 0912-345-678 送型錄" in text


def test_the_command_prints_what_the_window_prints(shop: Path, tmp_path: Path, read_pdf: Callable[[bytes], list[str]]) -> None:
    for at in range(20):
        tasks.add(TaskForm("送型錄", "2026-11-21"), [customers.add(CustomerForm(name=f"客戶{at}"))])
    wanted = read_pdf(today_pdf.of(today.plan()).pdf)
    file.close()
    assert commandline.main(["--file", str(shop), "today", "--out", str(tmp_path / "a.pdf")]) == 0
    assert read_pdf((tmp_path / "a.pdf").read_bytes()) == wanted


def _rules(pdf: bytes) -> list[QRect]:
    """The grey lines across the sheet: where each begins, how wide it is, from the top; a pixel a point."""
    drawn = QImage(595, 842, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.white)
    painter = QPainter(drawn)
    with opened(pdf) as document:
        painter.drawImage(0, 0, document.render(0, drawn.size()))
    painter.end()
    inked = [[x for x in range(595) if drawn.pixelColor(x, y).lightness() < 250] for y in range(842)]
    return [QRect(xs[0], y, len(xs), 1) for y, xs in enumerate(inked) if len(xs) > 350]


@pytest.mark.parametrize(("rows", "lines"), [(6, 2), (10, 1)])
def test_every_row_has_lines_to_write_on_as_wide_as_the_paper(rows: int, lines: int) -> None:
    for at in range(rows):
        one = customers.add(CustomerForm(name=f"客戶{at:02d}"))
        interactions.add(InteractionForm(one, "問" * (at + 1), "電話", happened_on="2026-11-01"))
        tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    found = _rules(today_pdf.of(today.plan()).pdf)
    tops = sorted({one.y() for one in found if not any(other.y() == one.y() - 1 for other in found)})
    assert len(tops) == 1 + rows * lines  # the one below the head, too
    assert {one.width() > 500 for one in found} == {True}
    assert len({one.x() for one in found}) == 1
    assert tops[-1] > 500
