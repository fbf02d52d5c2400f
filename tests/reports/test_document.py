"""The engine of papers: what belongs together stays together, nothing is drawn beyond a page, whatever its length."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.services.quote_paper import PaperLine
from db.services.sale_paper import SalePaper
from reports import document, quote_pdf, sale_pdf
from reports.paper_layouts import LAYOUTS
from resources import i18n
from tests.reports.papers import CUSTOMER, SHOP, item, items, picture, places, plain, quote

Reader = Callable[[bytes], list[str]]
_A_PAGE = {"standard": 20, "half": 5}  # about as many lines as one page holds


@pytest.mark.parametrize("key", _A_PAGE)
def test_a_heading_is_with_what_it_heads(key: str, read_pdf: Reader) -> None:
    for count in range(_A_PAGE[key], 2 * _A_PAGE[key] + 12):
        lines = [*items(count), PaperLine("heading", "二、廚房"), item("流理臺"), *items(9)]
        pages = read_pdf(quote_pdf.make(quote(lines), LAYOUTS[key]).pdf)
        (headed,) = (page for page in pages if "二、廚房" in page)
        assert "流理臺" in headed, count


@pytest.mark.parametrize("key", _A_PAGE)
def test_sums_and_signatures_are_on_one_page(key: str, read_pdf: Reader) -> None:
    for count in range(_A_PAGE[key] - 4, 2 * _A_PAGE[key] + 8):
        pages = read_pdf(quote_pdf.make(quote(items(count), payment_terms="訂金三成", note="週一施工"), LAYOUTS[key]).pdf)
        assert [text for text in ("總計", "訂金三成", "週一施工", "客戶簽章") if text not in pages[-1]] == [], count
        assert sum("總計" in page for page in pages) == 1


@pytest.mark.parametrize("key", [key for key, layout in LAYOUTS.items() if layout.is_low])
def test_six_rows_with_all_that_belongs_to_them_are_one_low_page(key: str, qapp: object) -> None:
    lines = [*items(4), PaperLine("discount", "老客戶優待", discount="5%"), PaperLine("subtotal", "小計")]
    party = replace(CUSTOMER, site_address="台北市大安區信義路四段 5 號")
    said = {
        "terms": "報價含稅運\n不含泥作修補",
        "delivery_terms": "訂購後 7 天",
        "warranty_terms": "一年",
        "note": "舊機拆除另計",
    }
    quoted = quote(lines, payment_terms="訂金三成，完工付清", project="大安 張宅", **said)
    slip = SalePaper(
        replace(SHOP, logo=picture("red"), seal=picture("red")), party, quoted.lines, quoted.total, quoted.net, quoted.tax,
        "exclusive", "1151120-003", "2026-11-20", "2026-12-20", paid=500, is_owed=True, invoice_no="AB-12345678",
        project="大安 張宅", note="小心輕放", staff="王老闆",
    )  # fmt: skip
    made = [quote_pdf.make(quoted, LAYOUTS[key]), sale_pdf.make(slip, LAYOUTS[key])]
    assert [one.pages for one in made] == [1, 1]


def test_one_line_is_no_page_of_its_own(qapp: object) -> None:
    lines = [item(f"不鏽鋼水管{number}號", spec="304 不鏽鋼 1/2 吋") for number in range(40)]
    assert quote_pdf.make(quote(lines, payment_terms="訂金三成"), LAYOUTS["standard"]).pages == 2


@pytest.mark.parametrize("key", _A_PAGE)
def test_nothing_is_drawn_beyond_the_margins(key: str, qapp: object) -> None:
    layout = LAYOUTS[key]
    for count in range(_A_PAGE[key], 4 * _A_PAGE[key]):
        made = quote_pdf.make(quote(items(count)), layout)
        for page in range(made.pages):
            lowest = max(bottom for _left, _top, _right, bottom in places(made.pdf, page))
            assert lowest < layout.height - layout.edge + 0.5, (count, page)


def test_lines_that_were_brought_closer_do_not_stay_so(qapp: object) -> None:
    standard = LAYOUTS["standard"]
    papers = {count: quote_pdf.of(quote(items(count))) for count in (*range(20, 30), *range(46, 60))}
    pages = {count: document.draw(paper, standard).pages for count, paper in papers.items()}
    tight = max(count for count, many in pages.items() if many == 1)
    for count in range(46, 60):
        assert document.draw_all([papers[tight], papers[count]], standard).pages == 1 + pages[count], count


def test_seals_are_not_on_a_form_of_ones_own(qapp: object) -> None:
    shop = replace(SHOP, seal=picture("red"), owner_seal=picture("red"))
    paper = quote(items(2), letterhead=shop)
    drawn = {key: b"/Subtype /Image" in quote_pdf.make(paper, LAYOUTS[key]).pdf for key in ("standard", "half", "preprinted")}
    assert drawn == {"standard": True, "half": True, "preprinted": False}


def test_the_head_of_a_low_page_holds_the_number_of_the_page(read_pdf: Reader) -> None:
    """The rule below the head is drawn below 「第 1 頁」, not through it."""
    for key in ("half", "two_up"):
        pdf = quote_pdf.make(quote(items(1), letterhead=replace(SHOP, fax="", line_id="")), LAYOUTS[key]).pdf
        texts = [(top, bottom) for left, top, _right, bottom in places(pdf) if left > 100]
        number = sorted(texts)[1]
        assert sorted(texts)[2][0] - number[1] > 3.0, key  # millimetres to what comes below the rule


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("key", LAYOUTS)
def test_numbers_days_and_where_one_signs_are_whole(language: str, key: str, read_pdf: Reader) -> None:
    i18n.use(language)
    quoted = quote(items(2), version=2, project="信義路三段 100 號五樓浴室整修工程", number="1151114-002-R2")
    lines = " ".join(read_pdf(quote_pdf.make(quoted, LAYOUTS[key]).pdf)).split("\n")
    for whole in ("1151114-002-R2", "2026/11/16", "2026/12/16", *([SHOP.name] if LAYOUTS[key].has_letterhead else ())):
        assert any(whole in line for line in lines), (whole, lines)
    signed = i18n._("Customer's signature (signed, it is an order)")
    assert plain(signed) in plain("".join(lines))


@pytest.mark.parametrize("key", ["a5", "two_up"])
def test_a_long_title_leaves_room_for_the_shop(key: str, read_pdf: Reader) -> None:
    i18n.use("en")
    paper = replace(quote_pdf.of(quote(items(1))), title=i18n._("Statement of account"))
    lines = read_pdf(document.draw(paper, LAYOUTS[key]).pdf)[0].split("\n")
    assert any(SHOP.name in line for line in lines)
    assert any(f"Phone\N{NO-BREAK SPACE}{SHOP.phone}" in line.replace(" ", "\N{NO-BREAK SPACE}") for line in lines)
