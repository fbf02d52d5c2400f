"""Where an imported list is from: filled in by its name and kind, kept beside it, and who is to be told."""

from pathlib import Path

import pytest

from db.core import audit
from db.core.connection import rows
from db.core.journal import unit
from db.models import Waiting
from db.services import customers, imports, interactions, letters, list_sources, lists, phrases, settings, telling
from db.services.customers import CustomerForm
from db.services.interactions import InteractionForm
from importers import origins
from importers.commit import commit
from tests.importers import made

pytestmark = pytest.mark.usefixtures("saturday")
PEOPLE = [{"name": "陳美惠", "mobile": "0912-345-678"}, {"name": "王小明", "phone": "02-2345-6789"}]


@pytest.mark.parametrize(
    ("name", "is_book", "kind"),
    [
        ("2015客戶.xls", False, "own"),
        ("購買紀錄.xlsx", False, "own"),
        ("通訊錄.vcf", True, "contacts"),
        ("買來的名單.xlsx", False, "bought"),
        ("異業交換名單.csv", False, "exchanged"),
    ],
)
def test_names_tell_where_a_list_is_from(name: str, is_book: bool, kind: str) -> None:
    assert list_sources.guessed([name, "工作表1"], is_address_book=is_book).kind == kind


def test_own_customers_are_a_contract_and_need_no_telling(shop: Path) -> None:
    commit(made.one(PEOPLE))
    assert rows("SELECT DISTINCT basis, to_be_told FROM customer") == [("contract", 0)]
    assert [(row.source, row.basis, row.customers) for row in list_sources.rows()] == [("自己的客戶", "contract", 2)]
    assert telling.waiting() == []


def test_an_exchanged_list_is_to_be_told_until_somebody_talked(shop: Path) -> None:
    plan = made.one(PEOPLE)
    plan.origin = list_sources.made("exchanged", "2026 五金展")
    outcome = commit(plan)
    assert len(telling.waiting()) == 2
    (row,) = list_sources.rows()
    assert (row.source, row.basis, row.waiting) == ("別家店或合作夥伴的名單：2026 五金展", "consent", 2)
    assert list_sources.origin_of(row) == plan.origin
    assert all(one.to_be_told for one in lists.rows([1, 2]))
    interactions.add(InteractionForm(1, outcome="沒接"))
    assert telling.waiting() == [1, 2]
    interactions.add(InteractionForm(1, "介紹我們店"))
    assert telling.waiting() == [2]
    assert rows("SELECT told_on FROM customer WHERE id = 1") == [("2026-11-21",)]
    assert telling.tell([2]) == 1
    assert telling.waiting() == []
    assert outcome.unit is not None


def test_an_import_taken_back_takes_its_origin_along(shop: Path) -> None:
    plan = made.one(PEOPLE)
    plan.origin = list_sources.made("bought")
    outcome = commit(plan)
    assert outcome.unit is not None
    audit.undo(outcome.unit)
    assert rows("SELECT count(*) FROM list_source") == [(0,)]
    assert list_sources.rows() == []
    assert imports.runs()[0].undone_by is not None


def test_what_is_said_later_holds_for_its_customers(shop: Path) -> None:
    commit(made.one(PEOPLE))
    (row,) = list_sources.rows()
    telling.tell([1])  # nobody was waiting: nothing of it stays
    list_sources.put(row.id, list_sources.made("bought", "名單商"))
    assert rows("SELECT basis, to_be_told FROM customer") == [("consent", 1)] * 2
    telling.tell([1])
    list_sources.put(row.id, list_sources.made("exchanged"))
    assert telling.waiting() == [2]


def test_letters_say_who_was_not_told(shop: Path) -> None:
    plan = made.one([{**one, "address": "新北市永和區中正路120號"} for one in PEOPLE])
    plan.origin = list_sources.made("bought")
    commit(plan)
    found = letters.of([1, 2])
    assert (len(found.addressees), found.to_be_told) == (2, 2)
    assert "2 位還沒告知" in telling.words(found.to_be_told)


def test_several_lists_each_have_their_origin(shop: Path) -> None:
    plan = made.one(PEOPLE)
    assert [one.kind for one in origins.all_of(plan)] == ["own"]
    assert origins.columns(plan) == {}  # nothing is written where all is as a row begins


def test_an_advertising_text_says_who_where_from_and_how_to_refuse(shop: Path) -> None:
    settings.save({"shop_name": "順發水電", "registered_name": "順發水電材料有限公司"})
    plan = made.one(PEOPLE)
    plan.origin = list_sources.made("exchanged", "2026 五金展")
    commit(plan)
    own = customers.add(CustomerForm("老主顧"))
    text = "{登記名稱}新品到！資料來源：{資料來源}。{拒收}。"
    assert phrases.filled(text, 1) == (
        "順發水電材料有限公司新品到！資料來源：別家店或合作夥伴的名單：2026 五金展。不想再收到請回覆「拒收」，不收任何費用。"
    )
    assert "您在本店的購買與詢問" in phrases.filled(text, own)
    assert phrases.holes(phrases.filled(text, None)) == []


def test_a_row_settled_later_is_of_its_list(shop: Path) -> None:
    plan = made.one(PEOPLE)
    plan.origin = list_sources.made("bought")
    commit(plan)
    with unit("imports.settle"):
        waits = Waiting.create(import_run=1, sheet="客戶", row=9, cells={}, reason="same_name")
    fresh = imports.settle_as_new(waits.id, CustomerForm("林志明"))
    assert fresh in telling.waiting()
    assert rows("SELECT basis FROM customer WHERE id = ?", fresh) == [("consent",)]
