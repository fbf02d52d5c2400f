"""Whom to visit: by district, those without an address last, nobody who was put away."""

from pathlib import Path

from db.services import customers, going_out, opt_outs, own_fields, settings
from db.services.customer_form import AddressForm, CustomerForm
from db.services.lists import ListQuery, Selection


def _add(name: str, address: str = "", **more: object) -> int:
    return customers.add(CustomerForm(name=name, addresses=[AddressForm(address)] if address else [], **more))  # type: ignore[arg-type]


def test_the_way_goes_by_district(shop: Path) -> None:
    _add("永和乙", "234 新北市永和區中正路 200 號")
    _add("沒地址")
    _add("中和", "235 新北市中和區景平路 1 號")
    _add("永和甲", "234 新北市永和區中正路 100 號")
    found = going_out.visits(Selection(query=ListQuery()))
    assert [one.name for one in found] == ["永和甲", "永和乙", "中和", "沒地址"]
    assert [one.region for one in found] == ["新北市永和區", "新北市永和區", "新北市中和區", ""]


def test_the_way_begins_around_the_shop(shop: Path) -> None:
    settings.save({"address": "234 新北市永和區中正路 8 號"})
    for name, address in (
        ("臺北", "106 臺北市大安區和平東路 1 號"),
        ("板橋", "220 新北市板橋區文化路 1 號"),
        ("永和", "234 新北市永和區中正路 100 號"),
    ):
        _add(name, address)
    assert [one.name for one in going_out.visits(Selection(query=ListQuery()))] == ["永和", "板橋", "臺北"]


def test_only_those_asked_for_and_nobody_put_away(shop: Path) -> None:
    one, two, _three = _add("甲"), _add("乙"), _add("丙")
    customers.archive([two], "搬家")
    assert [row.name for row in going_out.visits(Selection((one, two)))] == ["甲"]


def test_what_they_owe_and_what_they_refuse_are_known(shop: Path) -> None:
    owed = own_fields.add("欠款", "number", is_opening=True)
    key = next(row.key for row in own_fields.rows() if row.id == owed)
    one = _add("甲", own={key: 3200})
    opt_outs.put([one], ["line"])
    (found,) = going_out.visits([one])
    assert found.owing == "欠款 3,200"
    assert found.opted_out
