"""Where customers stand: with each sale and once a day the same, in words with numbers, by hand for a while, lost and back."""

import threading
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.core import audit, clock, file
from db.core.connection import rows, run, value
from db.core.errors import InputError
from db.core.journal import saving, unit
from db.models import Sale
from db.services import customers, demo, lists, losing, merging, sales, segments, stage_board, stages, standings, walk_in
from db.services.customers import CustomerForm
from db.services.lists import ListQuery
from db.services.sale_form import SaleForm
from db.services.sales import LineForm

_TODAY = date(2026, 11, 21)
_ALL = "SELECT * FROM customer_standing ORDER BY customer"

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _customer(*ago: int, name: str = "王小明", total: int = 100) -> int:
    """Who bought so many days ago."""
    with unit("customers.add"):
        one = customers.add(CustomerForm(name=name))
        run("UPDATE customer SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = ?", one)
        for days in ago:
            Sale.create(customer=one, total=total, happened_on=(_TODAY - timedelta(days=days)).isoformat())
    return one


def _of(customer: int) -> standings.Standing:
    found = standings.of(customer)
    assert found
    return found


def _line(name: str, price: int) -> LineForm:
    return LineForm(name=name, quantity=Decimal(1), unit_price=Decimal(price))


def _found(**leaf: Any) -> list[int]:
    return [row.id for row in lists.first(ListQuery(conditions=segments.text_of({"all": [leaf]})))]


def _stamped(stage: str) -> list[int]:
    return [one for (one,) in rows("SELECT customer FROM customer_standing WHERE stage = ?", stage)]


def test_the_reason_stands_in_numbers() -> None:
    one = _customer(*range(72, 400, 32))
    assert _of(one).stage_name == "快流失"
    assert _of(one).sureness == "快流失"
    assert _of(one).words == "通常 32 天買一次，已 72 天沒來"
    assert _of(one).act == "今天打個電話，問他最近好不好。"
    assert _of(_customer(9)).words == "9 天前買過一次"
    assert _of(_customer()).stage_name == "還沒買過"
    assert standings.of(999) is None


def test_a_sale_brings_them_up_to_date_and_undo_takes_it_back() -> None:
    one = _customer(*range(72, 300, 32))
    before = rows(_ALL)
    assert _stamped("pre_divorce") == [one]
    _id, made = saving(lambda: sales.add(SaleForm(one, total=10, is_owed=False)))
    assert _stamped("account_management") == [one]
    assert made
    audit.undo(made)
    assert rows(_ALL) == before


def test_what_a_day_makes_of_all_a_sale_makes_of_one() -> None:
    people = [_customer(*range(number, 900, 20 + 3 * number), name=f"客{number}", total=number) for number in range(60)]
    assert standings.fill()
    kept = rows(_ALL)
    standings.refresh(people)
    assert rows(_ALL) == kept
    assert {row[0] for row in rows("SELECT DISTINCT recency FROM customer_standing")} == {1, 2, 3, 4, 5}
    assert standings.fill_when_due()
    run("DELETE FROM customer_standing")
    assert standings.fill_when_due()  # it was done today
    assert rows(_ALL) == []
    clock.fix(datetime(2026, 11, 22, 2, tzinfo=UTC))
    assert standings.fill_when_due()
    assert len(rows(_ALL)) == len(kept)


def test_returns_days_to_come_and_days_nobody_knows_are_no_visit() -> None:
    one = _customer(10, -30)
    with unit("imports.run"):
        Sale.create(customer=one, total=500)
        Sale.create(customer=one, total=-900, happened_on="2026-11-20")
    row = _of(one).row
    assert row
    assert (row.visits, row.total, row.recent, row.first_on, row.last_on) == (1, -200, -800, "2026-11-11", "2026-11-11")


def test_a_gift_given_back_is_no_visit() -> None:
    one = _customer(10)
    sold = sales.add(SaleForm(one, [_line("冷氣", 100), _line("遙控器", 0)], happened_on="2026-11-01", tax_mode="none"))
    sales.add(replace(sales.return_of(sold), happened_on="2026-11-20"))
    assert (_of(one).row.visits, _of(one).row.last_on) == (2, "2026-11-11")  # type: ignore[union-attr]


def test_a_year_has_365_days() -> None:
    row = _of(_customer(0, 364, 365, 729, 730)).row
    assert row
    assert (row.recent, row.earlier, row.total) == (200, 200, 500)


