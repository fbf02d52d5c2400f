"""Names of people and shops: titles, surnames, readings for the search, and the order of strokes or zhuyin."""

import csv
import re
from functools import cache, lru_cache
from typing import Final, Literal

from db.core.values import zhuyin
from db.core.values.text import half_width, normal, one_line
from resources import path

Order = Literal["strokes", "zhuyin"]
TITLES: Final = (
    *("先生", "小姐", "女士", "太太", "老師", "醫師", "董事長", "總經理", "經理", "老闆", "老闆娘", "師傅"),
    *("副董事長", "副總經理", "副經理", "牙醫師", "中醫師", "獸醫師"),  # else 李副總經理 would be 李副
)
_TITLE: Final = re.compile(rf"^(.+?)[\s(（\-]*({'|'.join(sorted(TITLES, key=len, reverse=True))})\s*[)）]?$")
_LATIN_TITLE: Final = re.compile(r"^(Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+(?=\S)", re.IGNORECASE)
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HALF_COMPOSED: Final = re.compile(r"(.*[^ㄅ-ㄩˉˊˇˋ˙])([ㄅ-ㄩˉˊˇˋ˙]+)")
_RANKED: Final = 0x20000  # sort keys of known characters start here, beyond every letter
_UNRANKED: Final = 0x60000


def split_title(name: str) -> tuple[str, str]:
    """`王小明先生` is (王小明, 先生), `王老闆` is (王, 老闆); a title alone, or none, leaves the name as it is."""
    if name[-1:] not in _ENDS:
        return _latin_title(name)
    found = _TITLE.match(name.strip())
    return (found[1].strip(), found[2]) if found else (name, "")


def _latin_title(name: str) -> tuple[str, str]:
    found = _LATIN_TITLE.match(name) if name.isascii() else None
    return (name[found.end() :], found[1]) if found else (name, "")


_ENDS: Final = frozenset(title[-1] for title in TITLES) | {")", "）", " "}


def join(last: str, first: str) -> str:
    """One name of two columns: 李 + 小明 is 李小明, Floria + Bob is Bob Floria."""
    last, first = last.strip(), first.strip()
    if not last or not first:
        return last or first
    return f"{first} {last}" if _LATIN.search(last + first) and not _HAN.search(last + first) else last + first


def surname(name: str) -> str:
    """The surname of a Chinese name, 歐陽 and 張簡 included; "" for names that are none."""
    if name[:2] in _surnames() and len(name) > 2:
        return name[:2]
    return name[:1] if _HAN.match(name) else ""


@cache
def _surnames() -> dict[str, tuple[str, str]]:
    """surname -> its own readings (zhuyin, pinyin), each "" or several parted by a blank."""
    with path("surnames.csv").open(encoding="utf-8", newline="") as file:
        return {row["surname"]: (row["zhuyin"], row["pinyin"]) for row in csv.DictReader(file)}


@lru_cache(maxsize=65_536)
def _firsts(first: str, second: str) -> tuple[tuple[str, str], ...]:
    """Every (zhuyin, pinyin) initial the first character of a name may have, surname readings first."""
    table = _surnames()
    marks: dict[tuple[str, str], None] = {}
    for own in (table.get(first + second), table.get(first)):
        if own and own[0]:
            marks.update(dict.fromkeys((a[0], b[0]) for a, b in zip(own[0].split(), own[1].split(), strict=True)))
    marks.update(dict.fromkeys(zhuyin.initials_of(first)))
    return tuple(marks)


def readings(name: str) -> list[str]:
    """Zhuyin and pinyin initials of a name: 陳明華 is ㄔㄇㄏ and cmh; every reading of the first character counts.

    Characters that are not Chinese are left out; without any the list is empty.
    """
    first = None if name.isascii() else _HAN.search(name)
    if first is None:
        return []
    rest = name[first.end() :]
    by_zhuyin, by_pinyin = zhuyin.ZHUYIN.of(rest), zhuyin.PINYIN.of(rest)  # what is not Chinese has no reading and goes
    firsts = _firsts(first[0], rest[:1])
    return list(dict.fromkeys([a + by_zhuyin for a, _b in firsts] + [b + by_pinyin for _a, b in firsts]))


class _Strokes(dict[int, str]):
    """Character -> the character it sorts as: strokes first, within them the order of cp950."""

    def __init__(self) -> None:
        super().__init__()
        with path("strokes.csv").open(encoding="utf-8", newline="") as file:
            characters = "".join(row["characters"] for row in csv.DictReader(file))
        self.update({ord(character): chr(_RANKED + rank) for rank, character in enumerate(characters)})

    def __missing__(self, point: int) -> str:
        return chr(point if point < _RANKED else min(point + _UNRANKED - _RANKED, 0x10FFFF))


@cache
def _strokes() -> _Strokes:
    return _Strokes()


def sort_key(name: str, by: Order = "strokes") -> str:
    """Text that sorts as the name does, compared by code point: digits and letters first, then Chinese by strokes or zhuyin."""
    plain = one_line(half_width(name)).casefold()
    if plain.isascii():
        return plain
    if by == "strokes":
        return plain.translate(_strokes())
    own = _surnames().get(surname(plain), ("", ""))[0].split()
    if own:
        return f"{own[0]} {zhuyin.FULL.of(plain[1:])}"
    return zhuyin.FULL.of(plain)


def found_by(word: str) -> list[str]:
    """What a searched word may stand for: zhuyin being composed (ㄔㄣˊㄇㄧ), keys pressed with the input method off (tac)."""
    word = normal(word)
    spelt = zhuyin.typed(word)
    return list(dict.fromkeys(other for other in (zhuyin.reduced(word), spelt, zhuyin.reduced(spelt)) if other and other != word))


def half_composed(word: str) -> tuple[str, list[str]]:
    """A word the input method has settled only in part: 陳ㄇㄟ is (陳, [ㄔㄇ]) by every reading; ("", []) for others."""
    found = _HALF_COMPOSED.fullmatch(normal(word))
    rest = zhuyin.reduced(found[2]) if found else ""
    if not found or not rest:
        return "", []
    return found[1], [reading + rest for reading in readings(found[1]) if not reading.isascii()]
