"""Text files: which letters the bytes stand for, what separates the columns, and the records."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from unicodedata import east_asian_width

_SAMPLE = 200_000  # bytes or characters looked at to find out how a file is written
_LONGEST_CELL = 200_000  # a cell longer than this, or with more breaks than _MOST_BREAKS, comes of an unpaired quotation mark
_MOST_BREAKS = 200
_USUAL = "\t,;|"
_UNUSUAL = "^~¦§\x01\x1e\x1f#$&*!:，；、"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1d\x7f]")
_HEADER = re.compile(
    "姓名|名稱|名字|電話|手機|行動|地址|公司|客戶|會員|顧客|廠商|編號|代號|生日|日期|備註|統編|統一編號|信箱|郵遞|聯絡|縣市|產品|商品|單價|數量|金額|訂單|營業"
    "|电话|手机|联系|客户|公司名|编号|备注|氏名|住所|番号|会社|顧客|名前"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding it was written in and the characters that could not be read."""

    text: str
    encoding: str
    lost: int = 0


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text these bytes stand for; `encoding` as chosen by the user, else found out: mark, UTF-8, the shape of UTF-16, then what reads best."""
    if encoding:
        return _decoded(data, encoding)
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, name)
    if wide := _wide(data[:_SAMPLE]):
        return _decoded(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return max((_decoded(data, name) for name in _by_likeness(data)), key=lambda found: -found.lost)


def _decoded(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "shukebu.big5" if encoding == "cp950" else "replace")
    return Decoded(text.removeprefix("\ufeff"), encoding, text.count("\ufffd"))


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of its digits, commas and line ends is zero."""
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    low, high = sample[1::2].count(0), sample[0::2].count(0)
    if max(low, high) * 10 < len(sample) // 2 or min(low, high) * 10 > max(low, high):
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _by_likeness(data: bytes) -> list[str]:
    """The encodings worth trying, the one that reads best first, judged by the lines with other than ASCII bytes and by the header."""
    lines = data[: _SAMPLE * 5].splitlines()
    sample = b"\n".join(islice((line for line in lines if not line.isascii()), 2_000))[:_SAMPLE]
    header = b"\n".join(lines[:20])
    ranked = sorted(_LIKENESS, key=lambda name: _likeness(sample, header, name), reverse=True)
    return ranked[:1]


def _likeness(sample: bytes, header: bytes, encoding: str) -> float:
    """From about -1 (nonsense) to 1 (all common characters), more where the first lines hold words of a list's header."""
    text = _decoded(sample, encoding).text
    foreign = [letter for letter in text if letter > "\x7f"]
    if not foreign:
        return -1.0
    common = sum(map(_LIKENESS[encoding], foreign)) / len(foreign)
    words = len(_HEADER.findall(_decoded(header, encoding).text))
    # a CJK character locked between Latin letters is an accent misread
    locked = len(re.findall(r"[A-Za-z][\u3400-\u9fff\uff61-\uff9f](?=[A-Za-z])", text)) / len(foreign)
    return common - 2 * locked + 0.5 * min(words, 4)


def _likes_big5(letter: str) -> float:
    raw = letter.encode("cp950", "ignore")
    if len(raw) != 2:
        return -1.0
    return 1.0 if 0xA440 <= (raw[0] << 8 | raw[1]) <= 0xC67E else (0.5 if raw[0] < 0xA4 else -0.3)


def _likes_gb(letter: str) -> float:
    raw = letter.encode("gb2312", "ignore")
    if len(raw) != 2:
        return -1.0
    return 0.9 if 0xB0 <= raw[0] <= 0xD7 else (0.5 if raw[0] < 0xB0 else -0.3)


def _likes_japanese(letter: str) -> float:
    if "\u3041" <= letter <= "\u30ff":
        return 1.0
    raw = letter.encode("cp932", "ignore")
    if len(raw) != 2:
        return -1.0  # half-width kana too: what Chinese looks like when read as Japanese
    return 0.6 if 0x88 <= raw[0] <= 0x98 else (0.4 if raw[0] < 0x88 else -0.5)


def _likes_western(letter: str) -> float:
    return 0.7 if letter.isalpha() and letter < "\u0180" else -0.6


_LIKENESS = {
    "cp950": _likes_big5,
    "cp932": _likes_japanese,
    "gb18030": _likes_gb,
    "cp1252": _likes_western,
    "utf-8": lambda letter: -8.0 if letter == "\ufffd" else 1.0,  # a UTF-8 file with a few broken bytes
}


