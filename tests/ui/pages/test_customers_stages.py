"""The stage as a column of the list, and as what a list is made of; nobody at the counter reads it."""

from datetime import timedelta
from pathlib import Path

import pytest

from db.core import clock
from db.services import customers, losing, sales
from db.services.customer_form import CustomerForm
from db.services.sale_form import SaleForm
from tests.screens.asks import Answers
from tests.screens.segments import Segments
from tests.screens.window import Window
from ui.kit import counter


@pytest.fixture
def screen(shop: Path, saturday: None, answers: Answers) -> Segments:
    """陳 comes every ten days, 王 never bought, 林 went elsewhere."""
    chen, _wang, lin = (customers.add(CustomerForm(name=name)) for name in ("陳", "王", "林"))
    for ago in (1, 11, 21, 31, 41):
        day = clock.today() - timedelta(days=ago)
        sales.add(SaleForm(chen, total=100, happened_on=day.isoformat(), is_owed=False))
    losing.close(lin, "rival")
    return Segments(Window(answers))


def _stages(screen: Segments) -> dict[str, str]:
    page = screen.customers.page
    page.view.put_columns(["name", "stage"], ["name", "stage"])
    screen.window.settle()
    model, at = page.model, next(at for at, one in enumerate(page.model.columns) if one.key == "stage")
    return {name: str(model.data(model.index(row, at))) for row, name in enumerate(screen.customers.names())}


def test_everybody_has_a_stage(screen: Segments) -> None:
    assert _stages(screen) == {"陳": "常客", "王": "還沒買過", "林": "已流失"}
    counter.switch()
    assert set(_stages(screen).values()).isdisjoint({"常客", "還沒買過", "已流失"})


def test_a_list_is_made_of_a_stage(screen: Segments) -> None:
    screen.open()
    row = screen.choose(0, "階段（看買的情形）", "是")
    screen.tick(row, "常客", "老主顧")
    assert screen.told() == "符合 1 位｜陳"
