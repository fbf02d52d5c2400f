"""The one money function against the vectors of the trade and an independent reckoning in whole cents and fractions."""

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.values import amounts
from db.core.values.amounts import Discount, Line

WORDS = """0 零元整; 10 壹拾元整; 101 壹佰零壹元整; 1010 壹仟零壹拾元整; 10050 壹萬零伍拾元整; 10500 壹萬零伍佰元整;
100000 壹拾萬元整; 1000001 壹佰萬零壹元整; 1050000 壹佰零伍萬元整;
12345678 壹仟貳佰參拾肆萬伍仟陸佰柒拾捌元整; 100200300 壹億零貳拾萬零參佰元整;
19132 壹萬玖仟壹佰參拾貳元整; -10 負壹拾元整; 100000001 壹億零壹元整; 10010000 壹仟零壹萬元整;
100001000 壹億零壹仟元整; 10000000000000000 壹京元整"""


@pytest.mark.parametrize("vector", WORDS.replace("\n", " ").split(";"))
def test_amounts_are_written_in_words(vector: str) -> None:
    amount, said = vector.split()
    assert amounts.in_words(int(amount)) == said


@pytest.mark.parametrize(
    ("counted", "mode", "said"),
    [
        (210, "exclusive", (210, 11, 221)),
        (220, "exclusive", (220, 11, 231)),  # once a document: not 6 + 6
        (1000, "inclusive", (952, 48, 1000)),
        (10, "inclusive", (10, 0, 10)),
        (31, "inclusive", (30, 1, 31)),
        (-1000, "inclusive", (-952, -48, -1000)),
        (-210, "exclusive", (-210, -11, -221)),
        *((1000, mode, (1000, 0, 1000)) for mode in ("zero", "exempt", "none")),
    ],
)
def test_tax_is_rounded_once(counted: int, mode: str, said: tuple[int, int, int]) -> None:
    assert amounts.taxed(counted, mode) == said


def test_an_unknown_tax_mode_is_an_error() -> None:
    with pytest.raises(ValueError, match="vat"):
        amounts.taxed(1, "vat")


def test_the_quote_of_a_bathroom() -> None:
    lines = [
        Line("heading"),
        Line("item", Decimal(2), Decimal(6800)),
        Line("item", Decimal(6), Decimal(180)),
        Line("item", Decimal(1), Decimal(4500)),
        Line("discount", discount="5%"),
        Line("subtotal"),
        Line("option", Decimal(1), Decimal(3900)),
        Line("subtotal"),
        Line("note"),
    ]
    assert amounts.total(lines, "exclusive") == amounts.Totals(
        (None, 13600, 1080, 4500, -959, 18221, 3900, 0, None), 18221, 911, 19132
    )


def test_a_discount_of_a_line() -> None:
    assert Line("item", Decimal(3), Decimal("33.5"), "5%").worth() == 95  # 100.5 less 5.025 is 95.475
    assert Line("item", Decimal(3), Decimal(35), "10").worth() == 95
    assert Line("item", Decimal(-3), Decimal(35), "10").worth() == -95  # given back as it was sold
    assert Line("item", None, Decimal(35)).worth() is None
    assert Line("item", Decimal(2), Decimal(35), amount=71).worth() == 71


@pytest.mark.parametrize("typed", ["五", "%", "1 2 x", "5%%"])
def test_a_discount_that_is_no_number_is_an_error(typed: str) -> None:
    with pytest.raises(ValueError, match=re.escape(typed)):
        Discount.parse(typed)


def _half_up(exact: Fraction) -> int:
    return (1 if exact >= 0 else -1) * int(abs(exact) + Fraction(1, 2))


NUMBERS = st.decimals(min_value=-9_999, max_value=9_999, places=3)
LINES = st.lists(
    st.tuples(st.sampled_from(["item", "option", "alternative", "note", "heading", "subtotal", "discount"]), NUMBERS, NUMBERS,
              st.one_of(st.just(""), st.integers(0, 900).map(str), st.integers(0, 100).map("{}%".format))),
    max_size=12,
)  # fmt: skip


@given(LINES, st.sampled_from(amounts.TAX_MODES))
def test_every_sum_is_that_of_plain_fractions(lines: list[tuple[str, Decimal, Decimal, str]], mode: str) -> None:
    counted = group = 0
    wanted: list[int | None] = []
    for kind, quantity, price, discount in lines:
        percent, dollars = (Fraction(discount[:-1]), 0) if discount.endswith("%") else (Fraction(0), int(discount or 0))
        gross = Fraction(quantity) * Fraction(price)
        amount: int | None = None
        if kind in {"item", "option", "alternative"}:
            amount = _half_up(gross - gross * percent / 100 - (dollars if gross >= 0 else -dollars))
        elif kind == "discount":
            amount = -_half_up(counted * percent / 100 + (dollars if counted >= 0 else -dollars))
        elif kind == "subtotal":
            amount, group = group, 0
        if kind in {"item", "discount"}:
            counted += amount or 0
            group += amount or 0
        wanted.append(amount)
    found = amounts.total([Line(kind, q, p, d) for kind, q, p, d in lines], mode)
    assert list(found.amounts) == wanted
    assert found.net + found.tax == found.total
    if mode == "exclusive":
        assert (found.net, found.tax) == (counted, _half_up(Fraction(counted, 20)))
    elif mode == "inclusive":
        assert (found.total, found.net) == (counted, _half_up(Fraction(counted * 20, 21)))
    else:
        assert (found.net, found.tax) == (counted, 0)


@given(LINES, st.sampled_from(amounts.TAX_MODES))
def test_a_return_mirrors_its_sale(lines: list[tuple[str, Decimal, Decimal, str]], mode: str) -> None:
    lines = [line for line in lines if line[3].endswith("%") or line[3] == ""]  # dollars off nothing have no other side
    sold = amounts.total([Line(kind, q, p, d) for kind, q, p, d in lines], mode)
    back = amounts.total([Line(kind, -q, p, d) for kind, q, p, d in lines], mode)
    assert (back.net, back.tax, back.total) == (-sold.net, -sold.tax, -sold.total)
