"""Wrapping, cutting and sharing out the width."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A5

from reports import fonts, layout

WORDS = st.text(alphabet=st.sampled_from("王小明，。「」 abc.XYZ1234\n"), max_size=120)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Reading the fonts takes longer than an example may."""
    fonts.load()


@given(WORDS, st.floats(30, 300))
def test_wrapped_lines_fit_and_lose_nothing(text: str, room: float) -> None:
    lines = layout.wrap(text, room, 10)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(fonts.width(line, 10) <= room for line in lines)


@given(WORDS, st.floats(5, 300))
def test_cut_text_fits_on_one_line(text: str, room: float) -> None:
    shown = layout.cut(text, room, 10)
    assert "\n" not in shown
    assert shown == "" or fonts.width(shown, 10) <= room or len(shown) == 1


def test_no_more_lines_than_wanted_are_made() -> None:
    text = "王小明" * 40_000
    assert layout.wrap(text, 100, 10, most=3) == layout.wrap(text[:60], 100, 10)[:3]
    assert layout.wrap("a\n\nb\nc", 100, 10, most=3) == ["a", "", "b"]


def test_a_title_leaves_room_for_the_shop(read_pdf: Callable[[bytes], list[str]]) -> None:
    page = layout.Page("大" * 300, shop="順發水電材料行")
    page.begin()
    (words,) = read_pdf(page.finish().pdf)
    assert "順發水電材料行" in words
    assert 10 < words.count("大") < 40
    assert "…" in words


@pytest.mark.parametrize("title", ["出門清單", "大" * 300])
def test_what_is_said_beside_the_title_is_said_whole(read_pdf: Callable[[bytes], list[str]], title: str) -> None:
    note = "共 29 位客戶 有 3 位不要再收訊息，沒有放進去。"
    page = layout.Page(title, "順發水電材料行（示範）", note, size=A5)
    page.begin()
    assert note in read_pdf(page.finish().pdf)[0]


def test_punctuation_does_not_begin_a_line() -> None:
    assert not any(line.startswith("，") for line in layout.wrap("王小明，" * 30, 97, 10))
    assert layout.wrap("John Smith", 40, 10) == ["John", "Smith"]
    for wide in range(40, 160):
        assert not any(
            line.startswith(("”", "〕")) or line.endswith(("“", "〔"))
            for line in layout.wrap("choose “I forgot”. 按〔換一把鑰匙〕", wide, 10)
        )


@given(st.lists(st.floats(10, 300), min_size=1, max_size=12))
def test_columns_fill_the_page(wanted: list[float]) -> None:
    widths = layout.columns(wanted, [min(width, 20.0) for width in wanted], 500)
    assert abs(sum(widths) - 500) < 0.01


def test_an_opening_bracket_stays_with_what_it_holds() -> None:
    room = fonts.width("順發水電（", 10)
    assert layout.wrap("順發水電（示範）", room, 10) == ["順發水電", "（示範）"]


def test_one_character_where_none_fits() -> None:
    assert layout.wrap("W", 1, 10) == ["W"]


def test_a_percent_sign_is_never_parted_from_its_number() -> None:
    text = f"最多的是朋友介紹，佔全部的 13{chr(0xA0)}%，再來是路過"
    for room in range(60, 260, 3):
        lines = layout.wrap(text, float(room), 11.0)
        assert any(f"13{chr(0xA0)}%" in line for line in lines), room
