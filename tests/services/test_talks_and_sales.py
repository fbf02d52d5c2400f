"""Talks and sales: written down, corrected, deleted; the timeline and the figures follow."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from db.core import audit, clock
from db.core.connection import value
from db.core.errors import InputError, NotFoundError
from db.services import cards, customers, interactions, lists, merging, products, sales, timeline
from db.services.contact_marks import NO_ANSWER
from db.services.customers import ContactForm, CustomerForm
from db.services.interactions import InteractionForm
from db.services.products import ProductForm
from db.services.sales import LineForm, SaleForm

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def one() -> int:
    """A customer, on a fixed Friday."""
    clock.fix(datetime(2026, 11, 20, 2, tzinfo=UTC))
    return customers.add(CustomerForm(name="陳美惠"))


def test_days_are_typed_as_people_say_them(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭", "電話", "in", happened_on="昨天", follow_up_on="11/27"))
    row = interactions.get(talk)
    assert (row.happened_on, row.follow_up_on, row.name, row.direction) == ("2026-11-19", "2026-11-27", "陳美惠", "in")
    assert row.staff
    with pytest.raises(InputError):
        interactions.add(InteractionForm(one, "要換龍頭", happened_on="哪天"))
    with pytest.raises(InputError):
        interactions.add(InteractionForm(one, "  "))


def test_a_talk_without_an_answer_is_no_contact(one: int) -> None:
    interactions.add(InteractionForm(one, "報價 6,800", "電話", happened_on="11/1"))
    interactions.add(InteractionForm(one, "再打", "電話", outcome=NO_ANSWER))
    (row,) = lists.rows([one])
    assert (row.last_contact_on, row.last_contact, row.last_text) == ("2026-11-01", "電話", "報價 6,800")
    assert [talk.text for talk in interactions.of(one)] == ["再打", "報價 6,800"]


def test_a_corrected_talk_keeps_its_old_text_in_the_history(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭", "電話"))
    interactions.change(talk, InteractionForm(one, "要換馬桶", "電話"))
    assert [change.before for change in audit.field_history("interaction", talk, "text")] == [{"text": "要換龍頭"}]
    assert lists.rows([one])[0].last_text == "要換馬桶"


def test_a_deleted_talk_is_gone_from_list_and_timeline_until_undone(one: int) -> None:
    talk = interactions.add(InteractionForm(one, "要換龍頭", "電話"))
    interactions.delete(talk)
    assert (lists.rows([one])[0].last_contact_on, timeline.of(one, kinds=("talk",))) == (None, [])
    with pytest.raises(NotFoundError):
        interactions.get(talk)
    done = audit.last_undoable()
    assert done is not None
    audit.undo(done.id)
    assert lists.rows([one])[0].last_contact_on == "2026-11-20"


def test_a_sale_adds_up_half_up_and_keeps_four_places(one: int) -> None:
    faucet = products.add(ProductForm("面盆龍頭", code="A001", price=Decimal("1850.5"), unit="組"))
    sale = sales.add(
        SaleForm(
            one,
            [
                LineForm(name="面盆龍頭", quantity=Decimal(2), unit_price=Decimal("1850.25"), product=faucet),
                LineForm(name="止水帶", quantity=Decimal("0.5"), unit_price=Decimal(25)),
            ],
        )
    )
    row = sales.get(sale)
    assert [line.amount for line in row.lines] == [3701, 13]
    assert (row.total, row.happened_on) == (3714, "2026-11-20")
    assert products.get(faucet).price == Decimal("1850.5")
    assert value("SELECT unit_price FROM sale_line WHERE product = ?", faucet) == 18_502_500


def test_a_changed_sale_and_a_deleted_one(one: int) -> None:
    sale = sales.add(SaleForm(one, [LineForm(name="濾心", quantity=Decimal(1), unit_price=Decimal(280))], order_no="1151120-001"))
    sales.change(
        sale, SaleForm(one, [LineForm(name="濾心", quantity=Decimal(2), unit_price=Decimal(280))], order_no="1151120-001")
    )
    assert (sales.get(sale).total, len(sales.of(one))) == (560, 1)
    sales.delete(sale)
    assert sales.of(one) == []
    assert value("SELECT count(*) FROM sale_line") == 0
    with pytest.raises(InputError):
        sales.add(SaleForm(one))


def test_the_timeline_holds_both_newest_first(one: int) -> None:
    sales.add(
        SaleForm(
            one,
            [
                LineForm(name="換氣扇", quantity=Decimal(2), unit_price=Decimal(4300)),
                LineForm(name="安裝", quantity=Decimal("1.5"), unit_price=Decimal(0)),
            ],
            happened_on="11/18",
        )
    )
    interactions.add(InteractionForm(one, "問浴室換氣扇", "LINE", happened_on="11/20"))
    sales.add(SaleForm(one, order_no="1151101-001", note="舊帳", total=900, happened_on="11/1"))
    found = timeline.of(one, kinds=("talk", "sale"))
    assert [(row.kind, row.happened_on, row.text, row.amount) for row in found] == [
        ("talk", "2026-11-20", "問浴室換氣扇", None),
        ("sale", "2026-11-18", "換氣扇 ×2、安裝 ×1.5", 8600),
        ("sale", "2026-11-01", "舊帳", 900),
    ]
    assert timeline.of(one, 1, found[0].moment, ("talk", "sale")) == found[1:2]
    assert timeline.counts(one) == {"talk": 1, "sale": 2, "came": 1}
    card = cards.get(one)
    assert (card.trade.bought, card.timeline_count, card.last_contact) == (9500, 3, "LINE")


def test_products_no_longer_sold_are_kept_apart() -> None:
    old = products.add(ProductForm("舊款龍頭", is_active=False))
    new = products.add(ProductForm("新款龍頭"))
    assert [row.id for row in products.rows()] == [new]
    assert {row.id for row in products.rows(inactive=True)} == {old, new}
    products.change(old, ProductForm("舊款龍頭", is_active=True))
    assert len(products.rows()) == 2
    with pytest.raises(InputError):
        products.add(ProductForm(" "))


def test_what_is_written_for_a_merged_customer_goes_to_the_one_that_stays() -> None:
    kept, gone = (customers.add(CustomerForm(name=name)) for name in ("甲", "乙"))
    merging.merge(kept, gone)
    interactions.add(InteractionForm(gone, "問濾心", "電話"))
    sales.add(SaleForm(gone, total=100))
    assert sorted(row.kind for row in timeline.of(kept)) == ["came", "sale", "talk"]
    for nobody in (lambda: interactions.add(InteractionForm(99, "x")), lambda: sales.add(SaleForm(99, total=1))):
        with pytest.raises(NotFoundError):
            nobody()


def test_a_day_to_come_is_a_reminder_and_no_talk(one: int) -> None:
    for form, field in (
        (InteractionForm(one, "量尺寸", happened_on="2027/1/1"), "happened_on"),
        (InteractionForm(one, "量尺寸", follow_up_on="昨天"), "follow_up_on"),
    ):
        with pytest.raises(InputError) as refused:
            interactions.add(form)
        assert refused.value.details["field"] == field
    assert interactions.of(one) == []


def test_a_talk_that_goes_to_another_customer_leaves_the_contact_behind(one: int) -> None:
    firm = customers.add(CustomerForm(name="公司", contacts=[ContactForm("小王")]))
    contact = value("SELECT id FROM contact")
    talk = interactions.add(InteractionForm(firm, "報價", contact=contact))
    assert interactions.get(talk).contact == contact
    interactions.change(talk, InteractionForm(one, "報價", contact=contact))
    assert interactions.get(talk).contact is None
