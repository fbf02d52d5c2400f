"""Customers as an address book for the phone: vCard 3.0 (RFC 2426), one card each."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from db.core.values import names
from db.services.sheet_marks import said, split_label

KEYS: Final = ("name", "title", "company", "mobile", "phone", "fax", "email", "line_id", "address", "birthday", "website", "note")
_PHONES: Final = (("mobile", "CELL"), ("phone", "WORK,VOICE"), ("fax", "FAX"))
_ROOM: Final = 75  # bytes of a line, RFC 2425 5.8.1
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def write(path: Path, people: Iterable[Mapping[str, object]], with_note: bool = False) -> int:
    """Write the file; how many. `people`: the cells of KEYS by key. Notes come along where the owner says so."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for person in people:
            lines = _card({key: said(person.get(key)) for key in KEYS}, with_note)
            file.write("".join(f"{_folded(line)}\r\n" for line in lines))
            count += 1
    return count


def _card(person: Mapping[str, str], with_note: bool) -> Iterator[str]:
    name = person["name"]
    surname = names.surname(name) if name and not person["company"] else ""
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"FN:{_plain(name)}")
    yield f"N:{_plain(surname)};{_plain(name.removeprefix(surname))};;;"
    for key, property_ in (("company", "ORG"), ("title", "TITLE"), ("website", "URL")):
        if person[key]:
            yield f"{property_}:{_plain(person[key])}"
    for key, kinds in _PHONES:
        yield from (f"TEL;TYPE={kinds}:{_plain(split_label(line)[0])}" for line in person[key].splitlines())
    yield from (f"EMAIL;TYPE=INTERNET:{_plain(split_label(line)[0])}" for line in person["email"].splitlines())
    yield from (f"ADR;TYPE=WORK:;;{_plain(split_label(line)[0])};;;;" for line in person["address"].splitlines())
    yield from (f"X-LINE-ID:{_plain(split_label(line)[0])}" for line in person["line_id"].splitlines())
    if len(person["birthday"]) == 10 and person["birthday"][4] == "-":
        yield f"BDAY:{person['birthday']}"
    if with_note and person["note"]:
        yield f"NOTE:{_plain(person['note'])}"
    yield "END:VCARD"


def _plain(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> str:
    """A long line goes on after a blank; no character is cut in two."""
    if len(line.encode()) <= _ROOM:
        return line
    pieces, room = [""], _ROOM
    for letter in line:
        size = len(letter.encode("utf-8", "replace"))
        if size > room:
            pieces.append("")
            room = _ROOM - 1
        pieces[-1] += letter
        room -= size
    return "\r\n ".join(pieces)
