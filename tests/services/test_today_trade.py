"""What trade asks for on Today: what came, was promised, is due or ends soon; what is done about it; the ready texts for it."""

from datetime import date
from decimal import Decimal

import pytest

from db.core import audit
from db.services import (
    deliveries,
    payments,
    phrase_facts,
    phrases,
    products,
    quote_life,
    quotes,
    sales,
    settings,
    tasks,
    today,
    today_answers,
    wanted,
)
from db.services.lines import LineForm
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.sales import SaleForm
from db.services.today import TodayRow
from db.services.wanted import WantedForm
from tests.services.november import add
from tests.services.november_quotes import builder, drawn, written
from tests.services.november_trade import go_to

pytestmark = pytest.mark.usefixtures("saturday", "shop")


def _ordered(customer: int, item: str, promised: str = "") -> deliveries.Key:
    line = LineForm(name=item, quantity=Decimal(2), unit="台", unit_price=Decimal(100), delivery="ordered", promised_on=promised)
    sales.add(SaleForm(customer, lines=[line]))
    return next(row.key for row in deliveries.of(customer) if row.item == item)


def _parts() -> list[tuple[str, str, str]]:
    return [(row.group, row.name, row.why) for row in today.plan().trade]


def _only() -> TodayRow:
    (row,) = today.plan().trade
    return row


def test_what_came_and_nobody_was_told_stands_there_until_somebody_is() -> None:
    one = add("陳美惠")
    key = _ordered(one, "暖風機")
    assert _parts() == []
    deliveries.move([key], "arrived")
    assert _parts() == [("arrived", "陳美惠", "暖風機 2 台 到貨了")]
    assert today.badge() == today.plan().total == 1
    today_answers.told(_only())
    assert _parts() == []
    (row,) = deliveries.of(one)
    assert row.state == "told"
    undone = audit.last_undoable()
    assert undone is not None
    audit.undo(undone.id)
    assert [part for part, *_ in _parts()] == ["arrived"]


def test_what_somebody_only_asked_for_stands_there_as_well() -> None:
    number = wanted.add(WantedForm(add("林先生"), name="濾心"))
    deliveries.move([("wanted", number)], "arrived")
    assert _parts() == [("arrived", "林先生", "濾心 到貨了")]
    assert _only().about == ("wanted", number)


def test_a_promised_day_is_told_on_that_day_and_how_late_it_is_after() -> None:
    _ordered(add("陳美惠"), "暖風機", "2026-11-23")
    assert _parts() == []
    go_to(date(2026, 11, 23))
    assert _parts() == [("promised", "陳美惠", "暖風機 2 台，答應 11/23 有")]
    go_to(date(2026, 11, 25))
    assert _parts() == [("promised", "陳美惠", "逾期 2 天。暖風機 2 台，答應 11/23 有")]
    assert today_answers.another_day(_only(), "2026-11-29") == "2026-11-30"  # the shop is closed on Sunday
    assert _parts() == []
    go_to(date(2026, 11, 30))
    today_answers.here(_only())
    assert [part for part, *_ in _parts()] == ["arrived"]


def test_a_cheque_is_told_from_its_day_on_until_the_bank_paid_it() -> None:
    one = add("陳美惠")
    payments.add(PaymentForm(one, 12000, "cheque", due_on="2026-12-31", bank="台銀", cheque_no="AB123"))
    gone = payments.add(PaymentForm(one, 500, "cheque", due_on="2026-12-30", bank="土銀"))
    payments.counter(gone)
    go_to(date(2026, 12, 30))
    assert _parts() == []
    go_to(date(2026, 12, 31))
    assert _parts() == [("cheque", "陳美惠", "支票 台銀 AB123 $12,000")]
    today_answers.cleared(_only())
    assert _parts() == []


def test_a_quote_that_ends_this_week_is_told_unless_somebody_is_to_ask_about_it_anyway() -> None:
    settings.save({"quote_follow_up": "3"})
    quote = written(builder())
    number = quote_life.issue(quote, drawn).number
    until = quotes.get(quote).row.valid_until
    assert until is not None
    assert _parts() == []
    (follow_up,) = (task for task in tasks.open_until(date.max) if task.origin == tasks.QUOTE)
    last = date.fromisoformat(until)
    go_to(last)
    (row,) = today.plan().rows
    assert (row.kind, row.about, row.tasks) == ("task", ("quote", quote), (follow_up.id,))
    assert _parts() == []
    tasks.put_off([follow_up.id], until)  # on the very day
    assert _parts() == []
    tasks.done([follow_up.id])
    assert _parts() == [("expiring", "宏達室內裝修有限公司", f"報價 {number} $19,132，有效到 12/21")]
    quote_life.refuse(quote)
    assert _parts() == []


def test_many_are_folded_and_counted() -> None:
    one = add("陳美惠")
    deliveries.move([_ordered(one, f"濾心{at}") for at in range(8)], "arrived")
    plan = today.plan()
    assert (len(plan.trade), plan.more_trade["arrived"], plan.total) == (5, 3, 8)
    unfolded = today.plan(most=60)
    assert (len(unfolded.trade), unfolded.more_trade["arrived"]) == (8, 0)


def test_a_page_of_one_person_holds_their_customers_alone() -> None:
    for name, staff in (("陳美惠", "阿德"), ("林先生", "小玲"), ("王小姐", "")):
        deliveries.move([_ordered(add(name, staff=staff), "濾心")], "arrived")
    assert [row.name for row in today.plan("阿德").trade] == ["陳美惠", "王小姐"]
    assert today.badge("阿德") == 2


def test_the_filter_sold_half_a_year_ago_is_due_with_its_ready_sentence() -> None:
    water = products.add(ProductForm(name="淨水器", recall_months=6, recall_item="濾心"))
    one = add("陳美惠", gender="female")
    sales.add(SaleForm(one, lines=[LineForm(product=water, name="淨水器", quantity=Decimal(1), unit_price=Decimal(3200))]))
    go_to(date(2027, 5, 21))
    (row,) = today.plan().rows
    assert row.due_on == "2027-05-21"
    assert row.about is not None
    text = phrases.named("保養")
    assert text is not None
    said = phrases.filled(text.text, one, phrase_facts.about(*row.about, row.tasks[0]))
    assert said == "陳小姐您好，您的淨水器差不多6個月了，該換濾心囉，要幫您留一份嗎？"


def test_ready_texts_tell_of_a_quote_and_of_what_is_owed() -> None:
    settings.save({"bank_account": "台灣銀行 012-345"})
    customer = builder()
    quote = written(customer)
    number = quote_life.issue(quote, drawn).number
    assert phrases.filled("{案名} {金額} 有效到{有效期限}", customer, phrase_facts.about("quote", quote)) == (
        f"{number} 19,132 有效到2026/12/21"
    )
    sales.add(SaleForm(customer, lines=[LineForm(name="燈", quantity=Decimal(1), unit_price=Decimal(1000))], tax_mode="none"))
    assert phrases.filled("{金額}元匯到{帳號}，{月份}", customer, phrase_facts.owed(customer)) == (
        "1,000元匯到台灣銀行 012-345，{月份}"
    )
    assert phrase_facts.owed(add("沒欠錢")) == {}
