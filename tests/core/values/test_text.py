"""Text as stored and as searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.core.values.text import clean_text, half_width, normal, one_line


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("王\0明", "王明"), ("a\r\nb\rc\n\td", "a\nb\nc\n\td"), ("x\ud800y\udfff", "xy"), ("\x7f\x1b[0m", "[0m"),
        ("許功蓋\ue000", "許功蓋\ue000"),
        ("𠮷😀", "𠮷😀"), ("", ""),
    ],
)  # fmt: skip
def test_clean_text_keeps_what_a_person_typed(given_text: str, cleaned: str) -> None:
    assert clean_text(given_text) == cleaned


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("臺北", "台北"),
        ("ＡＢＣ１２", "abc12"),
        ("Straße", "STRASSE"),
        ("王\u200b明\ufeff", "王明"),
        ("ﬁn", "FIN"),
        ("①", "1"),
        ("e\u0301", "É"),
    ],
)
def test_normal_makes_the_same_of_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@given(st.text())
def test_normal_settles_at_once(text: str) -> None:
    assert normal(normal(text)) == normal(text)
    assert clean_text(normal(text)) == normal(text)


@given(st.text())
def test_cleaned_text_can_be_stored(text: str) -> None:
    assert not set(clean_text(text)) & {chr(point) for point in range(32) if point not in {9, 10}}
    clean_text(text).encode()


def test_half_width_and_one_line() -> None:
    assert half_width("１１５／１１／２１。５、Ａ") == "115/11/21.5,A"
    assert one_line(" 王\u3000小明\r\n 先生\t") == "王 小明 先生"
