"""A number typed with its unit or in words is the number."""

from decimal import Decimal

import pytest

from db.core.values import counted


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("30", 30), ("３０", 30), ("30天", 30), ("30 天", 30), ("三十", 30), ("十", 10), ("十五天", 15),
        ("兩百", 200), ("兩百五", 250), ("兩百零五", 205), ("兩百五十", 250), ("一千零五", 1005), ("1,200元", 1200),
        ("3次", 3), ("1.5", Decimal("1.5")), ("-5", -5), ("30 days", 30),
    ],
)  # fmt: skip
def test_it_is_read(typed: str, number: Decimal) -> None:
    assert counted.read(typed) == number


@pytest.mark.parametrize("typed", ["", "90s", "三三", "天", "很多", "3天4次", "十百"])
def test_it_is_no_number(typed: str) -> None:
    assert counted.read(typed) is None
