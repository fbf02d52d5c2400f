"""What is bought together: not what came back together."""

import pytest

from db.services import baskets, sales
from tests.services.bought import sold, somebody

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def test_what_came_back_is_no_basket() -> None:
    one = somebody("王小明")
    sales.add(sales.return_of(sold(one, "2026-11-01", "馬桶", "馬桶蓋")))
    assert baskets.counted() == 1
