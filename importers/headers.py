"""What the words over a column mean: synonyms are data (words/headers.json), the rules here are only how to look them up."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from importers.lexicon import load

_BRACKETS: Final = re.compile(r"[(\[【〔<《].*?[)\]】〕>》]")
_NOISE: Final = re.compile(r"[\s_\-–—‐－.:：*'\"“”/\\?？!！,;；、，。•·&＊※|+]+")
_NUMBER: Final = re.compile(r"(?<=\D)[0-9一二三四五]$")
_GROUP: Final = re.compile(
    r"^(phone|e-?mail|address|organization|website|relation|event|im|custom field|web page)\s*(\d*)\s*-\s*(.+)$", re.IGNORECASE
)
_OUTLOOK: Final = re.compile(r"^(商務|住家|其他|公司|Business|Home|Other)\s*[-－ ]\s*(.+)$")
_TWO: Final = 2
_NUMBERS: Final = frozenset({"phone", "mobile"})
_CALLED: Final = frozenset({"name", "customer_name", "company", "short_name"})  # nobody is called by a label
_GROUP_PARTS: Final = {
    "phone": {"value": "phone", "label": "phone_label", "type": "phone_label"},
    "email": {"value": "email", "label": "email_label", "type": "email_label", "address": "email"},
    "address": {
        "formatted": "address",
        "street": "street",
        "city": "city",
        "postalcode": "postal_code",
        "label": "address_label",
        "type": "address_label",
        "region": "region",
        "country": "country",
        "extendedaddress": "street",
    },
    "organization": {"name": "company", "title": "title"},
    "website": {"value": "website"},
}
# What is in front of the word that says the kind and says nothing itself.
_EMPTY_PREFIX: Final = re.compile(
    r"^(客戶|顧客|會員|客人|廠商|供應商|學員|學生|病患|機構|醫事機構|學校|單位|主要|聯絡|連絡|通訊|聯絡人|主|您的|"
    r"您|請問|貴|customer|client|member|contact|primary|main|supplier|vendor|cust|my|your|the)+$"
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a header says: a concept ("" when unknown), the words in front of it, and how surely."""

    concept: str
    prefix: str = ""  # 公司 of 公司電話
    exact: bool = False
    decoy: bool = False
    group: str = ""  # "phone 1" of "Phone 1 - Value"


@lru_cache(maxsize=1)
def _traditional() -> dict[int, str]:
    return dict(zip(map(ord, load("headers")["simplified"]), load("headers")["traditional"], strict=True))


def _fold(text: str) -> str:
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold().translate(_traditional()))


def plain(header: str) -> str:
    """A header without case, blanks, marks and what stands in brackets; simplified characters as traditional ones."""
    text = unicodedata.normalize("NFKC", header)
    return _fold(_BRACKETS.sub("", text)) or _fold(text.strip("()[]【】〔〕<>《》 "))


@lru_cache(maxsize=1)
def _exact() -> dict[str, str]:
    return {_fold(word): concept for concept, lists in reversed(load("headers")["concepts"].items()) for word in lists["exact"]}


@lru_cache(maxsize=1)
def _ends() -> list[tuple[str, str, tuple[str, ...]]]:
    found = [
        (_fold(word), concept, tuple(_fold(never) for never in lists.get("never", ())))
        for concept, lists in load("headers")["concepts"].items()
        for word in lists.get("ends", ())
    ]
    return sorted(found, key=lambda item: -len(item[0]))


@lru_cache(maxsize=1)
def _decoys() -> tuple[str, ...]:
    return tuple(_fold(word) for word in load("headers")["decoys"])


def _of_group(header: str) -> Meaning | None:
    """Google's numbered groups ("Phone 1 - Value") and Outlook's ("商務 - 街")."""
    if match := _GROUP.match(header.strip()):
        base, number, part = _fold(match[1]), match[2], _fold(match[3])
        concept = _GROUP_PARTS.get(base, {}).get(part, "")
        return Meaning(concept, "", bool(concept), group=f"{base} {number}".strip())
    if match := _OUTLOOK.match(header.strip()):
        inner = meaning(match[2])
        return Meaning(inner.concept, match[1], inner.exact, inner.decoy, group=match[1])
    return None


def _of_parts(header: str) -> Meaning | None:
    """學生/家長: two words we know under one header, the first leads; but of 聯絡人/電話 the number, which takes a label."""
    parts = [part for part in re.split(r"[/／]", header) if part.strip()]
    if len(parts) < _TWO or plain(header) in _exact():
        return None
    meanings = [meaning(part) for part in parts]
    if not all(one.exact and not one.decoy for one in meanings):
        return None
    numbers = [one for one in meanings if one.concept in _NUMBERS]
    if numbers and any(one.concept in _CALLED for one in meanings):
        return None
    return numbers[0] if numbers else meanings[0]


@lru_cache(maxsize=4096)
def meaning(header: str) -> Meaning:
    """What this header means; concept "" when its words are not known."""
    if grouped := _of_group(header):
        return grouped
    word = plain(header)
    if not word or header.startswith("@"):
        return Meaning("")
    if several := _of_parts(header):
        return several
    decoy = any(bad in word for bad in _decoys())
    forms = tuple(dict.fromkeys((word, _NUMBER.sub("", word))))
    for form in (*forms, re.sub(r"^(cust|客戶|會員)(?=.{3})", "", word)):
        if concept := _exact().get(form):
            return Meaning(concept, "", exact=True, decoy=decoy)
    for end, concept, nevers in _ends():
        for form in forms:
            if form.endswith(end) and not any(never in form for never in nevers):
                prefix = form.removesuffix(end)
                return Meaning(concept, "" if _EMPTY_PREFIX.match(prefix) else prefix, decoy=decoy)
    return Meaning("", decoy=decoy)


@lru_cache(maxsize=1)
def _lunar() -> tuple[str, ...]:
    return tuple(map(_fold, load("headers")["lunar"]))


def is_lunar(header: str) -> bool:
    """Whether the days under this header are of the lunar calendar: 農曆生日."""
    text = _fold(header)
    return any(word in text for word in _lunar())


@lru_cache(maxsize=1024)
def is_identity(header: str) -> bool:
    """Whether under this header stands what only one person has: 身分證字號, 護照號碼."""
    text = _fold(header)
    return any(_fold(word) in text for word in load("headers")["identity"])


def looks_like_label(header: str) -> bool:
    """Whether these words are a header we know."""
    return bool(meaning(header).concept)
