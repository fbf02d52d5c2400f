"""Erasing a person: not a byte of them in file, log and copies made after; totals as before; gone again from an old copy."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from db.core import file
from db.core.connection import rows, value
from db.core.errors import InputError, RefusedError
from db.core.values.text import normal
from db.services import (
    backups,
    blacklist,
    customers,
    erased,
    erasing,
    interactions,
    lists,
    merging,
    opt_outs,
    quote_life,
    quote_versions,
    quotes,
    relations,
    sale_paper,
    sales,
    subject,
)  # fmt: skip
from db.services.customers import ContactForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lines import LineForm
from db.services.lists import ListQuery
from db.services.quote_form import QuoteForm
from db.services.sales import SaleForm
from reports import quote_pdf, subject_report_pdf

pytestmark = pytest.mark.usefixtures("saturday")
NAME, PHONE, PLACE = "歐陽晴嵐", "0937864512", "澎湖縣望安鄉將軍村七十七號"
WORDS = ("歐陽晴嵐", "0937-864-512", "0937864512", "望安鄉將軍村", "歐陽晴", "陽晴嵐", "378645", "kestrel.q@example.com")


def someone(name: str = NAME, phone: str = "0937-864-512") -> int:
    points = [PointForm("mobile", phone), PointForm("email", "kestrel.q@example.com")]
    return customers.add(CustomerForm(name, points=points, note=f"{name} 住 {PLACE}"))


def sold(customer: int, invoice: str = "") -> int:
    return sales.add(
        SaleForm(
            customer, [LineForm(name="燈管", quantity=Decimal(2), unit_price=Decimal(100))], invoice_no=invoice, is_owed=False
        )
    )


def found_in(path: Path, words: tuple[str, ...] = WORDS) -> list[str]:
    data = path.read_bytes() if path.exists() else b""
    return [word for word in words if word.encode() in data]


def test_nothing_of_them_is_left_anywhere(shop: Path) -> None:
    gone = someone()
    other = customers.add(CustomerForm("陳美惠"))
    interactions.add(InteractionForm(gone, text=f"{NAME}說要改期"))
    customers.change(gone, customers.form(gone))
    sold(gone)
    before = rows("SELECT count(*), sum(total) FROM sale")
    erasing.erase(gone, "本人要求", quote_pdf.make)
    assert rows("SELECT count(*), sum(total) FROM sale") == before
    assert not customers_named()
    assert list(lists.ids(ListQuery())) == [other]
    assert value("SELECT line FROM customer_search WHERE customer = ?", gone) in (None, *searched(gone))
    copy = backups.make("erase")
    file.close()
    for path in (shop, shop.with_name(shop.name + "-wal"), copy.path, shop.with_name(shop.name + erased.BESIDE)):
        assert found_in(path) == []
    file.open_shop(shop)
    assert file.check().ok


def customers_named() -> list[int]:
    return [one for (one,) in rows("SELECT id FROM customer WHERE name LIKE '%歐陽%' OR note LIKE '%歐陽%'")]


def searched(customer: int) -> list[str]:
    return [line for (line,) in rows("SELECT line FROM customer_search WHERE customer = ?", customer) if normal(NAME) not in line]


def test_the_log_is_empty_at_once_and_the_index_forgets(shop: Path) -> None:
    gone = someone()
    erasing.erase(gone, "本人要求", quote_pdf.make)
    assert shop.with_name(shop.name + "-wal").stat().st_size == 0
    blocks = b"".join(bytes(block) for (block,) in rows("SELECT block FROM customer_fts_data"))
    assert not [one for one in ("歐陽晴", "陽晴嵐", "378", "864") if one.encode() in blocks]


def test_an_issued_quote_and_an_invoice_keep_the_name_alone(shop: Path) -> None:
    gone = someone()
    bill, plain = sold(gone, "AB12345678"), sold(gone)
    quote = quotes.add(
        QuoteForm(gone, lines=[LineForm(name="燈管", quantity=Decimal(1), unit_price=Decimal(100))], note="0937-864-512")
    )
    issued = quote_life.issue(quote, quote_pdf.make)
    plan = erasing.plan(gone)
    assert plan.keeps_name and {part.count for part in plan.stays} == {1, 2}
    erasing.erase(gone, "本人要求", quote_pdf.make)
    assert sale_paper.of_sale(bill).party.name == NAME
    assert sale_paper.of_sale(plain).party.name == sale_paper.of_sale(plain).party.name != NAME
    version = quote_versions.get(issued.issued)
    assert quote_versions.pdf(version.id) != issued.pdf
    assert not rows("SELECT 1 FROM blob WHERE bytes = ?", issued.pdf)
    assert "0937" not in str(rows("SELECT body FROM issued_quote"))


def test_who_was_merged_into_them_goes_too(shop: Path) -> None:
    stays, gone = someone(), someone("歐陽晴嵐二", "0937-864-513")
    merging.merge(stays, gone)
    erasing.erase(stays, "本人要求", quote_pdf.make)
    assert not customers_named()
    assert value("SELECT count(*) FROM erased") == 2


def test_an_older_copy_erases_them_again(shop: Path, tmp_path: Path) -> None:
    gone = someone()
    old = Path(shutil.copy(backups.make("erase").path, tmp_path / "old.crm"))
    erasing.erase(gone, "本人要求", quote_pdf.make)
    ledger = erased.ledger(shop)
    file.close()
    file.open_shop(old)
    assert customers_named() == [gone]
    assert erasing.replay(ledger, quote_pdf.make) == 1
    assert not customers_named()
    assert erasing.replay(ledger, quote_pdf.make) == 0


def test_who_comes_again_is_not_written_to_whichever_way_they_come(shop: Path) -> None:
    erasing.erase(someone(), "本人要求", quote_pdf.make)
    assert opt_outs.of(someone("新名字")) == ["all"]
    other = customers.add(CustomerForm("別人", points=[PointForm("mobile", "0911-222-333")]))
    assert opt_outs.of(other) == []
    form = customers.form(other)
    form.points.append(PointForm("phone", "0937 864 512", "太太"))
    (warned,) = customers.warnings(form)
    assert warned.place == "points:1" and "拒絕行銷" in warned.sentence
    customers.change(other, form)
    assert opt_outs.of(other) == ["all"]
    opt_outs.put(other, [])  # they said they want it again
    form = customers.form(other)
    form.note = "常來"
    customers.change(other, form)
    assert opt_outs.of(other) == []
    firm = customers.add(
        CustomerForm("宏達公司", "company", contacts=[ContactForm("陳小姐", points=[PointForm("mobile", "0937864512")])])
    )
    assert opt_outs.of(firm) == ["all"]


def test_who_owes_is_not_erased_and_a_reason_is_needed(shop: Path) -> None:
    gone = someone()
    with pytest.raises(InputError):
        erasing.erase(gone, " ", quote_pdf.make)
    sales.add(SaleForm(gone, [LineForm(name="燈管", quantity=Decimal(2), unit_price=Decimal(100))], is_owed=True))
    with pytest.raises(RefusedError):
        erasing.erase(gone, "本人要求", quote_pdf.make)
    assert customers_named() == [gone]


def test_what_is_typed_must_name_them_and_others_who_say_the_name_are_listed(shop: Path) -> None:
    gone, other = someone(), customers.add(CustomerForm("陳美惠", referrer=NAME))
    plan = erasing.plan(gone)
    assert plan.is_meant(NAME) and plan.is_meant("0937-864-512")
    assert not plan.is_meant("歐陽") and not plan.is_meant("")
    assert [one.customer for one in plan.mentions] == [other]


def test_the_report_says_all_of_theirs_and_nothing_of_others(shop: Path) -> None:
    who = someone()
    other = customers.add(CustomerForm("王百合", note="別人的秘密"))
    relations.add(who, other, "family")
    blacklist.put([who], "常常不付款", "warn")
    interactions.add(InteractionForm(who, text="問過熱水器"))
    sold(who, "AB12345678")
    _name, held = subject.of(who)
    said = "\n".join(line for one in held for line in one.lines)
    for word in (NAME, "0937-864-512", PLACE, "常常不付款", "問過熱水器", "AB-12345678", "燈管", "家人"):
        assert word in said
    assert "別人的秘密" not in said and "王百合" not in said and "王○○" in said
    assert subject_report_pdf.make(who).pdf.startswith(b"%PDF")


@pytest.mark.usefixtures("shop")
def test_of_two_of_one_name_the_number_says_who_is_meant() -> None:
    ids = [someone("羅怡君", number) for number in ("0912345678", "0987654321")]
    plan = erasing.plan(ids[0])
    assert plan.has_namesake
    assert any("0912" in one for one in plan.known_by)
    assert [plan.is_meant(typed) for typed in ("羅怡君", "0987-654-321", "0912-345-678")] == [False, False, True]
    erasing.erase(ids[1], "request", quote_pdf.make)
    assert erasing.plan(ids[0]).is_meant("羅怡君")  # nobody else is called so any more
