"""A shop on a Saturday in November, with quotes in every state."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from db.core import clock
from db.services import customers, quote_life, quotes
from db.services.customer_form import CustomerForm
from tests.screens.asks import Answers
from tests.screens.quotes import Quotes
from tests.screens.window import Window
from tests.services.november_quotes import bathroom, builder, drawn


def written(customer: int, *, days_ago: int = 0, project: str = "", issued: bool = True) -> int:
    """A quote of the bathroom, dated some days ago."""
    form = quotes.new(customer)
    form.lines, form.project = bathroom(), project
    form.quoted_on = (clock.today() - timedelta(days=days_ago)).isoformat()
    form.valid_until = (clock.today() + timedelta(days=30 - days_ago)).isoformat()
    quote = quotes.add(form)
    if issued:
        quote_life.issue(quote, drawn)
    return quote


@pytest.fixture
def one(saturday: object, shop: Path) -> int:
    """宏達室內裝修."""
    return builder()


@pytest.fixture
def states(one: int) -> dict[str, int]:
    """A quote in each state, by it; "soon" ends within the week."""
    other = customers.add(CustomerForm(name="陳美惠"))
    found = {
        "draft": written(one, project="浴室翻新", issued=False),
        "issued": written(one, days_ago=1),
        "soon": written(other, days_ago=25, project="後陽台"),
        "expired": written(other, days_ago=40),
        "accepted": written(one, days_ago=2),
        "refused": written(one, days_ago=3),
        "void": written(one, days_ago=4),
    }
    quote_life.accept(found["accepted"])
    quote_life.refuse(found["refused"], "太貴了")
    quote_life.void(found["void"], "開錯了")
    return found


@pytest.fixture
def window(one: int, answers: Answers) -> Iterator[Window]:
    """The window on the day."""
    made = Window(answers)
    yield made
    made.leave_dialogs()


@pytest.fixture
def screen(states: dict[str, int], window: Window) -> Quotes:
    """The list of quotes."""
    return Quotes(window)
