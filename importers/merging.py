"""One person's values onto another's: blanks are filled, phones and addresses add up, of two values the leading one stays."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from db.core.values import money
from db.core.values import text as words
from db.services.known_as import other_code
from db.services.matching_keys import SCALARS
from importers.records import Person, Point

_PHONES = frozenset({"phone", "mobile", "fax"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What one record does to one field of the customer it is merged into."""

    field: str  # a field of design section 9, or an own field's title prefixed with "own:"
    before: str
    after: str
    lost: bool = False  # the value `before` gave way to `after` and stands nowhere else: it is named as a problem
    record: int = -1  # of a lost value: the record it stood in; -1: the one the others were merged into
    by_hand: bool = False  # of a line that is shown: what the shop has there was typed in, not imported


Choice = Callable[[str], str]  # field -> "file" or "shop" where the user chose, else ""


def merge(
    base: Person,
    other: Person,
    *,
    leads: bool,
    choice: Choice = lambda _field: "",
    twin: bool = False,
    number: int = -1,
    origins: dict[str, int] | None = None,
) -> list[Difference]:
    """Put `other` onto `base`. `leads`: where both have a value, the other's wins (unless chosen); returns what differed.

    `twin`: both are rows of one list; what the further row tells of another thing (a second car) goes into the note.
    A code that gives way goes into the note; another value does so only where the history of the shop does not keep it.
    `number`: the other's record; `origins`: which record each value that is not the base's own came from, kept up here.
    """
    origins = {} if origins is None else origins
    scalars = [
        *_scalars(base.scalars, other.scalars, "", leads, choice),
        *_scalars(base.own, other.own, "own:", leads, choice),
    ]
    things = _further_thing(base, scalars, choice) if twin else []
    if twin:
        scalars = [one for one in scalars if not _is_things(one, scalars, choice)]
    codes = [one for one in scalars if one.field == "code" and one.before]
    gave_way = [
        replace(one, lost=True, record=origins.get(one.field, -1))
        for one in scalars
        if one.before and not one.lost and one not in codes and (base.id is None or one.field in origins)
    ]
    origins.update((one.field, number) for one in scalars if not one.lost)
    return [
        *(replace(one, record=number) if one.lost else one for one in scalars if one not in codes or not one.lost),
        *gave_way,
        *things,
        *_note(base, other),
        *_other_codes(base, codes),
        *_points(base, other, leads, choice),
        *_places(base, other, leads, choice),
        *_further(base, other),
    ]


def _further(base: Person, other: Person) -> Iterator[Difference]:
    """People of a company, tags and the watch list: what is not there comes in addition."""
    for name, title, record in other.contacts:
        if name and all(words.normal(have) != words.normal(name) for have, _title, _record in base.contacts):
            base.contacts.append((name, title, record))
            yield Difference("contact", "", name)
    for tag in sorted(other.tags - base.tags):
        base.tags.add(tag)
        yield Difference("tags", "", tag)
    if other.blacklist and not base.blacklist:
        base.blacklist = other.blacklist
        yield Difference("blacklist", "", other.blacklist)


def _is_things(one: Difference, scalars: list[Difference], choice: Choice) -> bool:
    """Whether this own value gives way beside a text of its row that does, too: 里程 beside 車牌, but not 點數 alone."""
    texts = (two for two in scalars if two.lost and two.field.startswith("own:") and money.parse_decimal(two.before) is None)
    return one.lost and one.field.startswith("own:") and not choice(one.field) and any(texts)


def _further_thing(base: Person, scalars: list[Difference], choice: Choice) -> list[Difference]:
    """The own values of a further row as one line of the note: 車牌：5678-XY、里程：42000."""
    told = [one for one in scalars if _is_things(one, scalars, choice)]
    line = "、".join(f"{one.field.removeprefix('own:')}：{one.before}" for one in told)
    if not told or line in base.note.split("\n"):
        return []
    before, base.note = base.note, "\n".join(filter(None, (base.note, line)))
    return [Difference("note", before, base.note)]


def _scalars(base: dict[str, Any], other: dict[str, Any], prefix: str, leads: bool, choice: Choice) -> list[Difference]:
    found = []
    for key in SCALARS if not prefix else other:
        new, old = other.get(key), base.get(key)
        if new in (None, "") or new == old or key == "kind":
            continue
        if old in (None, ""):
            base[key] = new
            found.append(Difference(prefix + key, "", str(new)))
        elif words.normal(str(old)) != words.normal(str(new)) and not (key == "birthday" and _same_birthday(str(old), str(new))):
            chosen = choice(prefix + key)
            if chosen == "file" or (not chosen and leads):
                base[key] = new
                found.append(Difference(prefix + key, str(old), str(new)))
            else:
                found.append(Difference(prefix + key, str(new), str(old), lost=True))
    return found


def _same_birthday(one: str, other: str) -> bool:
    """The one that lacks a year says nothing new. A birthday without year is written --MM-DD."""
    return one[-5:] == other[-5:] and other.startswith("--")


def _note(base: Person, other: Person) -> list[Difference]:
    fresh = [line for line in other.note.split("\n") if line.strip() and line.strip() not in base.note]
    if not fresh:
        return []
    before = base.note
    base.note = "\n".join([*([before] if before else []), *fresh])
    return [Difference("note", before, base.note)]


def _other_codes(base: Person, codes: list[Difference]) -> list[Difference]:
    before = base.note
    for one in codes:
        base.note = other_code(base.note, one.before)
    return [Difference("note", before, base.note)] if base.note != before else []


def _same_point(one: Point, other: Point) -> bool:
    kinds = one.kind == other.kind or {one.kind, other.kind} <= _PHONES
    return kinds and (one.normal or one.text) == (other.normal or other.text)


def _points(base: Person, other: Person, leads: bool, choice: Choice) -> list[Difference]:
    fresh = [point for point in other.points if not any(_same_point(point, have) for have in base.points)]
    found = []
    for point in fresh:
        if any(_same_point(point, have) for have in base.points):
            continue
        chosen = choice(point.kind)
        first = chosen == "file" or (not chosen and leads)
        before = next((have.text for have in base.points if have.kind == point.kind), "")
        place = next((at for at, have in enumerate(base.points) if have.kind == point.kind), 0) if first else len(base.points)
        base.points.insert(place, point)
        found.append(Difference(point.kind, before, point.text))
    return found


def place_key(text: str) -> str:
    """What two ways to write one address have in common."""
    return words.normal(text).replace(" ", "").replace("-", "之")


def _places(base: Person, other: Person, leads: bool, choice: Choice) -> list[Difference]:
    found = []
    for place in other.places:
        key = place_key(place.text)
        same = next((have for have in base.places if _covers(place_key(have.text), key)), None)
        if same is not None:
            continue
        before = base.places[0].text if base.places else ""
        chosen = choice("address")
        if chosen == "file" or (not chosen and leads):
            base.places.insert(0, place)
        else:
            base.places.append(place)
        found.append(Difference("address", before, place.text))
    return found


def _covers(have: str, new: str) -> bool:
    """True when the address says the same, or the same with the city left out."""
    return have == new or (len(new) >= 6 and have.endswith(new))
