"""The line of normalised text by which a customer is found, and the tokens the index keeps of it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from db.core import tally
from db.core.among import among
from db.core.connection import rows
from db.core.values import names
from db.core.values.text import normal

START: Final = "\ufdd0"  # stands before what ranks first when a search begins with it: names, codes, readings
CODE: Final = "\ufdd2"  # stands there, before and behind, of a bare number: 678 ends a phone more often than it begins code 6780
END: Final = "\ufdd1"  # stands behind the last digit of a phone; no sign of these survives `text.normal`, so no query holds one
_LOOKED_UP: Final = 0.5  # steps a customer one look into a table takes, of six
_AT_ONCE: Final = 500
_BLANK: Final = " ".encode("utf-32-le")
_IS_NUMBER: Final = "kind IN ('phone', 'mobile', 'fax') AND normal <> ''"
_GATHERED: Final = "SELECT customer, group_concat({what}) FROM {table} WHERE {{which}}{more} GROUP BY customer"
_NUMBERS: Final = _GATHERED.format(what="normal, ' '", table="contact_point", more=f" AND {_IS_NUMBER}")
_POINTS: Final = _GATHERED.format(what="text, ' '", table="contact_point", more=f" AND NOT ({_IS_NUMBER})")
_CONTACTS: Final = _GATHERED.format(what="replace(name, char(9), ' '), char(9)", table="contact", more=" AND name <> ''")
_PLACES: Final = _GATHERED.format(what="text, ' '", table="address", more="")
_HEADS: Final = ", ".join(f"nullif(replace({name}, char(9), ' '), '')" for name in ("name", "short_name", "company", "code"))
_CUSTOMERS: Final = (
    f"SELECT id, concat_ws(char(9), {_HEADS}), concat_ws(' ', tax_id{{own}}, note) FROM customer WHERE {{which}} ORDER BY id"
)


def line(heads: Iterable[str], tails: Iterable[str], phones: Iterable[str] = ()) -> str:
    """The search line of one customer; words are parted by blanks.

    `heads`: names, short names, companies, codes (readings of the first are added); `tails`: everything else as entered;
    `phones` in normal form.
    """
    (made,) = _lines([("\t".join(head.replace("\t", " ") for head in heads if head), " ".join(tails), " ".join(phones))])
    return made


def _lines(block: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """The lines of many customers, normalised as one text: heads parted by tabs, tails, phones parted by blanks."""
    text = "\n".join([part.replace("\n", " ").replace("\r", " ") for heads, tails, _phones in block for part in (heads, tails)])
    settled = iter(normal(text).split("\n"))
    for (heads, _tails, phones), starts, rest in zip(block, settled, settled, strict=True):
        spoken = names.readings(heads.partition("\t")[0])
        parts = [_marked(start) for start in dict.fromkeys([*starts.split("\t"), *spoken]) if start]
        for phone in dict.fromkeys(phones.split()):
            number, mark, _extension = phone.partition("#")
            parts.append(number + END)
            if mark:
                parts.append(phone)
        parts.append(rest)
        yield " ".join(" ".join(parts).split())


def _marked(start: str) -> str:
    return f"{CODE}{start}{CODE}" if start.isdigit() else START + start


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
    wanted = set(customers)
    phones, points, contacts, places = (_joined(sql, wanted) for sql in (_NUMBERS, _POINTS, _CONTACTS, _PLACES))
    own = "".join(f", extra ->> '$.{key}'" for key in _own_texts())
    which, parameters = among("id", wanted)
    found = [row for row in rows(_CUSTOMERS.format(own=own, which=which), *parameters) if row[0] in wanted]
    tally.passed(len(wanted) * _LOOKED_UP)
    for start in range(0, len(found), _AT_ONCE):
        block = found[start : start + _AT_ONCE]
        parts = [
            (
                f"{heads}\t{contacts[number]}" if number in contacts else heads,
                f"{tails} {points.get(number, '')} {places.get(number, '')}",
                phones.get(number, ""),
            )
            for number, heads, tails in block
        ]
        yield from zip([row[0] for row in block], _lines(parts), strict=True)


def _joined(sql: str, customers: Collection[int]) -> dict[int, str]:
    """What a query puts together for each of these customers."""
    which, parameters = among("customer", customers)
    found = dict(rows(sql.format(which=which), *parameters))
    tally.passed(len(customers) * _LOOKED_UP)
    return found


def _own_texts() -> list[str]:
    """The keys in `extra` of the shop's own fields that hold words."""
    return [f"f{row[0]}" for row in rows("SELECT id FROM own_field WHERE kind IN ('text', 'choice') ORDER BY id")]
