"""The fonts of every paper: Noto Sans TC, behind it the supplement and the emoji, a 〓 for what none of them has."""

import logging
import re
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from db.core.values.text import clean_text
from resources import path

REGULAR: Final = "NotoSansTC-Regular"
BOLD: Final = "NotoSansTC-Bold"
_BEHIND: Final = ("ShukebuSansTC-Supplement", "NotoEmoji-Regular")
UNKNOWN: Final = "〓"
_UNSEEN: Final = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF, *range(0xE0100, 0xE01F0)]
)
# What is on a printed list is seen by others: the words of the blacklist are never on it.
_KEPT_BACK: Final = re.compile("黑名單|注意名單|拒絕往來|blacklist|Blacklist|watch list")
KEPT_BACK: Final = "⚠"
_own: Final = {REGULAR: set[str](), BOLD: set[str]()}  # characters met that stand in the font itself
_known = {"\n"}  # characters seen before that can be printed: asking for each of them again takes most of a long list
_log = logging.getLogger(__name__)


@cache
def load() -> dict[str, TTFont]:
    """Register the fonts, once a process; every canvas begins in ours, so that no Helvetica sneaks in."""
    ttfonts.makeToUnicodeCMap = _to_unicode
    fonts = {name: TTFont(name, str(path("fonts", f"{name}.ttf")), asciiReadable=0) for name in (REGULAR, BOLD, *_BEHIND)}
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=REGULAR, boldItalic=BOLD)
    rl_config.canvas_basefontname = REGULAR
    rl_config.useA85 = 0  # plain bytes: a fifth smaller
    return fonts


def printable(text: str, missing: set[str] | None = None, *, is_own: bool = False) -> str:
    """The text as it can be printed: one 〓 for each character in none of the fonts (added to `missing`), no blacklist words.

    `is_own`: the owner wrote it for this customer (門禁主機，黑名單管理); it stays as it is.
    """
    text = clean_text(text).translate(_UNSEEN).replace("\t", " ")
    text = text if is_own else kept_back(text)
    new = set(text) - _known
    if lacking := {character for character in new if _font(character, REGULAR) == ""}:
        if missing is not None:
            missing |= lacking
        text = text.translate({ord(character): UNKNOWN for character in lacking})
    _known.update(new - lacking)
    return text


def kept_back(text: str) -> str:
    """The text without the words of the blacklist."""
    return _KEPT_BACK.sub(KEPT_BACK, text)


def runs(text: str, font: str = REGULAR) -> list[tuple[str, str]]:
    """(font, text) pieces of a printable text, each in the first font that has all its characters."""
    own = _own[font]
    if own.issuperset(text):
        return [(font, text)]
    pieces = [(name, "".join(piece)) for name, piece in groupby(text, lambda character: _font(character, font) or font)]
    own.update(*(piece for name, piece in pieces if name == font))
    return pieces


def width(text: str, size: float, font: str = REGULAR) -> float:
    """The width of a printable text in points."""
    return sum(map(advances(font).__getitem__, text)) * size


class _Advances(dict[str, float]):
    """The width of each character at size 1, measured when it is first met."""

    def __init__(self, font: str) -> None:
        self._font = font

    def __missing__(self, character: str) -> float:
        face = load()[_font(character, self._font) or self._font].face
        self[character] = width = float(face.getCharWidth(ord(character))) / 1000
        return width


@cache
def advances(font: str) -> Mapping[str, float]:
    """The width of every printable character at size 1."""
    return _Advances(font)


@cache
def _font(character: str, font: str) -> str:
    """The first font that has this character; "" where none has."""
    fonts = load()
    return next((name for name in (font, *_BEHIND) if ord(character) in fonts[name].face.charToGlyph), "")


def _to_unicode(name: str, subset: list[int]) -> str:
    """The table by which a reader copies text out of a PDF (PDF 32000-1, 9.10.3): UTF-16BE, pairs beyond U+FFFF.

    reportlab's own writes five hexadecimal digits there, which readers take for another character.
    """
    pairs = [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    lines = [
        *("/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap"),
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        *(f"/CMapName /{name} def", "/CMapType 2 def"),
        *("1 begincodespacerange", f"<00> <{len(subset) - 1:02X}>", "endcodespacerange"),
        *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
        *("endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"),
    ]
    return "\n".join(lines)


def report_missing(missing: set[str], paper: str) -> None:
    """Say in the log which characters a paper shows as 〓."""
    if missing:
        _log.info("%s: no font has %s", paper, " ".join(f"U+{ord(character):04X}" for character in sorted(missing)))
