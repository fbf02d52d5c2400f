"""Cells as tidy text: stray marks, blanks, full width, empty words, ditto marks. Whole columns are tested in C first."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import compress, count, filterfalse
from typing import Final

from db.core.values.text import clean_text
from importers.cleaning.work import Work
from importers.lexicon import words
from importers.profile import EMPTY_WORDS, as_text
from importers.values import Cell, ColumnGuess

DITTO: Final = words("contents", "ditto")
# Words that say "empty" wherever they stand; 無 or x may be an answer in a field of the shop's own.
PLAINLY_EMPTY: Final = words("contents", "plainly_empty")
_RETURN: Final = re.compile("(?:_x000[Dd]_|\r)+\n?")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
_BLANKS: Final = re.compile("[\u00a0\u2000-\u200a\u3000\t]+| {2,}|^\\s+|\\s+$| +(?=\n)|(?<=\n) +")
_WIDE: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_WIDE_MARKS: Final = re.compile("[\uff01-\uff5e]+")
_SIGNS: Final = tuple(  # what printable cells to mend have in them
    map(re.compile, ("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]", "'", "  ", "_x000"))
)
_EDGES: Final = " \u3000\u00a0\t"
_GUARDED: Final = re.compile("'['=+\\-@＝＋－＠]")  # as a careful program writes a csv: without it Excel would see a formula
_ASCII_FIELDS: Final = words("fields", "ascii")


def column(work: Work, guess: ColumnGuess, empty: frozenset[str] = EMPTY_WORDS) -> list[str]:
    """One column as tidy text, "" for empty cells; every mended cell is written down."""
    work.read.add(guess.index)
    cells = work.table.columns[guess.index]
    texts = plain(cells)
    joined = "|".join(texts)
    if (
        joined.isprintable()
        and unicodedata.is_normalized("NFKC", joined)
        and "  " not in joined
        and "| " not in joined
        and " |" not in joined
        and "|'" not in joined
        and not joined.startswith((" ", "'"))
        and not joined.endswith(" ")
        and "_x000" not in joined
        and empty.isdisjoint(texts)
        and DITTO.isdisjoint(texts)
    ):
        return texts
    mended = {text: _mend(work, guess, text, empty) for text in _odd(texts, joined, guess, empty)}
    hit = list(compress(count(), map(mended.__contains__, texts)))
    work.repaired_all(guess.header, [(record, *step) for record in hit for step in mended[texts[record]][1]])
    for record in hit:
        texts[record] = mended[texts[record]][0]
    return _filled(work, guess, texts) if not DITTO.isdisjoint(texts) else texts


def _odd(texts: Sequence[str], joined: str, guess: ColumnGuess, empty: frozenset[str]) -> set[str]:
    """The different texts some rule may want to mend; looked for in C."""
    different = set(texts)
    odd = set(filterfalse(str.isprintable, different)).union(different & empty, different & DITTO)
    odd.update(text for text, bare in zip(different, map(str.strip, different), strict=True) if text != bare)
    for sign in _SIGNS:
        if sign.search(joined):
            odd.update(filter(sign.search, different))
    return odd.union(filterfalse(str.isascii, different)) if guess.field in _ASCII_FIELDS else odd


def plain(cells: Sequence[Cell]) -> list[str]:
    """Cells as a person reads them in Excel, nothing mended."""
    return [cell if type(cell) is str else "" if cell is None else as_text(cell) for cell in cells]


def _mend(work: Work, guess: ColumnGuess, text: str, empty: frozenset[str]) -> tuple[str, list[tuple[str, str, str]]]:
    """One text through the rules: what becomes of it, and every repair (before, after, rule) counted for itself."""
    header, ascii_field = guess.header, guess.field in _ASCII_FIELDS
    steps: list[tuple[str, str, str]] = []

    def apply(rule: str, after: str) -> str:
        if after == text or not work.is_on(rule, header):
            return text
        if after or rule == "text.empty_word":
            steps.append((text, after, rule))
        return after

    if (bare := text.strip(_EDGES)).isprintable() and bare and "  " not in bare:
        text = apply("text.spaces", bare) if bare != text else text
    else:
        text = apply("text.stray", _INVISIBLE.sub("", clean_text(_RETURN.sub("\n", text).rstrip("\n"))))
        text = apply("text.spaces", _BLANKS.sub(" ", text).strip() if text else text)
    if not text.isascii():
        text = apply("text.full_width", (_WIDE_MARKS if ascii_field else _WIDE).sub(_narrow, text))
    if text[:1] == "'" and (_GUARDED.match(text) or ("'" not in text[1:] and (ascii_field or text[1:2].isdigit()))):
        text = apply("text.apostrophe", text[1:])
    return (apply("text.empty_word", "") if text in empty else text), steps


def _narrow(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _filled(work: Work, guess: ColumnGuess, texts: list[str]) -> list[str]:
    """同上 and 〃 become what stands above."""
    if not work.is_on("text.ditto", guess.header):
        return texts
    carried = work.table.above[guess.index] if work.table.above else None
    above = as_text(carried).strip()
    for record, text in enumerate(texts):
        if text in DITTO:
            if above:
                work.repaired(record, guess.header, text, above, "text.ditto")
                texts[record] = above
            else:
                work.doubt(record, guess.header, text, "nothing_above", kept=False)
                texts[record] = ""
        elif text:
            above = text
    return texts
