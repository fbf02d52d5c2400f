"""Customers as an address book for the phone: vCard 3.0 (RFC 2426), one card each, known again when it comes back."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from db.core.values import names
from db.services.customer_form import KINDS
from db.services.sheet_marks import CARD, packed, said, split_label
from reports.content_lines import folded, plain
from resources.i18n import _

KEYS: Final = (
    *("number", "kind", "name", "title", "company", "mobile", "phone", "fax", "email", "line_id", "address", "birthday"),
    *("website", "note"),
)
_SEVERAL: Final = ("mobile", "phone", "fax", "email", "line_id", "address")  # a line each, with a label behind it
_CARRIED: Final = ("name", "title", "company", *_SEVERAL, "birthday", "website", "note")


def write(path: Path, people: Iterable[Mapping[str, object]], with_note: bool = False) -> int:
    """Write the file; how many. `people`: the cells of KEYS by key. Notes come along where the owner says so."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for person in people:
            lines = _card({key: said(person.get(key)) for key in KEYS}, with_note)
            file.write("".join(f"{folded(line)}\r\n" for line in lines))
            count += 1
    return count


def _card(person: Mapping[str, str], with_note: bool) -> Iterator[str]:
    texts = {key: _carried(key, person[key]) for key in _CARRIED if key != "note" or with_note}
    name = person["name"]
    is_company = person["kind"] == _(KINDS["company"])
    surname = "" if is_company or person["company"] else names.surname(name)
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"FN:{plain(name)}")
    yield f"N:{plain(surname)};{plain(name.removeprefix(surname))};;;"
    place = "WORK" if is_company or person["company"] else "HOME"
    for key, before, after in _properties(place):
        yield from (f"{before}{plain(text)}{after}" for text in texts.get(key, ()))
    if person["number"]:
        yield f"{CARD}:{person['number']};{packed((key, chr(10).join(lines)) for key, lines in texts.items())}"
    yield "END:VCARD"


def _carried(key: str, text: str) -> list[str]:
    """What a card holds of a cell: every value without its label, and of birthdays whole days alone."""
    if key in _SEVERAL:
        return [split_label(line)[0] for line in text.splitlines()]
    is_day = len(text) == len("1978-05-03") and text[4] == "-"
    return [text] if text and (key != "birthday" or is_day) else []


def _properties(place: str) -> tuple[tuple[str, str, str], ...]:
    """Key, what stands before its value and behind it."""
    return (
        ("company", "ORG:", ""), ("title", "TITLE:", ""), ("website", "URL:", ""),
        ("mobile", "TEL;TYPE=CELL:", ""), ("phone", f"TEL;TYPE={place},VOICE:", ""), ("fax", "TEL;TYPE=FAX:", ""),
        ("email", "EMAIL;TYPE=INTERNET:", ""), ("address", f"ADR;TYPE={place}:;;", ";;;;"),
        ("line_id", "X-LINE-ID:", ""), ("birthday", "BDAY:", ""), ("note", "NOTE:", ""),
    )  # fmt: skip
