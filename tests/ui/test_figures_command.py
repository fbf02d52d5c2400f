"""figures by command: one customer in numbers; what staff may not see is left out."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from db.core import clock, file
from db.services import customer_costs, customers, losing, sales, settings
from db.services.customer_costs import CostForm
from db.services.customers import CustomerForm
from db.services.sale_form import SaleForm
from db.services.sales import LineForm
from ui import commandline

pytestmark = pytest.mark.usefixtures("saturday")


@pytest.fixture
def path(shop_path: Path) -> Path:
    """A customer who came every 32 days and stays away for 71 now, and one who never bought."""
    with file.opened(shop_path):
        one = customers.add(CustomerForm(name="王小明", code="A1"))
        for ago in range(71, 300, 32):
            line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(100), cost=Decimal(60))
            day = clock.today() - timedelta(days=ago)
            sales.add(SaleForm(one, [line], happened_on=day.isoformat(), is_owed=False))
        settings.save({"staff": ["小美"]})
        losing.close(customers.add(CustomerForm(name="林先生", code="A2")), "price")
    return shop_path


def _asked(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> Any:
    assert commandline.main(["--file", str(path), "figures", *words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_all_that_is_known(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    found = _asked(capsys, path, "A1")
    assert found["stage"]["why"] == "通常 32 天買一次，已 71 天沒來"
    assert (found["visits"]["visits"], found["visits"]["interval"], found["visits"]["since"]) == (8, 32.0, 71)
    assert (found["money"]["bought"], found["money"]["margin"], found["money"]["recent"]) == (800, 320, 800)
    assert found["scores"] == {"recency": 1, "frequency": 1, "monetary": 1}  # alone they are above nobody


def test_what_is_dated_ahead_stands_apart(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    """Nobody comes on a day that is still to come: the stage and the times say the same."""
    with file.opened(path):
        sales.add(SaleForm(customers.meant("A2"), total=500, happened_on="2027-01-10"))
        sales.add(SaleForm(customers.meant("A1"), total=50, happened_on="2026-11-21"))
    money = _asked(capsys, path, "A2")["money"]
    assert (money["bought"], money["times_bought"], money["last_bought_on"]) == (0, 0, None)
    assert money["ahead"] == {"times": 1, "total": 500}
    money = _asked(capsys, path, "A1")["money"]
    assert (money["bought"], money["times_bought"], money["last_bought_on"]) == (850, 9, "2026-11-21")
    assert money["ahead"] == {"times": 0, "total": 0}


def test_who_never_bought_has_no_numbers(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    found = _asked(capsys, path, "A2")
    assert (found["stage"]["stage"], found["lost"]) == ("divorce", {"on": "2026-11-21", "reason": "price"})
    assert (found["visits"]["interval"], found["money"]["bought"], found["outlook"]["alive"]) == (None, 0, None)


def test_staff_are_not_told_what_is_earned(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    found = _asked(capsys, path, "A1", "--user", "小美")
    assert not {"margin", "tier", "spent"} & found["money"].keys()
    assert "value" not in found["outlook"]


def test_it_is_said_in_words_too(capsys: pytest.CaptureFixture[str], path: Path) -> None:
    assert commandline.main(["--file", str(path), "figures", "A1"]) == 0
    assert capsys.readouterr().out.startswith("王小明  快流失  通常 32 天買一次，已 71 天沒來\n")
    assert commandline.main(["--file", str(path), "figures", "A9"]) == 2
    assert capsys.readouterr().out == ""
    with file.opened(path):
        customer_costs.add(CostForm(customers.meant("A1"), "1200", "marketing"))
    assert commandline.main(["--file", str(path), "figures", "A1"]) == 0
    told = dict(line.split("  ", 1) for line in capsys.readouterr().out.splitlines()[1:])
    assert {"累計消費": "800", "購買次數": "8", "送禮、廣告": "1,200", "多久沒來": "71 天"}.items() <= told.items()
    assert not [one for one in told.values() if "None" in one or "=" in one or one == "0"]