def test_days_to_come_bring_nothing_yet() -> None:
    people = [_customer(*range(number, 400, 30), name=f"客{number}", total=500) for number in range(60)]
    assert standings.fill()
    (before,) = rows("SELECT alive, expected, value FROM customer_standing WHERE customer = ?", people[0])
    sales.add(SaleForm(people[0], total=90_000, happened_on="2026-12-30"))
    with unit("imports.run"):
        Sale.create(customer=people[0], total=70_000)
    assert rows("SELECT alive, expected, value FROM customer_standing WHERE customer = ?", people[0]) == [before]
    assert before[2]


def test_what_is_saved_while_all_are_worked_out_stays() -> None:
    """Sales between any two steps of the first reckoning: known ones, new ones, by the new scale, and gone ones go."""
    people = [_customer(*range(number, 300, 30), name=f"客{number}") for number in range(60)]
    run("DELETE FROM customer_standing")
    run("INSERT INTO customer_standing (customer, worked_on) VALUES (999, '2020-01-01')")
    new = []

    def sell(_what: str, _done: int, _all: int) -> None:
        new.append(customers.add(CustomerForm(name=f"新{len(new)}")))
        for one in (new[-1], people[7]):
            sales.add(SaleForm(one, total=1_000 * len(new), is_owed=False))

    assert standings.fill(sell)
    kept = rows(_ALL)
    assert {row[0] for row in kept} == {*people, *new}
    standings.refresh([*people, *new])
    assert rows(_ALL) == kept
    assert value("SELECT min(recency) FROM customer_standing") > 0
    assert value("SELECT total FROM customer_standing WHERE customer = ?", people[7]) > 1_000


def test_what_is_saved_between_the_reckoning_and_the_writing_is_not_lost() -> None:
    """A save goes on while a piece is worked out: the piece waits for it, and is worked out anew."""
    one = _customer(30, 60)
    assert standings.fill()
    is_near, is_saving = threading.Event(), threading.Event()

    def wait(_what: str, done: int, _all: int) -> None:
        if done == 1:  # the first piece comes
            is_near.set()
            is_saving.wait()

    worker = threading.Thread(target=standings.fill, args=(wait,))
    worker.start()
    is_near.wait()
    with unit("sales.add"):
        is_saving.set()
        time.sleep(0.1)
        Sale.create(customer=one, total=5_000, happened_on="2026-11-21")
    worker.join()
    assert rows("SELECT visits, total FROM customer_standing") == [(3, 5_200)]


def test_who_buys_without_a_name_stands_nowhere() -> None:
    nobody = walk_in.customer()
    sales.add(SaleForm(nobody, total=10, is_owed=False))
    assert standings.fill()
    assert rows(_ALL) == []
    assert sum(row.count for row in stage_board.board()) == 0


def test_who_was_merged_stands_nowhere_and_the_other_has_both() -> None:
    one, other = _customer(40), _customer(80, name="王曉明")
    merging.merge(one, other)
    assert [(row[0], row[3]) for row in rows(_ALL)] == [(one, 2)]
    never = _customer(name="王大明")
    stages.put(never, "welcoming")
    merging.merge(one, never)
    assert _stamped("welcoming") in ([], [one])
    assert [row[0] for row in rows(_ALL)] == [one]


def test_a_stage_put_by_hand_holds_for_its_time() -> None:
    one = _customer(5)
    assert stages.put(one, "intensive_care", _TODAY + timedelta(days=3)) == 1
    assert stages.put(one, "intensive_care", _TODAY + timedelta(days=3)) == 0
    assert (_of(one).stage_name, _of(one).words, _stamped("intensive_care")) == (
        "老主顧",
        "您改的，到 2026/11/24；照買的情形是新客",
        [one],
    )
    clock.fix(datetime(2026, 11, 24, 2, tzinfo=UTC))
    assert _of(one).stage_name == "老主顧"  # its last day
    clock.fix(datetime(2026, 11, 25, 2, tzinfo=UTC))
    assert standings.fill_when_due()
    assert _stamped("welcoming") == [one]
    assert stages.lift(one) == 1
    for bad in (("regular", None), ("divorce", _TODAY)):
        with pytest.raises(InputError):
            stages.put(one, *bad)


