"""A waiting row read once more."""

from pathlib import Path

from db.services import own_fields
from importers import settling

CELLS = {"備註": "怕吵", "手機": "912345678", "姓名": "林志明先生", "業務員": "阿德", "地址": "台北市大安區和平東路1號"}


def test_cells_become_a_form(shop: Path) -> None:
    key = f"f{own_fields.add('業務員')}"
    form = settling.form(CELLS)
    assert (form.name, form.title, form.note) == ("林志明", "先生", "怕吵")
    assert [(point.kind, point.text) for point in form.points] == [("mobile", "0912-345-678")]
    assert [address.text for address in form.addresses] == ["臺北市大安區和平東路1號"]
    assert form.own == {key: "阿德"}


def test_what_no_field_knows_goes_to_the_note(shop: Path) -> None:
    assert "業務員：阿德" in settling.form(CELLS).note


def test_where_a_value_belongs(shop: Path) -> None:
    key = f"f{own_fields.add('業務員')}"
    assert settling.field_of("生日") == "birthday"
    assert settling.field_of("業務員") == key
    assert settling.field_of("不知道的欄") == ""


def test_name_and_phone_are_told_first() -> None:
    assert settling.reading_order(tuple(CELLS))[:3] == ("姓名", "手機", "地址")
