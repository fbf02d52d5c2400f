"""Which letters a text's bytes stand for. A guesser's statistics are wrong on small Chinese files; a list's own words are not."""

import codecs
import contextlib
import re
from dataclasses import dataclass
from itertools import islice

_SAMPLE = 200_000  # bytes looked at to find out
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
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
    """The text these bytes stand for; `encoding` as chosen by the user, else found out.

    First by a mark, then strict UTF-8, then the shape of UTF-16, then whatever reads best.
    """
    if encoding:
        return _decoded(data, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data, name)
    if wide := _wide(data[:_SAMPLE]):
        return _decoded(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decoded(data, _likeliest(data))


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


def _likeliest(data: bytes) -> str:
    """The encoding that reads best, judged by the lines with other than ASCII bytes and by the header."""
    lines = data[: _SAMPLE * 5].splitlines()
    sample = b"\n".join(islice((line for line in lines if not line.isascii()), 2_000))[:_SAMPLE]
    header = b"\n".join(lines[:20])
    return max(_LIKENESS, key=lambda name: _likeness(sample, header, name))


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
    """What cp950 lacks: Hong Kong's additions (堃, 喆), then Windows' place for characters a shop drew itself."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if pair[:1] != b"\xfa":  # where Windows puts the first 157 characters a shop draws
        with contextlib.suppress(UnicodeDecodeError):
            return pair.decode("big5hkscs"), error.start + 2
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
