"""Whom to call: not who was given up."""

from datetime import date

import pytest

from db.services import late_buyers, losing
from tests.services.buying import buyer

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def test_who_was_given_up_on_the_day_of_the_last_purchase_is_not_called() -> None:
    one, other = (buyer(name, "2026-03-01", "2026-04-01", "2026-05-01") for name in ("甲", "乙"))
    losing.close(one, "moved", date(2026, 5, 1))
    assert [late.customer for late in late_buyers.rows("both", 5)] == [other]
    assert list(late_buyers.closed()) == [one]
