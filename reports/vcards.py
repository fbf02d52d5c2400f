"""Customers as an address book for the phone: vCard 3.0 (RFC 2426), one card each."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from db.core.values import names
from db.services.sheet_marks import said, split_label
from reports.content_lines import folded, plain

KEYS: Final = ("name", "title", "company", "mobile", "phone", "fax", "email", "line_id", "address", "birthday", "website", "note")
_PHONES: Final = (("mobile", "CELL"), ("phone", "WORK,VOICE"), ("fax", "FAX"))


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
    name = person["name"]
    surname = names.surname(name) if name and not person["company"] else ""
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"FN:{plain(name)}")
    yield f"N:{plain(surname)};{plain(name.removeprefix(surname))};;;"
    for key, property_ in (("company", "ORG"), ("title", "TITLE"), ("website", "URL")):
        if person[key]:
            yield f"{property_}:{plain(person[key])}"
    for key, kinds in _PHONES:
        yield from (f"TEL;TYPE={kinds}:{plain(split_label(line)[0])}" for line in person[key].splitlines())
    yield from (f"EMAIL;TYPE=INTERNET:{plain(split_label(line)[0])}" for line in person["email"].splitlines())
    yield from (f"ADR;TYPE=WORK:;;{plain(split_label(line)[0])};;;;" for line in person["address"].splitlines())
    yield from (f"X-LINE-ID:{plain(split_label(line)[0])}" for line in person["line_id"].splitlines())
    if len(person["birthday"]) == 10 and person["birthday"][4] == "-":
        yield f"BDAY:{person['birthday']}"
    if with_note and person["note"]:
        yield f"NOTE:{plain(person['note'])}"
    yield "END:VCARD"
