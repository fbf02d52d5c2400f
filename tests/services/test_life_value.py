"""What the models say of a shop's own customers: fitted where there is enough, honest where there is not, judged a year later."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from db.core import clock, file
from db.core.connection import rows, run, value
from db.core.journal import unit
from db.models import Sale, SaleLine
from db.services import buyers, customers, demo, life_tests, life_value, sales, standing_rows, standings, walk_in, worked_out
from db.services.customers import CustomerForm
from db.services.sale_form import SaleForm

_TODAY = date(2026, 11, 21)
_OUTLOOK = "SELECT alive, expected, value FROM customer_standing WHERE customer = ?"


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo shop of eight hundred customers, made once; copied by each test."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    path = tmp_path_factory.mktemp("demo") / "demo.crm"
    demo.create(path, 800, 7)
    return path


@pytest.fixture
def demo_shop(demo_path: Path, tmp_path: Path) -> Path:
    """The demo shop, open on the day it was made for."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    path = tmp_path / "shop.crm"
    path.write_bytes(demo_path.read_bytes())
    file.open_shop(path)
    return path


@pytest.fixture
def shop_today(shop: Path) -> Path:
    """An empty shop on 2026/11/21."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    return shop


def _sell(customer: int, *ago: int, total: int = 500, cost: int | None = None) -> None:
    """Sales so many days ago; the cost of each in dollars."""
    for days in ago:
        on = (_TODAY - timedelta(days=days)).isoformat()
        sale = Sale.create(customer=customer, total=total, happened_on=on).id
        SaleLine.create(sale=sale, name="濾心", quantity=1, unit_price=total, amount=total, cost=cost)


def _busy(count: int) -> list[int]:
    """So many who come every month or so, the last time a while ago or lately."""
    dice, made = Random(3), []
    with unit("demo.fill"):
        for one in range(count):
            made.append(customers.add(CustomerForm(name=f"客人{one}")))
            last, visits = dice.randrange(1, 300), dice.randrange(2, 9)
            _sell(made[-1], *range(last, last + 30 * visits, 30), total=300 + 10 * one, cost=200)
    return made


def test_an_empty_shop_has_no_model(shop_today: Path) -> None:
    found = life_value.fit()
    assert (found.rule, found.customers, found.repeaters, found.r) == ("interval", 0, 0, None)
    assert life_tests.back_test()[0].judged.named == 0


def test_few_who_came_again_are_judged_by_their_rhythm_alone(shop_today: Path) -> None:
    made = _busy(life_value.ENOUGH - 1)
    assert standings.fill()
    found = life_value.kept()
    assert found is not None
    assert (found.rule, found.repeaters, found.r, found.log_likelihood) == ("interval", life_value.ENOUGH - 1, None, None)
    assert rows(_OUTLOOK, made[0]) == [(None, None, None)]


def test_fifty_are_enough_and_drawn_to_what_is_usual(shop_today: Path) -> None:
    _busy(life_value.ENOUGH)
    found = life_value.fit()
    assert (found.rule, found.is_shrunk) == ("bg_nbd", True)
    assert found.margin_share == pytest.approx(
        value("SELECT sum(margin) FROM sale_fact") / value("SELECT sum(amount) FROM sale_fact")
    )
    assert life_value.kept() == found


def test_everybody_gets_an_outlook_and_one_alone_the_same(demo_shop: Path) -> None:
    assert standings.fill()
    everybody = rows("SELECT customer, alive, expected, value FROM customer_standing ORDER BY customer")
    assert len(everybody) > 300
    assert all(0 <= alive <= 1 for _one, alive, _year, _value in everybody if alive is not None)
    assert all(year >= 0 and brings >= 0 for _one, _alive, year, brings in everybody if year is not None)
    standings.refresh([everybody[0][0]])
    assert rows(_OUTLOOK, everybody[0][0]) == [everybody[0][1:]]


def test_of_who_came_once_nothing_is_said_of_staying(demo_shop: Path) -> None:
    standings.fill()
    once = rows("SELECT alive, expected FROM customer_standing WHERE visits = 1 AND expected IS NOT NULL")
    assert once
    assert {alive for alive, _year in once} == {None}


def test_a_visit_brings_more_to_come(demo_shop: Path) -> None:
    standings.fill()
    one, alive, year = rows(
        "SELECT customer, alive, expected FROM customer_standing WHERE visits > 3 AND last_on < '2026-05-01' LIMIT 1"
    )[0]
    sales.add(SaleForm(one, total=900))
    (after,) = rows(_OUTLOOK, one)
    assert after[0] > alive
    assert after[1] > year


def test_the_nameless_of_the_counter_are_nobody(shop_today: Path) -> None:
    _busy(life_value.ENOUGH)
    nobody = walk_in.customer()
    with unit("demo.fill"):
        _sell(nobody, *range(1, 200))
    standings.fill()
    assert life_value.fit().customers == life_value.ENOUGH
    assert rows(_OUTLOOK, nobody) in ([], [(None, None, None)])


def test_returns_and_days_to_come_make_no_visits(shop_today: Path) -> None:
    """More came back than was sold: the customer brings nothing, and no number breaks."""
    made = _busy(life_value.ENOUGH)
    with unit("demo.fill"):
        _sell(made[0], 1, total=-90_000)
        _sell(made[1], -30, -60)
    before = life_value.fit()
    assert standings.fill()
    assert before.repeaters == life_value.ENOUGH
    assert rows(_OUTLOOK, made[0])[0][2] >= 0
    assert value("SELECT count(*) FROM customer_standing WHERE value < 0") == 0


def test_all_on_one_day_has_no_model(shop_today: Path) -> None:
    with unit("demo.fill"):
        for one in range(80):
            _sell(customers.add(CustomerForm(name=f"客人{one}")), 3, 3, 3)
    assert life_value.fit().rule == "interval"
    assert standings.fill()


def test_it_is_fitted_again_after_a_week_or_with_more_sales(demo_shop: Path) -> None:
    first = life_value.fit_when_due()
    clock.fix(datetime(2026, 11, 27, 2, tzinfo=UTC))
    assert life_value.fit_when_due() == first
    clock.fix(datetime(2026, 11, 28, 3, tzinfo=UTC))
    assert life_value.fit_when_due().at > first.at
    last = life_value.kept()
    with unit("demo.fill"):
        _sell(1, *range(1, first.sales // 15))
    assert last is not None
    assert life_value.fit_when_due().sales > last.sales


def test_where_no_cost_is_known_money_counts(shop_today: Path) -> None:
    with unit("demo.fill"):
        for one in range(60):
            _sell(customers.add(CustomerForm(name=f"客人{one}")), one + 1, one + 40, one + 70)
    found = life_value.fit()
    assert found.margin_share is None
    assert life_value.Forecaster(found).outlook(life_value.Buyer(1, 3, 100, 169, 1500, 0, 0), 170)[2]


def test_who_sells_below_cost_is_told_of_no_money_to_come(shop_today: Path) -> None:
    with unit("demo.fill"):
        for one in range(60):
            _sell(customers.add(CustomerForm(name=f"客人{one}")), one + 1, one + 40, total=100, cost=1_500_000)
    assert (found := life_value.fit()).margin_share == 0
    assert not life_value.Forecaster(found).outlook(life_value.Buyer(1, 3, 100, 169, 1500, -700, 1500), 170)[2]


def test_one_alone_is_told_of_as_all_are(shop_today: Path) -> None:
    """Of what one bought the part whose cost is known, too."""
    with unit("demo.fill"):
        one = customers.add(CustomerForm(name="客人"))
        _sell(one, 5, 40, total=300, cost=1_000_000)
        _sell(one, 3, total=70)
    done = standing_rows.done(_TODAY, lambda _column: "1")
    assert done.buyer(one) == buyers.known_on(_TODAY)[0]


def test_the_back_test_knows_nothing_of_the_year_after(demo_shop: Path) -> None:
    """What was sold since may be struck: it would have named the same customers."""
    before = {one.rule: one for one in life_tests.back_test()}
    assert set(before) == {"bg_nbd", "interval"}
    for one in before.values():
        assert one.on == date(2025, 11, 21)
        assert one.judged.named == len(one.named) == one.judged.right + one.judged.wrong
        assert one.judged.gone == len(one.gone) == one.judged.right + one.judged.missed
    assert before["interval"].judged.right > 0
    run("DELETE FROM sale_fact WHERE day > 20251121")
    after = {one.rule: one for one in life_tests.back_test()}
    assert after["interval"].named == before["interval"].named
    assert after["bg_nbd"].named == before["bg_nbd"].named
    assert after["interval"].gone == after["interval"].asked


def test_the_back_test_counts_who_came_again(shop_today: Path) -> None:
    """Both came every month until a year and three months ago; one came again since."""
    monthly = range(455, 800, 30)
    with unit("demo.fill"):
        gone, back, true = (customers.add(CustomerForm(name=name)) for name in ("走了", "回來", "一直來"))
        _sell(gone, *monthly)
        _sell(back, *monthly, 100)
        _sell(true, *range(5, 800, 30))
        _sell(customers.add(CustomerForm(name="早就不來")), *range(735, 1_000, 30))  # nobody would have asked about them
    (tested,) = life_tests.back_test()
    assert (tested.rule, len(tested.asked)) == ("interval", 3)
    assert tested.named == {gone, back}
    assert tested.gone == {gone}
    assert (tested.judged.right, tested.judged.missed, tested.judged.wrong) == (1, 0, 1)


def test_what_is_kept_is_no_part_of_history(shop_today: Path) -> None:
    assert worked_out.kept("life_value") is None
    assert worked_out.keep("life_value", {"a": [1, 2]})
    assert worked_out.kept("life_value") == json.loads('{"a": [1, 2]}')
    assert value("SELECT count(*) FROM unit") == 0
