"""Reports on paper, read back: the question, what was asked, the sentence, every number, the notes, pages numbered through."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from db.core.errors import CancelledError
from reports import catalogue, report_pdf
from reports.question import Answer, Chart, Heading, Line, Note, Parameter
from resources import i18n
from tests.reports.answers_made import HOSTILE, answer, answered
from tests.reports.papers import places, plain

Reader = Callable[[bytes], list[str]]
_PERIOD = Parameter("period", "Period", (("last_12", "The last 12 months"),))
pytestmark = pytest.mark.usefixtures("shop", "saturday")


def _wide(columns: int, lines: int) -> Answer:
    headings = (Heading("item", "商品"), *(Heading(f"c{at}", f"第 {at} 欄", "money") for at in range(columns)))
    rows = tuple(Line(f"k{row}", (f"商品 {row}", *(row * 100_000 + at for at in range(columns)))) for row in range(lines))
    return Answer(headings, rows, records=lines, chart=Chart("bars", "item", ("c0",)))


def test_everything_that_is_said_is_printed(read_pdf: Reader) -> None:
    (page,) = read_pdf(report_pdf.make(answered(answer("columns"), "LED 燈賣得最好：190 元。", _PERIOD)).pdf)
    words = plain(page)
    said = (
        "哪些東西好賣？",
        "最近一年",
        "LED燈賣得最好：190元。",
        "商品",
        "今年",
        "165",
        "477",
        "另有118筆是公司買的。",
        "怎麼算的",
    )
    assert [one for one in (*said, "每一筆都算。", "第1頁，共1頁", "—") if one not in words] == []


def test_names_are_printed_as_they_are(read_pdf: Reader) -> None:
    made = report_pdf.make(answered(answer("bars", [(name, 10 + at, at) for at, name in enumerate(HOSTILE)])))
    words = plain("".join(read_pdf(made.pdf)))
    assert [one for one in HOSTILE[:4] if one not in words] == []
    assert made.missing == frozenset("ไทย")


def test_a_long_table_goes_on_below_its_headings(read_pdf: Reader) -> None:
    made = report_pdf.make(answered(_wide(3, 200)))
    pages = read_pdf(made.pdf)
    assert len(pages) == made.pages > 3
    assert all("第 2 欄" in page for page in pages[:-1])
    everything = "".join(map(plain, pages))
    assert [row for row in range(200) if f"{row * 100_000 + 2:,}" not in everything] == []
    for number in range(made.pages):
        assert max(bottom for _left, _top, _right, bottom in places(made.pdf, number)) <= 297


@pytest.mark.parametrize(("columns", "lies"), [(3, False), (9, False), (13, True), (40, True)])
def test_wide_tables_lie_and_come_in_parts_and_no_number_is_broken(columns: int, lies: bool, read_pdf: Reader) -> None:
    made = report_pdf.make(answered(_wide(columns, 12)))
    assert (b"/MediaBox [ 0 0 841" in made.pdf) == lies
    words = "\n".join(read_pdf(made.pdf))
    assert [at for at in range(columns) if f"{11 * 100_000 + at:,}" not in words] == []


def test_nothing_is_said_to_be_nothing(read_pdf: Reader) -> None:
    made = replace(answer(None, []), total=None, notes=())
    (words,) = read_pdf(report_pdf.make(answered(made, "")).pdf)
    assert i18n._("Nothing is listed here.") in words


def test_several_are_numbered_through_each_on_a_page_of_its_own(read_pdf: Reader) -> None:
    made = report_pdf.make_all([answered(answer()), answered(_wide(13, 40)), answered(answer("donut"))])
    pages = read_pdf(made.pdf)
    assert len(pages) == made.pages >= 4
    for number, words in enumerate(pages, 1):
        assert plain(f"第{number}頁，共{made.pages}頁") in plain(words)
    assert b"/MediaBox [ 0 0 841" in made.pdf
    assert b"/MediaBox [ 0 0 595" in made.pdf


def test_it_can_be_cancelled() -> None:
    def progress(what: str, done: int, _total: int) -> None:
        if done:
            raise CancelledError(what)

    with pytest.raises(CancelledError):
        report_pdf.make_all([answered(answer()), answered(answer())], progress=progress)


def test_what_is_about_nothing_is_no_table_of_zeros(read_pdf: Reader) -> None:
    idle = replace(answer("bars", [("一月", 0, 0), ("二月", 0, 0)]), records=0)
    (words,) = read_pdf(report_pdf.make(answered(idle, "資料太少，看不出來。")).pdf)
    assert i18n._("Nothing is listed here.") in words
    assert "二月" not in words
    (words,) = read_pdf(report_pdf.make(answered(replace(idle, records=1))).pdf)
    assert "二月" in words


def test_a_note_that_only_leads_somewhere_is_not_printed(read_pdf: Reader) -> None:
    notes = (Note("欠款超過 60 天的客人", '{"all": []}'), Note("還有 3 位沒有電話。", '{"all": []}'), Note("不算退貨"))
    (words,) = read_pdf(report_pdf.make(answered(replace(answer(None), notes=notes))).pdf)
    said = plain(words)
    assert "還有3位沒有電話。" in said and "不算退貨" in said
    assert "超過60天" not in said


def test_what_was_counted_is_called_by_its_name(read_pdf: Reader) -> None:
    (words,) = read_pdf(report_pdf.make(answered(replace(answer(), counted="customers"))).pdf)
    assert "共40位客戶" in plain(words)


def test_a_chart_takes_a_third_of_a_page_and_never_says_the_first_lines_of_a_long_table_again(read_pdf: Reader) -> None:
    def said(lines: int) -> int:
        made = replace(_wide(3, lines), records=40)
        return plain(read_pdf(report_pdf.make(answered(made)).pdf)[0]).count("1,300,000")

    assert said(15) == 2  # its mark, its row
    assert said(21) == 1
    drawn = answer("columns", [(f"{at}月", 7_000 + at, 0) for at in range(50)])
    long = read_pdf(report_pdf.make(answered(drawn)).pdf)
    assert "20月7,020" in plain(long[0])  # two thirds are the table's
    assert "7,049" in plain(long[1])


def test_too_little_is_not_drawn(read_pdf: Reader) -> None:
    little = answered(answer("bars", [("一月", 71, 0)]), i18n._(catalogue.TOO_LITTLE))
    little = replace(little, question=replace(little.question, say=lambda _answer: i18n._(catalogue.TOO_LITTLE)))
    (words,) = read_pdf(report_pdf.make(little).pdf)
    assert plain(words).count("一月") == 1


@pytest.mark.parametrize(("lines", "upright"), [(46, 2), (15, 1)])
def test_who_owes_stands_upright_on_two_pages(lines: int, upright: int, read_pdf: Reader) -> None:
    """A name, a phone and seven columns of numbers, in letters of nine points, no number broken."""
    titles = ("逾期 90 天以上", "逾期 61–90 天", "逾期 31–60 天", "逾期 1–30 天", "未到期")
    headings = (
        Heading("name", "客戶"), Heading("total", "欠款", "money"), Heading("phone", "電話"), Heading("late", "逾期幾天", "days"),
        Heading("share", "佔全部", "share"), *(Heading(f"a{at}", title, "money") for at, title in enumerate(titles)),
    )  # fmt: skip
    row = ("昇鴻嘉工程行", 146_534, "02-8835-7370 #47", 2_397, 0.13, 18_420, 1_085, 9_240, 18_789, 12_345)
    made = Answer(headings, tuple(Line(f"{at}", row) for at in range(lines)), row, records=lines)
    pdf = report_pdf.make(answered(made)).pdf
    pages = read_pdf(pdf)
    assert (len(pages), b"/MediaBox [ 0 0 841" in pdf) == (upright, False)
    assert "".join(map(plain, pages)).count("02-8835-7370#47") == lines + 1


def test_how_it_is_worked_out_begins_no_page_of_its_own(read_pdf: Reader) -> None:
    counts = []
    for lines in range(20, 40):
        pages = read_pdf(report_pdf.make(answered(_wide(3, lines))).pdf)
        assert f"商品{lines - 1}" in plain(pages[-1])
        counts.append("每一筆都算。" in plain(pages[-1]))
    assert not all(counts) and any(counts)
