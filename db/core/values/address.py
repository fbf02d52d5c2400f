"""Addresses: postal code, city and district of what was written; the last three digits of a 3+3 code are never guessed."""

import csv
import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

from db.core.values.text import half_width
from resources import path


class AddressParts(NamedTuple):
    """What an address says; city and district in the official spelling (臺北市, 大安區), `rest` as given."""

    zip: str
    city: str
    district: str
    rest: str


_ZIP: Final = re.compile(
    r"^\s*[\[【(（〒]?\s*(\d{3}-?\d{3}|\d{3}-?\d{2}|\d{3})(?!\d)\s*[\]】)）]?[\s,，.]*(?![\s\-]*(?:號|巷|弄|[路街]))", re.ASCII
)
_COUNTRY: Final = re.compile(r"^(?:中華民國|[臺台]灣省?|福建省|(?:taiwan|r\.?o\.?c\.?)\b)[\s,，]*", re.IGNORECASE)
# Counties that became municipalities (2010, 2014): their townships are districts now.
_OLD: Final = {"臺北縣": "新北市", "桃園縣": "桃園市", "臺中縣": "臺中市", "臺南縣": "臺南市", "高雄縣": "高雄市"}
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_HEAD: Final = 16  # characters that decide city and district
_PLAIN_HEAD: Final = 8  # of an address that begins with a city and goes on with its district; few different ones, soon known


@cache
def districts() -> dict[str, dict[str, str]]:
    """city -> district -> three digits, of the 371 districts."""
    table: dict[str, dict[str, str]] = {}
    with path("districts.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["city"], {})[row["district"]] = row["zip"]
    return table


@cache
def _only_in() -> dict[str, str]:
    """district -> its city, where one city has a district of that name."""
    cities: dict[str, list[str]] = {}
    for city, names in districts().items():
        for name in names:
            cities.setdefault(name, []).append(city)
    return {name: found[0] for name, found in cities.items() if len(found) == 1}


@cache
def _cities() -> dict[str, str]:
    """Every way to begin with a city -> its official name."""
    official = {city: city for city in districts()} | _OLD
    return official | {spelt.replace("臺", "台"): city for spelt, city in official.items()}


@cache
def _by_zip() -> dict[str, str]:
    """Three digits -> the city they lie in."""
    return {code: city for city, names in districts().items() for code in names.values()}


def split(text: str) -> AddressParts:
    """The parts of an address. Without a code in front the district's three digits are put; a code alone names no district.

    A city left out is found by the code, or where only one city has such a district: 板橋區 is 新北市, 中正區 is not decided.
    """
    is_plain = text[:3] in _cities() and _HAN.match(text, 3)
    code, city, district, length = _head(text[: _PLAIN_HEAD if is_plain else _HEAD])
    return AddressParts(code, city, district, text[length:].strip())


def city_name(text: str) -> str:
    """The official name of a city written 台北市 or 台北; the text itself where it is none."""
    text = text.strip()
    known = _cities()
    return known.get(text) or known.get(f"{text}市") or known.get(f"{text}縣") or text


def postal_code(text: str) -> str:
    """The 3, 5 or 6 digits of a postal code cell (116, 11605, 116-052, [116]); "" where it is none of Taiwan."""
    digits = re.sub(r"\.0$|[\s\-\[\]()【】〒+]", "", half_width(text))
    return digits if re.fullmatch(r"\d{3}(?:\d{2,3})?", digits, re.ASCII) else ""


def without_code(text: str) -> str:
    """The address as written, without a postal code in front: on an envelope the code stands by itself."""
    plain = half_width(text)
    found = _ZIP.match(plain) if len(plain) == len(text) else None
    return text[found.end() :].strip() if found else text.strip()


@lru_cache(maxsize=65_536)
def _head(head: str) -> tuple[str, str, str, int]:
    """(code, city, district, characters used) of the beginning of an address."""
    plain = half_width(head) if len(half_width(head)) == len(head) else head
    place, code = 0, ""
    if found := _ZIP.match(plain):
        code, place = found[1].replace("-", ""), found.end()
    if (country := _COUNTRY.match(plain[place:])) and plain[place + country.end() :][:3] in _cities():
        place += country.end()
    if not _HAN.search(plain[place:]):  # 100 Main Street
        return "", "", "", 0
    city = _cities().get(plain[place : place + 3], "")
    after = place + 3 + _blanks(plain[place + 3 :]) if city else place
    coded = "" if city else _by_zip().get(code[:3], "")
    district, end = _district(plain[after:], city or coded)
    if district and not city:
        city = coded or _only_in()[district]
    code = code or (districts()[city][district] if district else "")
    return code, city, district, after + end if city else place


def _district(text: str, city: str) -> tuple[str, int]:
    """The district the text begins with, in its official name, and how many characters it takes."""
    known = districts()[city] if city else _only_in()
    for length in (3, 2, 4, 5):
        name = text[:length]
        if name in known:
            return name, length
        if name[-1:] in "鄉鎮市" and len(name) == length and f"{name[:-1]}區" in known:  # a township that became a district
            return f"{name[:-1]}區", length
        if name.replace("台", "臺") in known:
            return name.replace("台", "臺"), length
    return "", 0


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" ,，"))
