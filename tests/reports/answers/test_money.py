"""Who owes and for how long, as the page of debts says it; commissions of what came in; areas shared out evenly."""

from datetime import date
from decimal import Decimal

import pytest

from db.core.connection import value
from db.core.errors import InputError
from db.services import commissions, debts, payments, products, receivables, sales, segments, settings
from db.services.customer_form import AddressForm
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from reports import catalogue
from reports.question import TOTAL
from tests.services.november import add, go_to

NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.mark.usefixtures("demo_shop")
def test_what_is_owed_is_the_same_everywhere() -> None:
    owed = catalogue.answered("owed").answer
    ages = catalogue.answered("owed_how_long").answer
    assert owed.total is not None and ages.total is not None
    plain = value("SELECT sum(owing) FROM customer_figures WHERE owing > 0")
    assert owed.total[owed.place("total")] == ages.total[ages.place("amount")] == plain > 0
    assert sum(row.total for row in receivables.aged()) == plain
    for key in debts.BUCKETS:
        line = next(line for line in ages.lines if line.key == key)
        assert owed.total[owed.place(key)] == line.cells[ages.place("amount")]


@pytest.mark.usefixtures("demo_shop")
def test_behind_a_debt_stand_its_sales_and_behind_an_age_its_customers() -> None:
    question, ages = catalogue.named("owed"), catalogue.named("owed_how_long")
    assert question.behind is not None and ages.behind is not None
    rows = receivables.aged()
    behind = [question.behind({}, f"{row.customer}", "total") for row in rows]
    assert {one.noun for one in behind if one} <= {"sales", "customers"}
    assert all(one.ids for one in behind if one)
    for line in ages.ask({}).lines:
        found = ages.behind({}, line.key, "amount")
        assert found is not None and len(found.ids) == line.cells[3]


@pytest.mark.usefixtures("demo_shop")
def test_money_that_came_in_is_that_of_plain_sql() -> None:
    answer = catalogue.answered("commission", {"period": "last_month"}).answer
    at_once = value(
        "SELECT coalesce(sum(total), 0) FROM sale WHERE is_owed = 0 AND happened_on BETWEEN '2026-10-01' AND '2026-10-31'"
    )
    paid = value(
        "SELECT coalesce(sum(amount), 0) FROM payment WHERE method <> 'allowance'"
        " AND iif(due_on IS NULL, paid_on, cleared_on) BETWEEN '2026-10-01' AND '2026-10-31'"
    )
    detail = catalogue.answered("commission", {"period": "last_month", "detail": "category"}).answer
    assert answer.total is not None and detail.total is not None
    assert answer.total[answer.place("collected")] == detail.total[detail.place("collected")] == at_once + paid > 0
    assert answer.total[answer.place("commission")] == sum(int(str(one)) for one in detail.column("commission")) > 0


@pytest.mark.usefixtures("shop")
def test_who_owes_for_long_is_who_owes_for_more_than_sixty_days() -> None:
    go_to(20)
    for day in ("2026-11-03", "2026-10-01", "2026-08-01"):
        line = LineForm(name="馬桶", quantity=Decimal(1), unit_price=Decimal(500))
        sales.add(SaleForm(add(day), [line], happened_on=day, due_on=day, tax_mode="none", is_owed=True))
    (long,) = catalogue.answered("owed").answer.notes
    assert segments.count(segments.read(long.conditions)) == 1


def _sold(staff: str, *lines: tuple[int, int], is_owed: bool = True) -> int:
    forms = [LineForm(product=product, name="", quantity=Decimal(1), unit_price=Decimal(price)) for product, price in lines]
    return sales.add(SaleForm(add(), lines=forms, tax_mode="none", staff=staff, is_owed=is_owed))


@pytest.fixture
def _goods(shop: object) -> tuple[int, int]:
    go_to(3)
    settings.save({"commission_rates": "淨水:5\n*：2"})
    water = products.add(ProductForm(name="淨水器", category="淨水"))
    lamp = products.add(ProductForm(name="吸頂燈", category="照明"))
    return water, lamp


def test_a_part_payment_is_shared_over_what_was_sold(_goods: tuple[int, int]) -> None:
    water, lamp = _goods
    sale = _sold("小玲", (water, 3_000), (lamp, 1_000))
    customer = value("SELECT customer FROM sale WHERE id = ?", sale)
    payments.add(PaymentForm(customer, 1_000, sale=sale))
    found = {(one.staff, one.category): (one.collected, one.commission) for one in commissions.earned(*NOVEMBER)}
    assert found == {("小玲", "淨水"): (750, 38), ("小玲", "照明"): (250, 5)}
    assert commissions.collected(*NOVEMBER, "小玲") == {sale: 1_000}
    assert commissions.collected(*NOVEMBER, "小玲", "淨水") == {sale: 750}
    assert commissions.collected(*NOVEMBER, "阿德") == {}
    assert commissions.paid(*NOVEMBER) == {sale: 43}


