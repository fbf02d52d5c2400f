"""The days ahead: keeping in touch, the next contact, the next birthday, as they follow every change."""

from datetime import UTC, datetime

import pytest

from db.core import audit, clock
from db.core.connection import rows, run
from db.core.errors import InputError
from db.core.journal import unit
from db.core.progress import silent
from db.core.values.dates import PartialDate
from db.services import coming, customers, figures, interactions, keep_in_touch, lists, sales, settings, tags, tasks
from db.services.contact_marks import NO_ANSWER
from db.services.customers import CustomerForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery, Selection
from db.services.sales import LineForm, SaleForm
from db.services.tasks import TaskForm
from tests.services.november import go_to

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _days(customer: int) -> tuple[str | None, str | None, str | None]:
    """Keep in touch, next contact, birthday."""
    found: tuple[str | None, str | None, str | None]
    (found,) = rows("SELECT keep_in_touch_on, next_contact_on, birthday_on FROM customer_figures WHERE customer = ?", customer)
    return found


def _add(name: str = "陳美惠") -> int:
    return customers.add(CustomerForm(name=name))


def _talk(customer: int, day: str, outcome: str = "") -> int:
    return interactions.add(InteractionForm(customer, "問有沒有貨", "電話", happened_on=day, outcome=outcome))


def test_the_last_real_contact_and_the_interval() -> None:
    one = _add()
    _talk(one, "2026-11-01")
    keep_in_touch.put([one], 30)
    assert _days(one)[:2] == ("2026-12-01", "2026-12-01")
    talk = _talk(one, "2026-11-20")
    _talk(one, "2026-11-21", NO_ANSWER)
    assert _days(one)[0] == "2026-12-20"
    interactions.delete(talk)
    assert _days(one)[0] == "2026-12-01"


def test_who_shall_never_be_reminded_is_not_by_a_tag_either() -> None:
    one = _add()
    tags.add("VIP", contact_interval=30)
    tags.attach([one], ["VIP"])
    _talk(one, "2026-11-01")
    assert _days(one)[0] == "2026-12-01"
    keep_in_touch.put(one, keep_in_touch.NEVER)
    assert _days(one)[0] is None


def test_who_was_never_talked_to_is_counted_from_the_day_it_was_put() -> None:
    one = _add()
    keep_in_touch.put(one, 30)
    assert _days(one)[0] == "2026-12-21"
    keep_in_touch.put(one, keep_in_touch.NEVER)
    assert _days(one) == (None, None, None)


def test_the_shortest_interval_of_the_tags_unless_there_is_an_own_one() -> None:
    one = _add()
    _talk(one, "2026-11-01")
    for name, days in (("批發", 90), ("老主顧", 30), ("同行", 0)):
        tags.attach([one], [name])
        run("UPDATE open_unit SET unit = 1")
        run("UPDATE tag SET contact_interval = ? WHERE name = ?", days, name)
        run("UPDATE open_unit SET unit = NULL")
    figures.fill([one])
    assert _days(one)[0] == "2026-12-01"
    keep_in_touch.put([one], 7)
    assert _days(one)[0] == "2026-11-08"
    keep_in_touch.put([one], keep_in_touch.AS_TAGGED)
    tags.detach([one], ["老主顧"])
    assert _days(one)[0] == "2027-01-30"


def test_the_own_rhythm_is_the_median_of_the_gaps() -> None:
    one = _add()
    keep_in_touch.put([one], keep_in_touch.OWN_RHYTHM)
    for day in ("2026-08-01", "2026-08-21", "2026-09-10"):
        _talk(one, day)
    assert _days(one)[0] == "2027-01-20"  # 60 days as the shop says, from today on
    clock.fix(datetime(2026, 12, 2, 2, tzinfo=UTC))
    sales.add(SaleForm(one, happened_on="2026-11-30", lines=[LineForm(name="龍頭", amount=500)]))
    assert coming.rhythm({one}) == {one: 20}
    assert _days(one)[0] == "2026-12-20"


def test_the_option_moves_those_in_their_own_rhythm() -> None:
    one = _add()
    keep_in_touch.put([one], keep_in_touch.OWN_RHYTHM)
    settings.save({"contact_interval": 10})
    assert _days(one)[0] == "2026-12-01"


def test_a_sale_is_a_contact() -> None:
    one = _add()
    keep_in_touch.put([one], 30)
    clock.fix(datetime(2026, 12, 2, 2, tzinfo=UTC))
    sales.add(SaleForm(one, happened_on="2026-12-01", lines=[LineForm(name="龍頭", amount=500)]))
    assert _days(one)[0] == "2026-12-31"


def test_who_bought_but_never_talked_is_counted_from_the_sale() -> None:
    one = _add()
    sales.add(SaleForm(one, happened_on="2025-01-01", lines=[LineForm(name="龍頭", amount=500)]))
    keep_in_touch.put([one], 30)
    assert _days(one)[0] == "2025-01-31"


