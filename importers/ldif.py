"""Address books in LDIF, as mail programs export them: read as cards, so that one table serves both."""

import base64
import re
from collections.abc import Iterator

from importers.formats import letters
from importers.values import Book
from importers.vcards import Card, Property, book

_AS_CARD = {
    "cn": "FN",
    "title": "TITLE",
    "description": "NOTE",
    "mail": "EMAIL",
    "mozillasecondemail": "EMAIL",
    "telephonenumber": "TEL;WORK",
    "homephone": "TEL;HOME",
    "mobile": "TEL;CELL",
    "facsimiletelephonenumber": "TEL;FAX",
    "pager": "TEL;PAGER",
    "mozillanickname": "NICKNAME",
    "mozillaworkurl": "URL",
    "mozillahomeurl": "URL",
}


def read(data: bytes, encoding: str | None = None) -> Book:
    """The address book in an LDIF file: one sheet with a header row and one row a person."""
    found = letters.decode(data, encoding)
    return book(list(_cards(found.text)), found)


def _cards(text: str) -> Iterator[Card]:
    """The people and groups of an LDIF file: records parted by blank lines, `name: value` or `name:: base64`."""
    for record in re.split(r"\n\s*\n", re.sub(r"\r\n?", "\n", text).replace("\n ", "")):
        said: dict[str, list[str]] = {}
        for name, coded, value in re.findall(r"^([\w;-]+):(:?) *(.*)$", record, re.MULTILINE):
            said.setdefault(name.lower(), []).append(_uncoded(value) if coded else value)
        if "dn" in said:
            yield _card(
                {name: values for name, values in said.items() if name not in ("dn", "objectclass", "modifytimestamp", "member")}
            )


def _uncoded(value: str) -> str:
    try:
        return letters.decode(base64.b64decode(value)).text
    except ValueError:  # no base64: kept as it stands
        return value


def _card(said: dict[str, list[str]]) -> Card:
    def first(*names: str) -> str:
        return next((said[name][0] for name in names if name in said), "")

    card = [
        Property("N", f"{first('sn')};{first('givenname')}"),
        Property("ORG", f"{first('o', 'company')};{first('ou', 'department')}"),
        Property("ADR", f";;{first('street')};{first('l')};{first('st')};{first('postalcode')};{first('c')}", ["work"]),
    ]
    taken = ("sn", "givenname", "o", "company", "ou", "department", "street", "l", "st", "postalcode", "c")
    for name, values in said.items():
        kind, *types = _AS_CARD.get(name, name.upper()).split(";")
        card += [Property(kind, value, [one.lower() for one in types]) for value in values if name not in taken]
    return card
