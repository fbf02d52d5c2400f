"""What of a report may not be seen, and when it can't be answered: the counter mode, the staff, errors, what gives way."""

import threading
import time
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from db.core import clock, connection
from db.core.errors import CancelledError, InputError
from db.core.progress import Progress
from db.services import customers, sales, settings, standings, worked_out
from db.services.customer_form import CustomerForm, PointForm
from db.services.lines import LineForm
from db.services.sales import SaleForm
from db.services.standing_rows import Scale
from reports import catalogue
from reports.question import Answer, Chart, Heading, Line
from resources.i18n import _
from tests.screens.asks import Answers
from tests.screens.reports import Reports
from tests.screens.window import Window
from ui.kit import counter, jobs
from ui.kit import settings as machine
from ui.kit.form import FormDialog
from ui.pages.reports import presenter
from ui.reporting import behind, rows_behind, seen


@pytest.fixture
def screen(shop: Path, answers: Answers) -> Reports:
    """Four who bought for 100, 200, 300 and 400, today and on account."""
    for at in range(1, 5):
        phone = PointForm("mobile", f"0912-345-67{at}")
        customer = customers.add(CustomerForm(name=f"客人{at}", source="路過", points=[phone]))
        line = LineForm(name="水管", quantity=Decimal(1), unit="支", unit_price=Decimal(100 * at))
        sales.add(SaleForm(customer, [line], is_owed=True))
    return Reports(Window(answers), "owed")


def act_as(screen: Reports, name: str) -> None:
    menu = screen.window.window.staff.menu()
    next(one for one in menu.actions() if one.text().endswith(name)).trigger()


def test_nothing_of_the_owners_stays_for_the_staff(screen: Reports, answers: Answers, tmp_path: Path) -> None:
    settings.save({"staff": ["小玲"]})
    screen.page.ask("best_customers")
    screen.window.settle()
    assert "400" in screen.table()[0]
    held = threading.Event()
    jobs.start(lambda _progress: held.wait(5), lambda _done: None, quiet=True)  # the worker has something else to do
    act_as(screen, "小玲")
    QApplication.processEvents()
    assert screen.title() == ""
    assert not screen.page.answer.isVisible()
    answers.answers.append(tmp_path / "x.csv")
    screen.page.export("csv", "CSV (*.csv)")
    screen.page.look_at_paper()
    held.set()
    screen.window.settle()
    assert not (tmp_path / "x.csv").exists()
    assert screen.title() not in ("", _(catalogue.QUESTIONS["best_customers"].title))


def test_what_the_owner_asked_last_is_not_told_to_the_staff(screen: Reports) -> None:
    settings.save({"staff": ["小玲"]})
    screen.page.ask("best_customers")  # still being worked out
    act_as(screen, "小玲")
    screen.window.settle()
    assert screen.title() != _(catalogue.QUESTIONS["best_customers"].title)


def test_at_the_counter_no_money_is_read_or_drawn(screen: Reports) -> None:
    assert screen.page.answer.chart.isVisible()
    assert "1,000" in screen.sentence()
    counter.switch()
    screen.window.settle()
    assert screen.sentence() == counter.HIDDEN
    assert not screen.page.answer.chart.isVisible()
    phone = screen.page.answer.table.answer.answer.place("phone")
    assert {row[phone] for row in screen.table()[:4]} == {counter.HIDDEN}


def test_what_is_private_is_neither_read_nor_drawn_at_the_counter() -> None:
    headings = (Heading("why", "Why", is_private=True), Heading("count", "How many", "count"))
    answer = Answer(headings, (Line("a", ("moved", 3)),), chart=Chart("bars", "why", ("count",)))
    public = Answer((Heading("why", "Why"), headings[1]), answer.lines, chart=answer.chart)
    assert seen.shows_chart(answer)
    counter.switch()
    assert seen.text(headings[0], "moved") == counter.HIDDEN
    assert seen.speaks_of_money(answer)
    assert not seen.shows_chart(answer)
    assert seen.text(Heading("all", "All", "count", is_total=True), 3) == counter.HIDDEN
    assert seen.text(public.headings[0], "moved") == "moved"
    assert seen.shows_chart(public)


