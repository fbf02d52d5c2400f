"""What became of quotes: one that is good until today still waits."""

from datetime import date, timedelta

import pytest

from db.core.connection import run
from db.core.journal import unit
from db.services import quote_figures, quote_life
from tests.services.november_quotes import builder, drawn, written

_TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.usefixtures("saturday", "shop")


@pytest.mark.parametrize(("left", "outcome"), [(0, quote_figures.WAITING), (-1, quote_figures.EXPIRED)])
def test_a_quote_is_good_up_to_and_with_its_day(left: int, outcome: str) -> None:
    quote = written(builder())
    quote_life.issue(quote, drawn)
    with unit("quotes.change"):
        run("UPDATE quote SET valid_until = ? WHERE id = ?", (_TODAY + timedelta(days=left)).isoformat(), quote)
    (found,) = quote_figures.issued(_TODAY, _TODAY)
    assert found.outcome == outcome
