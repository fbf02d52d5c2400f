"""What the contents of a column look like: shares of mails, phones, dates, names and so on among its filled cells."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from db.core.values import tax_id
from importers.lexicon import words
from importers.values import Cell

_EXACT: Final = 1e16  # beyond, a float is no exact whole number
SAMPLE: Final = 200  # cells looked at in a long column, spread evenly

EMPTY_WORDS: Final = words("contents", "empty")
# 無 and X may be an answer of their own (黑名單: 無 is one); in a column with few different words they stay.
SURNAMES: Final = words("contents", "surnames")
_EMAIL: Final = re.compile(r"[^@\s,;]+@[^@\s,;]+")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|tw|jp|edu|gov)(?:/\S*)?", re.IGNORECASE)
_MOBILE: Final = re.compile(r"(?:\+?886[-\s]?0?|0)?9\d{2}[-\s]?\d{3}[-\s]?\d{3}(?:\.0)?")
_PHONE: Final = re.compile(r"[+(]?\d[\d\s()\-+.#~*/xX轉分機,、;]{5,}\d\)?(?:.{0,6})|(?:\(\d{2,4}\)|\d{2,4}-)\d{3,4}-?\d{3,4}.*")
_DATE: Final = re.compile(
    r"(?:民國)?\s*(?:\d{4}|\d{2,3})\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:[T\s].*)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:[T\s].*)?|\d{1,2}月\d{1,2}日|--\d\d-\d\d"
)
_COMPACT_DATE: Final = re.compile(
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|[01]?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"
)
_NUMBER: Final = re.compile(r"[-+]?(?:NT\$|\$|＄|¥)?\s*[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*(?:元|%)?")
_ADDRESS: Final = re.compile(r"[縣市鄉鎮區村里].*[路街段巷弄號樓鄰]|[路街巷].*\d.*號|\d號|[都道府県].+[市区町村]")
_STREET: Final = re.compile(r"^\d+[\w-]*,?\s.*[A-Za-z]{3}|\bSt\b|Street|Road|\bRd\b|Ave|Lane|Blvd|Drive|P\.?O\.? Box")
_COMPANY: Final = re.compile(
    r"公司|企業|商行|商號|工程行|企業社|工作室|有限|股份|工廠|行號|事務所|協會|基金會|診所|醫院|藥局|學校|大學|旅行社|餐廳|飯店|銀行|工會|中心|門市|分店|\bInc\b|\bLtd\b|\bCorp\b|\bCo\.|\bLLC\b|GmbH|株式会社|有限会社"
)
_HAN_NAME: Final = re.compile(r"[\u3400-\u9fff]{2,4}")
_REMARK: Final = re.compile(r"\s*\([^)]*\)$")  # 張三(已搬家)
_TITLED: Final = re.compile(
    r"[\u3400-\u9fff]{1,4}(?:先生|小姐|女士|太太|老師|醫師|董事長|總經理|經理|老闆娘|老闆|師傅|同學|阿姨|大哥)"
)
_LATIN_NAME: Final = re.compile(r"[A-Z][A-Za-z'.-]*(?: [A-Z][A-Za-z'.-]*){1,3}")
_CODE: Final = re.compile(r"(?=.*\d)[A-Za-z0-9][A-Za-z0-9_-]{1,19}")
_GENDERS: Final = words("contents", "genders")
_YES_NO: Final = words("contents", "yes") | words("contents", "no")
_MONTH_DAY: Final = re.compile(r"(?:0?[1-9]|1[0-2])\s*[/月.\-]\s*(?:0?[1-9]|[12]\d|3[01])日?")
_SALUTATION: Final = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|mx)\.?", re.IGNORECASE)
_ORDER_NO: Final = re.compile(r"#[A-Z]{0,4}-?\d{3,}", re.IGNORECASE)
_EIGHT: Final = re.compile(r"\d{8}(?:\.0)?")
_ZIP: Final = re.compile(r"\d{3}(?:\d{2,3})?(?:\.0)?")


_FIRST: Final = re.compile(r":::|[;；、|\n]| / ")  # between several values of one cell
_WHOLE: Final = (
    ("url", _URL),
    ("month_day", _MONTH_DAY),
    ("date", _DATE),
    ("compact_date", _COMPACT_DATE),
    ("number", _NUMBER),
    ("code", _CODE),
    ("zip", _ZIP),
    ("titled", _TITLED),
    ("eight", _EIGHT),
    ("salutation", _SALUTATION),
    ("order_no", _ORDER_NO),
)
_LEADING: Final = (("email", _EMAIL), ("mobile", _MOBILE))
_WITHIN: Final = (("address", _ADDRESS), ("street", _STREET), ("company", _COMPANY))


@dataclass(slots=True)
class Profile:
    """Shares (0 to 1) of the filled cells that look like each thing."""

    filled: int = 0
    rows: int = 0
    distinct: int = 0
    shares: dict[str, float] = field(default_factory=dict)
    values: Counter[str] = field(default_factory=Counter)

    def share(self, thing: str) -> float:
        """How many of the filled cells look like this."""
        return self.shares.get(thing, 0.0)

    @property
    def variety(self) -> float:
        """1 when every sampled value is another one."""
        return self.distinct / self.filled if self.filled else 0.0


def is_empty(cell: Cell) -> bool:
    """Nothing, or nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def as_text(cell: Cell) -> str:
    """A cell as a person reads it in Excel: whole numbers without .0, dates as ISO."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, datetime):
        exact = "minutes" if not cell.second else "seconds"
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", exact)
    return str(cell).upper() if isinstance(cell, bool) else str(cell)


def looks(cell: Cell) -> set[str]:
    """Everything this cell could be."""
    found: set[str] = set()
    if isinstance(cell, (date, datetime)):
        return {"date"}
    if isinstance(cell, bool):
        return {"yes_no"}
    text = unicodedata.normalize("NFKC", as_text(cell)).strip().lstrip("'")
    if isinstance(cell, (int, float)):
        found.add("number")
        found |= {"serial"} if 15000 < cell < 60000 and float(cell).is_integer() else set()
    first = _FIRST.split(text, maxsplit=1)[0].strip()
    found |= {name for name, pattern in _WHOLE if pattern.fullmatch(text)}
    found |= {name for name, pattern in _LEADING if pattern.fullmatch(first)}
    found |= {name for name, pattern in _WITHIN if pattern.search(text[:120])}
    digits = re.sub(r"\D", "", text)
    if _PHONE.fullmatch(text) and len(digits) >= 6 and not found & {"date", "number", "mobile"}:
        found.add("phone")
    if 6 <= len(digits) <= 40 and len(text) <= 60 and not found & {"date", "email", "url", "address"}:
        found.add("digits")
    if "number" in found and re.fullmatch(r"0\d{8,9}", text):
        found.add("phone")
    if re.fullmatch(r"\d{7,8}(?:\.0)?", text) and tax_id.check(
        digits.removesuffix("0") if text.endswith(".0") else digits.zfill(8)
    ):
        found.add("tax_id")
    if text.casefold() in _GENDERS:
        found.add("gender")
    if text.casefold() in _YES_NO:
        found.add("yes_no")
    found |= _called(text)
    if _LATIN_NAME.fullmatch(text):
        found.add("latin_name")
    if len(text) > 40 or "\n" in text:
        found.add("long")
    return found


def _called(text: str) -> set[str]:
    """What a name looks like, spaced to fill a column (劉 德 華) or with a remark behind it, 張三(已搬家)."""
    name = _REMARK.sub("", text)
    name = name if name.isascii() else name.replace(" ", "")
    found = {"titled"} if _TITLED.fullmatch(name) else set()
    if found or (_HAN_NAME.fullmatch(name) and name[0] in SURNAMES and name[-1] not in "縣市區鄉鎮村里路街班組部店號"):
        found.add("person")
    return found


def of(cells: Sequence[Cell]) -> Profile:
    """The profile of one column."""
    step = max(1, len(cells) // SAMPLE)
    sample = [cell for cell in cells[::step] if not is_empty(cell) and as_text(cell).strip() not in EMPTY_WORDS]
    if not sample and step > 1 and cells.count(None) + cells.count("") < len(cells):
        sample = [cell for cell in cells if not is_empty(cell)][:SAMPLE]
    counts: Counter[str] = Counter()
    for cell in sample:
        counts.update(looks(cell))
    values = Counter(as_text(cell).strip() for cell in sample)
    shares = {thing: count / len(sample) for thing, count in counts.items()}
    return Profile(len(sample), len(cells), len(values), shares, values)
