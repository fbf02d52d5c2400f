"""Rules of what follows what: kept, changed, taken back; they find who bought what they speak of and not yet what they offer."""

from pathlib import Path

import pytest

from db.core import audit
from db.core.connection import rows
from db.core.errors import InputError, NotFoundError
from db.core.journal import unit
from db.models import SaleLine
from db.services import customers, knowledge, knowledge_due, merging, products, sales
from db.services.knowledge import RuleForm
from db.services.products import ProductForm
from tests.services.bought import sold, somebody

pytestmark = pytest.mark.usefixtures("shop", "saturday")  # 2026-11-21
NAPPIES = RuleForm(bought="奶瓶", months=3, offer="尿布")


@pytest.fixture
def nappies(shop: Path, saturday: None) -> int:
    return knowledge.add(NAPPIES)


def _due() -> list[tuple[int, str, str]]:
    return [(one.customer, one.item, one.due_on) for one in knowledge_due.due()]


def test_a_rule_is_kept_with_a_name_of_its_own(nappies: int) -> None:
    (row,) = knowledge.rows()
    assert (row.id, row.title, row.months, row.is_on) == (nappies, "奶瓶 → 尿布", 3, True)


def test_it_is_changed_left_lying_and_deleted_with_the_way_back(nappies: int) -> None:
    form = knowledge.get(nappies).form
    form.months, form.phrase = 4, "{稱呼}，尿布該補了"
    knowledge.change(nappies, form)
    knowledge.put_on(nappies, False)
    assert knowledge.rows(only_on=True) == []
    knowledge.delete(nappies)
    with pytest.raises(NotFoundError):
        knowledge.get(nappies)
    for _step in range(3):
        audit.undo(audit.last_undoable().id)  # type: ignore[union-attr]
    (row,) = knowledge.rows(only_on=True)
    assert (row.months, row.phrase) == (3, "")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (RuleForm(offer="尿布"), "bought"),
        (RuleForm(bought="奶瓶"), "offer"),
        (RuleForm(bought="奶瓶", offer="尿布", months=-1), "months"),
        (RuleForm(bought="奶瓶", offer="尿布", months=241), "months"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(form: RuleForm, field: str) -> None:
    with pytest.raises(InputError) as refused:
        knowledge.add(form)
    assert refused.value.details["field"] == field


def test_the_product_names_the_offer() -> None:
    knowledge.add(RuleForm(bought="奶瓶", months=3, product=products.add(ProductForm("尿布 L"))))
    assert knowledge.rows()[0].offer == "尿布 L"


@pytest.mark.parametrize(
    ("day", "is_due"),
    [
        ("2026-09-06", False),  # 12/6: more than two weeks to go
        ("2026-09-05", True),  # 12/5: within two weeks
        ("2026-08-21", True),
        ("2026-05-24", True),  # 8/24: 89 days ago
        ("2026-05-20", False),  # 8/20: too long ago
    ],
)
@pytest.mark.usefixtures("nappies")
def test_it_speaks_around_its_day(day: str, is_due: bool) -> None:
    sold(somebody("陳美惠"), day, "玻璃奶瓶")
    assert bool(_due()) == is_due


@pytest.mark.usefixtures("nappies")
def test_who_bought_the_offer_since_is_left_in_peace() -> None:
    one, other = somebody("陳美惠"), somebody("王大同")
    for customer in (one, other):
        sold(customer, "2026-08-21", "奶瓶")
    sold(one, "2026-08-20", "尿布")
    sold(other, "2026-10-01", "尿布")
    assert _due() == [(one, "奶瓶", "2026-11-21")]


@pytest.mark.usefixtures("nappies")
def test_bought_again_it_counts_from_the_last_time() -> None:
    one = somebody("陳美惠")
    sold(one, "2026-08-21", "奶瓶")
    assert len(_due()) == 1
    sold(one, "2026-11-01", "奶瓶")
    assert _due() == []


def test_what_wears_out_is_offered_again() -> None:
    knowledge.add(RuleForm(bought="淨水器、濾心", months=6, offer="濾心"))
    one = somebody("陳美惠")
    sold(one, "2026-05-21", "濾心 三支")
    assert _due() == [(one, "濾心 三支", "2026-11-21")]


def test_words_are_found_in_names_and_categories_however_they_are_written() -> None:
    knowledge.add(RuleForm(bought="ＬＥＤ", months=1, offer="台燈"))
    light = products.add(ProductForm("燈管", category="led 燈具"))
    one = somebody("陳美惠")
    sold(one, "2026-10-21", light)
    assert _due() == [(one, "燈管", "2026-11-21")]


def test_with_it_is_on_the_same_day_or_not_at_all() -> None:
    knowledge.add(RuleForm(bought="水龍頭", months=0, offer="止洩帶"))
    one, other = somebody("陳美惠"), somebody("王大同")
    sold(one, "2026-11-20", "水龍頭", "止洩帶")
    sold(other, "2026-11-20", "水龍頭")
    assert [who for who, _item, _day in _due()] == [other]


@pytest.mark.usefixtures("nappies")
def test_what_is_dated_ahead_has_no_day_or_came_back_says_nothing() -> None:
    one, other, third = (somebody(name) for name in ("陳美惠", "王大同", "林小姐"))
    sold(one, "2027-08-21", "奶瓶")
    sold(other, "", "奶瓶")
    came_back = sales.return_of(sold(third, "2026-08-21", "奶瓶"))
    came_back.happened_on = "2026-08-25"
    sales.add(came_back)
    assert _due() == []


@pytest.mark.usefixtures("nappies")
def test_one_customer_is_asked_alone_and_followed_when_merged() -> None:
    one, other = somebody("陳美惠"), somebody("陳小惠")
    sold(other, "2026-08-21", "奶瓶")
    assert knowledge_due.of(one) == []
    merging.merge(one, other)
    assert [due.item for due in knowledge_due.of(one)] == ["奶瓶"]


def test_a_rule_being_typed_tells_whom_it_would_find(nappies: int) -> None:
    seen, hidden = somebody("陳美惠"), somebody("王大同")
    for customer in (seen, hidden):
        sold(customer, "2026-08-21", "奶瓶")
    customers.archive([hidden], "moved")
    knowledge.put_on(nappies, False)
    assert knowledge_due.found(knowledge.get(nappies)) == [seen]


def test_whom_a_rule_finds_hangs_on_no_other_rule(nappies: int) -> None:
    """What came back 20 months ago is no longer looked at by a rule of three months, whatever another one looks at."""
    one = somebody("陳美惠")
    for day, price in (("2025-01-10", 100), ("2026-08-21", 100)):
        sold(one, day, "奶瓶", price=price)
    (first,) = rows("SELECT min(id) FROM sale")[0]
    with unit("sales.change"):
        SaleLine.update(quantity=-2, amount=-200).where(SaleLine.sale == first).execute()
    assert [one.customer for one in knowledge_due.due()] == [one]
    long = knowledge.add(RuleForm(bought="奶瓶", months=24, offer="水杯"))
    found = knowledge_due.counts(knowledge.rows())
    assert (found[nappies], found[long]) == (1, 0)
