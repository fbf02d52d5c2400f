"""What the reports read of the mathematics: things bought together, blanks, the coming months, open quotes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from db.core import clock
from db.core.connection import rows, run, value
from db.core.journal import unit
from db.models import Product, Quote, Sale, SaleLine
from db.services import (
    baskets,
    customers,
    merging,
    products,
    quote_chances,
    quote_figures,
    quotes,
    sales_forecasts,
    walk_in,
    white_spaces,
)
from db.services.customers import CustomerForm
from db.services.quote_rows import QuoteQuery
from reports import catalogue

_TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.usefixtures("open_shop")


@pytest.fixture
def open_shop(shop: Path) -> Path:
    """An empty shop on 2026/11/21."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    return shop


def _customers(count: int, kind: str = "餐飲") -> list[int]:
    return [customers.add(CustomerForm(name=f"{kind}{one}", category=kind)) for one in range(count)]


def _products(*named: str) -> list[int]:
    return [Product.create(name=name, category=category).id for name, category in (one.split("/") for one in named)]


def _sell(customer: int, *bought: int | str, ago: int = 9, total: int = 100) -> int:
    """A sale of products (their ids) and free names; each line the same."""
    on = (_TODAY - timedelta(days=ago)).isoformat()
    sale: int = Sale.create(customer=customer, total=total, happened_on=on).id
    for one in bought:
        free = {"name": one} if isinstance(one, str) else {"name": "商品", "product": one}
        SaleLine.create(sale=sale, quantity=1, amount=total // len(bought), **free)
    return sale


# baskets


def _taps_and_tape() -> tuple[int, int, list[int]]:
    """Six sales of taps with tape, two of taps alone, twenty of lamps."""
    with unit("demo.fill"):
        tap, tape, lamp = _products("龍頭/衛浴", "止水帶/耗材", "燈泡/照明")
        one = customers.add(CustomerForm(name="王小明"))
        both = [_sell(one, tap, tape) for _sale in range(6)]
        for bought in ((tap,), (tap,), *([(lamp,)] * 20)):
            _sell(one, *bought)
    return tap, tape, both


def test_what_is_bought_together_is_found_and_opened() -> None:
    tap, tape, both = _taps_and_tape()
    baskets.refresh()
    tape_first, tap_first = baskets.kept()
    assert (tape_first.name_a, tape_first.name_b) == ("止水帶", "龍頭")
    assert (tape_first.product_a, tape_first.product_b) == (tape, tap)
    assert (tap_first.together, tap_first.of_a, tap_first.of_b, tap_first.baskets) == (6, 8, 6, 28)
    assert tap_first.lift == pytest.approx(6 * 28 / 48)
    assert sorted(baskets.sales(tap_first.a, tap_first.b)) == both


def test_what_goes_with_what_lies_there() -> None:
    tap, tape, _both = _taps_and_tape()
    assert [one.product_b for one in baskets.beside([tap])] == [tape]
    assert baskets.beside([tap, tape]) == []
    assert baskets.beside([]) == []
    products.discontinue([tape])
    assert baskets.beside([tap]) == []


def test_a_product_is_called_what_it_is_called_now() -> None:
    tap, _tape, _both = _taps_and_tape()
    baskets.refresh()
    with unit("products.change"):
        Product.update(name="面盆龍頭").where(Product.id == tap).execute()
    assert {one.name_b for one in baskets.kept()} == {"止水帶", "面盆龍頭"}


def test_returns_old_sales_and_days_to_come_are_no_baskets() -> None:
    with unit("demo.fill"):
        tap, tape = _products("龍頭/衛浴", "止水帶/耗材")
        one = customers.add(CustomerForm(name="王小明"))
        for ago in (800, -5):
            for _sale in range(9):
                _sell(one, tap, tape, ago=ago)
        for _sale in range(9):
            _sell(one, tap, tape, total=-100)
    baskets.refresh()
    assert baskets.kept() == []


def test_in_a_large_shop_the_report_works_out_what_was_never_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(baskets, "_FEW", "SELECT 0")
    tap, tape, _both = _taps_and_tape()
    assert baskets.kept() == []
    assert {one.product_a for one in baskets.whole()} == {tap, tape}
    assert catalogue.answered("pairs", {}).answer.lines


def test_a_category_is_not_taken_for_a_kind() -> None:
    with unit("demo.fill"):
        (tap,) = _products("龍頭/衛浴")
        named = _customers(1, "person")
        for one in (*named, customers.add(CustomerForm(name="王小明"))):
            _sell(one, tap)
    assert set(white_spaces.matrix().groups) == {"person", white_spaces.PEOPLE}
    assert white_spaces.customers("person") == named


def test_free_names_are_things_too() -> None:
    with unit("demo.fill"):
        one = customers.add(CustomerForm(name="王小明"))
        for _sale in range(6):
            _sell(one, "紗窗", "紗網")
        for _sale in range(30):
            _sell(one, "鎖")
    assert {(pair.name_a, pair.product_a) for pair in baskets.kept()} == {("紗窗", None), ("紗網", None)}


def test_an_empty_shop_has_no_pairs() -> None:
    baskets.refresh()
    assert baskets.kept() == []


# white space


def _restaurants() -> list[int]:
    """Fourteen who buy taps and pipes, the first twelve lamps as well."""
    with unit("demo.fill"):
        made = _customers(14)
        tap, pipe, lamp = _products("龍頭/衛浴", "水管/管材", "燈泡/照明")
        for at, one in enumerate(made):
            _sell(one, tap, pipe, *((lamp,) if at < 12 else ()))
    return made


def test_who_has_not_bought_what_others_like_them_buy() -> None:
    made = _restaurants()
    found = white_spaces.blanks()
    assert [(one.customer, one.name, one.category, one.because, one.alike, one.of) for one in found] == [
        (made[12], "餐飲12", "照明", ("管材", "衛浴"), 12, 14),
        (made[13], "餐飲13", "照明", ("管材", "衛浴"), 12, 14),
    ]
    assert white_spaces.blanks(1) == found[:1]


def test_who_went_since_is_not_named() -> None:
    made = _restaurants()
    customers.archive([made[12]])
    merging.merge(made[0], made[13])
    assert white_spaces.blanks() == []


def test_the_matrix_counts_the_kinds_and_opens_them() -> None:
    made = _restaurants()
    with unit("demo.fill"):
        _sell(walk_in.customer(), *(row[0] for row in rows("SELECT id FROM product")))
        person = customers.add(CustomerForm(name="王小明"))
        _sell(person, 1)
    found = white_spaces.matrix()
    assert found.groups == ("餐飲", white_spaces.PEOPLE)
    assert found.categories == ("衛浴", "管材", "照明")
    cell = found.cells["餐飲", "照明"]
    assert (cell.buyers, cell.of) == (12, 14)
    assert white_spaces.customers("餐飲", "照明") == made[:12]
    assert white_spaces.customers("餐飲", "照明", buying=False) == made[12:]


def test_an_empty_shop_has_no_blanks() -> None:
    assert white_spaces.blanks() == []
    found = white_spaces.matrix()
    assert (found.groups, found.categories, dict(found.cells)) == ((), (), {})


# the coming months


def _months(first: date, count: int, amount: int = 30_000) -> None:
    """A sale on the second of so many months."""
    with unit("demo.fill"):
        one = customers.add(CustomerForm(name="王小明"))
        for at in range(count):
            year, month = divmod(first.year * 12 + first.month - 1 + at, 12)
            Sale.create(customer=one, total=amount, happened_on=date(year, month + 1, 2).isoformat())


@pytest.mark.parametrize("count", [0, 5, 11])
def test_under_a_year_there_is_no_forecast(count: int) -> None:
    _months(date(2025, 12, 1), count)
    assert sales_forecasts.forecast() is None


def test_whole_months_lead_to_this_one_and_those_after() -> None:
    _months(date(2025, 1, 1), 23)
    found = sales_forecasts.forecast(ahead=3)
    assert found is not None
    assert [(one.year, one.month) for one in found.past] == [(2025 + at // 12, at % 12 + 1) for at in range(22)]
    assert [(one.year, one.month) for one in found.ahead] == [(2026, 11), (2026, 12), (2027, 1)]
    assert found.so_far == 30_000
    assert found.tried == 10
    assert all(one.expected == pytest.approx(30_000, rel=0.01) for one in found.ahead)
    assert found.past_error is not None and found.past_error < 0.01


def test_a_month_without_sales_and_a_first_one_cut_short_are_seen() -> None:
    _months(date(2025, 2, 1), 21)
    run("DELETE FROM sale_fact WHERE day / 100 = 202606")
    with unit("demo.fill"):
        Sale.create(customer=1, total=500, happened_on="2025-01-20")
    found = sales_forecasts.forecast()
    assert found is not None
    assert (found.past[0].year, found.past[0].month) == (2025, 2)
    assert {(one.year, one.month): one.amount for one in found.past}[2026, 6] == 0


# open quotes


def _quotes(customer: int, state: str, count: int, total: int = 5_000) -> None:
    with unit("demo.fill"):
        for _quote in range(count):
            Quote.create(
                customer=customer, state=state, total=total, quoted_on="2026-10-01", valid_until="2026-12-31",
                decided_on="2026-10-05" if state in ("accepted", "refused") else None,
            )  # fmt: skip


def test_without_a_closed_quote_anything_may_come() -> None:
    _quotes(_customers(1)[0], "issued", 2)
    found = quote_chances.chances()
    assert (found.closed, found.won, found.is_plain) == (0, 0, True)
    assert (found.sum.whole, found.sum.low, found.sum.high) == (10_000, 0, 10_000)


def test_under_thirty_closed_it_is_the_plain_rate() -> None:
    (one,) = _customers(1)
    for state, count in (("accepted", 6), ("refused", 14), ("issued", 2), ("draft", 3), ("void", 4)):
        _quotes(one, state, count)
    found = quote_chances.chances()
    assert (found.closed, found.won, found.is_plain, len(found.open)) == (20, 6, True, 2)
    assert {waiting.chance.rate for waiting in found.open} == {0.3}
    assert found.sum.expected == pytest.approx(3_000)


def test_from_thirty_on_each_kind_has_its_own() -> None:
    (one,) = _customers(1)
    for state, count, total in (("accepted", 24, 5_000), ("refused", 6, 5_000), ("refused", 20, 500_000)):
        _quotes(one, state, count, total)
    _quotes(one, "issued", 1, 5_000)
    _quotes(one, "issued", 1, 500_000)
    chances = {waiting.total: waiting.chance.rate for waiting in quote_chances.chances().open}
    assert chances[5_000] == pytest.approx((24 + 10 * 0.48) / 40)
    assert chances[500_000] == pytest.approx((0 + 10 * 0.48) / 30)


def test_open_quotes_are_those_of_the_list() -> None:
    (one,) = _customers(1)
    _quotes(one, "issued", 3)
    with unit("demo.fill"):
        Quote.create(customer=one, state="issued", total=1, quoted_on="2026-09-01", valid_until="2026-10-01")
    found = quote_chances.chances()
    assert {waiting.quote for waiting in found.open} == set(quotes.ids(QuoteQuery(quote_figures.WAITING)))
    assert found.sum.whole == value("SELECT sum(total) FROM quote WHERE valid_until > '2026-11-21'") == 15_000
    assert found.closed == 1
