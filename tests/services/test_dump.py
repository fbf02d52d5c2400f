"""The dump: readable customers and every audited table, the same for the same contents."""

from pathlib import Path

import pytest

from db.core import audit, audited, clock
from db.core.errors import NotFoundError
from db.core.journal import unit
from db.models import Address, Blacklist, ContactPoint, Customer, CustomerTag, OptOut, OwnField, Tag
from db.models.fields import canonical
from db.services.dump import customer, dump


def fill() -> None:
    with unit("customers.add"):
        field = OwnField.create(title="車號")
        one = Customer.create(
            code="A001",
            name="陳美惠",
            title="小姐",
            gender="female",
            birth_month=5,
            birth_day=3,
            note="怕吵",
            extra={f"f{field.id}": "ABC-123"},
        )
        two = Customer.create(name="大同公司", kind="company", tax_id="04595257", birth_year=1978, birth_month=5, birth_day=3)
        for position, (kind, text, normal) in enumerate(
            (
                ("phone", "02-2345-6789#12", "0223456789#12"),
                ("mobile", "0912-345-678", "0912345678"),
                ("email", "A@b.tw", "a@b.tw"),
            )
        ):
            ContactPoint.create(customer=one, kind=kind, text=text, normal=normal, position=position)
        ContactPoint.create(customer=one, kind="line_id", text="mei_chen", normal="mei_chen")
        ContactPoint.create(customer=two, kind="phone", text="0912-34", normal="")
        Address.create(customer=one, text="台北市中正區忠孝東路1號", is_primary=True)
        for name in ("熟客", "VIP"):
            CustomerTag.create(customer=one, tag=Tag.create(name=name))
        Blacklist.create(customer=two, reason="欠款 12,000", level="stop", since="2026-03-01")
        OptOut.create(customer=one, channel="sms")


def test_readable_view(shop: Path) -> None:
    fill()
    first, second = dump()["customers"]
    assert first == {
        "id": 1, "code": "A001", "name": "陳美惠", "kind": "person", "title": "小姐", "gender": "female", "tax_id": "",
        "birthday": "--05-03", "birthday_lunar": False, "phones": ["0223456789#12", "0912345678"], "emails": ["a@b.tw"],
        "addresses": ["台北市中正區忠孝東路1號"], "line_id": "mei_chen", "tags": ["VIP", "熟客"], "blacklist": None,
        "opt_out": ["sms"], "note": "怕吵", "own": {"車號": "ABC-123"}, "archived": False,
    }  # fmt: skip
    assert (second["birthday"], second["phones"], second["tax_id"]) == ("1978-05-03", ["0912-34"], "04595257")
    assert second["blacklist"] == {"level": "stop", "reason": "欠款 12,000", "since": "2026-03-01"}
    assert customer(2) == second
    with pytest.raises(NotFoundError):
        customer(99)


def test_a_customer_merged_away_stands_in_the_tables_only(shop: Path) -> None:
    fill()
    with unit("customers.merge"):
        Customer.update(merged_into=1, archived_at="2026-11-22T00:00:00.000Z").where(Customer.id == 2).execute()
    whole = dump()
    assert [one["id"] for one in whole["customers"]] == [1]
    assert [one["id"] for one in whole["tables"]["customer"]] == [1, 2]
    assert customer(2)["name"] == "大同公司"


def test_tables_are_the_audited_ones_without_stamps(shop: Path) -> None:
    fill()
    tables = dump()["tables"]
    assert list(tables) == [table.name for table in audited.TABLES]
    assert [row["id"] for row in tables["contact_point"]] == [1, 2, 3, 4, 5]
    assert not {"created_at", "updated_at"} & set(tables["customer"][0])


def test_is_as_before_after_undo_whatever_the_clock_says(shop: Path) -> None:
    empty = canonical(dump())
    fill()
    full = canonical(dump())
    taken_back = audit.undo(1)
    assert canonical(dump()) == empty
    clock.fix(clock.datetime(2030, 1, 1, tzinfo=clock.UTC))
    audit.undo(taken_back.id)
    assert canonical(dump()) == full
