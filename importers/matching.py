"""Which records are one customer: keys find candidates, likeness of name and address decides, doubt is asked.

Keys are 統編, code, phone, mail and LINE id, and name with address. Columns meet the keys in C (`map(dict.setdefault, ...)`):
only collisions cost Python. Same name alone is never the same person; same phone alone may be a family.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from operator import ne
from typing import Final, Literal

from db.core import tally
from db.core.values import text as words
from db.services import matching_keys
from db.services.matching_keys import ShopKeys
from importers.headers import is_identity
from importers.merging import place_key
from importers.records import Person, Records

Verdict = Literal["merge", "ask", "apart"]
STRENGTH: Final = {
    "lineage": 0,
    "list": 9,
    "tax_id": 1,
    "code": 2,
    "mobile": 3,
    "line_id": 4,
    "email": 5,
    "phone": 6,
    "address": 7,
}
_POINT_KEYS: Final = {"mobile": "mobile", "phone": "phone", "email": "email", "line_id": "line_id"}
_ALIKE: Final = 0.8  # names at least this alike may be one name typed twice
_LEAST: Final = 7  # digits; half a number is nobody's
GROUPED: Final = 3  # steps to put one customer together
_CROWD: Final = 4  # a phone of more customers than this is a switchboard
_SURNAME_ONLY: Final = 2  # 陳, 陳太 name nobody for sure


@dataclass(frozen=True, slots=True)
class Match:
    """What was decided about one record. `other`: a record's number, or -(customer's id) of the shop."""

    other: int
    verdict: Verdict
    why: str  # same_code same_tax_id same_mobile same_phone same_email same_line_id same_address same_row
    doubt: str = ""  # why it is asked: other_name other_code other_tax_id other_birthday two_matches no_name
    score: float = 1.0  # likeness of the names


@dataclass(slots=True)
class Matches:
    """All records that met somebody, and who stands for whom."""

    found: dict[int, Match] = field(default_factory=dict)
    roots: dict[int, int] = field(default_factory=dict)  # record -> the record or -(customer) it was merged into
    apart: dict[int, int] = field(default_factory=dict)  # record -> whom the user said it is not

    def root(self, record: int) -> int:
        """Whom a record stands for in the end: itself, an earlier record, or -(customer)."""
        while record in self.roots:
            record = self.roots[record]
        return record


def match(
    records: Records,
    shop: ShopKeys,
    people: Callable[[Iterable[int]], dict[int, Person]],
    settled: dict[int, str],
    outside: Collection[int] = frozenset(),
) -> Matches:
    """Decide for every record but those `outside`. `people`: customers of the shop; `settled`: the user's merge or separate."""
    pairs = _candidates(records, shop, outside)
    tally.ahead(len(pairs) * (matching_keys.STEPS + 1 + GROUPED))
    known = people({-other for candidates in pairs.values() for other in candidates if other < 0})
    judge = _Judge(records, known, shop)
    matches = Matches()
    for record in tally.each(sorted(pairs)):
        if not (decided := judge.best(record, pairs[record], matches)):
            continue
        answer = settled.get(record)
        if answer == "separate":
            matches.apart[record] = decided.other
            continue
        if answer == "merge":
            decided = Match(decided.other, "merge", decided.why, "", decided.score)
        matches.found[record] = decided
        if decided.verdict == "merge":
            _unite(matches, record, decided.other)
    return matches


def _unite(matches: Matches, record: int, other: int) -> None:
    mine, theirs = matches.root(record), matches.root(other) if other >= 0 else other
    if mine != theirs:
        low, high = min(mine, theirs), max(mine, theirs)
        matches.roots[high] = low


def _candidates(records: Records, shop: ShopKeys, outside: Collection[int]) -> dict[int, dict[int, list[str]]]:
    """Per record the records before it and customers it shares a key with, and which keys."""
    pairs: dict[int, dict[int, list[str]]] = defaultdict(dict)
    for kind, every, holders, known in _key_columns(records, shop):
        tally.passed(0)  # whether to go on
        keys, owners = _without(every, holders, outside) if outside else (every, holders)
        first = dict(known)
        met = list(map(first.setdefault, keys, owners))
        shared = compress(zip(keys, owners, met, strict=True), map(ne, owners, met))
        hits = [(key, owner, one) for key, owner, one in shared if key]
        crowd: dict[str, list[int]] = {}
        for key, owner, one in hits:
            members = crowd.setdefault(key, [one, *shop.more.get(key, ())])
            for other in members[: _CROWD + 1]:
                if other != owner:
                    reasons = pairs[owner].setdefault(other, [])
                    reasons.append(kind if len(members) <= _CROWD or kind not in ("phone", "mobile") else "crowd")
            if owner not in members:
                members.append(owner)
    for kind, came in (("lineage", shop.lineage), ("list", shop.by_name)):
        for record, customer in came.items():
            if record not in outside:
                pairs[record].setdefault(-customer, []).append(kind)
    return pairs


