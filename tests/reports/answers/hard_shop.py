"""A shop in which everything is there that makes sums disagree: returns, sales of no day, of days to come, to nobody and to
customers who were put away, merged or thrown away; and names made of the signs that keys are made of.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from db.core import clock
from db.core.connection import run
from db.core.journal import unit
from db.core.values.dates import PartialDate
from db.services import bin as waste
from db.services import (
    customer_costs,
    customers,
    interactions,
    knowledge,
    losing,
    merging,
    openings,
    payments,
    products,
    quote_life,
    quotes,
    sales,
    settings,
    stages,
    suggestion_answers,
    suggestions,
    tasks,
    walk_in,
)
from db.services.customer_costs import CostForm
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.knowledge import RuleForm
from db.services.lines import LineForm
from db.services.lists import Selection
from db.services.payments import PaymentForm
from db.services.products import ProductForm
from db.services.quote_form import QuoteForm
from db.services.sale_form import SaleForm
from db.services.tasks import TaskForm
from tests.services.november_quotes import drawn

STAFF: Final = ("-", "+", "小陳/小林", "others")
_SOURCES: Final = ("is:x", "none", "朋友, 鄰居", "-", "")
_AREAS: Final = ("新北市中和區", "臺北市a,b區", "高雄市前鎮區", "臺中市北區")
_CATEGORIES: Final = ("a/b", "-", "c:淨水", "淨水, 濾心", "")
_DAYS: Final = (  # 24 of them: a customer comes every other month or so
    "2023-02-11", "2024-02-29", "2024-06-03", "2024-10-20", "2024-11-21", "2024-12-31", "2025-01-01", "2025-02-03", "2025-06-15",
    "2025-10-02", "2025-11-20", "2025-11-21", "2025-11-22", "2025-12-05", "2026-01-30", "2026-02-16", "2026-02-17", "2026-03-31",
    "2026-06-30", "2026-09-15", "2026-10-21", "2026-10-22", "2026-11-02", "2026-11-21",
)  # fmt: skip
_OF_SOME: Final = {  # who stays away, is gone for long, came back, and came every month until now
    "晚來-+": ("2025-08-01", "2025-11-01", "2026-01-30", "2026-05-02", "2026-07-30"),
    "走了/": ("2023-11-01", "2024-02-01", "2024-05-01", "2025-01-10"),
    "回來 is:x": ("2024-05-01", "2024-06-01", "2026-11-10"),
    "常來": tuple(f"2026-{month:02}-08" for month in range(1, 12)),
}
_KINDS: Final = ("person", "company")
_ALL: Final = 16  # customers


def fill() -> None:
    """Make it; the clock says which day is today."""
    goods = _products()
    who = [_customer(at) for at in range(_ALL)]
    _sales(who, goods)
    _odd_sales(who, goods)
    for name, days in _OF_SOME.items():
        one = customers.add(CustomerForm(name=name, kind="person", source=_SOURCES[0]))
        for at, day in enumerate(days):
            _sell(one, goods, at, 150, day)
    both = customers.add(CustomerForm(name="兩樣舊的"))
    for at in (0, 2):  # has two old models
        _sell(both, goods, at, 150, "2026-05-05")
    _money(who)
    _quotes(who, goods)
    _work(who)
    _gone(who)
    suggestions.fill()
    for at, one in enumerate(suggestions.whole()[:6]):
        (suggestion_answers.dismiss if at % 3 else suggestion_answers.accept)(one)


def _products() -> list[int]:
    old, *rest = (
        products.add(ProductForm(name=f"貨-{at}/{at}", category=category, cost=Decimal(40) if at % 2 else None))
        for at, category in enumerate(_CATEGORIES)
    )
    for one, newer in ((old, rest[0]), (rest[1], rest[2])):
        products.change(one, replace(products.form(one), next_model=newer))
    settings.save({"commission_rates": "a/b：5\n*：2", "staff": "\n".join(STAFF)})
    return [old, *rest]


def _customer(at: int) -> int:
    form = CustomerForm(
        name=f"客人-{at}/+{at}",
        kind=_KINDS[at % 3 == 0],
        source=_SOURCES[at % len(_SOURCES)],
        staff=STAFF[at % len(STAFF)] if at % 5 else "",
        category=_CATEGORIES[at % len(_CATEGORIES)],
        birthday=PartialDate(1960 + at * 3 if at % 2 else None, at % 12 + 1, 25, lunar=at % 5 == 1) if at % 3 else None,
        tags=["老主顧", "a/b"][: at % 3],
        points=[PointForm("mobile", f"0912-345-{at:03d}")] if at % 4 else [],
        addresses=[AddressForm(_AREAS[at % len(_AREAS)] + "1號")] if at % 6 else [],
    )
    return customers.add(form)


def _line(goods: list[int], at: int, amount: int) -> list[LineForm]:
    """Two things, one of them without a product; what comes back counts below nothing."""
    first = LineForm(product=goods[at % len(goods)], quantity=Decimal(1 if amount > 0 else -1), unit_price=Decimal(abs(amount)))
    second = LineForm(name="-" if at % 2 else "散貨", quantity=Decimal(2), unit_price=Decimal(15))
    return [first, second] if amount > 0 and at % 3 else [first]


def _sell(customer: int, goods: list[int], at: int, amount: int, day: str, **more: object) -> int:
    """A sale with tax of its own; the id."""
    form = SaleForm(
        customer,
        _line(goods, at, amount),
        happened_on=day,
        tax_mode=("none", "exclusive", "inclusive")[at % 3],
        staff=("", *STAFF)[at % (len(STAFF) + 1)],
    )
    for key, value in more.items():
        setattr(form, key, value)
    return sales.add(form)


def _sales(who: list[int], goods: list[int]) -> None:
    for at, day in enumerate(_DAYS * 3):
        amount = 100 + at * 37
        _sell(who[at * 5 % (_ALL - 4)], goods, at, -amount if at % 9 == 8 else amount, day, is_owed=at % 4 > 0)


def _odd_sales(who: list[int], goods: list[int]) -> None:
    """To nobody, on days to come, without a day; and what is brought back of a sale."""
    nobody = walk_in.customer()
    for at, day in enumerate(("2026-11-21", "2026-10-05", "2025-03-03")):
        _sell(nobody, goods, at, 1_000 + at, day, is_owed=False)
    for at, day in enumerate(("2026-11-22", "2026-12-24", "2031-01-01", "2027-02-07")):
        _sell(who[at], goods, at, 7_000 + at, day)
    undated = [_sell(who[at], goods, at, 600 + at, "2026-10-01") for at in (4, 5, 6)]
    with unit("sales.change"):
        for one in undated:
            run("UPDATE sale SET happened_on = NULL WHERE id = ?", one)
    sales.add(sales.return_of(_sell(who[7], goods, 1, 900, "2026-11-03")))


def _money(who: list[int]) -> None:
    openings.put(who[1], 5_000)
    for at, method in enumerate(("cash", "transfer", "allowance", "cash")):
        payments.add(PaymentForm(who[1 + at], 50 + at, method, paid_on="2026-11-21", staff=STAFF[at]))
    payments.add(PaymentForm(who[2], 30, "cash", paid_on="2026-10-15"))
    payments.add(PaymentForm(who[3], 40, "cheque", paid_on="2026-10-16", due_on="2026-12-31"))
    payments.counter(payments.add(PaymentForm(who[4], 77, "cash", paid_on="2026-11-20")))
    customer_costs.add(CostForm(who[5], "300", happened_on="2026-05-05"))


def _quotes(who: list[int], goods: list[int]) -> None:
    """Twelve: taken, refused with reasons and without, ran out, still open, drafts."""
    for at in range(12):
        form = quotes.new(who[at])
        form.lines, form.staff = _line(goods, at * 2, 500 + at * 900), STAFF[at % len(STAFF)]
        form.quoted_on = f"2026-{10 + at % 2}-0{1 + at % 9}"
        form.valid_until = "2026-11-10" if at % 6 == 4 else "2026-12-31"
        _decide(quotes.add(_plain(form)), at)


def _plain(form: QuoteForm) -> QuoteForm:
    form.tax_mode = "none"
    return form


def _decide(quote: int, at: int) -> None:
    if at == 11:
        return
    quote_life.issue(quote, drawn)
    if at % 6 in (0, 1):
        quote_life.accept(quote)
    elif at % 6 in (2, 3):
        quote_life.refuse(quote, ("太貴-/", "")[at % 2])


def _work(who: list[int]) -> None:
    for at in range(22):
        staff, channel = ("", *STAFF)[at % 5], ("電話", "-", "", "a/b")[at % 4]
        talk = InteractionForm(who[at % 12], f"說了 {at}", channel, happened_on=f"2026-{at % 11 + 1:02}-10", staff=staff)
        interactions.add(talk)
        tasks.add(TaskForm("回電", f"2026-{at % 10 + 1:02}-12", staff=staff), [who[at % 12]])
    tasks.done([one.id for one in tasks.between(date(2026, 1, 1), date(2026, 5, 31))])
    knowledge.add(RuleForm(bought="貨-2/2", months=1, offer="散貨"))


def _gone(who: list[int]) -> None:
    """Put away, merged with another, thrown away for good, closed as lost, and put into a stage by hand."""
    customers.archive(Selection((who[8], who[9])), "moved")
    merging.merge(who[0], who[10])
    customers.archive(Selection((who[11],)), "closed")
    waste.empty([who[11]])
    losing.close([who[6]], "price", date(2026, 11, 1))
    losing.close([who[7]], "unknown", clock.today())
    stages.put([who[3]], "intensive_care", date(2026, 12, 31))