def test_at_the_counter_a_report_goes_out_when_asked_twice(screen: Reports, answers: Answers, tmp_path: Path) -> None:
    counter.switch()
    answers.answers.append(tmp_path / "x.csv")
    screen.page.export("csv", "CSV (*.csv)")
    screen.window.settle()
    assert not (tmp_path / "x.csv").exists()
    screen.window.press_toast()
    screen.window.settle()
    assert (tmp_path / "x.csv").exists()


def test_its_own_export_asks_nothing_anew(screen: Reports, answers: Answers, tmp_path: Path) -> None:
    before = screen.page.presenter.answered
    answers.answers.append(tmp_path / "x.csv")
    screen.page.export("csv", "CSV (*.csv)")
    screen.window.settle(0.4)
    assert (tmp_path / "x.csv").exists()
    assert screen.page.presenter.answered is before


def test_an_error_stands_alone_on_the_page(screen: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(key: str, given: object, progress: Progress) -> catalogue.Answered:
        raise InputError(f"no {key}")

    monkeypatch.setattr(presenter, "ask", refuse)
    screen.page.ask("sources")
    screen.window.settle()
    assert screen.title() == _(catalogue.QUESTIONS["sources"].title)
    assert screen.page.head.meta.text() == "no sources"
    assert not screen.page.answer.isVisible()
    assert not screen.page.head.print.isEnabled()


def test_a_question_under_way_gives_way_to_the_next(screen: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    true, ended, begun = presenter.ask, [], threading.Event()

    def slow(key: str, given: Any, progress: Progress) -> catalogue.Answered:
        begun.set()
        try:
            for _turn in range(1000 if key == "sources" else 0):
                time.sleep(0.01)
                progress("", 0, 0)
        except CancelledError:
            ended.append(key)
            raise
        return true(key, given, progress)

    monkeypatch.setattr(presenter, "ask", slow)
    screen.page.ask("sources")
    begun.wait(10)
    assert screen.title() == _(catalogue.QUESTIONS["sources"].title)
    assert not screen.page.head.print.isEnabled()
    screen.page.ask("districts")
    screen.window.settle()
    assert ended == ["sources"]
    assert screen.page.presenter.answered
    assert screen.page.presenter.answered.question.key == "districts"
    assert screen.page.head.print.isEnabled()


def test_rows_of_a_question_left_open_nothing(screen: Reports) -> None:
    screen.page._open_cell(0, 1)
    screen.page.ask("sources")
    screen.window.settle()
    assert screen.rows() is None


def test_a_failure_of_before_changes_nothing(screen: Reports) -> None:
    asked = screen.page.presenter
    before = asked.answered
    asked._failed(asked._turn - 1, InputError("late"))
    asked._told(asked._turn - 1, catalogue.answered("sources"))
    assert before is not None
    assert asked.answered is before
    assert screen.page.answer.isVisible()
    assert screen.page.head.meta.text() != "late"


def test_a_link_asks_once_and_changes_no_choice(screen: Reports) -> None:
    screen.page.ask("late", {"which": "going"})
    screen.window.settle()
    assert screen.page.presenter.answered
    assert screen.page.presenter.answered.asked["which"] == "going"
    screen.page.presenter.put("which", "gone")
    screen.window.settle()
    assert screen.page.presenter.answered.asked["which"] == "gone"  # who chooses, chooses
    screen.page.ask("late", {"which": "going"})
    screen.page.ask("late")
    screen.window.settle()
    assert screen.page.presenter.answered.asked["which"] == "gone"


def test_days_of_ones_own(screen: Reports) -> None:
    screen.page.ask("best_sellers")
    screen.window.settle()
    screen.page.head.choices["period"].setFocus()
    screen.page.head.choices["period"].click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    entry = menu.actions()[-1]
    assert entry.text() == "自己選日子…"
    entry.trigger()
    menu.close()
    dialog = next(one for one in screen.window.window.findChildren(FormDialog) if one.isVisible())
    dialog.boxes["first"].fill("")
    dialog.save()
    assert dialog.isVisible()
    assert dialog.problem.text() == "請寫兩個日子：從哪一天、到哪一天。"
    screen.window.settle()
    last = dialog.boxes["last"]
    assert last.visibleRegion().boundingRect().height() == last.height()  # what is said covers no box
    dialog.boxes["first"].fill("115/2/1")
    dialog.boxes["last"].fill("2026/1/5")  # the wrong way round
    QTest.keyClick(dialog.boxes["first"].widget_for_label(), Qt.Key.Key_Return)
    assert dialog.isVisible()
    QTest.keyClick(dialog.boxes["last"].widget_for_label(), Qt.Key.Key_Return)
    screen.window.settle()
    assert not [one for one in screen.window.window.findChildren(FormDialog) if one.isVisible()]
    assert screen.window.window.focusWidget() is screen.page.head.choices["period"]
    assert screen.choices()["period"] == "2026/01/05 – 2026/02/01"
    assert "period=2026-01-05..2026-02-01" in machine.get("reports/asked/best_sellers")
    again = Reports(screen.window, "best_sellers")
    assert again.choices()["period"] == "2026/01/05 – 2026/02/01"
    clock.fix(datetime.now(UTC) + timedelta(days=1))
    again.page.presenter.read()
    screen.window.settle()
    assert "2026/01/05" not in again.choices()["period"]


def test_yesterdays_till_is_asked_for_once(screen: Reports) -> None:
    asked = screen.page.presenter
    screen.page.ask("takings")
    asked.put("period", "yesterday")
    screen.page.ask("best_sellers")
    asked.put("period", "last_month")
    clock.fix(datetime.now(UTC) + timedelta(days=1))
    screen.page.ask("takings")
    screen.window.settle()
    assert asked.answered and asked.answered.asked["period"] == "today"
    screen.page.ask("best_sellers")
    screen.window.settle()
    assert asked.answered and asked.answered.asked["period"] == "last_month"


def test_what_is_typed_is_looked_for_in_the_titles_first(screen: Reports) -> None:
    screen.search("欠")
    assert screen.titles()[0] == _(catalogue.QUESTIONS["owed"].title)
    screen.search("賣")
    QTest.keyClick(screen.page.questions.search, Qt.Key.Key_Return)
    screen.window.settle()
    assert screen.title() == screen.titles()[0]
    assert "賣" in screen.title()
    screen.search("")
    QTest.keyClick(screen.page.questions.list, Qt.Key.Key_End)
    screen.window.settle()
    assert screen.title() == screen.titles()[-1]
    QTest.keyClick(screen.page.questions.list, Qt.Key.Key_Home)
    screen.window.settle()
    assert screen.title() == screen.titles()[0]


def test_what_is_being_read_is_stopped_in_the_middle(screen: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000000) SELECT count(*) FROM n"
    monkeypatch.setattr(catalogue, "answered", lambda *_asked: connection.rows(counted))
    looks: list[str] = []

    def progress(what: str, _done: int, _total: int) -> None:
        looks.append(what)
        if len(looks) > 2:
            raise CancelledError("enough")

    with pytest.raises(CancelledError):
        presenter.ask("sources", {}, progress)
    assert len(looks) == 3


def test_where_customers_stand_is_worked_out_first_and_can_be_stopped(screen: Reports, monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out.keep(standings.SCALE, {**asdict(Scale()), "on": "2000-01-01"})

    def progress(what: str, _done: int, _total: int) -> None:
        if what == _("Where customers stand"):
            raise CancelledError("enough")

    with pytest.raises(CancelledError):
        presenter.ask("late", {}, progress)
    monkeypatch.setattr(standings, "fill", lambda _progress: False)  # somebody else writes
    noted = [one.text for one in catalogue.true(presenter.ask("stages", {})).answer.notes]
    assert noted[0] == "客人的階段今天還沒算好，這裡是上一次算的。"
    assert not any(noted[0] == one.text for one in presenter.ask("sources", {}).answer.notes)


def test_a_sum_behind_a_number_is_the_owners(screen: Reports) -> None:
    owned = catalogue.answered("best_sellers")
    found = behind.of_cell(owned, owned.answer.lines[0].key, "money")
    assert found and rows_behind._sum(found)
    settings.save({"staff": ["小玲"]})
    act_as(screen, "小玲")
    assert not rows_behind._sum(found)
    pieces = behind.of_cell(owned, owned.answer.lines[0].key, "quantity")
    assert pieces and rows_behind._sum(pieces)  # no money
    screen.window.settle()


def test_a_right_click_on_a_customer_offers_at_once_what_can_be_done(screen: Reports) -> None:
    table = screen.page.answer.table
    table.setCurrentIndex(table.answer.index(0, 1))
    table.setFocus()
    held = threading.Event()
    jobs.start(lambda _progress: held.wait(5), lambda _done: None, quiet=True)
    QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len([one for one in menu.actions() if one.text()]) == 7
    menu.close()
    held.set()
    screen.window.settle()
