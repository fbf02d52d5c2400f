"""Customers who may be one: keys bring them together, likeness of names and addresses scores them.

Candidates share a tax ID, a phone, a mail, a LINE id, or a name with an address or a district. Customers put away or merged, and
pairs somebody said are two, are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

from db.core.connection import rows
from db.core.progress import Progress, silent
from db.core.values import text, zhuyin
from resources.i18n import _

_CROWD: Final = 12  # a key of more customers than this brings together only those of one name
_NEAR: Final = 1  # digits two mobile numbers may differ in
_STRENGTH: Final = {"tax_id": 0, "mobile": 1, "email": 2, "line_id": 3, "phone": 4, "address": 5, "district": 6}
_ENDINGS: Final = ("股份有限公司", "有限公司", "企業社", "企業行", "工程行", "商行", "公司", "行", "社", "店")
_SPOKEN: Final = str.maketrans("ㄓㄔㄕㄥ", "ㄗㄘㄙㄣ", "ˊˇˋ˙ˉ")
_STEPS: Final = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """Two customers, the smaller id first; `score` 0..1; `why` the strongest thing they share: same_mobile, same_address ..."""

    a: int
    b: int
    score: float
    why: str


@dataclass(slots=True)
class _Shop:
    """What is compared, by customer."""

    names: dict[int, str]
    companies: set[int]
    born: dict[int, tuple[int, int, int]]
    tax_ids: dict[int, str]
    mobiles: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    places: dict[int, str] = field(default_factory=dict)


def pairs(min_score: float = 0.8, progress: Progress = silent) -> list[Pair]:
    """Every two customers of the list who score at least `min_score`, the surest first."""
    progress(_("Comparing customers"), 0, _STEPS)
    shop = _read()
    shared = _shared(shop)
    progress(_("Comparing customers"), _STEPS // 2, _STEPS)
    apart = {(one, other) for one, other in rows("SELECT customer, other FROM not_same")}
    found = []
    part = max(1, len(shared) // (_STEPS // 2))
    for number, (pair, keys) in enumerate(shared.items()):
        if number % part == 0:
            progress(_("Comparing customers"), _STEPS // 2 + number // part, _STEPS)
        if pair not in apart:
            score = _score(shop, *pair, keys)
            if score >= min_score:
                found.append(Pair(*pair, score, f"same_{min(keys, key=_STRENGTH.__getitem__)}"))
    found.sort(key=lambda one: (-one.score, one.a, one.b))
    return found


def _read() -> _Shop:
    listed = "archived_at IS NULL AND merged_into IS NULL"
    people = rows(f"SELECT id, name, kind, tax_id, birth_year, birth_month, birth_day FROM customer WHERE {listed}")
    return _Shop(
        {number: text.normal(name).replace(" ", "") for number, name, *_rest in people},
        {number for number, _name, kind, *_rest in people if kind == "company"},
        {number: (year, month, day) for number, *_rest, year, month, day in people if year and month and day},
        {number: tax_id for number, _name, _kind, tax_id, *_rest in people if tax_id},
    )


def _shared(shop: _Shop) -> dict[tuple[int, int], set[str]]:
    """The pairs that share something, and what."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for kind, keyed in _blocks(shop):
        for members in keyed.values():
            if len(members) > 1:
                for pair in _couples(shop, members):
                    found[pair].add(kind)
    return found


def _blocks(shop: _Shop) -> Iterator[tuple[str, dict[str, list[int]]]]:
    """Key -> customers, a kind of key after the other."""
    yield "tax_id", _gathered((tax_id, number) for number, tax_id in shop.tax_ids.items())
    by_kind: dict[str, list[tuple[str, int]]] = {"mobile": [], "phone": [], "email": [], "line_id": []}
    for kind, normal, customer in rows(
        "SELECT kind, normal, customer FROM contact_point WHERE kind IN ('mobile', 'phone') AND length(normal) >= 7"
        " OR kind IN ('email', 'line_id') AND normal <> ''"
    ):
        if customer in shop.names:
            by_kind[kind].append((normal, customer))
            if kind == "mobile":
                shop.mobiles[customer].append(normal)
    for kind, entries in by_kind.items():
        yield kind, _gathered(entries)
    homes, districts = [], []
    for customer, written, district in rows("SELECT customer, text, district FROM address"):
        name = shop.names.get(customer)
        if name is None:
            continue
        shop.places[customer] = place = _place(written, district)
        homes.append((f"{name}\0{place}", customer))
        if district:
            districts.append((f"{name}\0{district}", customer))
    yield "address", _gathered(homes)
    yield "district", _gathered(districts)


