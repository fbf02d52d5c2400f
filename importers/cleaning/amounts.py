"""Codes, tax ids and numbers: nothing rounded in silence, no leading zero lost."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from db.core.values import money, tax_id
from db.core.values.text import half_width
from db.services import invoices
from importers.cleaning import texts
from importers.cleaning.work import Work
from importers.headers import meaning
from importers.lexicon import words
from importers.values import ColumnGuess

_Reader = Callable[[Work, ColumnGuess, int, str], str | int | None]  # of a record's text, as its field holds it

_POINT_ZERO: Final = re.compile(r"(\d+)\.0+")
_SCIENTIFIC: Final = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_EIGHT: Final = re.compile(r"\d{8}", re.ASCII)
_TEXTS: Final = (
    "code",
    "order_no",
    "invoice_no",
    "product_code",
    "barcode",
    "short_name",
    "website",
    "category",
    "source",
    "referrer",
    "staff",
    "product",
    "spec",
    "unit",
    "channel",
    "outcome",
    "recall_item",
    "availability",
    "next_model",
    "parts",
)
MONTHS: Final = ("recall_months", "warranty_months")
_MONTHS: Final = re.compile(r"(\d{1,4}|[一二兩三四五六七八九十])?(個月|個半月|月|年半|年|months?|years?|m|y)?", re.IGNORECASE)
_CHINESE: Final = {said: count for count, said in enumerate("一二三四五六七八九十", 1)} | {"兩": 2}
_HALF_YEAR: Final = 6
_YEAR: Final = 12
_MOST: Final = 1_200  # months
_EXACT: Final = frozenset({"code", "order_no", "invoice_no", "product_code", "barcode", "next_model"})
_INVOICES: Final = frozenset({"invoice_no", "order_no"})  # alone, the invoice's number holds the order together
_YES: Final = dict.fromkeys(words("contents", "no"), 0) | dict.fromkeys(words("contents", "yes"), 1)
_SOLD: Final = dict.fromkeys(words("contents", "not_sold"), 0) | dict.fromkeys(words("contents", "sold"), 1)
_STOPPED: Final = re.compile(r"停|下架|絕版|discontinued|inactive", re.IGNORECASE)  # a column whose yes is no


def clean(work: Work) -> None:
    """All single text and number fields."""
    for field in _TEXTS:
        if guess := work.first(field):
            column = texts.column(work, guess)
            column = codes(work, guess, column) if field in _EXACT else column
            work.made.fields[field] = [text or None for text in column]
            if field in _INVOICES:
                _doubt_invoices(work, guess, column)
    if guess := work.first("tax_id"):
        work.made.fields["tax_id"] = _tax_ids(work, guess)
    for field in ("quantity", "unit_price", "price", "wholesale_price", "project_price", "cost"):
        _read(work, field, _decimal)
    for field in MONTHS:
        _read(work, field, _months)
    _read(work, "is_active", _is_sold)
    for field in ("amount", "unpaid"):
        _read(work, field, _dollars)


def _read(work: Work, field: str, read: _Reader) -> None:
    """The column of a field, each text read as that field holds it."""
    if guess := work.first(field):
        column = texts.column(work, guess)
        work.made.fields[field] = [read(work, guess, record, text) for record, text in enumerate(column)]


def _doubt_invoices(work: Work, guess: ColumnGuess, column: list[str]) -> None:
    """A number that no invoice has is kept and said; a word without a digit (免開) is none that was mistyped."""
    if "invoice_no" not in (guess.field, meaning(guess.header).concept):
        return
    for record, text in enumerate(column):
        if any(map(str.isdigit, text)) and not invoices.is_number(text):
            work.doubt(record, guess.header, text, "not_an_invoice")


def codes(work: Work, guess: ColumnGuess, column: list[str]) -> list[str]:
    """`123.0` is 123; 9.12E+08 has lost its last digits, that is said."""
    if not any("." in text or "E+" in text or "e+" in text for text in column):
        return column
    made = list(column)
    for record, text in enumerate(column):
        if (found := _POINT_ZERO.fullmatch(text)) and work.is_on("number.point_zero", guess.header):
            made[record] = found[1]
            work.repaired(record, guess.header, text, found[1], "number.point_zero")
        elif _SCIENTIFIC.fullmatch(text):
            work.doubt(record, guess.header, text, "lost_digits")
    return made


def _tax_ids(work: Work, guess: ColumnGuess) -> list[str | None]:
    made: list[str | None] = []
    good, shape, header = tax_id.check, _EIGHT.fullmatch, guess.header
    for record, text in enumerate(texts.column(work, guess)):
        if not text or (shape(text) and good(text)):
            made.append(text or None)
            continue
        mended = tax_id.normal(text)
        grown = len(mended) > len(text)
        rule = "tax_id.point_zero" if text.endswith(".0") else "tax_id.leading_zero" if grown else "tax_id.tidied"
        if mended == text or not work.is_on(rule, header):
            mended = text
        else:
            work.repaired(record, header, text, mended, rule)
        if not good(mended):
            work.doubt(record, header, text, tax_id_doubt(mended))
        made.append(mended)
    return made


def tax_id_doubt(text: str) -> str:
    """What is wrong with a tax ID that does not pass the check."""
    return "check_digit" if _EIGHT.fullmatch(text) else "not_eight_digits"


def _decimal(work: Work, guess: ColumnGuess, record: int, text: str) -> str | None:
    """A price or a quantity as plain decimal text."""
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return text
    number = money.parse_decimal(text)
    if number is None:
        work.doubt(record, guess.header, text, "not_a_number", kept=False)
        return None
    plain = decimal_text(number)
    if plain != text and not re.fullmatch(r"-?[\d,]+(?:\.\d+)?", text) and work.is_on("number.tidied", guess.header):
        work.repaired(record, guess.header, text, plain, "number.tidied")
    return plain


def _is_sold(work: Work, guess: ColumnGuess, record: int, text: str) -> int | None:
    """1 where a product is sold, 0 where it is not any more; what says neither is told and not kept."""
    if not text:
        return None
    found = is_sold(text, guess.header)
    if found is None:
        work.doubt(record, guess.header, text, "not_yes_or_no", kept=False)
    return found


def is_sold(text: str, header: str = "") -> int | None:
    """在賣, 上架, V: 1; 停賣, 下架: 0. Under a header such as 停賣 a yes says 0."""
    plain = half_width(text).strip().casefold()
    if plain in _SOLD:
        return _SOLD[plain]
    said = _YES.get(plain)
    return said if said is None or not _STOPPED.search(header) else 1 - said


def _months(work: Work, guess: ColumnGuess, record: int, text: str) -> int | None:
    """A number of months; what says something else is told and not kept."""
    if not text:
        return None
    found = months(text, guess.header)
    if found is None:
        work.doubt(record, guess.header, text, "not_a_number", kept=False)
    elif str(found or "") != text and work.is_on("number.tidied", guess.header):
        work.repaired(record, guess.header, text, str(found or ""), "number.tidied")
    return found or None


def months(text: str, header: str = "") -> int | None:
    """So many months: 6, 6個月, 半年, 1年, 兩年半; a bare number under a header of years (保固年數) is years."""
    plain = half_width(text).replace(" ", "")
    if plain == "半年":
        return _HALF_YEAR
    found = _MONTHS.fullmatch(plain)
    if found is None or not found[1]:
        return None
    count = int(found[1]) if found[1].isdecimal() else _CHINESE[found[1]]
    unit = (found[2] or ("年" if "年" in header or "year" in header.casefold() else "")).casefold()
    total = count * _YEAR if unit[:1] in ("年", "y") else count
    total += _HALF_YEAR if unit == "年半" else 0
    return total if unit != "個半月" and total <= _MOST else None


def _dollars(work: Work, guess: ColumnGuess, record: int, text: str) -> int | None:
    """An amount in whole dollars; cents are rounded half up and said."""
    plain = _decimal(work, guess, record, text)
    if plain is None:
        return None
    number = Decimal(plain)
    if number != int(number):
        work.doubt(record, guess.header, text, "rounded")
    return money.rounded(number)


def decimal_text(number: Decimal) -> str:
    """3.7765, 70, 0.5: without exponent and needless zeros."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
