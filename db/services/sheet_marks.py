"""What makes a sheet of customers known when it comes back: their numbers with a check, and a mark of what every cell said."""

import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Final, Literal
from zlib import crc32

from db.core import chain
from db.core.connection import database
from db.core.values import dates
from db.core.values.text import clean_text
from resources import i18n
from resources.i18n import N_, _

Value = str | int | Decimal | date | None
Kind = Literal["text", "number", "date"]
SHEET: Final = "shukebu"  # the hidden sheet of the marks: a number and the marks of its row in every row
VERSION: Final = "1"  # at its head
CARD: Final = "X-SHUKEBU"  # of an address book: the number and the marks of a card, behind a semicolon
LONGEST: Final = 32_767  # UTF-16 units a cell of Excel holds
YES_NO: Final = (N_("No"), N_("Yes"))
_CUT: Final = N_("… (cut here: {count} more letters are in Shukebu)")


def number_of(customer: int, shop: bytes) -> str:
    """The customer's number in sheets of this shop: "12-0F3A"; the check keeps the numbers of other shops apart."""
    return f"{customer}-{_check(customer, shop)}"


def customer_of(number: str, shop: bytes) -> int | None:
    """The customer of this number; None: it is no number of this shop."""
    digits, _dash, check = number.strip().upper().partition("-")
    if not (digits.isdecimal() and digits.isascii()) or len(digits) > 15 or _check(int(digits), shop) != check:
        return None
    return int(digits)


def shop() -> bytes:
    """What tells this shop from every other: the head of its first unit."""
    return chain.first_head(database.connection())


def _check(customer: int, shop_head: bytes) -> str:
    return f"{crc32(shop_head + str(customer).encode()) & 0xFFFF:04X}"


def fitting(text: str) -> str:
    """The text as long as a cell may be; what is cut says so, and is never taken back."""
    if len(text) * 2 <= LONGEST or _length(text) <= LONGEST:
        return text
    room = LONGEST - 60
    kept = text.encode("utf-16-le", "surrogatepass")[: room * 2].decode("utf-16-le", "ignore")
    return kept + _(_CUT).format(count=f"{len(text) - len(kept):,}")


def is_cut(text: str) -> bool:
    """Whether a cell holds a text only in part."""
    return _length(text) > LONGEST - 120 and any(
        words.partition("{")[0] in text[-90:] for words in (_CUT, _(_CUT), i18n.written(_CUT))
    )


def said(value: object, kind: Kind = "text") -> str:
    """What a cell says, however Excel gives it back: days as ISO, numbers plainly, text without blanks at its lines' ends."""
    if value is None:
        return ""
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return _(YES_NO[value])
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)).normalize():f}"
    text = "\n".join(line.rstrip() for line in clean_text(str(value)).replace("\ufffe", "").replace("\uffff", "").splitlines())
    if kind == "date" and (day := dates.parse(text)) and not day.lunar:
        return day.iso
    return text.strip()


def mark(key: str, text: str) -> int:
    """What a cell says under its column in 32 bits."""
    return crc32(f"{key}\0{text}".encode("utf-8", "surrogatepass"))


def packed(cells: Iterable[tuple[str, str]]) -> str:
    """The marks of a row, its columns' keys and what their cells say, as they stand in the hidden sheet."""
    found = array("I", (mark(key, text) for key, text in cells if text))
    if sys.byteorder == "big":
        found.byteswap()
    return b64encode(found.tobytes()).decode()


def unpacked(text: str) -> frozenset[int]:
    """The marks in this text; none in one that was tampered with."""
    try:
        found = array("I", b64decode(text, validate=True))
    except ValueError:
        return frozenset()
    if sys.byteorder == "big":
        found.byteswap()
    return frozenset(found)


def split_label(line: str) -> tuple[str, str]:
    """A line of a cell that holds several, without its brackets, and what stood in them."""
    text, opened, label = line.strip().rpartition("（")
    return (text.strip(), label[:-1].strip()) if opened and text and label.endswith("）") else (line.strip(), "")


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
