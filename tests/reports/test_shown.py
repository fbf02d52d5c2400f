"""How numbers are said in reports."""

from datetime import date
from decimal import Decimal

import pytest

from db.services import settings
from reports.question import Cell, Kind
from reports.shown import NOTHING, shown
from resources import i18n

pytestmark = pytest.mark.usefixtures("shop")


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        ("濾心", "text", "濾心"),
        (1234, "count", "1,234"),
        (0, "count", "0"),
        (1234567, "money", "1,234,567"),
        (-4000, "money", "-4,000"),
        (1234.5, "money", "1,235"),
        (Decimal("2.5"), "count", "3"),
        (Decimal("1200.5000"), "quantity", "1,200.5"),
        (Decimal("100"), "quantity", "100"),
        (3, "quantity", "3"),
        (0.12, "share", "12\xa0%"),
        (0.125, "share", "13\xa0%"),
        (1.0, "share", "100\xa0%"),
        (0.0, "share", "0\xa0%"),
        (0.001, "share", "<\xa01\xa0%"),
        (-0.06, "share", "-6\xa0%"),
        (32.4, "days", "32 天"),
        (date(2026, 11, 21), "date", "2026/11/21"),
        (date(2026, 11, 1), "month", "2026/11"),
        ("2026-11-21", "month", "2026/11"),
        (2.25, "decimal", "2.3"),
        (1234.0, "decimal", "1,234.0"),
    ],
)
def test_every_kind_is_said_in_its_way(cell: Cell, kind: Kind, said: str) -> None:
    assert shown(cell, kind) == said


@pytest.mark.parametrize("kind", ["text", "count", "money", "share", "days", "date", "month"])
def test_what_nobody_knows_is_a_dash(kind: Kind) -> None:
    assert shown(None, kind) == NOTHING


def test_days_in_english() -> None:
    i18n.use("en")
    assert shown(1, "days") == "1 day"
    assert shown(32, "days") == "32 days"


def test_years_as_the_shop_counts_them() -> None:
    settings.save({"calendar": "roc"})
    assert shown(date(2026, 11, 21), "date") == "115/11/21"
    assert shown(date(2026, 11, 21), "month") == "115/11"