def _gathered(entries: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    """Only keys met twice cost more than a look."""
    first: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for key, customer in entries:
        one = first.setdefault(key, customer)
        if one != customer:
            members = found.setdefault(key, [one])
            if customer not in members:
                members.append(customer)
    return found


def _couples(shop: _Shop, members: list[int]) -> Iterator[tuple[int, int]]:
    groups: Iterable[list[int]] = [members]
    if len(members) > _CROWD:
        named: dict[str, list[int]] = defaultdict(list)
        for member in members:
            named[shop.names[member]].append(member)
        groups = [group[:_CROWD] for group in named.values()]
    for group in groups:
        yield from combinations(sorted(group), 2)


def _place(written: str, district: str) -> str:
    """What is left of an address behind its district, in normal form: two ways to write one place are equal."""
    plain = text.normal(written).replace(" ", "")
    _before, found, rest = plain.partition(text.normal(district)) if district else ("", "", plain)
    return f"{found}{rest}" if found else plain


def _score(shop: _Shop, a: int, b: int, keys: set[str]) -> float:
    """How sure it is that the two are one: 1 the same name and reach, 0 nothing but a shared switchboard."""
    one, two = shop.names[a], shop.names[b]
    likeness = _likeness(one, two, bool({a, b} & shop.companies))
    reach = keys & {"tax_id", "mobile", "email", "line_id", "phone"}
    born, other_born = shop.born.get(a), shop.born.get(b)
    contradicted = (born and other_born and born != other_born) or _differ(shop.tax_ids.get(a), shop.tax_ids.get(b))
    if reach:
        score = likeness * (0.97 if reach != {"phone"} else 0.93) + 0.02 * (len(keys) - 1)
    elif "address" in keys:
        score = 0.92
    else:  # one name in one district
        score = 0.6 + 0.3 * _near_phones(shop, a, b) + 0.3 * bool(born and born == other_born) + 0.3 * _near_places(shop, a, b)
    return min(max(score - 0.3 * bool(contradicted), 0.0), 1.0)


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _likeness(one: str, two: str, company: bool) -> float:
    """Of two names: 1 the same, a little less for the same sound or a company's short name."""
    if one == two:
        return 1.0
    if not one or not two:
        return 0.5
    if company:
        left, right = _core(one), _core(two)
        if left == right:
            return 0.97
        if min(len(left), len(right)) >= 2 and (left in right or right in left):
            return 0.9
    elif len(one) == len(two) and _sound(one) == _sound(two):
        return 0.96
    from rapidfuzz import fuzz

    return min(fuzz.ratio(one, two) / 100, 0.9)


def _sound(name: str) -> str:
    """How a name sounds in Taiwan: without tones, ㄓㄔㄕ like ㄗㄘㄙ, ㄥ like ㄣ."""
    return zhuyin.FULL.of(name).translate(_SPOKEN)


def _core(name: str) -> str:
    """A company's name without what kind of company it is."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def _near_phones(shop: _Shop, a: int, b: int) -> bool:
    """A digit typed wrong."""
    from rapidfuzz.distance import Hamming

    return any(
        len(one) == len(two) and Hamming.distance(one, two) <= _NEAR
        for one in shop.mobiles.get(a, ())
        for two in shop.mobiles.get(b, ())
    )


def _near_places(shop: _Shop, a: int, b: int) -> bool:
    """One place with the floor or a blank written otherwise."""
    from rapidfuzz import fuzz

    one, two = shop.places.get(a, ""), shop.places.get(b, "")
    return bool(one and two) and fuzz.ratio(one, two) >= 95
