"""What was spent on a customer: written down, corrected, taken out; of two made one it is the sum; nobody's but the owner's."""

import pytest

from db.core import session
from db.core.errors import InputError, NotFoundError, RefusedError
from db.core.journal import saving
from db.core.undo import undo
from db.services import customer_costs, customers, merging, profits, settings
from db.services.customer_costs import CostForm
from db.services.customer_form import CustomerForm
from tests.services.buying import buy, buyer

pytestmark = pytest.mark.usefixtures("shop", "saturday")


@pytest.fixture
def mei() -> int:
    return customers.add(CustomerForm(name="陳美惠"))


def test_it_is_written_down_and_added_up(mei: int) -> None:
    customer_costs.add(CostForm(mei, "1,200", "marketing", "11/3", "中秋禮盒"))
    customer_costs.add(CostForm(mei, "３００元"))
    assert [(one.happened_on, one.kind, one.amount) for one in customer_costs.of(mei)] == [
        ("2026-11-21", "service", 300),
        ("2026-11-03", "marketing", 1200),
    ]
    assert customer_costs.spent(mei).all == 1500


def test_of_goods_whose_cost_is_mostly_unknown_nobody_can_tell() -> None:
    mostly, half = buyer("甲", "2026-11-01", amount=50_000), buyer("乙", "2026-11-01", amount=100)
    for one in (mostly, half):
        buy(one, "2026-11-02", 100, "螺絲", 50)
        customer_costs.add(CostForm(one, "20"))
    assert [(one.customer, one.remains) for one in profits.rows("most", 5)] == [(half, 30)]
    assert (profits.together().remains, profits.others().money) == (30, 50_100)


@pytest.mark.parametrize("amount", ["", "0", "-5", "很多"])
def test_an_amount_must_be_one(mei: int, amount: str) -> None:
    with pytest.raises(InputError) as caught:
        customer_costs.add(CostForm(mei, amount))
    assert caught.value.details["field"] == "amount"


def test_it_is_corrected_and_taken_out_with_a_way_back(mei: int) -> None:
    cost = customer_costs.add(CostForm(mei, "300"))
    customer_costs.change(cost, CostForm(mei, "350", note="跑兩趟"))
    assert customer_costs.get(cost).amount == 350
    _done, unit = saving(lambda: customer_costs.delete(cost))
    assert customer_costs.of(mei) == []
    with pytest.raises(NotFoundError):
        customer_costs.get(cost)
    assert unit is not None
    undo(unit)
    assert customer_costs.spent(mei).service == 350


def test_staff_neither_read_nor_write_it(mei: int) -> None:
    customer_costs.add(CostForm(mei, "300"))
    settings.save({"staff": ["小玲"]})
    session.act_as("小玲")
    assert (customer_costs.of(mei), customer_costs.spent(mei).all) == ([], 0)
    with pytest.raises(RefusedError):
        customer_costs.add(CostForm(mei, "300"))


def test_of_two_made_one_it_is_the_sum(mei: int) -> None:
    other = customers.add(CustomerForm(name="陳美慧"))
    customer_costs.add(CostForm(mei, "300"))
    customer_costs.add(CostForm(other, "500"))
    merging.merge(mei, other)
    assert customer_costs.spent(mei).all == 800


def test_what_remains_is_margin_less_what_was_spent() -> None:
    good = buyer("好客", "2026-10-01", amount=1000, cost=600)
    dear = buyer("難伺候", "2026-10-02", amount=500, cost=400)
    unknown = buyer("沒成本", "2026-10-03", amount=700)
    customer_costs.add(CostForm(dear, "250", "service"))
    found = {one.customer: one for one in profits.rows("most", 10)}
    assert (found[good].remains, found[dear].remains) == (400, -150)
    assert unknown not in found
    assert profits.losing() == [dear]
    assert [one.customer for one in profits.rows("least", 1)] == [dear]
    whole = profits.together()
    assert (whole.customer, whole.money, whole.margin, whole.service, whole.remains) == (2, 1500, 500, 250, 250)