@pytest.mark.parametrize("staff", ["小陳/小林", "-", "[", ""])
def test_behind_what_anybody_collected_stands_what_came_in_however_they_are_called(_goods: tuple[int, int], staff: str) -> None:
    sale = _sold(staff, (_goods[0], 3_000), (_goods[1], 1_000))
    customer = value("SELECT customer FROM sale WHERE id = ?", sale)
    payments.add(PaymentForm(customer, 4_000, sale=sale))
    payments.add(PaymentForm(customer, 500))
    for detail in ("staff", "category"):
        found = catalogue.answered("commission", {"period": "this_month", "detail": detail})
        behind, at = found.question.behind, found.answer.place("collected")
        assert behind is not None
        for key, cells in [*((one.key, one.cells) for one in found.answer.lines), (TOTAL, found.answer.total or ())]:
            for column, place in (("collected", at), ("commission", len(cells) - 1)):
                opened = behind(found.asked, key, column)
                assert opened is not None
                assert opened.parts is not None
                assert sum(map(int, map(str, opened.parts.values()))) + (opened.besides or ("", 0))[1] == cells[place]


def test_what_is_not_paid_and_what_is_let_off_brings_nothing(_goods: tuple[int, int]) -> None:
    sale = _sold("小玲", (_goods[0], 3_000))
    payments.add(PaymentForm(value("SELECT customer FROM sale WHERE id = ?", sale), 100, "allowance", sale=sale))
    assert commissions.earned(*NOVEMBER) == []
    payments.add(PaymentForm(value("SELECT customer FROM sale WHERE id = ?", sale), 200, sale=sale))
    payments.add(PaymentForm(add("陳美惠"), 90))  # for no sale
    assert catalogue.answered("commission", {"period": "this_month"}).answer.records == 1
    _sold("阿德", (_goods[1], 500), is_owed=False)
    assert catalogue.answered("commission", {"period": "this_month"}).answer.records == 2


def test_the_sample_of_commissions_says_its_own_rates(shop: object) -> None:
    (rates,) = catalogue.answered("commission").answer.notes
    assert rates.text == "抽成：熱水器 3 %、燈具 2 %"


@pytest.mark.usefixtures("shop")
def test_where_nobody_bought_it_is_said_that_customers_are_shared_out() -> None:
    add("陳美惠", addresses=[AddressForm("新北市永和區中正路 2 號")])
    by_money, by_people = (catalogue.answered("areas", {"even": one}).answer.notes for one in ("money", "customers"))
    assert [one.text for one in by_money if one not in by_people] == ["這些區的客人都還沒買過東西，先照客人數來分。"]


def test_a_cheque_counts_on_the_day_the_bank_paid_it(_goods: tuple[int, int]) -> None:
    sale = _sold("小玲", (_goods[0], 3_000))
    customer = value("SELECT customer FROM sale WHERE id = ?", sale)
    cheque = payments.add(PaymentForm(customer, 3_000, "cheque", sale=sale, due_on="2026-12-31"))
    assert commissions.earned(*NOVEMBER) == []
    payments.clear(cheque, "2026-12-31")
    (one,) = commissions.earned(date(2026, 12, 1), date(2026, 12, 31))
    assert (one.collected, one.commission) == (3_000, 150)


def test_a_payment_taken_back_leaves_nothing(_goods: tuple[int, int]) -> None:
    sale = _sold("小玲", (_goods[0], 3_000))
    paid = payments.add(PaymentForm(value("SELECT customer FROM sale WHERE id = ?", sale), 3_000, sale=sale))
    payments.counter(paid)
    assert sum(one.collected for one in commissions.earned(*NOVEMBER)) == 0


@pytest.mark.parametrize("line", ["淨水", "淨水：abc", "：3", "淨水：120", "淨水：-1"])
def test_a_rate_that_cannot_be_read_is_refused(shop: object, line: str) -> None:
    with pytest.raises(InputError):
        settings.save({"commission_rates": line})


def test_rates_are_kept_as_they_are_understood(shop: object) -> None:
    settings.save({"commission_rates": "淨水:2.50%\n*:１"})
    assert settings.texts("commission_rates") == ["淨水：2.5", "*：1"]
    assert commissions.rates() == {"淨水": Decimal("0.025"), "": Decimal("0.01")}


@pytest.mark.usefixtures("demo_shop")
@pytest.mark.parametrize("parts", ["2", "5"])
def test_areas_are_shared_out_whole_and_about_evenly(parts: str) -> None:
    asked = {"parts": parts, "even": "customers"}
    answer = catalogue.answered("areas", asked).answer
    areas = catalogue.answered("areas", asked | {"detail": "areas"}).answer
    counted = [int(str(one)) for one in answer.column("customers")]
    assert len(counted) == int(parts)
    assert sum(counted) == sum(int(str(one)) for one in areas.column("customers")) == answer.records
    assert len({line.key.partition(":")[2] for line in areas.lines}) == len(areas.lines)
    assert max(counted) - min(counted) <= max(int(str(one)) for one in areas.column("customers"))
    question = catalogue.named("areas")
    assert question.behind is not None
    behind = [question.behind(question.asked(asked), line.key, "customers") for line in answer.lines]
    assert [len(one.ids) for one in behind if one] == counted