def test_put_by_hand_is_a_move_of_this_month() -> None:
    one = _customer(5, 40)
    before = _of(one).stage
    stages.put(one, "intensive_care")
    board = {row.stage: row for row in stage_board.board()}
    assert (board["intensive_care"].count, board["intensive_care"].before, board["intensive_care"].came) == (1, 0, 1)
    assert stage_board.moved(None, "intensive_care") == [one]
    assert _of(one).words == "您改的；照買的情形是來過幾次"
    clock.fix(datetime(2026, 12, 20, 2, tzinfo=UTC))
    stages.put(one, "intensive_care", date(2026, 12, 31))  # for longer: they still stand there since November
    assert stage_board.ids("intensive_care", date(2026, 11, 21)) == [one]
    assert before == "getting_to_know"


def test_closed_on_the_day_of_the_last_purchase_is_gone() -> None:
    one = _customer(0, 30, 60)
    losing.close(one, "unknown")
    assert (_of(one).stage, _of(one).is_closed, _of(one).words) == ("divorce", True, "2026/11/21 起當作走掉了")


def test_who_was_closed_in_the_morning_and_buys_the_same_day_came_back() -> None:
    one = _customer(300, 400)
    losing.close(one, "moved")
    _id, made = saving(lambda: sales.add(SaleForm(one, total=10, happened_on="2026-11-21", is_owed=False)))
    assert (_of(one).stage, _of(one).is_closed) == ("win_back", False)
    assert made
    audit.undo(made)
    assert (_of(one).stage, losing.of(one)) == ("divorce", ("2026-11-21", "moved"))


def test_lost_once_more_is_closed_once_more() -> None:
    one = _customer(10, 60, 90)
    losing.close(one, "moved", _TODAY - timedelta(days=30))
    assert not _of(one).is_closed  # back since
    losing.close(one, "price")
    assert (_of(one).is_closed, losing.of(one)) == (True, ("2026-11-21", "price"))


def test_what_was_said_of_both_by_hand_stays_when_they_are_merged() -> None:
    one, other, third = _customer(40), _customer(300, 100, name="王曉明"), _customer(50, name="王小名")
    losing.close(other, "rival", _TODAY - timedelta(days=200))
    stages.put(other, "intensive_care", _TODAY)
    stages.put(third, "welcoming")
    merging.merge(one, other)
    merging.merge(one, third)
    found = rows("SELECT stage, stage_since, stage_until, lost_on, lost_reason FROM customer WHERE id = ?", one)
    assert found == [("intensive_care", "2026-11-21", "2026-11-21", "2026-05-05", "rival")]


def test_who_is_named_as_nobody_stands_nowhere_from_then_on() -> None:
    one = _customer(200, 230, 260)
    for name, there in (("現場客人", []), ("王小明", [one])):
        customers.change(one, replace(customers.form(one), name=name))
        assert [row[0] for row in rows(_ALL)] == there


def test_who_never_bought_can_be_put_somewhere_too() -> None:
    one = _customer()
    stages.put(one, "welcoming")
    assert (_of(one).stage, _stamped("welcoming")) == ("welcoming", [one])
    stages.lift(one)
    assert (_of(one).stage, rows(_ALL)) == ("recruitment", [])


def test_lost_ones_are_closed_with_a_reason_and_a_sale_brings_them_back() -> None:
    one = _customer(*range(20, 200, 20))
    _count, closed = saving(lambda: losing.close(one, "moved"))
    assert (_of(one).stage, _of(one).words, losing.of(one)) == ("divorce", "2026/11/21 走掉了：搬家", ("2026-11-21", "moved"))
    clock.fix(datetime(2026, 11, 30, 2, tzinfo=UTC))
    sales.add(SaleForm(one, total=10, happened_on="2026/11/30", is_owed=False))
    assert (_of(one).stage_name, _of(one).words) == ("回頭客", "隔了 29 天才回來，0 天前又買了")
    losing.reopen(one)
    assert _of(one).stage == "account_management"
    assert closed
    for bad in (("fire", None), ("moved", date(2027, 1, 1))):
        with pytest.raises(InputError):
            losing.close(one, *bad)


def test_lists_are_made_of_where_they_stand() -> None:
    regular, going, never = _customer(*range(5, 200, 30)), _customer(*range(72, 400, 32)), _customer()
    losing.close(going, "price")
    assert _found(field="stage", **{"is": "any_of", "value": ["recruitment"]}) == [never]
    assert _found(field="stage", **{"is": "any_of", "value": ["divorce", "pre_divorce"]}) == [going]
    assert _found(field="sureness", **{"is": "any_of", "value": ["steady"]}) == [regular]
    assert _found(field="lost_reason", **{"is": "any_of", "value": ["price"]}) == [going]
    assert segments.words({"field": "stage", "is": "any_of", "value": ["divorce", "win_back"]}) == "已流失 或 回頭客"
    assert {row.stage for row in lists.rows([regular, never])} == {"account_management", "recruitment"}