def test_an_interval_goes_with_its_tag() -> None:
    one, other = _add(), _add("林志明")
    timed, kept = tags.add("VIP", contact_interval=30), tags.add("老主顧")
    tags.attach([one, other], ["VIP"])
    for who in (one, other):
        _talk(who, "2026-10-01")
    tags.delete(timed)
    assert _days(one)[0] is None
    audit.undo(audit.units(1)[0].id)
    assert _days(one)[0] == "2026-10-31"
    tags.merge(kept, timed)
    assert _days(other)[0] is None
    audit.undo(audit.units(1)[0].id)
    tags.merge(timed, kept)
    assert _days(other)[0] == "2026-10-31"


def test_two_tags_made_one_and_apart_again_take_the_interval_along() -> None:
    one = _add()
    timed, other = tags.add("VIP", contact_interval=30), tags.add("老主顧")
    tags.attach([one], ["老主顧"])
    _talk(one, "2026-10-01")
    tags.merge(timed, other)
    assert _days(one)[0] == "2026-10-31"
    audit.undo(audit.units(1)[0].id)
    assert _days(one)[0] is None


def test_a_day_to_come_is_no_contact_yet() -> None:
    one = _add()
    keep_in_touch.put([one], 30)
    with unit("interactions.add"):  # as an import brings it
        run("INSERT INTO interaction(customer, text, happened_on) VALUES (?, '不明', '9999-12-31')", one)
    sales.add(SaleForm(one, happened_on="2031-01-01", lines=[LineForm(name="龍頭", amount=500)]))
    assert _days(one)[0] == "2026-12-21"
    assert lists.rows([one])[0].last_contact_on is None


def test_an_interval_never_leaves_the_calendar() -> None:
    one = _add()
    with pytest.raises(InputError):
        tags.add("VIP", contact_interval=10**9)
    with unit("tags.add"):  # by an older program
        run("INSERT INTO tag(name, contact_interval) VALUES ('老檔案', 1000000000)")
    _talk(one, "2026-10-01")
    tags.attach([one], ["老檔案"])
    assert _days(one)[0] == "9999-12-31"


def test_a_clock_that_was_wrong_once_hides_no_birthday() -> None:
    one = customers.add(CustomerForm(name="陳美惠", birthday=PartialDate(1980, 12, 1)))
    clock.fix(datetime(2031, 1, 5, 2, tzinfo=UTC))
    coming.refresh_birthdays(silent)
    assert _days(one)[2] == "2031-12-01"
    go_to(21)
    coming.refresh_birthdays(silent)
    assert _days(one)[2] == "2026-12-01"


def test_the_next_contact_is_the_first_of_promises_and_keeping_in_touch() -> None:
    one = _add()
    _talk(one, "2026-11-01")
    keep_in_touch.put([one], 30)
    (task,) = tasks.add(TaskForm("送型錄", "2026-11-25"), [one])
    assert _days(one)[:2] == ("2026-12-01", "2026-11-25")
    tasks.done([task])
    assert _days(one)[1] == "2026-12-01"


def test_whoever_is_put_away_is_not_waited_for_and_comes_back_with_everything() -> None:
    one = customers.add(CustomerForm(name="陳美惠", birthday=PartialDate(1984, 12, 3)))
    keep_in_touch.put([one], 30)
    tasks.add(TaskForm("送型錄", "2026-11-25"), [one])
    before = _days(one)
    assert before == ("2026-12-21", "2026-11-25", "2026-12-03")
    customers.archive([one], "passed_away")
    assert _days(one) == (None, None, None)
    customers.put_back([one])
    assert _days(one) == before


def test_birthdays_without_a_year_and_lunar_ones() -> None:
    one = customers.add(CustomerForm(name="甲", birthday=PartialDate(None, 2, 29)))
    two = customers.add(CustomerForm(name="乙", birthday=PartialDate(1960, 1, 1, lunar=True)))
    assert (_days(one)[2], _days(two)[2]) == ("2027-02-28", "2027-02-06")


def test_another_day_moves_the_birthdays_that_are_over_and_finds_those_never_worked_out() -> None:
    one = customers.add(CustomerForm(name="甲", birthday=PartialDate(None, 11, 21)))
    two = customers.add(CustomerForm(name="乙", birthday=PartialDate(None, 12, 1)))
    run("UPDATE customer_figures SET birthday_on = NULL WHERE customer = ?", two)
    go_to(25)
    assert coming.refresh_birthdays(silent) == 2
    assert (_days(one)[2], _days(two)[2]) == ("2027-11-21", "2026-12-01")
    assert coming.refresh_birthdays(silent) == 0


def test_one_undo_takes_the_interval_of_a_whole_list_back() -> None:
    everybody = [_add(f"客戶{at}") for at in range(20)]
    assert keep_in_touch.put(Selection(query=ListQuery()), 60) == 20
    assert {_days(one)[0] for one in everybody} == {"2027-01-20"}
    audit.undo(audit.units(1)[0].id)
    assert {_days(one) for one in everybody} == {(None, None, None)}
    assert len(lists.first(ListQuery())) == 20


def test_more_days_than_anybody_waits_are_refused() -> None:
    with pytest.raises(InputError):
        keep_in_touch.put([_add()], 100_000)


def test_intervals_in_words() -> None:
    assert [keep_in_touch.words(days) for days in (30, 45, 0, -1, None)] == [
        "每 30 天", "每 45 天", "不用聯絡", "照他自己的節奏", "照標籤",
    ]  # fmt: skip