def _beyond_big5(error: UnicodeError) -> tuple[str, int]:
    """What cp950 has no character for: Hong Kong's additions (堃, 喆), then Windows' own place for characters a shop drew itself."""
    assert isinstance(error, UnicodeDecodeError)  # the handler is only used to decode
    pair = error.object[error.start : error.start + 2]
    try:
        return pair.decode("big5hkscs"), error.start + 2
    except UnicodeDecodeError:
        drawn = _drawn(pair)
        return (drawn, error.start + 2) if drawn else ("\ufffd", error.start + 1)


def _drawn(pair: bytes) -> str:
    """Microsoft's table for code page 950: user-defined characters lie in the private use area from U+E000 on."""
    if len(pair) < 2 or not (0x40 <= pair[1] <= 0x7E or 0xA1 <= pair[1] <= 0xFE):
        return ""
    column = pair[1] - (0x40 if pair[1] < 0x80 else 0x62)
    for first, last, start in ((0xFA, 0xFE, 0xE000), (0x8E, 0xA0, 0xE311), (0x81, 0x8D, 0xEEB8)):
        if first <= pair[0] <= last:
            return chr(start + (pair[0] - first) * 157 + column)
    return ""


codecs.register_error("shukebu.big5", _beyond_big5)


def is_text(text: str) -> bool:
    """Does this read as text, not as some program's bytes?"""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) + sample.count("\ufffd") <= len(sample) * 0.02


def records(text: str) -> tuple[list[list[str]], str | None]:
    """The records of a text and its delimiter; "blanks" for columns set with blanks, None for one column. A blank line is an empty record."""
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
        return [line.split() for line in text.split("\n")], "blanks"
    return _split(text, ","), None


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
    """How evenly this character cuts the sample: the share of records with the usual number of columns, and a little for more columns."""
    widths = [len(record) for record in islice(_reader(sample, delimiter), 400) if any(record)]
    if len(widths) > 2:
        widths.pop()  # the last may be cut off by the sample
    usual, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
    if usual == 1:
        return 0.01 if delimiter in "\t," and max(widths, default=1) > 1 else 0.0
    return times / len(widths) + min(usual, 20) / 50


def _reader(text: str, delimiter: str, quoting: bool = True) -> Iterator[list[str]]:
    csv.field_size_limit(1 << 30)
    lines = text.splitlines(keepends=True) if "\n" not in text else (line + "\n" for line in text.split("\n"))
    return csv.reader(
        lines,
        delimiter=delimiter,
        skipinitialspace=f'{delimiter} "' in text[:_SAMPLE],
        quoting=csv.QUOTE_MINIMAL if quoting else csv.QUOTE_NONE,
    )


def _split(text: str, delimiter: str) -> list[list[str]]:
    """The records; where a quotation mark never closes it counts as a letter."""
    rows = list(_reader(text, delimiter))
    if any(_runs_on(cell) for row in rows for cell in row if len(cell) > _MOST_BREAKS):
        return list(_reader(text, delimiter, quoting=False))
    return rows


def _runs_on(cell: str) -> bool:
    return len(cell) > _LONGEST_CELL or cell.count("\n") > _MOST_BREAKS


def _width(text: str) -> str:
    """The text with every wide character taking two places, as a screen of fixed width shows it."""
    return text if text.isascii() else "".join(letter + "\x00" if east_asian_width(letter) in "WF" else letter for letter in text)


def _fixed_columns(lines: list[str]) -> list[int]:
    """Where columns of fixed width begin, or nothing: a place blank in every line before one that is not, with at least two blanks in some line."""
    wide = [_width(line) for line in lines]
    if len(wide) < 3 or not any("  " in line for line in wide):
        return []
    length = max(map(len, wide))
    blank = [all(place >= len(line) or line[place] == " " for line in wide) for place in range(length)]
    cuts = [place for place in range(length) if not blank[place] and (place == 0 or blank[place - 1])]
    return cuts if len(cuts) > 1 and len(cuts) <= length // 2 else []


def _cut(line: str, cuts: Iterable[int]) -> list[str]:
    wide, starts = _width(line), list(cuts)
    ends = [*starts[1:], len(wide)]
    return [wide[start:end].replace("\x00", "").strip() for start, end in zip(starts, ends, strict=True)]


def _set_with_blanks(lines: list[str]) -> bool:
    """Do blanks cut nearly every line into the same number of columns, three or more?"""
    widths = Counter(len(line.split()) for line in lines)
    usual, times = widths.most_common(1)[0] if widths else (0, 0)
    return usual >= 3 and len(lines) >= 3 and times >= 0.9 * len(lines)
