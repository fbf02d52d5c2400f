"""From earlier sales to a list on paper; Monday morning: ten calls, the birthdays that matter, the sheet and the letter."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock
from db.core.connection import value
from db.core.values.dates import PartialDate
from db.services import customers, segments, tasks
from db.services.customer_form import CustomerForm, PointForm
from db.services.tasks import TaskForm
from tests.screens.asks import Answers
from tests.screens.importing import Importing
from tests.screens.papers import Papers, lay_printer
from tests.screens.reports import Reports
from tests.screens.today import TodayScreen
from tests.screens.window import Window
from tests.services.bought import sold

Reader = Callable[[bytes], list[str]]
MONDAY = datetime(2026, 11, 23, 1, tzinfo=UTC)


@pytest.fixture
def monday() -> None:
    clock.fix(MONDAY)


def _phone(at: int) -> list[PointForm]:
    return [PointForm("mobile", f"0912-{at:03}-678")]


@pytest.mark.usefixtures("monday")
def test_earlier_sales_become_a_report_a_list_and_a_paper(
    shop: Path, answers: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_pdf: Reader
) -> None:
    names = [f"客人{at:02}" for at in range(24)]
    for at, name in enumerate(names):
        customers.add(CustomerForm(name=name, points=_phone(at)))
    window = Window(answers)
    assert Reports(window, "best_sellers").sample_button() is not None  # nothing sold yet: a sample, and the button that fills it

    head = "日期,客戶,電話,品名,數量,單價,金額,單號\n"
    rows = [
        f"2026/10/{at % 28 + 1},{name},0912-{at:03}-678,{'濾心' if at % 3 else '水龍頭'},1,{300 + at},{300 + at},A{at}"
        for at, name in enumerate(names)
    ]
    path = tmp_path / "以前的銷售.csv"
    path.write_text(head + "\n".join(rows) + "\n", "utf-8-sig")
    wizard = Importing(window)
    wizard.drop(path)
    wizard.go("review")
    wizard.forward()
    assert value("SELECT sum(total) FROM sale") == sum(300 + at for at in range(24))

    screen = Reports(window, "best_sellers")
    assert screen.sample_button() is None
    best = screen.table()[0]
    assert best[0] == "濾心" and f"「{best[0]}」" in screen.sentence()
    screen.click(0, screen.heads().index("客人數"))
    buyers = [name for at, name in enumerate(names) if at % 3]
    assert sorted(screen.names_behind()) == buyers
    answers.answers.append("買濾心的")
    window.click("存成名單…", screen.dialog())
    (kept,) = segments.rows()
    assert kept.name == "買濾心的"
    window.leave_dialogs()

    lay_printer(monkeypatch, tmp_path / "out.pdf")
    window.window.command("print")
    papers = Papers(window)
    pages = read_pdf(papers.dialog.pdf)
    assert screen.title() in pages[0] and "濾心" in pages[0]
    window.leave_dialogs()


@pytest.mark.usefixtures("monday")
def test_monday_morning(shop: Path, answers: Answers, read_pdf: Reader) -> None:
    born = PartialDate(1980, 11, 23)
    for at in range(40):  # whom nobody knows any more: their birthday is no reason to call
        customers.add(CustomerForm(name=f"舊客{at:02}", points=_phone(at), birthday=born))
    for at in range(3):
        customers.add(CustomerForm(name=f"熟客{at:02}", points=_phone(100 + at), birthday=born, tags=["老主顧"]))
    for at in range(25):
        one = customers.add(CustomerForm(name=f"要打的{at:02}", points=_phone(200 + at)))
        tasks.add(TaskForm("回電", due_on="2026-11-23"), [one])
        sold(one, f"2026-10-{at + 1:02}", "濾心")
    window = Window(answers)
    screen = TodayScreen(window)
    assert len([line for line in screen.page.lines if line.row.group in ("overdue", "today")]) == 10
    assert not any(name.startswith("舊客") for name in screen.names())
    assert "今天要做 28 件，先列 10 件" in window.texts(screen.page)

    window.window.command("print")
    (sheet,) = read_pdf(Papers(window).dialog.pdf)
    assert "0912-200-678" in sheet
    window.leave_dialogs()
    window.window.command("month_letter")
    (letter,) = read_pdf(Papers(window).dialog.pdf)
    assert "老闆月報" in letter
    window.leave_dialogs()
