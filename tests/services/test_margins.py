"""What is left over the cost."""

from decimal import Decimal

import pytest

from db.services import lines, margins
from db.services.lines import LineForm
from db.services.margins import Margin


def _line(price: int, cost: int | None, quantity: int = 1, kind: str = "item") -> LineForm:
    known = None if cost is None else Decimal(cost)
    return LineForm(kind, name="品", quantity=Decimal(quantity), unit_price=Decimal(price), cost=known)


@pytest.mark.parametrize(
    ("forms", "mode", "found"),
    [
        ([_line(100, 60)], "exclusive", Margin(40, 40, 0)),
        ([_line(105, 60)], "inclusive", Margin(40, 40, 0)),
        ([_line(100, 60, 3)], "none", Margin(120, 40, 0)),
        ([_line(100, 60), _line(50, None)], "none", Margin(90, 60, 1)),
        ([_line(100, 60), _line(900, 1, kind="option")], "none", Margin(40, 40, 0)),
        ([_line(100, 60), LineForm("discount", name="折扣", discount="50")], "none", Margin(-10, -20, 0)),
        ([_line(100, None)], "none", None),
        ([], "none", None),
    ],
)
def test_what_is_left_is_counted_before_tax_of_what_counts(forms: list[LineForm], mode: str, found: Margin | None) -> None:
    assert margins.of(forms, lines.totals(forms, mode)) == found
