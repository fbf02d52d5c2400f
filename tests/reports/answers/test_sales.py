"""The questions of sales agree with each other and with the sales themselves; a month that is not over with the same days."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from db.core import clock, session
from db.core.connection import value
from db.services import customers, payments, periods, sales
from db.services.customer_form import CustomerForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.sale_form import SaleForm
from reports import catalogue, chart_parts
from reports.catalogue import Answered
from reports.question import TOTAL, Answer

WHOLE = ("best_sellers", "best_customers", "source_sales", "staff_sales", "area_sales", "who_buys_what", "areas_buy", "pick_two")


def _total(key: str, **given: str) -> int:
    """What the table comes to in money."""
    answer = catalogue.answered(key, given).answer
    assert answer.total is not None
    column = "money" if any(one.key == "money" for one in answer.headings) else "total"
    return cast("int", answer.total[answer.place(column)])


def _between(first: date, last: date) -> int:
    return int(value("SELECT coalesce(sum(total), 0) FROM sale WHERE happened_on BETWEEN ? AND ?", str(first), str(last)))


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("key", list(periods.PERIODS))
def test_all_questions_come_to_what_plain_sql_says(key: str) -> None:
    period = periods.of(key)
    sql = int(value("SELECT sum(total) FROM sale")) if period.is_everything else _between(period.first, period.last)
    assert {_total(one, period=key, measure="money") for one in WHOLE} == {sql}


@pytest.mark.usefixtures("demo_shop")
def test_months_years_and_weekdays_agree() -> None:
    year = periods.of("last_12")
    assert _total("this_month") == _total("weekdays") == _total("seasons") == _between(year.first, year.last)
    this, last = periods.of("this_year"), periods.of("last_year")
    assert _total("years", year="0") == _between(this.first, this.last)
    assert _total("years", year="-1") == _between(last.first, last.last)


@pytest.fixture
def two_months(shop: Path) -> int:
    """Sales in October and November, some on days of October that have no like in November yet; a sale dated ahead."""
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    her = customers.add(CustomerForm(name="陳美惠"))
    for day in range(1, 32):
        _sell(her, f"2026-10-{day:02}", 100)
    for day in range(1, 22):
        _sell(her, f"2026-11-{day:02}", 112)
    _sell(her, "2026-11-25", 9_000)
    return her


def _sell(customer: int, day: str, price: int) -> int:
    line = LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(price))
    return sales.add(SaleForm(customer, [line], happened_on=day, tax_mode="none"))


def _cell(answer: Answer, line: str, column: str) -> object:
    return next(one for one in answer.lines if one.key == line).cells[answer.place(column)]


@pytest.mark.usefixtures("two_months")
def test_a_month_that_is_not_over_is_compared_with_the_same_days() -> None:
    found = catalogue.answered("this_month")
    assert found.sentence == "2026/11 到今天做了 2,352 元，比上月同期多 12 %。".replace(" %", "\N{NO-BREAK SPACE}%")
    assert _cell(found.answer, "202611", "money") == 21 * 112
    assert _cell(found.answer, "202611", "month_before") == 21 * 100
    assert _cell(found.answer, "202610", "money") == 31 * 100
    assert [one.text for one in found.answer.notes] == [
        "2026/11 還沒過完，是和上個月、去年同月的 1 到 21 日比。",
        "日期在今天以後的 1 筆還沒算進來。",
    ]
    opened = found.question.behind
    assert opened is not None
    behind = opened(found.asked, "202611", "money")
    assert behind is not None
    assert len(behind.ids) == 21
    before = opened(found.asked, "202611", "month_before")
    assert before is not None
    assert len(before.ids) == 21


@pytest.mark.usefixtures("two_months")
def test_days_of_ones_own_end_today_and_what_comes_later_is_said() -> None:
    until = catalogue.answered("best_sellers", {"period": "2026-11-01..2027-03-31"}).answer
    assert until.total is not None
    assert (until.total[1], until.period) == (21 * 112, (date(2026, 11, 1), date(2026, 11, 21)))
    assert [one.text for one in until.notes][-1] == "日期在今天以後的 1 筆還沒算進來。"
    ahead = catalogue.answered("best_sellers", {"period": "2026-11-22..2027-03-31"}).answer
    assert ahead.total is not None
    assert (ahead.total[1], [one.text for one in ahead.notes][-1]) == (9_000, "這段日子還沒到，算的是已經先記下來的。")


@pytest.mark.usefixtures("two_months")
@pytest.mark.parametrize("key", ["sources", "districts", "last_contact", "tiers", "best_customers"])
def test_of_all_time_it_is_said_that_days_to_come_are_in_it(key: str) -> None:
    found = catalogue.answered(key, {"period": "all"})
    assert "日期在今天以後的 1 筆也算在裡面。" in [one.text for one in found.answer.notes]


def test_returns_behind_a_sum_are_told_apart_from_the_sales(two_months: int) -> None:
    _sell(two_months, "2026-11-20", -112)
    for key in ("this_month", "best_sellers", "weekdays"):
        found = catalogue.answered(key)
        behind = found.question.behind and found.question.behind(found.asked, TOTAL, "money")
        assert behind
        assert (len(behind.ids), behind.returns) == (53, 1)
        sales = found.question.behind and found.question.behind(found.asked, TOTAL, "sales")
        assert sales
        assert (len(sales.ids), sales.returns) == (52, 0)


@pytest.mark.usefixtures("shop")
def test_twenty_sales_are_needed_for_a_sentence() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    her = customers.add(CustomerForm(name="陳美惠"))
    for _at in range(19):
        _sell(her, "2026-11-02", 100)
    assert catalogue.answered("best_customers").sentence == "資料太少，看不出來。"
    _sell(her, "2026-11-02", 100)
    assert catalogue.answered("best_customers").sentence.startswith("「陳美惠」買最多：2,000 元")


@pytest.mark.usefixtures("shop")
def test_the_new_year_moves_and_is_compared_with_the_one_before() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    her = customers.add(CustomerForm(name="陳美惠"))
    for _at in range(10):
        _sell(her, "2025-01-28", 100)  # 除夕
        _sell(her, "2026-02-17", 150)  # 初一
    found = catalogue.answered("new_years")
    assert found.sentence.replace("\N{NO-BREAK SPACE}", " ") == "2026 年過年前後做了 1,500 元，比前一年多 50 %。"
    assert [line.cells[:4] for line in found.answer.lines] == [
        ("2026", date(2026, 2, 17), 0, 1500),
        ("2025", date(2025, 1, 29), 1000, 0),
    ]


@pytest.mark.usefixtures("shop")
def test_shares_of_the_row_and_of_the_column() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    person, firm = (customers.add(CustomerForm(name=name, kind=kind)) for name, kind in (("陳", "person"), ("宏", "company")))
    for at in range(20):
        _sell(firm if at % 4 else person, "2026-11-02", 100)
    rows = catalogue.answered("pick_two", {"rows": "kind", "columns": "weekday", "share": "row"}).answer
    columns = catalogue.answered("pick_two", {"rows": "kind", "columns": "weekday", "share": "column"}).answer
    assert _cell(rows, "person", "c:1") == 1.0
    assert (_cell(columns, "person", "c:1"), _cell(columns, "company", "c:1")) == (0.25, 0.75)
    assert (_cell(columns, "person", "total"), _cell(rows, "person", "total")) == (0.25, 1.0)


@pytest.mark.usefixtures("shop")
def test_takings_are_those_of_the_paper() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    her = customers.add(CustomerForm(name="陳美惠"))
    for amount, method in ((500, "cash"), (300, "cash"), (1200, "transfer"), (90, "allowance")):
        payments.add(PaymentForm(her, amount, method))
    payments.add(PaymentForm(her, 70, "cash", paid_on="2026-11-20"))
    found = catalogue.answered("takings")
    assert found.answer.total is not None
    assert found.answer.total[1] == payments.takings().total == 2000
    assert found.sentence == "收了 3 筆，共 2,000 元。"
    payments.add(PaymentForm(her, 800, "cash", paid_on="2026-11-25"))
    until = catalogue.answered("takings", {"period": "2026-11-20..2026-11-30"}).answer
    assert (until.total, until.notes[-1].text) == (("合計", 870, 1200, 2070, 4), "日期在今天以後的 1 筆收款還沒算進來。")
    assert catalogue.answered("takings", {"period": "yesterday"}).sentence == "收了 1 筆，共 70 元。"
    assert catalogue.answered("takings", {"period": "2026-11-18..2026-11-19"}).sentence == "這段時間沒有收到錢。"


@pytest.mark.usefixtures("shop")
def test_takings_of_several_days_stand_day_by_day() -> None:
    clock.fix(datetime(2026, 11, 21, 2, tzinfo=UTC))
    her = customers.add(CustomerForm(name="陳美惠"))
    sales.add(SaleForm(her, [LineForm(name="舊帳", quantity=Decimal(1), unit_price=Decimal(700))], happened_on="2026-11-03",
                       tax_mode="none", is_owed=False))  # fmt: skip
    cash, transfer = (payments.add(PaymentForm(her, 500, one, paid_on="2026-11-20")) for one in ("cash", "transfer"))
    today = payments.add(PaymentForm(her, 70, "cash"))
    payments.add(PaymentForm(her, 90, "allowance"))
    found = catalogue.answered("takings", {"period": "this_month"})
    assert [line.cells for line in found.answer.lines] == [
        (date(2026, 11, 21), 70, 0, 70, 1),
        (date(2026, 11, 20), 500, 500, 1000, 2),
    ]
    assert (found.answer.total, found.sentence) == (("合計", 570, 500, 1070, 3), "收了 3 筆，共 1,070 元。")
    assert [one.text for one in found.answer.notes] == [
        "另外記了折讓 90 元，沒有收到錢，不算在裡面。",
        "另外有 1 筆匯入的舊銷售，共 700 元，沒有收款紀錄，不算在裡面。",
    ]
    opened = {column: _opened(found, "2026-11-20", column) for column in ("by:cash", "by:transfer", "money")}
    assert opened == {"by:cash": {cash}, "by:transfer": {transfer}, "money": {cash, transfer}}
    assert _opened(found, TOTAL, "by:cash") == {cash, today}


def _opened(found: Answered, line: str, column: str) -> set[int]:
    behind = found.question.behind and found.question.behind(found.asked, line, column)
    return set(behind.ids) if behind else set()


@pytest.mark.usefixtures("demo_shop")
def test_margin_is_the_owners() -> None:
    assert "margin" in {one.key for one in catalogue.answered("best_sellers").answer.headings}
    session.act_as("小玲")
    assert "margin" not in {one.key for one in catalogue.answered("best_sellers").answer.headings}


@pytest.mark.usefixtures("demo_shop")
def test_staff_count_in_cross_tabs_and_see_no_sums() -> None:
    assert catalogue.answered("pick_two", {"measure": "margin"}).asked["measure"] == "margin"
    session.act_as("小玲")
    for key in ("who_buys_what", "ages", "areas_buy", "seasons", "pick_two"):
        found = catalogue.answered(key, {"measure": "money", "rows": "tier"})
        assert found.asked["measure"] in ("sales", "quantity", "customers")
        assert found.asked.get("rows") != "tier"
        assert found.sentence
    assert catalogue.answered("best_sellers").sentence.startswith("「")


@pytest.mark.usefixtures("two_months")
def test_months_stand_the_latest_first_and_are_drawn_from_the_oldest() -> None:
    answer = catalogue.answered("this_month").answer
    assert [line.key for line in answer.lines[:2]] == ["202611", "202610"]
    assert [one.key for one in chart_parts.of(answer).series[0].values][-1] == "202611"


@pytest.mark.usefixtures("two_months")
def test_behind_what_is_sold_of_one_thing_stands_what_each_sale_holds_of_it(two_months: int) -> None:
    lines = [LineForm(name=name, quantity=Decimal(2), unit_price=Decimal(30)) for name in ("濾心", "龍頭")]
    both = sales.add(SaleForm(two_months, lines, happened_on="2026-11-20", tax_mode="none"))
    found = catalogue.answered("best_sellers", {"period": "this_month"})
    behind = found.question.behind
    assert behind is not None
    line = next(one for one in found.answer.lines if one.cells[0] == "龍頭")
    money, quantity = (behind(found.asked, line.key, column) for column in ("money", "quantity"))
    assert money is not None
    assert quantity is not None
    assert (money.parts, quantity.parts, quantity.kind) == ({both: 60}, {both: 2}, "quantity")


@pytest.mark.usefixtures("demo_shop")
def test_a_forecast_says_how_far_off_it_was() -> None:
    found = catalogue.answered("forecast", {"ahead": "3"})
    ahead = [line for line in found.answer.lines if line.cells[2] is not None]
    assert len(ahead) == 3
    assert all(cast("int", line.cells[3]) <= cast("int", line.cells[2]) <= cast("int", line.cells[4]) for line in ahead)
    assert [line.key for line in found.answer.lines[:4]] == ["202611", "202612", "202701", "202610"]
    drawn = [one.key for one in chart_parts.of(found.answer).series[0].values]
    assert drawn == sorted(line.key for line in found.answer.lines)
    assert found.sentence.startswith("2026/12 大約會做 ")
    before = _between(date(2025, 12, 1), date(2025, 12, 31))
    is_less = before > cast("int", found.answer.lines[1].cells[2])
    assert is_less == any(one.text.startswith(f"2025/12 做了 {before:,} 元，") for one in found.answer.notes)
    past = [line for line in found.answer.lines if line.cells[2] is None]
    months = [(date(int(line.key[:4]), int(line.key[4:]), 1), line.cells[1]) for line in past]
    assert all(money == _between(*periods.whole_month(first)) for first, money in months)
