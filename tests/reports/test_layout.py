"""Wrapping, cutting and sharing out the width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_punctuation_does_not_begin_a_line() -> None:
    assert not any(line.startswith("，") for line in layout.wrap("王小明，" * 30, 97, 10))
    assert layout.wrap("John Smith", 40, 10) == ["John", "Smith"]


@given(st.lists(st.floats(10, 300), min_size=1, max_size=12))
def test_columns_fill_the_page(wanted: list[float]) -> None:
    widths = layout.columns(wanted, [min(width, 20.0) for width in wanted], 500)
    assert abs(sum(widths) - 500) < 0.01
