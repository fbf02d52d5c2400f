"""A quote on paper, read back as a reader shows it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.services.quote_paper import PaperLine, Party
from reports import quote_pdf
from reports.paper_layouts import LAYOUTS
from tests.reports.papers import CUSTOMER, SHOP, item, items, picture, quote

Reader = Callable[[bytes], list[str]]


def test_everything_a_customer_needs_is_on_it(read_pdf: Reader) -> None:
    lines = [
        PaperLine("heading", "一、主臥浴室"),
        item("浴室換氣暖風機", "2", "6800", spec="含無線遙控"),
        item("防水插座", "6", "180"),
        item("安裝工資", "1", "4500"),
        PaperLine("discount", "折扣（老客戶）", discount="5%"),
        PaperLine("subtotal"),
        item("恆溫淋浴龍頭", "1", "3900", "option"),
    ]
    paper = quote(lines, version=2, payment_terms="訂金三成", project="大安張宅", republic_years=True, note="週一至週五施工")
    (words,) = read_pdf(quote_pdf.make(paper).pdf)
    wanted = ["報價單", "順發水電材料行", "22099131", "02-2921-1234", "@shunfa", "宏達室內裝修有限公司", "林經理", "1151114-002",
              "第 2 版", "115/11/16", "115/12/16", "王老闆", "大安張宅", "一、主臥浴室", "含無線遙控", "13,600", "-959", "18,221",
              "(3,900)", "未稅合計", "911", "19,132", "壹萬玖仟壹佰參拾貳元整", "訂金三成", "012-345-678901", "週一至週五施工",
              "客戶簽章", "報價人", "以下空白"]  # fmt: skip
    assert [text for text in wanted if text not in words] == []
    assert "草稿" not in words


def test_a_draft_says_so_on_every_page(read_pdf: Reader) -> None:
    pages = read_pdf(quote_pdf.make(quote(items(60), is_draft=True)).pdf)
    assert len(pages) > 1
    assert [page for page in pages if "草稿" not in page] == []


@pytest.mark.parametrize("key", LAYOUTS)
@pytest.mark.parametrize("count", [1, 40, 400])
def test_every_line_is_there_on_every_sheet(key: str, count: int, read_pdf: Reader) -> None:
    made = quote_pdf.make(quote(items(count)), LAYOUTS[key])
    pages = read_pdf(made.pdf)
    words = "".join(pages)
    assert len(pages) == made.pages
    assert [number for number in range(1, count + 1) if f"不鏽鋼水管{number}號" not in words] == []
    assert [page for page in pages if "品名" in page and "金額" not in page] == []
    assert ("總計" in pages[-1], "客戶簽章" in pages[-1], "不鏽鋼水管" in pages[-1]) == (True, True, True)
    copies = LAYOUTS[key].copies
    assert [words.count(f"第 {number} 頁") for number in range(1, made.pages + 1)] == [copies] * made.pages
    assert [page for page in pages[1:] if "宏達室內裝修有限公司" not in page or "1151114-002" not in page] == []


@pytest.mark.parametrize("key", LAYOUTS)
def test_long_texts_flow(key: str, read_pdf: Reader) -> None:
    lines = [item("長".join("甲乙丙丁") * 2500), item("短")]
    pages = read_pdf(quote_pdf.make(quote(lines, terms="壬癸，" * 3000), LAYOUTS[key]).pdf)
    words = "".join(pages)
    copies = LAYOUTS[key].copies
    assert (words.count("乙"), words.count("壬")) == (2500 * copies, 3000 * copies)
    assert ("總計" in pages[-1], "客戶簽章" in pages[-1]) == (True, True)


def test_a_hostile_name_is_only_a_name(read_pdf: Reader) -> None:
    name = '<img src="http://127.0.0.1:9/x"></para>&𠮷\U0010ffff'
    made = quote_pdf.make(quote([item(name)], note=name * 2))
    (words,) = read_pdf(made.pdf)
    assert '<img src="http://127.0.0.1:9/x"></para>&𠮷〓' in words.replace("\n", "")
    assert made.missing == {"\U0010ffff"}


def test_sums_of_every_way_to_charge_tax(read_pdf: Reader) -> None:
    said = {mode: read_pdf(quote_pdf.make(quote([item("甲", "1", "1000")], mode)).pdf)[0] for mode in
            ("exclusive", "inclusive", "zero", "exempt", "none")}  # fmt: skip
    assert ("總計 NT$ 1,050" in said["exclusive"], "營業稅 5% 50\n" in said["exclusive"]) == (True, True)
    assert ("952" in said["inclusive"], "48" in said["inclusive"], "內含" in said["inclusive"]) == (True, True, True)
    assert ("零稅率" in said["zero"], "免稅" in said["exempt"], "稅" in said["none"].replace("統一", "")) == (True, True, False)


def test_a_form_of_ones_own_shows_no_letterhead(read_pdf: Reader) -> None:
    (words,) = read_pdf(quote_pdf.make(quote(items(2)), LAYOUTS["preprinted"]).pdf)
    assert [text for text in (SHOP.name, SHOP.phone, "報價單") if text in words.replace("報價單號碼", "")] == []
    assert CUSTOMER.name in words


def test_two_copies_are_named(read_pdf: Reader) -> None:
    (words,) = read_pdf(quote_pdf.make(quote(items(2)), LAYOUTS["two_up"]).pdf)
    assert (words.count("客戶聯"), words.count("存根聯"), words.count("不鏽鋼水管2號")) == (1, 1, 2)


def test_the_same_values_make_the_same_bytes() -> None:
    shop = replace(SHOP, logo=picture("green"), seal=picture("red"))
    paper = quote(items(12), letterhead=shop)
    assert quote_pdf.make(paper).pdf == quote_pdf.make(paper).pdf


def test_ten_lines_are_a_small_file() -> None:
    shop = replace(SHOP, logo=picture("green"), seal=picture("red"))
    lines = [
        item(f"{name}安裝與測試", spec="含配件、原廠保固一年")
        for name in ["電燈", "插座", "水管", "馬桶", "龍頭", "冷氣", "熱水器", "濾心", "開關", "線槽"]
    ]
    made = quote_pdf.make(
        quote(
            lines,
            letterhead=shop,
            payment_terms="訂金三成，完工驗收後七日內付清。",
            delivery_terms="十天",
            warranty_terms="一年",
            terms="運費另計",
        )
    )
    assert (made.pages, len(made.pdf) <= 80_000) == (1, True)


def test_what_is_no_picture_is_left_out() -> None:
    shop = replace(SHOP, logo=b"<svg/>", seal=b"no")
    assert quote_pdf.make(quote(items(1), letterhead=shop)).pages == 1


def test_a_long_party_leaves_room_for_the_lines(read_pdf: Reader) -> None:
    party = Party("名" * 500, "1" * 200, "人" * 500, address="址" * 900)
    for layout in LAYOUTS.values():
        pages = read_pdf(quote_pdf.make(quote(items(3), party=party), layout).pdf)
        assert "不鏽鋼水管3號" in "".join(pages), layout.key


def test_discounts_and_numbers_are_written_as_people_write_them(read_pdf: Reader) -> None:
    lines = [
        item("暖風機", "2.50", "6800.10", discount="1500"),
        item("插座", "1000", "20", discount="5%"),
        PaperLine("discount", "老客戶", discount="5%"),
    ]
    (words,) = read_pdf(quote_pdf.make(quote(lines)).pdf)
    wanted = ("折扣 金額", " 2.5 台 6,800.1 1,500 15,500\n", " 1,000 台 20 5% 19,000\n", "老客戶 5% -1,725")
    assert [text for text in wanted if text not in words] == []
    (small,) = read_pdf(quote_pdf.make(quote(lines), LAYOUTS["a5"]).pdf)
    assert [text for text in wanted if text not in small] == []
    (plain,) = read_pdf(quote_pdf.make(quote([item("插座")])).pdf)
    assert "折扣" not in plain


def test_the_owners_own_words_stay_and_what_is_kept_of_people_does_not(read_pdf: Reader) -> None:
    party = replace(CUSTOMER, name="宏達（黑名單）", contact="注意名單")
    lines = [item("門禁主機（黑名單管理）", spec="blacklist API")]
    made = quote_pdf.make(quote(lines, party=party, terms="黑名單功能另計", project="黑名單系統"))
    (words,) = read_pdf(made.pdf)
    assert [
        text for text in ("門禁主機（黑名單管理）", "blacklist API", "黑名單功能另計", "黑名單系統") if text not in words
    ] == []
    assert ("宏達（⚠）" in words, "宏達（黑名單）" in words, "注意名單" in words) == (True, False, False)


def test_number_and_day_of_a_quote_are_called_so(read_pdf: Reader) -> None:
    (words,) = read_pdf(quote_pdf.make(quote(items(1))).pdf)
    assert ("報價單號碼" in words, "報價日期" in words) == (True, True)


def test_characters_nobody_sees_are_no_holes(read_pdf: Reader) -> None:
    made = quote_pdf.make(quote([item("葛\U000e0100城\u2060水電")]))
    assert (made.missing, "葛城水電" in read_pdf(made.pdf)[0]) == (frozenset(), True)
