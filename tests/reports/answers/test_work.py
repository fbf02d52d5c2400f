"""Talks by channel and staff, and whether what was promised was kept."""

from datetime import date

import pytest

from db.core import session
from db.core.connection import run, value
from db.core.journal import unit
from db.services import customers, interactions, tasks, work_figures
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm
from reports import catalogue, chart_parts
from tests.services.november import add, go_to


def _promised(who: int, day: int) -> int:
    """A reminder for this day of November."""
    (made,) = tasks.add(TaskForm("回電", f"2026-11-{day:02d}"), [who])
    return made


@pytest.mark.usefixtures("demo_shop")
def test_every_talk_is_counted_once() -> None:
    answer = catalogue.answered("talks", {"period": "all"}).answer
    assert answer.total is not None
    every = value("SELECT count(*) FROM interaction")
    assert sum(map(int, map(str, answer.column("talks")))) == every == answer.total[answer.place("talks")]
    by_staff = [heading.key for heading in answer.headings if heading.key.startswith("by:")]
    assert sum(int(str(one)) for key in by_staff for one in answer.column(key)) == every


@pytest.mark.usefixtures("demo_shop")
def test_behind_a_channel_and_a_person_stand_their_talks() -> None:
    question = catalogue.named("talks")
    asked = question.asked({"period": "last_12"})
    answer = question.ask(asked)
    assert question.behind is not None
    first = answer.lines[0]
    for heading in answer.headings[1:-2]:
        behind = question.behind(asked, first.key, heading.key)
        assert behind is not None and len(behind.ids) == first.cells[answer.place(heading.key)]


@pytest.mark.usefixtures("shop")
def test_who_talked_most_stands_first_and_those_who_talked_least_together() -> None:
    go_to(20)
    who = add()
    for at, name in enumerate("己甲丁乙戊丙庚", 1):
        session.act_as(name)
        for _talk in range(at):
            interactions.add(InteractionForm(who, "問價錢", "電話"))
    answer = catalogue.named("talks").ask({"period": "this_month"})
    assert [one.title for one in answer.headings[1:7]] == ["庚", "丙", "戊", "乙", "丁", "其他"]
    assert answer.lines[0].cells[1:8] == (7, 6, 5, 4, 3, 3, 28)


@pytest.mark.usefixtures("shop")
def test_promises_are_kept_late_or_missed_by_the_day_they_were_made_for() -> None:
    go_to(2)
    who = add()
    kept, late, missed, put_off = (_promised(who, day) for day in (3, 4, 5, 6))
    go_to(3)
    tasks.done([kept])
    go_to(6)
    tasks.done([late])
    tasks.put_off([put_off], "2026-11-09")
    go_to(9)
    tasks.done([put_off])
    go_to(20)
    (month,) = work_figures.promises("month", date(2026, 11, 1), date(2026, 11, 30))
    assert (month.kept, month.late, month.missed, month.days) == (1, 2, 1, 2.5)
    earlier = tasks.add(TaskForm("回電", "2026-11-19"), [who])[0]
    with unit("tasks.change"):
        run("UPDATE task SET due_on = '2026-10-19', first_due_on = '2026-10-19' WHERE id = ?", earlier)
    answer = catalogue.named("follow_ups").ask({"period": "last_12", "by": "month"})
    assert [one.key for one in answer.lines] == ["is:2026-11", "is:2026-10"]
    assert chart_parts.of(answer).labels == ("2026/10", "2026/11")
    assert work_figures.promise_ids("month", "2026-11", "missed", date(2026, 11, 1), date(2026, 11, 30)) == [missed]


@pytest.mark.usefixtures("shop")
def test_what_is_due_today_is_not_missed_yet() -> None:
    go_to(20)
    _promised(add(), 20)
    assert work_figures.promises("month", date(2026, 11, 1), date(2026, 11, 30)) == []


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("by", ["month", "staff", "origin"])
def test_behind_each_outcome_stand_its_reminders(by: str) -> None:
    question = catalogue.named("follow_ups")
    asked = question.asked({"period": "last_12", "by": by})
    answer = question.ask(asked)
    assert answer.records > 20 and question.behind is not None
    for line in answer.lines:
        for column in ("kept", "late", "missed", "due"):
            behind = question.behind(asked, line.key, column)
            assert behind is not None and len(behind.ids) == line.cells[answer.place(column)]


@pytest.mark.usefixtures("shop")
def test_talks_of_this_month_are_counted() -> None:
    go_to(20)
    interactions.add(InteractionForm(customers.add(CustomerForm(name="陳美惠")), "問價錢", "電話"))
    assert catalogue.named("talks").ask({"period": "this_month"}).records == 1
    assert catalogue.named("talks").ask({"period": "last_month"}).lines == ()
