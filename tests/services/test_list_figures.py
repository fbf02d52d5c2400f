"""What the list says by itself: who was put away counts by what they bought, or not at all."""

import pytest

from db.services import customers, list_figures
from tests.services.buying import buyer

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def test_who_was_put_away_without_buying_makes_no_group() -> None:
    never, bought, _here = buyer("甲"), buyer("乙", "2026-11-01"), buyer("丙")
    customers.archive([never])
    assert [group.key for group in list_figures.groups("source")] == ["none"]
    customers.archive([bought])
    assert [group.key for group in list_figures.groups("source")] == ["none", "put_away"]