def _without(keys: list[str], owners: list[int], outside: Collection[int]) -> tuple[list[str], list[int]]:
    some = [(key, owner) for key, owner in zip(keys, owners, strict=True) if owner not in outside]
    return [key for key, _owner in some], [owner for _key, owner in some]


def _key_columns(records: Records, shop: ShopKeys) -> Iterator[tuple[str, list[str], list[int], dict[str, int]]]:
    everyone = list(range(records.count))
    for kind, known in (("tax_id", shop.tax_ids), ("code", shop.codes)):
        keys = records.column(kind)
        if any(keys):
            yield kind, *_filled(keys, everyone), known
    kinds, normals, owners = (records.flat("points", name) for name in ("kind", "normal", "record"))
    for kind in dict.fromkeys(kinds):
        if kind not in _POINT_KEYS:
            continue
        least = _LEAST if kind in ("mobile", "phone") else 1
        some = [
            (key, owner) for have, key, owner in zip(kinds, normals, owners, strict=True) if have == kind and len(key) >= least
        ]
        if some:
            keys, mine = map(list, zip(*some, strict=True))
            yield kind, keys, mine, shop.points
            names = records.names()
            both = [f"{key}\0{names[owner]}" for key, owner in some]
            yield kind, both, mine, {}
    if owners := records.flat("addresses", "record"):
        names = records.names()
        places = [f"{names[owner]}\0{place}" for owner, place in zip(owners, records.flat("addresses", "text"), strict=True)]
        yield "address", places, owners, shop.places


def _filled(keys: list[str | None], owners: list[int]) -> tuple[list[str], list[int]]:
    if all(keys):
        return [str(key) for key in keys] if not isinstance(keys[0], str) else keys, owners  # type: ignore[return-value]
    some = [(str(key), owner) for key, owner in zip(keys, owners, strict=True) if key]
    return [key for key, _owner in some], [owner for _key, owner in some]


class _Judge:
    """Weighs one record against those it shares a key with."""

    def __init__(self, records: Records, known: dict[int, Person], shop: ShopKeys) -> None:
        self.records = records
        self.known = known
        self.shop = shop

    def person(self, other: int) -> Person:
        return self.known[-other] if other < 0 else self.records.person(other)

    def best(self, record: int, candidates: dict[int, list[str]], matches: Matches) -> Match | None:
        """The strongest verdict; two customers it would be merged into at once is a question."""
        mine = self.records.person(record)
        found = []
        for other, keys in candidates.items():
            if other < 0 and -other not in self.known:
                continue
            near = other >= 0 and self.records.table_of(other) == self.records.table_of(record)
            found.append(weigh(mine, self.person(other), other, keys, near))
        order = {"merge": 0, "ask": 1, "apart": 2}
        found.sort(
            key=lambda one: (
                order[one.verdict],
                one.other >= 0,
                STRENGTH.get(one.why.removeprefix("same_"), 9),
                -one.score,
                one.other,
            )
        )
        if not found:
            return None
        first = found[0]
        if first.verdict == "merge":
            customers = {root for one in found if one.verdict == "merge" and (root := self._root(one.other, matches)) < 0}
            if len(customers) > 1 and first.why != "same_row":
                return Match(first.other, "ask", first.why, "two_matches", first.score)
        return first

    @staticmethod
    def _root(other: int, matches: Matches) -> int:
        return other if other < 0 else matches.root(other)


