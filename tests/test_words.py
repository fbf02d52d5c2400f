"""Every word on screen is translated, in Taiwan's words, and the shipped catalogue is the compiled one."""

import pytest

from resources import catalogue

MAINLAND = [
    *("用户", "客户端", "默认", "文件夹", "数据", "信息", "賬戶", "登錄", "打印", "在線", "點擊", "視頻"),
    *("軟件", "硬盤", "網絡", "質量", "屏幕", "鼠標", "文本", "互動", "缺省", "菜單", "粘貼", "搜索"),
]


def _texts() -> list[str]:
    return [text for message in catalogue.merged() if message.id for text in catalogue._texts(message.string)]


def test_every_message_is_translated() -> None:
    assert catalogue.untranslated() == []


def test_no_message_is_kept_that_no_code_uses() -> None:
    assert catalogue.unused() == []


def test_no_message_is_translated_in_two_places() -> None:
    assert catalogue.twice() == []


def test_words_inside_other_words_are_found() -> None:
    assert {"This file", "Coloured", "All files"} <= catalogue.used()


def test_shipped_words_are_the_compiled_ones() -> None:
    assert catalogue.target().read_bytes() == catalogue.compiled()


@pytest.mark.parametrize("quote", "『』“”")
def test_names_stand_in_one_kind_of_quotes(quote: str) -> None:
    assert [text for text in _texts() if quote in text] == []


@pytest.mark.parametrize("word", MAINLAND)
def test_no_mainland_word(word: str) -> None:
    assert [text for text in _texts() if word in text] == []
