"""How often a customer is to be talked to, and when again: their own rule, else the shortest of their tags."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.core import clock
from db.services import customers, interactions, keep_in_touch, tags
from db.services.customer_form import CustomerForm
from db.services.interactions import InteractionForm


@pytest.fixture
def one(shop: Path) -> int:
    clock.fix(datetime(2026, 10, 1, 2, tzinfo=UTC))
    made = customers.add(CustomerForm(name="陳美惠"))
    interactions.add(InteractionForm(made, "問換氣扇", "LINE", happened_on="2026-10-01"))
    return made


def test_nobody_said(one: int) -> None:
    assert keep_in_touch.of(one) is None


def test_their_own_rule_counts_before_their_tags(one: int) -> None:
    for name, days in (("月", 30), ("季", 90), ("自己的步調", keep_in_touch.OWN_RHYTHM)):
        tags.add(name, "violet", "", contact_interval=days)
    tags.attach([one], ["季", "自己的步調"])
    assert keep_in_touch.of(one) == (90, "2026-12-30")
    tags.attach([one], ["月"])
    assert keep_in_touch.of(one) == (30, "2026-10-31")
    keep_in_touch.put(one, 60)
    assert keep_in_touch.of(one) == (60, "2026-11-30")
    keep_in_touch.put(one, keep_in_touch.NEVER)
    assert keep_in_touch.of(one) == (keep_in_touch.NEVER, None)
