"""A row of Today that was drawn before something happened: its customer merged, its reminder ticked off."""

from dataclasses import replace

import pytest

from db.core.connection import rows
from db.core.errors import InputError
from db.services import interactions, keep_in_touch, merging, tasks, today, today_answers
from db.services.interactions import InteractionForm
from db.services.tasks import TaskForm
from db.services.today import TodayRow
from tests.services.november import add, go_to

pytestmark = pytest.mark.usefixtures("shop")


def _row() -> TodayRow:
    (row,) = today.plan().rows
    return row


@pytest.fixture
def merged() -> tuple[int, TodayRow]:
    """Who stayed, and the row of who was merged into them since."""
    go_to(20)
    kept, gone = add("甲"), add("乙")
    interactions.add(InteractionForm(gone, "問價錢", "電話", happened_on="2026-10-01"))
    keep_in_touch.put([gone], 10)
    row = _row()
    merging.merge(kept, gone)
    assert _row().customer == kept
    return kept, row


def test_another_day_is_kept_for_who_stayed(merged: tuple[int, TodayRow]) -> None:
    today_answers.another_day(merged[1], "2026-12-01")
    assert rows("SELECT customer, until FROM put_off") == [(merged[0], "2026-12-01")]
    assert today.plan().rows == ()


def test_no_answer_is_kept_for_who_stayed(merged: tuple[int, TodayRow]) -> None:
    said = today_answers.no_answer(merged[1])
    assert (said.back_on, said.in_a_row) == ("2026-11-21", 1)
    assert today.plan().rows == ()


def test_a_birthday_left_out_is_left_out_for_who_stayed(merged: tuple[int, TodayRow]) -> None:
    today_answers.leave_out(replace(merged[1], kind="birthday", reasons=()))
    assert rows("SELECT customer, kind FROM put_off") == [(merged[0], "birthday")]


def test_what_was_ticked_off_meanwhile_is_not_put_off() -> None:
    go_to(20)
    tasks.add(TaskForm("送型錄", "2026-11-20"), [add("甲")])
    row = _row()
    tasks.done(row.tasks)
    with pytest.raises(InputError, match="做好了"):
        today_answers.another_day(row, "2026-12-01")
    assert rows("SELECT due_on, done_on FROM task") == [("2026-11-20", "2026-11-20")]