def weigh(mine: Person, theirs: Person, other: int, keys: list[str], near: bool = True) -> Match:
    """Decide about two people who share these keys; `near`: they stand in one table, where two codes mean two customers."""
    likeness = 1.0 if _called(mine) == _called(theirs) else name_likeness(mine.name, theirs.name)
    key = min((key for key in keys if key != "crowd"), key=lambda one: STRENGTH[one], default="phone")
    why = "same_row" if key in ("lineage", "list") else f"same_{key}"
    same_name = likeness >= 1.0
    conflict = _conflict(mine, theirs, key, near)
    if key == "list":  # a corrected list: the name stood once in it, and stands once now
        return Match(other, "apart" if conflict else "merge", "same_row", "", likeness)
    if key == "lineage":
        return Match(other, "merge", why, "", likeness)
    if same_name:
        return Match(other, "ask" if conflict else "merge", why, conflict, likeness)
    if key in ("tax_id", "code"):
        several = len(set(keys) - {"crowd"}) > 1
        sure = several and likeness >= _ALIKE
        return Match(other, "merge" if sure else "ask", why, "" if sure else "other_name", likeness)
    if "crowd" in keys:
        return Match(other, "apart", why, "", likeness)
    return Match(other, _shared_point(mine, theirs, key, likeness), why, "other_name", likeness)


def _called(person: Person) -> str:
    """The name with its title: 趙先生 of one cell and 趙, 先生 of two are the same."""
    return name_key(f"{person.name}{person.scalars.get('title') or ''}")


def _shared_point(mine: Person, theirs: Person, key: str, likeness: float) -> Verdict:
    """A phone or mail shared under two names: alike names or half a name are asked, a household or a switchboard stays apart."""
    if _are_two(mine, theirs):
        return "apart"
    if (
        likeness >= _ALIKE
        or _one_slip(mine.name, theirs.name)
        or len(mine.name) < _SURNAME_ONLY
        or len(theirs.name) < _SURNAME_ONLY
        or _half_name(mine.name, theirs.name)
    ):
        return "ask"
    companies = "company" in (mine.scalars.get("kind"), theirs.scalars.get("kind"))
    if key == "phone" or companies:
        return "apart"
    home = bool({place_key(place.text) for place in mine.places} & {place_key(place.text) for place in theirs.places})
    return "apart" if home or mine.name[0] == theirs.name[0] else "ask"


def _are_two(mine: Person, theirs: Person) -> bool:
    """Whether two of different names were born in different years or have an identity number each: parents, children, couples."""
    years = [str(one.scalars.get("birthday") or "-").lstrip("~")[:4] for one in (mine, theirs)]
    if all(year.isdecimal() for year in years) and years[0] != years[1]:
        return True
    return _have_other_identities(mine, theirs)


def _have_other_identities(mine: Person, theirs: Person) -> bool:
    return any(
        is_identity(title) and value and (other := theirs.own.get(title)) and _told(value) != _told(other)
        for title, value in mine.own.items()
    )


def _told(value: object) -> str:
    """A value as compared: without case, width and blanks."""
    return words.normal(str(value)).replace(" ", "")


def _one_slip(one: str, other: str) -> bool:
    """陳美惠 and 陳美慧: one character typed wrong."""
    from rapidfuzz.distance import Levenshtein

    return min(len(one), len(other)) > _SURNAME_ONLY and Levenshtein.distance(one, other, score_cutoff=1) <= 1


def _half_name(one: str, other: str) -> bool:
    """陳太太 and 陳志明, 宏達 and 宏達水電行: one says less than the other."""
    short, long = sorted((one, other), key=len)
    titled = short[:1] == long[:1] and short[1:] in _TITLES
    return titled or (len(short) >= _SURNAME_ONLY and short in long)


_TITLES: Final = frozenset(
    ["太太", "先生", "小姐", "女士", "媽媽", "爸爸", "老闆", "老闆娘", "老師", "師傅", "董", "總", "董事長", "經理"]
)


def _conflict(mine: Person, theirs: Person, key: str, near: bool) -> str:
    """What speaks against two of one name being one person."""
    for name in ("tax_id", "birthday", *(["code"] if near else [])):
        one, two = str(mine.scalars.get(name) or ""), str(theirs.scalars.get(name) or "")
        if one and two and one != two and name != key and not (name == "birthday" and one[-5:] == two[-5:]):
            return f"other_{name}" if name != "birthday" or key not in ("tax_id", "code") else ""
    if _have_other_identities(mine, theirs):
        return "other_identity"
    return ""


def name_likeness(one: str, other: str) -> float:
    """0..1; 1 means the same but for width, case, 臺/台 and blanks."""
    from rapidfuzz import fuzz

    left, right = name_key(one), name_key(other)
    if left == right:
        return 1.0
    return min(fuzz.ratio(left, right) / 100, 0.99)


def name_key(name: str) -> str:
    """What two ways to write one name have in common."""
    return words.normal(name).replace(" ", "")
