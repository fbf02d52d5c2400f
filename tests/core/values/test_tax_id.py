"""統一編號: the rule of 2023, and what Excel does to leading zeros."""

import pytest

from db.core.values import tax_id

VALID = ["04595257", "22099131", "12345675", "10458574", "04595252", "81282193", "20964673"]


@pytest.mark.parametrize("number", VALID)
def test_valid(number: str) -> None:
    assert tax_id.check(number)


@pytest.mark.parametrize(
    "number", ["80094430", "39557057", "1234567", "123456789", "", "A4595257", "０４５９５２５７", "0459525\n"]
)
def test_invalid(number: str) -> None:
    assert not tax_id.check(number)


def test_about_a_fifth_of_random_numbers_pass() -> None:
    assert 0.19 < sum(tax_id.check(f"{number:08}") for number in range(0, 100_000_000, 9973)) / 10_028 < 0.25


@pytest.mark.parametrize(
    ("given", "normal"),
    [("4595257", "04595257"), ("30129", "00030129"), ("４５９５２５７", "04595257"), ("4595257.0", "04595257"),
    ("'04595257", "04595257"),
     ("0459-5257", "04595257"), ("1234567", "1234567"), ("無", "無"), ("", "")],
)  # fmt: skip
def test_normal_fills_zeros_only_where_the_check_agrees(given: str, normal: str) -> None:
    assert tax_id.normal(given) == normal
