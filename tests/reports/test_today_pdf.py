"""Today on paper: one A4 with boxes to tick, and never a word of the watch list."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from db.core import clock
from db.services import blacklist, customers, tasks
from db.services.customers import CustomerForm, PointForm
from db.services.tasks import TaskForm
from reports import today_pdf

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture(autouse=True)
def _saturday() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))


def test_everybody_with_phone_reason_and_boxes_on_one_sheet(read_pdf: Callable[[bytes], list[str]]) -> None:
    for at in range(30):
        one = customers.add(CustomerForm(name=f"客戶{at:02d}", points=[PointForm("mobile", f"0912-345-6{at:02d}")]))
        tasks.add(TaskForm("送型錄", "2026-11-21"), [one])
    blacklist.put([1, one], "常拖款", review_on="2026-11-20")
    made = today_pdf.make()
    text = "\n".join(read_pdf(made.pdf))
    assert (made.pages, made.missing) == (1, frozenset())
    assert text.count("沒接") == today_pdf.MOST
    assert "0912-345-600" in text
    assert "還有 18 件在熟客簿裡" in text
    assert "黑名單" not in text
    assert "常拖款" not in text


def test_a_day_without_calls_says_so(read_pdf: Callable[[bytes], list[str]]) -> None:
    assert "今天沒有該打的電話" in "\n".join(read_pdf(today_pdf.make().pdf))
