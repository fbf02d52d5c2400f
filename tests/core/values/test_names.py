"""Names: titles, surnames, readings, order."""

import importlib
import subprocess
import sys
from itertools import pairwise
from typing import Literal

import pytest

from db.core.values import names


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王小明先生", ("王小明", "先生")), ("王老闆", ("王", "老闆")), ("王老闆娘", ("王", "老闆娘")), ("老闆", ("老闆",
        "")), ("陳美惠 小姐", ("陳美惠", "小姐")),
        ("王小明(先生)", ("王小明", "先生")), ("王小明（先生）", ("王小明", "先生")), ("張簡大同總經理", ("張簡大同",
        "總經理")), ("李副總經理", ("李", "副總經理")),
        ("好老師補習班", ("好老師補習班", "")), ("Mr. John Smith", ("John Smith", "Mr")), ("王小明", ("王小明", "")),
        ("", ("", "")),
    ],
)  # fmt: skip
def test_split_title(name: str, parts: tuple[str, str]) -> None:
    assert names.split_title(name) == parts


@pytest.mark.parametrize(
    ("last", "first", "name"),
    [
        ("李", "小明", "李小明"),
        ("Floria", "Bob", "Bob Floria"),
        ("王", "Bob", "王Bob"),
        ("", "小明", "小明"),
        ("李", " ", "李"),
        ("Müller", "Özil", "Özil Müller"),
    ],
)
def test_join(last: str, first: str, name: str) -> None:
    assert names.join(last, first) == name


@pytest.mark.parametrize(
    ("name", "surname"), [("歐陽菲菲", "歐陽"), ("張簡大同", "張簡"), ("范姜", "范"), ("王小明", "王"), ("Bob", ""), ("", "")]
)
def test_surname(name: str, surname: str) -> None:
    assert names.surname(name) == surname


@pytest.mark.parametrize(
    ("surname", "initials"),
    [
        ("單", "ㄕ"),
        ("曾", "ㄗ"),
        ("仇", "ㄑ"),
        ("解", "ㄒ"),
        ("查", "ㄓ"),
        ("任", "ㄖ"),
        ("區", "ㄡ"),
        ("樂", "ㄩ"),
        ("蓋", "ㄍ"),
        ("覃", "ㄑㄊ"),
        ("尉", "ㄩㄨ"),
    ],
)
def test_surnames_are_read_as_surnames_first(surname: str, initials: str) -> None:
    found = names.readings(surname + "大明")
    assert [reading[0] for reading in found[: len(initials)]] == list(initials)
    assert all(reading.endswith(("ㄉㄇ", "dm")) for reading in found)


def test_every_reading_of_the_first_character_counts() -> None:
    assert {"ㄗㄍㄔ", "ㄘㄍㄔ", "zgc", "cgc"} == set(names.readings("曾國城"))
    assert names.readings("單于烈")[0] == "ㄔㄩㄌ"
    assert names.readings("陳明華")[0] == "ㄔㄇㄏ"
    assert "cmh" in names.readings("陳明華")
    assert names.readings("7-11便利店")[0] == "ㄅㄌㄉ"
    assert names.readings("Bob 7") == []


def test_readings_are_loaded_when_first_asked_for() -> None:
    code = "import sys; from db.core.values import names; names.sort_key('Bob'); print('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("tac", "ㄔㄇㄏ"), ("TAC", "ㄔㄇㄏ"), ("ㄔㄣˊㄇㄧ", "ㄔㄇ"), ("tp6au/6", "ㄔㄇ"), ("ㄨㄤ", "ㄨ"), ("jo3", "ㄨ")],
)
def test_zhuyin_being_composed_and_keys_with_the_input_method_off(word: str, meant: str) -> None:
    assert meant in names.found_by(word)


def test_a_word_settled_in_part() -> None:
    assert names.half_composed("曾ㄍㄨㄛˊ") == ("曾", ["ㄗㄍ", "ㄘㄍ"])
    assert names.half_composed("中正路1ㄏ")[0] == "中正路1"
    assert [word for word in ("陳", "ㄔㄣˊ", "", "tac", "陳ˊ") if names.half_composed(word) != ("", [])] == []


@pytest.mark.parametrize("word", ["678", "0912", "王", "", "a@b.c", "ㄅ", "ㄔㄇㄏ"])
def test_words_that_mean_nothing_else(word: str) -> None:
    assert names.found_by(word) == []


def _in_order(listed: list[str], by: Literal["strokes", "zhuyin"] = "strokes") -> bool:
    return all(names.sort_key(one, by) < names.sort_key(other, by) for one, other in pairwise(listed))


def test_order_of_strokes() -> None:
    listed = ["7-11", "Zoe", "一品", "丁一", "王小明", "林美惠", "林陳玉", "陳美惠", "黃大", "歐陽修", "蘇打"]
    assert _in_order(listed)
    assert names.sort_key("王小明") < names.sort_key("王小明二")


def test_characters_beyond_cp950_stand_among_their_strokes() -> None:
    by_strokes = ["三", "王", "林", "峯", "堃", "喆", "煊", "龍", "龘"]  # 3 4 8 10 11 12 13 16 48
    assert _in_order(by_strokes)


def test_order_of_zhuyin() -> None:
    listed = ["丁一", "林美惠", "陳美惠", "曾一", "歐陽", "王小明"]
    assert _in_order(listed, "zhuyin")


def test_the_phrases_of_the_readings_are_never_loaded() -> None:
    assert names.readings("重慶")
    phrases = importlib.import_module("pypinyin.constants").PHRASES_DICT
    assert phrases == {}
