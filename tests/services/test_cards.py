"""The card: everything known of one customer, and where it came from."""

import pytest

from db.core import audit
from db.core.errors import NotFoundError
from db.core.journal import unit
from db.models import Customer, ImportRun, Relation
from db.services import blacklist, cards, customers, opt_outs, own_fields, settings, tastes, timeline
from db.services.cards import Came
from db.services.customers import AddressForm, CustomerForm, PointForm

pytestmark = pytest.mark.usefixtures("shop")


def test_a_card_says_everything() -> None:
    changed_on = own_fields.add("濾心更換日", "date")
    own_fields.add("屋齡", "number")
    settings.save({"calendar": "roc"})
    filled = CustomerForm(
        name="陳美惠",
        points=[PointForm("phone", "02-2345-6789"), PointForm("mobile", "0912-345-678")],
        tags=["老主顧"],
        own={f"f{changed_on}": "2026/5/21"},
    )
    meihui = customers.add(filled)
    blacklist.put(meihui, "欠款")
    opt_outs.put(meihui, ["sms"])
    husband = customers.add(CustomerForm(name="王小明"))
    with unit("relations.add"):
        Relation.create(customer=meihui, other=husband, kind="family", note="先生")
    card = cards.get(meihui)
    assert (card.phone, [tag.name for tag in card.tags], card.opt_outs) == ("0912-345-678", ["老主顧"], ("sms",))
    assert [(one.field.title, one.text) for one in card.own] == [("濾心更換日", "115/05/21")]
    assert card.blacklist is not None
    assert [(one.name, one.kind, one.note, one.reverse) for one in card.relations] == [("王小明", "family", "先生", False)]
    assert [(one.name, one.reverse) for one in cards.get(husband).relations] == [("陳美惠", True)]
    assert (card.came, card.archived_at, card.waiting) == (None, None, 0)


def test_the_number_said_to_be_the_first_is_shown() -> None:
    filled = CustomerForm(
        name="陳美惠", points=[PointForm("mobile", "0912-345-678"), PointForm("phone", "02-2345-6789", is_primary=True)]
    )
    assert cards.get(customers.add(filled)).phone == "02-2345-6789"


def test_every_value_says_where_it_came_from() -> None:
    with unit("imports.run") as opened:
        run = ImportRun.create(
            unit=opened.id, file="2019客戶.xlsx", sheet="台中", kind="customers", records=1, at="2026-11-20T00:00:00.000Z"
        )
        filled = CustomerForm(
            name="陳美惠",
            note="舊名單",
            points=[PointForm("mobile", "0912-345-678")],
            addresses=[AddressForm("台中市西區中山路1號")],
        )
        one = customers.insert(filled, came_from=run.id, came_row=38)
    card = cards.get(one)
    assert card.came == Came("2019客戶.xlsx", "台中", 38)
    assert set(card.came_of.values()) == {Came("2019客戶.xlsx", "台中", 38)}
    changed = customers.form(one)
    changed.note = "搬到永和了"
    changed.points.append(PointForm("mobile", "0922-000-111"))
    customers.change(one, changed)
    name, note = audit.origin("customer", one, "name"), audit.origin("customer", one, "note")
    assert name is not None
    assert (name.file, name.sheet, name.row, note) == ("2019客戶.xlsx", "台中", 38, None)
    first, second = customers.form(one).points
    assert first.id is not None
    assert second.id is not None
    assert audit.origin("contact_point", first.id, "text") == name
    assert audit.origin("contact_point", second.id, "text") is None


def test_a_merged_customer_opens_as_the_one_it_became() -> None:
    kept, gone = customers.add(CustomerForm(name="陳美惠")), customers.add(CustomerForm(name="美惠"))
    with unit("customers.merge"):
        Customer.update(merged_into=kept).where(Customer.id == gone).execute()
    assert cards.get(gone).id == kept
    with pytest.raises(NotFoundError):
        cards.get(99)


def test_what_happened_does_not_begin_with_the_entering_of_the_card() -> None:
    one = customers.add(CustomerForm(name="陳美惠"))
    assert cards.get(one).timeline == ()
    assert timeline.counts(one) == {"came": 1}


def test_only_who_was_put_away_came_back() -> None:
    one = customers.add(CustomerForm(name="陳美惠"))
    form = customers.form(one)
    form.note = "改過的"
    customers.change(one, form)
    assert not tastes.came_back(cards.get(one))
    customers.archive([one], "moved")
    assert not tastes.came_back(cards.get(one))
    customers.put_back([one])
    assert tastes.came_back(cards.get(one))
