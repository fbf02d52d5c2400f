"""Text files: what separates the columns, and the records."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from unicodedata import east_asian_width

from importers.values import Cell

_SAMPLE = 200_000  # characters looked at to find out how a file is written
_LONGEST_CELL = 200_000  # a cell longer than this, or with more breaks than _MOST_BREAKS, comes of an unpaired quotation mark
_MOST_BREAKS = 200
_USUAL = "\t,;|"
_UNUSUAL = "^~¦§\x01\x1e\x1f#$&*!:，；、"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1d\x7f]")


def is_text(text: str) -> bool:
    """Does this read as text, not as some program's bytes?"""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) + sample.count("\ufffd") <= len(sample) * 0.02


def records(text: str) -> tuple[list[list[Cell]], str | None]:
    """The records of a text and its delimiter: "blanks" for columns set with blanks, None for one column.

    A blank line is an empty record.
    """
    text = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\x1a\x0c ")
    if declared := re.match(r"sep=(.)\n", text, re.IGNORECASE):
        return _split(text[declared.end() :], declared[1]), declared[1]
    lines = _sample_lines(text)
    delimiter = _delimiter(text, lines)
    if delimiter:
        return _split(text, delimiter), delimiter
    if cuts := _fixed_columns(lines):
        return [_cut(line, cuts) for line in text.split("\n")], "blanks"
    if _set_with_blanks(lines):
        return [list(line.split()) for line in text.split("\n")], "blanks"
    return _split(text, "\t" if "\t" in text[:_SAMPLE] else ","), None


def _sample_lines(text: str) -> list[str]:
    return [line for line in text[:_SAMPLE].split("\n")[:400] if line.strip()]


def _delimiter(text: str, lines: list[str]) -> str | None:
    """The character that cuts most records into the same number of columns; tab and comma before rarer ones."""
    for candidates in (_USUAL, _UNUSUAL):
        scored = [(_evenness(text[:_SAMPLE], mark), mark) for mark in candidates if any(mark in line for line in lines)]
        if scored and (best := max(scored, key=lambda pair: pair[0]))[0] > (0 if candidates is _USUAL else 0.9):
            return best[1]
    return None


def _evenness(sample: str, delimiter: str) -> float:
    """How evenly this character cuts: the share of records with the usual number of columns, a little for more of them."""
    widths = [len(record) for record in islice(_reader(sample, delimiter), 400) if any(record)]
    if len(widths) > 2:
        widths.pop()  # the last may be cut off by the sample
    usual, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
    if usual == 1:
        return 0.0
    return times / len(widths) + min(usual, 20) / 50


def _reader(text: str, delimiter: str, quoting: bool = True) -> Iterator[list[Any]]:
    csv.field_size_limit(1 << 30)
    lines = text.splitlines(keepends=True) if "\n" not in text else (line + "\n" for line in text.split("\n"))
    return csv.reader(
        lines,
        delimiter=delimiter,
        skipinitialspace=f'{delimiter} "' in text[:_SAMPLE],
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )


def _split(text: str, delimiter: str) -> list[list[Cell]]:
    """The records; where a quotation mark never closes (not in rows that are quoted and all as wide) it counts as a letter."""
    rows: list[list[Any]] = list(_reader(text, delimiter))
    quoted = text.startswith('"') and len({len(row) for row in rows if row}) == 1
    if not quoted and any(_runs_on(cell) for row in rows for cell in row if len(cell) > _MOST_BREAKS):
        return list(_reader(text, delimiter, quoting=False))
    return rows


def _runs_on(cell: str) -> bool:
    return len(cell) > _LONGEST_CELL or cell.count("\n") > _MOST_BREAKS


def _width(text: str) -> str:
    """The text with every wide character taking two places, as a screen of fixed width shows it."""
    return text if text.isascii() else "".join(letter + "\x00" if east_asian_width(letter) in "WF" else letter for letter in text)


def _fixed_columns(lines: list[str]) -> list[int]:
    """Where columns of fixed width begin, or nothing: at a place blank in every line before one that is not."""
    wide = [_width(line) for line in lines]
    if len(wide) < 3 or not any("  " in line for line in wide):
        return []
    length = max(map(len, wide))
    blank = [all(place >= len(line) or line[place] == " " for line in wide) for place in range(length)]
    cuts = [place for place in range(length) if not blank[place] and (place == 0 or blank[place - 1])]
    ends = [*cuts[1:], length]
    cuts = [start for start, end in zip(cuts, ends, strict=True) if sum(bool(line[start:end].strip()) for line in wide) > 1]
    return cuts if len(cuts) > 1 and len(cuts) <= length // 2 else []


def _cut(line: str, cuts: Iterable[int]) -> list[Cell]:
    wide, starts = _width(line), list(cuts)
    ends = [*starts[1:], len(wide)]
    return [wide[start:end].replace("\x00", "").strip() for start, end in zip(starts, ends, strict=True)]


def _set_with_blanks(lines: list[str]) -> bool:
    """Do blanks cut nearly every line into the same number of columns, three or more?"""
    widths = Counter(len(line.split()) for line in lines)
    usual, times = widths.most_common(1)[0] if widths else (0, 0)
    return usual >= 3 and len(lines) >= 3 and times >= 0.9 * len(lines)
