"""Talks that promise something: their reminders come, move, go and are settled with them."""

import pytest

from db.core import audit, clock, session
from db.core.connection import rows
from db.core.errors import InputError
from db.services import customers, interactions, settings, tasks
from db.services.contact_marks import NO_ANSWER
from db.services.customers import CustomerForm
from db.services.interactions import InteractionForm
from tests.services.november import go_to

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def one() -> int:
    """A customer, on a Saturday; Sunday is closed."""
    go_to(21)
    return customers.add(CustomerForm(name="陳美惠"))


def test_a_follow_up_makes_a_reminder_on_the_next_open_day(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭\n下午打", "電話", follow_up_on="明天"))
    (task,) = tasks.of(one)
    assert (task.title, task.due_on, task.origin, task.interaction) == ("要換龍頭", "2026-11-23", "follow_up", talk)
    assert interactions.get(talk).follow_up_on == "2026-11-23"


def test_several_customers_are_one_unit(one: int) -> None:
    other = customers.add(CustomerForm(name="張家豪"))
    before = audit.units(1)[0].id
    talks = interactions.add_all([one, other, one], InteractionForm(0, "颱風天不開", follow_up_on="11/27"))
    assert (len(talks), audit.units(1)[0].id) == (2, before + 1)
    assert [task.customer for task in tasks.open_until(clock.today().replace(day=30))] == [one, other]
    audit.undo(before + 1)
    assert (interactions.of(one), tasks.of(other)) == ([], [])
    with pytest.raises(InputError):
        interactions.add_all([], InteractionForm(0, "x"))


def test_changing_the_talk_keeps_its_reminder_in_step(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭", follow_up_on="11/27"))
    interactions.change(talk, InteractionForm(one, "要換馬桶", happened_on="11/21", follow_up_on="12/1"))
    (task,) = tasks.of(one)
    assert (task.title, task.due_on) == ("要換馬桶", "2026-12-01")
    interactions.change(talk, InteractionForm(one, "要換馬桶", happened_on="11/21"))
    assert tasks.of(one) == []
    interactions.change(talk, InteractionForm(one, "要換馬桶", happened_on="11/21", follow_up_on="12/2"))
    assert [task.due_on for task in tasks.of(one)] == ["2026-12-02"]


def test_a_reminder_that_was_put_off_or_renamed_stays_so_when_the_words_are_corrected(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭", follow_up_on="11/27"))
    (task,) = tasks.of(one)
    tasks.change(task.id, tasks.TaskForm("帶型錄去", "11/27"))
    tasks.put_off([task.id], "12/1")
    interactions.change(talk, InteractionForm(one, "要換馬桶", happened_on="11/21", follow_up_on="11/27"))
    (task,) = tasks.of(one)
    assert (task.title, task.due_on, task.first_due_on) == ("帶型錄去", "2026-12-01", "2026-11-27")


def test_deleting_the_talk_takes_what_is_open_and_leaves_what_was_done(one: int) -> None:
    for text in ("甲", "乙"):
        interactions.add(InteractionForm(one, text, follow_up_on="11/27"))
    first, second = tasks.of(one)
    tasks.done([first.id])
    for talk in interactions.of(one):
        interactions.delete(talk.id)
    (left,) = tasks.of(one)
    assert (left.id, left.interaction, second.id != left.id) == (first.id, None, True)
    for _step in range(2):
        last = audit.last_undoable()
        assert last is not None
        audit.undo(last.id)
    assert len(tasks.of(one)) == 2


def test_a_talk_settles_what_was_due(one: int) -> None:
    interactions.add(InteractionForm(one, "要換龍頭", happened_on="11/1", follow_up_on="11/20"))
    (due,) = tasks.due_of(one)
    before = audit.units(1)[0].id
    interactions.add_all([one], InteractionForm(one, "換好了", follow_up_on="12/21"), [due.id])
    assert audit.units(1)[0].id == before + 1
    assert [(task.title, task.done_on) for task in tasks.of(one)] == [("換好了", None), ("要換龍頭", "2026-11-21")]


def test_whose_reminder_it_is(one: int) -> None:
    session.act_as("小玲")
    interactions.add(InteractionForm(one, "甲", follow_up_on="11/27"))
    settings.save({"staff": ["小玲"]})
    interactions.add(InteractionForm(one, "乙", follow_up_on="11/27"))
    assert [task.staff for task in tasks.of(one)] == ["", "小玲"]


def test_how_often_nobody_answered(one: int) -> None:
    assert interactions.no_answers_in_a_row(one) == 0
    for day, outcome in (
        ("11/1", NO_ANSWER),
        ("11/2", "有興趣"),
        ("11/3", NO_ANSWER),
        ("11/4", NO_ANSWER),
    ):
        interactions.add(InteractionForm(one, "", "電話", happened_on=day, outcome=outcome))
    assert interactions.no_answers_in_a_row(one) == 2


def test_a_day_that_was_not_touched_does_not_move(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭", follow_up_on="11/27"))
    settings.save({"closures": "11/27 盤點"})
    interactions.change(talk, InteractionForm(one, "要換馬桶", happened_on="11/21", follow_up_on="11/27"))
    assert [task.due_on for task in tasks.of(one)] == ["2026-11-27"]


def test_a_leap_day_and_a_very_long_text(one: int) -> None:
    text = "長" * 100_000
    talk = interactions.add(InteractionForm(one, text, follow_up_on="2028/2/29"))
    assert interactions.get(talk).text == text
    assert [(task.due_on, len(task.title)) for task in tasks.of(one)] == [("2028-02-29", 200)]
    with pytest.raises(InputError):
        interactions.add(InteractionForm(one, "x", follow_up_on="2027/2/29"))


def test_times_are_typed_as_people_say_them(one: int) -> None:
    for typed, kept in (("14:30", "14:30"), ("930", "09:30"), ("下午2點", "14:00"), ("１４：３０", "14:30")):
        talk = interactions.add(InteractionForm(one, "x", happened_time=typed))
        assert rows("SELECT happened_time FROM interaction WHERE id = ?", talk) == [(kept,)]