def test_the_board_counts_everybody_once_and_says_who_moved() -> None:
    new, slipped, never = _customer(3), _customer(50, 80, 110, 140), _customer()
    board = {row.stage: row for row in stage_board.board()}
    assert sum(row.count for row in board.values()) == 3
    assert sum(row.before for row in board.values()) == 3
    assert (board["welcoming"].count, board["welcoming"].came) == (1, 1)
    assert (board["recruitment"].count, board["recruitment"].before, board["recruitment"].went) == (1, 2, 1)
    assert stage_board.ids("recruitment") == [never]
    assert stage_board.moved("recruitment", "welcoming") == [new]
    assert stage_board.moves() == {("recruitment", "welcoming"): 1} | (
        {("account_management", _of(slipped).stage): 1} if _of(slipped).stage != "account_management" else {}
    )


def test_an_empty_shop_has_eight_empty_stages() -> None:
    assert standings.fill()
    assert [(row.count, row.before, row.came, row.went) for row in stage_board.board()] == [(0, 0, 0, 0)] * 8


def test_a_made_up_shop_stands_as_its_sales_say(tmp_path: Path) -> None:
    file.close()
    demo.create(tmp_path / "demo.crm", 150, 5)
    with file.opened(tmp_path / "demo.crm"):
        assert standings.fill()
        kept = rows(_ALL)
        assert value("SELECT sum(amount) FROM sale_fact") == value("SELECT sum(coalesce(total, 0)) FROM sale")
        assert value("SELECT sum(total) FROM customer_standing") == value("SELECT sum(bought) FROM customer_figures")
        stages.put(kept[0][0], "welcoming")
        stages.put(value("SELECT max(id) FROM customer"), "divorce")
        today, board = stage_board.stages_on(clock.today()), stage_board.board()
        run("UPDATE model_fit SET body = json_remove(body, '$.on')")  # nothing is known of today: worked out from the sales
        assert stage_board.stages_on(clock.today()) == today
        assert stage_board.board() == board
        kept = rows(_ALL)
        run("DELETE FROM customer_standing")
        standings.refresh([row[0] for row in kept])
        assert rows(_ALL) == kept


def test_the_later_word_of_the_owner_holds() -> None:
    one = _customer(100, 70, 40)
    stages.put(one, "account_management", _TODAY + timedelta(days=70))
    _count, made = saving(lambda: losing.close(one, "rival"))
    assert (_of(one).stage, _of(one).is_closed, _of(one).is_by_hand) == ("divorce", True, False)
    assert [row.count for row in stage_board.board() if row.stage in ("account_management", "divorce")] == [0, 1]
    assert made
    audit.undo(made)
    assert (_of(one).stage, losing.of(one)) == ("account_management", None)
    losing.close(one, "rival")
    stages.put(one, "account_management")
    assert (_of(one).stage, losing.of(one)) == ("account_management", None)
    losing.close(one, "rival")
    stages.put(one, "divorce")
    assert losing.of(one) == ("2026-11-21", "rival")


def test_put_again_after_it_was_over_counts_from_today() -> None:
    one = _customer(100, 70, 40)
    stages.put(one, "account_management", _TODAY)
    clock.fix(datetime(2026, 12, 5, 2, tzinfo=UTC))
    stages.put(one, "account_management")
    assert rows("SELECT stage_since, stage_until FROM customer WHERE id = ?", one) == [("2026-12-05", None)]
    stages.put(one, "account_management", date(2026, 12, 31))
    assert rows("SELECT stage_since, stage_until FROM customer WHERE id = ?", one) == [("2026-12-05", "2026-12-31")]


def test_who_brought_most_stands_first_behind_a_stage() -> None:
    some, most = _customer(10, total=50), _customer(12, total=900)
    none = _customer(11, total=0)
    assert stage_board.ids("welcoming") == [most, some, none]
    assert stage_board.moved(None, "welcoming") == [most, some, none]


def test_a_few_visits_are_no_habit_and_nobody_is_late_within_two_weeks() -> None:
    assert _of(_customer(118, 115, 112)).words == "買過 3 次，已 112 天沒來"
    daily = _of(_customer(*range(14, 60)))
    assert (daily.words, daily.sureness_key) == ("通常 1 天買一次，14 天前買過", "steady")
    assert _of(_customer(*range(15, 60))).sureness_key == "slipping"
