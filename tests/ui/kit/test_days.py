"""Days in the words people use."""

from datetime import UTC, datetime

import pytest

from db.core import clock
from ui.kit.days import near, until_birthday


@pytest.fixture(autouse=True)
def _today() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        (None, ""),
        ("2026-11-21", "今天"),
        ("2026-11-20", "昨天"),
        ("2026-11-18", "3 天前"),
        ("2026-11-13", "1 週前"),
        ("2026-09-20", "2 個月前"),
        ("2025-11-20", "2025/11/20"),
        ("2026-11-25", "2026/11/25"),
    ],
)
def test_near(iso: str | None, words: str) -> None:
    assert near(iso) == words


def test_republic_years() -> None:
    assert near("2024-05-03", roc=True) == "113/05/03"


@pytest.mark.parametrize(("month", "day", "days"), [(11, 21, 0), (12, 3, 12), (11, 20, 364), (2, 29, 100)])
def test_until_birthday(month: int, day: int, days: int) -> None:
    assert until_birthday(month, day) == days
