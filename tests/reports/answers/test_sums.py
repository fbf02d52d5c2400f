"""The sums of all questions agree to the dollar, with each other and with the sales themselves, where everything is odd."""

from collections.abc import Iterator
from typing import Final

import pytest

from db.core.connection import value
from db.services import periods
from reports import catalogue
from reports.question import Answer, Cell, number

pytestmark = [pytest.mark.usefixtures("odd_shop"), pytest.mark.parametrize("odd_shop", ["hard"], indirect=True)]
_OF_A_PERIOD: Final = (
    ("best_sellers", "money", {}),
    ("best_sellers", "money", {"what": "category"}),
    ("best_customers", "money", {}),
    ("best_customers", "money", {"buyers": "trade"}),
    ("source_sales", "money", {}),
    ("staff_sales", "money", {}),
    ("area_sales", "money", {}),
    ("weekdays", "money", {}),
    ("who_buys_what", "total", {"measure": "money"}),
    ("areas_buy", "total", {"measure": "money"}),
    ("seasons", "total", {"measure": "money"}),
    ("pick_two", "total", {"measure": "money"}),
)
_OF_ALL_TIME: Final = (
    ("sources", "money", {}),
    ("districts", "money", {}),
    ("districts", "money", {"level": "city"}),
    ("last_contact", "money", {}),
    ("tiers", "money", {}),
    ("profits", "money", {}),
)


def _summed(key: str, column: str, asked: dict[str, str]) -> tuple[int, int]:
    """The total of a column, and the sum of its lines."""
    answer = catalogue.answered(key, asked).answer
    assert answer.total is not None
    return _dollars(answer.total[answer.place(column)]), sum(map(_dollars, answer.column(column)))


def _dollars(cell: Cell) -> int:
    return int(number(cell) or 0)


def _sold(where: str = "1", *parameters: object) -> int:
    return int(value(f"SELECT coalesce(sum(total), 0) FROM sale WHERE {where}", *parameters))


@pytest.mark.parametrize("key", list(periods.PERIODS))
def test_in_every_period(key: str) -> None:
    period = periods.of(key)
    days = ("happened_on BETWEEN ? AND ?", period.first.isoformat(), period.last.isoformat())
    sold = _sold() if period.is_everything else _sold(*days)
    for question, column, asked in _OF_A_PERIOD:
        assert _summed(question, column, asked | {"period": key}) == (sold, sold), (question, asked)


def test_of_all_time() -> None:
    assert _sold("happened_on IS NULL") and _sold("happened_on > '2026-11-21'")
    for question, column, asked in _OF_ALL_TIME:
        assert _summed(question, column, asked) == (_sold(), _sold()), question


def test_of_months_and_years() -> None:
    this, last = periods.of("this_year"), periods.of("last_year")
    for year, period in (("0", this), ("-1", last)):
        sold = _sold("happened_on BETWEEN ? AND ?", period.first.isoformat(), period.last.isoformat())
        assert _summed("years", "money", {"year": year}) == (sold, sold)
    newest = _lines(catalogue.answered("this_month").answer)
    assert newest["202611"] == _sold("happened_on BETWEEN '2026-11-01' AND '2026-11-21'")
    assert newest["202512"] == _sold("happened_on LIKE '2025-12%'")
    letter = _lines(catalogue.answered("month_letter").answer, "now")
    assert letter["money"] == newest["202610"]
    assert letter["sales"] == _lines(catalogue.answered("this_month").answer, "sales")["202610"]


def _lines(answer: Answer, column: str = "money") -> dict[str, int]:
    return dict(_cells(answer, column))


def _cells(answer: Answer, column: str) -> Iterator[tuple[str, int]]:
    for line in answer.lines:
        yield line.key, _dollars(line.cells[answer.place(column)])


def test_of_returns_and_buyers() -> None:
    """A return is no sale and who only brings back is no buyer, in every question that counts them."""
    october = _lines(catalogue.answered("month_letter").answer, "now")
    sold = "happened_on LIKE '2026-10%' AND total >= 0 AND returns IS NULL"
    assert october["sales"] == value(f"SELECT count(*) FROM sale WHERE {sold}")
    buyers = _summed("best_customers", "customers", {"period": "last_month", "buyers": "trade"})
    assert october["customers"] == buyers[0] == value(f"SELECT count(DISTINCT customer) FROM sale WHERE {sold}")
    owed, ages = _summed("owed", "total", {}), _summed("owed_how_long", "amount", {})
    assert owed[0] == owed[1] == ages[0] == ages[1] > 0
