"""Lists on paper."""

import re
from collections.abc import Callable

import pytest

from db.core.errors import CancelledError
from reports import fonts, list_pdf
from reports.list_pdf import ListColumn
from resources import i18n
from tests.reports.papers import plain

Reader = Callable[[bytes], list[str]]
COLUMNS = [ListColumn("客戶"), ListColumn("電話"), ListColumn("備註"), ListColumn("累計消費", "right")]
HOSTILE = [
    "王<b>小明</b>", '<img src="file:///C:/x">', '<img src="http://127.0.0.1:9/x">', "</para><para>", "A&B<co", "&#0;",
    "{0}%s", "C:\\x", "許功蓋堃喆煊峯",
    "𠮷野家𠀋", "😀生日", "碁裏犇", "a" * 300, "ㄅㄆㄇ", "(a) \\( )", "=1+1",
]  # fmt: skip


def test_every_word_is_read_back(read_pdf: Reader) -> None:
    made = list_pdf.make("客戶名單", COLUMNS, [(text, "0912-345-678", "", "1,200") for text in HOSTILE], shop="順發水電材料行")
    words = plain("".join(read_pdf(made.pdf)))
    assert [text for text in HOSTILE if len(text) < 100 and plain(text) not in words] == []
    assert "客戶名單" in words
    assert "順發水電材料行" in words
    assert words.count("1,200") == len(HOSTILE)
    assert made.missing == frozenset()


def test_fonts_are_ours_and_embedded() -> None:
    pdf = list_pdf.make("名單", COLUMNS, [("王𠮷😀堃", "", "", "")]).pdf
    names = set(re.findall(rb"/BaseFont /[A-Z]{6}\+([\w-]+)", pdf))
    assert names == {b"NotoSansTC-Bold", b"NotoSansTC-Regular", b"ShukebuSansTCSupplement-Regular", b"NotoEmoji-Regular"}
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") >= len(names)


def test_a_character_no_font_has_is_marked_and_reported(read_pdf: Reader) -> None:
    made = list_pdf.make("名單", COLUMNS, [("ไทย王", "", "", "")])
    assert made.missing == frozenset("ไทย")
    assert f"{fonts.UNKNOWN * 3}王" in "".join(read_pdf(made.pdf))


def test_pages_are_numbered_and_say_what_they_hold(read_pdf: Reader) -> None:
    i18n.use("zh_TW")
    made = list_pdf.make("名單", COLUMNS, ((f"客人{number}號", "", "", "") for number in range(500)))
    pages = read_pdf(made.pdf)
    assert len(pages) == made.pages > 10
    for number, words in enumerate(pages, 1):
        assert plain(f"第{number}頁，共{made.pages}頁") in plain(words)
        assert "內含個人資料，用畢請銷毀" in plain(words)
        assert "電話" in words
    everyone = "\n".join(pages)
    assert [number for number in range(500) if f"客人{number}號" not in everyone] == []


@pytest.mark.parametrize("lines", [1, 40, 400])
def test_a_long_cell_ends_in_dots(lines: int, read_pdf: Reader) -> None:
    made = list_pdf.make("名單", COLUMNS, [("王", "", "\n".join(f"第{n}行" for n in range(lines)), "9")] * 3)
    words = "".join(read_pdf(made.pdf))
    assert made.pages == 1
    assert ("…" in words) == (lines > 3)


def test_words_of_the_blacklist_are_never_printed(read_pdf: Reader) -> None:
    columns = [*COLUMNS[:3], ListColumn("黑名單")]
    made = list_pdf.make("黑名單客戶", columns, [("王小明", "", "在黑名單裡，注意名單", "欠款不還")], note="標籤：黑名單")
    words = "".join(read_pdf(made.pdf))
    assert "王小明" in words
    assert [word for word in ("黑名單", "注意名單", "欠款不還") if word in words] == []
    assert b"\xc2\xb6W\xb3\xe6" not in made.pdf


def test_nothing_listed_is_said(read_pdf: Reader) -> None:
    i18n.use("en")
    (words,) = read_pdf(list_pdf.make("x", COLUMNS, []).pdf)
    assert "Nothing is listed here." in words
    assert "Page 1 of 1" in words


def test_many_columns_lie_and_stay_on_the_page(read_pdf: Reader) -> None:
    columns = [ListColumn(f"第{number}欄的標題") for number in range(14)]
    made = list_pdf.make("寬", columns, [[f"內容{number}很長很長很長" for number in range(14)]])
    assert b"/MediaBox [ 0 0 841" in made.pdf
    words = plain("".join(read_pdf(made.pdf)))
    assert [number for number in range(14) if f"內容{number}" not in words] == []


def test_it_can_be_cancelled() -> None:
    def progress(what: str, done: int, total: int) -> None:
        if done == 2:
            raise CancelledError(what)

    with pytest.raises(CancelledError):
        list_pdf.make("名單", COLUMNS, [("王", "", "", "")] * 300, progress=progress)
