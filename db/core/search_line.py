"""The line of normalised text by which a customer is found, and the tokens the index keeps of it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Final

from db.core.connection import rows
from db.core.values import names
from db.core.values.text import normal

START: Final = "\ufdd0"  # stands before what ranks first when a search begins with it: names, codes, readings
END: Final = "\ufdd1"  # stands behind the last digit of a phone; neither sign survives `text.normal`, so no query holds one
_AT_ONCE: Final = 500
_BLANK: Final = " ".encode("utf-32-le")
_PHONES: Final = frozenset({"phone", "mobile", "fax"})
_OF: Final = "customer IN (SELECT value FROM json_each(?))"


def line(heads: Iterable[str], tails: Iterable[str], phones: Iterable[str] = ()) -> str:
    """The search line of one customer; words are parted by blanks.

    `heads`: names, short names, companies, codes (readings of the first are added); `tails`: everything else as entered;
    `phones` in normal form.
    """
    heads = [head for head in heads if head]
    rest = " ".join([tail for tail in tails if tail]).replace("\n", " ")
    *starts, rest = normal("\n".join([*heads, rest])).split("\n")
    spoken = names.readings(heads[0]) if heads else []
    parts = [START + start for start in dict.fromkeys([*starts, *spoken]) if start]
    for phone in dict.fromkeys(phones):
        number, mark, _extension = phone.partition("#")
        parts.append(number + END)
        if mark:
            parts.append(phone)
    parts.append(rest)
    return " ".join(" ".join(parts).split())


def tokens(lines: Sequence[str]) -> Iterator[str]:
    """For each line every suffix of every word, cut at three characters: 陳志明 is `陳志明 志明 明`.

    Four slices laid into each other, over many lines at once: no Python a character. Where a cut reaches over a blank the
    tokenizer parts it again; what comes of it is in the line too. Two blanks between lines keep each line's cuts its own.
    """
    for start in range(0, len(lines), _AT_ONCE):
        block = lines[start : start + _AT_ONCE]
        text = "  ".join(block) + "  "
        length = len(text) - 2
        points = memoryview(text.encode("utf-32-le")).cast("I")
        cuts = bytearray(_BLANK * (4 * length))
        places = memoryview(cuts).cast("I")
        for offset in range(3):
            places[offset::4] = points[offset : offset + length]
        cut = cuts.decode("utf-32-le")
        place = 0
        for one in block:
            yield cut[place : place + 4 * len(one)]
            place += 4 * (len(one) + 2)


def of(customers: Collection[int]) -> Iterator[tuple[int, str]]:
    """(id, line) of these customers, by id; those that are gone are left out."""
    ids = json.dumps(sorted(customers))
    own = _own_texts()
    phones, tails = _points(ids)
    heads: defaultdict[int, list[str]] = defaultdict(list)
    for customer, name in rows(f"SELECT customer, name FROM contact WHERE {_OF} ORDER BY customer, position, id", ids):
        heads[customer].append(name)
    others = f"SELECT customer, text FROM address WHERE {_OF} ORDER BY customer, position, id"
    tags = f"SELECT w.customer, t.name FROM customer_tag w JOIN tag t ON t.id = w.tag WHERE w.{_OF} ORDER BY w.customer, t.id"
    for sql in (others, tags):
        for customer, text in rows(sql, ids):
            tails[customer].append(text)
    wanted = "SELECT id, name, short_name, company, code, tax_id, note, extra FROM customer"
    chosen = f"{wanted} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
    for number, name, short, company, code, tax_id, note, extra in rows(chosen, ids):
        more = tails.get(number, [])
        entered = [*more, *_texts(extra, own)] if own and extra != "{}" else more
        yield number, line((name, short, company, code, *heads.get(number, ())), (tax_id, *entered, note), phones.get(number, ()))


def _points(ids: str) -> tuple[dict[int, list[str]], defaultdict[int, list[str]]]:
    """Phones in normal form, and everything else one is reached by, of each customer."""
    phones: defaultdict[int, list[str]] = defaultdict(list)
    others: defaultdict[int, list[str]] = defaultdict(list)
    found = rows(f"SELECT customer, kind, text, normal FROM contact_point WHERE {_OF} ORDER BY customer, position, id", ids)
    for customer, kind, text, normal_form in found:
        if kind in _PHONES and normal_form:
            phones[customer].append(normal_form)
        else:
            others[customer].append(text)
    return phones, others


def _own_texts() -> frozenset[str]:
    """The keys in `extra` of the shop's own fields that hold words."""
    return frozenset(f"f{row[0]}" for row in rows("SELECT id FROM own_field WHERE kind IN ('text', 'choice')"))


def _texts(extra: str, keys: frozenset[str]) -> list[str]:
    values: dict[str, Any] = json.loads(extra)
    return [str(value) for key, value in values.items() if key in keys and value is not None]
