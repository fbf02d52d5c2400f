"""Sums by day and by month and item say what the facts beside them say."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.core import audit
from db.core.connection import rows
from db.core.journal import unit
from db.models import Sale, SaleLine
from db.services import customers, periods, sale_sums
from db.services.customer_form import CustomerForm
from db.services.periods import Period

_DAYS = (
    "SELECT day, count(DISTINCT sale), count(DISTINCT sale) FILTER (WHERE amount >= 0 AND quantity >= 0), sum(amount)"
    " FROM sale_fact GROUP BY day ORDER BY day"
)
_MONTHS = (
    "SELECT item, day / 100, count(*), sum(quantity), sum(amount), coalesce(sum(margin), 0), count(margin) FROM sale_fact"
    " GROUP BY 1, 2 ORDER BY 1, 2"
)
_ITEMS = "SELECT item, day / 100, sum(quantity), sum(amount), sum(margin) FROM {of} GROUP BY 1, 2 ORDER BY 1, 2"
_SALES = st.lists(
    st.tuples(
        st.sampled_from([None, "2026-01-01", "2026-01-31", "2026-02-15", "2026-03-31", "2031-12-31"]),
        st.lists(
            st.tuples(
                st.sampled_from(["", "濾心", "水管"]), st.none() | st.integers(-5_000, 5_000), st.none() | st.integers(0, 90)
            )
        ),
    ),
    max_size=6,
)
_PERIODS = (
    periods.of("all"),
    Period("", date(2026, 1, 1), date(2026, 3, 31)),
    Period("", date(2026, 1, 31), date(2026, 3, 30)),
    Period("", date(2026, 2, 15), date(2026, 2, 15)),
    Period("", date(2026, 1, 2), date(2026, 2, 27)),
    Period("", date(2025, 12, 31), date(2031, 12, 31)),
)


@pytest.fixture
def one(shop: None) -> int:
    return customers.add(CustomerForm(name="王小明"))


@given(_SALES)
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_they_follow_every_change_and_its_undo(one: int, found: list[tuple[object, ...]]) -> None:
    with unit("imports.run") as opened:
        for day, lines in found:
            sale = Sale.create(customer=one, happened_on=day).id
            for name, amount, cost in lines:  # type: ignore[attr-defined]
                SaleLine.create(sale=sale, name=name, amount=amount, cost=cost)
    _agree()
    for period in _PERIODS:
        first, last = period.days
        plain = f"(SELECT * FROM sale_fact WHERE day BETWEEN {first} AND {last})"
        assert rows(_ITEMS.format(of=f"({sale_sums.by_month(period)})")) == rows(_ITEMS.format(of=plain))
    if found:
        audit.undo(opened.id)
        _agree()


def _agree() -> None:
    assert rows("SELECT day, sales, bought, amount FROM sale_day WHERE sales > 0 ORDER BY day") == rows(_DAYS)
    kept = "SELECT item, month, lines, quantity, amount, margin, costed FROM sale_month WHERE lines > 0 ORDER BY item, month"
    assert rows(kept) == rows(_MONTHS)
