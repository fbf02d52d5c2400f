"""Zhuyin: the readings of characters, initials of syllables, and the keys of the 大千 keyboard."""

import os
import re
from functools import cache
from typing import Final

_KEYS: Final = str.maketrans(
    "1qaz2wsxedcrfv5tgbyhnujm8ik,9ol.0p;/-3467",
    "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦˇˋˊ˙",
)
_KEYBOARD: Final = re.compile(r"[1qaz2wsxedcrfv5tgbyhnujm8ik,9ol.0p;/\-3467]+")
_SYLLABLE: Final = re.compile(r"(?=[ㄅ-ㄩ])([ㄅ-ㄙ]?[ㄧㄨㄩ]?[ㄚ-ㄦ]?)[ˉˊˇˋ˙]?")
_SPELT: Final = re.compile(r"(?:(?=[ㄅ-ㄩ])[ㄅ-ㄙ]?[ㄧㄨㄩ]?[ㄚ-ㄦ]?[ˉˊˇˋ˙]?)+")


def reduced(text: str) -> str:
    """The first sign of every syllable of a text that is nothing but zhuyin (ㄔㄣˊㄇㄧㄥˊ is ㄔㄇ); else ""."""
    if not text or not _SPELT.fullmatch(text):
        return ""
    return "".join(found[1][0] for found in _SYLLABLE.finditer(text))


def typed(keys: str) -> str:
    """What was meant by keys of the 大千 layout pressed with the input method off: tac is ㄔㄇㄏ; "" where it is no zhuyin."""
    if not _KEYBOARD.fullmatch(keys) or not re.search("[a-z]", keys):
        return ""
    spelt = keys.translate(_KEYS)
    return spelt if _SPELT.fullmatch(spelt) else ""


class _Readings(dict[int, str]):
    """Code point -> reading, found when first asked for; `of` goes through a text at the speed of `str.translate`."""

    def __init__(self, bopomofo: bool, whole: bool) -> None:
        super().__init__()
        self._bopomofo, self._whole = bopomofo, whole

    def __missing__(self, point: int) -> str:
        readings = _of(chr(point))[0 if self._bopomofo else 1]
        reading = readings[0] if readings else ""
        self[point] = (f"{reading} " if reading else chr(point)) if self._whole else reading[:1]
        return self[point]

    def of(self, text: str) -> str:
        """The text with every Chinese character as its reading or initial."""
        return text.translate(self)


ZHUYIN: Final = _Readings(bopomofo=True, whole=False)
PINYIN: Final = _Readings(bopomofo=False, whole=False)
FULL: Final = _Readings(bopomofo=True, whole=True)


def initials_of(character: str) -> list[tuple[str, str]]:
    """Every (zhuyin, pinyin) initial of one character, the commonest reading first."""
    by_zhuyin, by_pinyin = _of(character)
    return [(a[0], b[0]) for a, b in zip(by_zhuyin, by_pinyin, strict=True) if a and b]


@cache
def _of(character: str) -> tuple[list[str], list[str]]:
    """All readings of one character, in zhuyin and in pinyin without tones; empty lists where it has none."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")  # one character is asked for: loading its phrases would take 250 ms
    from pypinyin import Style, pinyin

    by_zhuyin = pinyin(character, style=Style.BOPOMOFO, heteronym=True, errors="ignore", strict=False)
    if not by_zhuyin:
        return [], []
    by_tone = pinyin(character, style=Style.TONE, heteronym=True, errors="ignore", strict=False)
    letters = [_plain(reading) for reading in by_tone[0]]
    if len(letters) != len(by_zhuyin[0]):
        return by_zhuyin[0][:1], letters[:1]
    return by_zhuyin[0], letters


def _plain(reading: str) -> str:
    import unicodedata

    return "".join(c for c in unicodedata.normalize("NFD", reading) if c.isascii())
