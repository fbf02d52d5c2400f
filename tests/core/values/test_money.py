"""Money: whole dollars, half up, never float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.values import money


@pytest.mark.parametrize(
    ("text", "amount"),
    [("NT$1,200", 1200), ("１２００元", 1200), ("(500)", -500), ("-3", -3), ("1.2萬", 12000), ("10.5", 11),
    ("-10.5", -11), ("0.4", 0), ("＄１,２００", 1200),
     ("新臺幣 1,200 元整", 1200), ("1.5E+03", 1500), ("  7 ", 7), ("", None), ("免費", None), ("1/2", None),
     ("12-3", None), ("1e99", None), ("45,47040000", None), ("1,2", None), ("12,00", None), ("1,200,", None), ("0,500", None),
     ("-1,234,567.5", -1234568), ("(1,200)", -1200), ("NaN", None), ("∞", None)],
)  # fmt: skip
def test_parse(text: str, amount: int | None) -> None:
    assert money.parse(text) == amount


@given(st.integers(-(10**12), 10**12))
def test_shown_amounts_are_read_back(amount: int) -> None:
    assert money.parse(money.shown(amount)) == amount
    assert money.parse(f"NT${money.shown(amount)}元") == amount


@given(st.decimals(-(10**8), 10**8, places=4))
def test_scaled_numbers_are_exact(number: Decimal) -> None:
    scaled = money.to_scaled(number)
    assert money.from_scaled(scaled) == number
