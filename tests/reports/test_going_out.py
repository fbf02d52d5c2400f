"""The list for the road on paper: read back, amounts only where asked for, no word of the watch list."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from db.services import blacklist, customers, going_out, interactions, own_fields
from db.services.customer_form import AddressForm, CustomerForm, PointForm
from db.services.interactions import InteractionForm
from db.services.lists import ListQuery, Selection
from reports import going_out as sheet

Reader = Callable[[bytes], list[str]]


@pytest.fixture
def visits(shop: Path) -> list[going_out.Visit]:
    owed = own_fields.add("欠款", "number", is_opening=True)
    key = next(row.key for row in own_fields.rows() if row.id == owed)
    one = customers.add(
        CustomerForm(
            name="陳美惠",
            points=[PointForm("mobile", "0912-345-678")],
            addresses=[AddressForm("234 新北市永和區中正路 100 號")],
            own={key: 38500},
        )
    )
    interactions.add(InteractionForm(one, "問浴室換氣扇有沒有貨", "LINE"))
    blacklist.put([one], "去年工程款沒付")
    customers.add(CustomerForm(name="<b>&沒地址"))
    return going_out.visits(Selection(query=ListQuery()))


def _plain(pages: list[str]) -> str:
    return re.sub(r"\s+", "", "".join(pages))


def test_everything_for_a_visit_is_on_it_and_no_amount(visits: list[going_out.Visit], read_pdf: Reader) -> None:
    text = _plain(read_pdf(sheet.make(visits, shop="順發水電").pdf))
    for words in (
        "新北市永和區（1）",
        "陳美惠",
        "0912-345-678",
        "中正路100號",
        "問浴室換氣扇有沒有貨",
        "沒有地址（1）",
        "<b>&沒地址",
    ):
        assert words in text
    for secret in ("38,500", "黑名單", "工程款沒付"):
        assert secret not in text
    assert "38,500" in _plain(read_pdf(sheet.make(visits, with_amounts=True).pdf))


@pytest.mark.parametrize(("paper", "size"), [("A4", b"595.2756 841.8898"), ("A5", b"419.5276 595.2756")])
def test_the_paper_has_its_size(visits: list[going_out.Visit], paper: str, size: bytes) -> None:
    assert b"/MediaBox [ 0 0 " + size in sheet.make(visits, paper=paper).pdf


@pytest.mark.parametrize("count", [0, 1, 40, 400])
def test_any_number_finds_its_pages(visits: list[going_out.Visit], read_pdf: Reader, count: int) -> None:
    made = sheet.make((visits * count)[:count], paper="A5")
    pages = read_pdf(made.pdf)
    assert made.pages == len(pages)
    assert _plain(pages).count("0912-345-678") == (count + 1) // 2


def test_a_long_number_stays_on_the_sheet_and_leaves_the_name(shop: Path, read_pdf: Reader) -> None:
    long = "打我太太的電話" * 40
    one = customers.add(CustomerForm(name="陳美惠", points=[PointForm("mobile", long)]))
    text = _plain(read_pdf(sheet.make(going_out.visits([one]), paper="A5").pdf))
    assert "陳美惠" in text
    assert long[:7] in text
    assert long[:60] not in text
