"""Address books: vCard 2.1, 3.0 and 4.0 as telephones write them; a card is a row under headers the mapper knows.

The parser is our own: of the samples tried, the usual library refuses every tenth file for one odd line.
Photos, sounds and keys are left out; a property without a column of its own gets one under its own name.
"""

import base64
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.services.sheet_marks import CARD
from importers import own_cards
from importers.declined import decline
from importers.formats import letters
from importers.values import Book, Cell, Sheet

_LINE = re.compile(r"(?:([\w-]+)\.)?([A-Za-z][\w/-]*)((?:;(?:[^\":;]|\"[^\"]*\")*)*):(.*)", re.DOTALL)
_CHINESE = re.compile("[\u3400-\u9fff]")
_APPLE_LABEL = re.compile(r"_\$!<(.*?)>!\$_")
_LEFT_OUT = frozenset(
    (
        *("VERSION", "PROFILE", "PRODID", "REV", "UID", "PHOTO", "LOGO", "SOUND", "KEY", "MAILER", "CLASS", "SORT-STRING"),
        *("TZ", "GEO", "KIND", "CLIENTPIDMAP", "SOURCE", "XML", "X-ABLABEL", "X-ABUID", "X-ABADR", "X-ABSHOWAS", "X-IMAGETYPE"),
        *("X-IMAGEHASH", "X-SHARED-PHOTO-DISPLAY-PREF", "X-EVOLUTION-FILE-AS", "X-QQ-ID", CARD),
    )
)
_PLACES = {"work": "公司", "home": "住家", "公司": "公司", "住家": "住家", "住宅": "住家", "家": "住家"}
_PHONES = {"cell": "手機", "mobile": "手機", "iphone": "手機", "手機": "手機", "fax": "傳真", "傳真": "傳真", "pager": "呼叫器"}
_SAYS_NOTHING = frozenset(
    (
        *("voice", "pref", "main", "internet", "x400", "text", "msg", "other", "other..."),
        *("dom", "intl", "postal", "parcel", "type", "x-internet", "smart-card", "其他"),
    )
)
_PLAIN = {
    "NICKNAME": "暱稱",
    "TITLE": "職稱",
    "ROLE": "職務",
    "BDAY": "生日",
    "ANNIVERSARY": "紀念日",
    "NOTE": "備註",
    "URL": "網址",
    "CATEGORIES": "標籤",
    "GENDER": "性別",
    "X-GENDER": "性別",
    "X-LINE": "LINE ID",
}
_FIRST = ("姓名", "暱稱", "稱謂", "公司", "部門", "職稱", "職務", "手機", "電話", "公司電話", "住家電話", "傳真", "Email", "地址")
_LAST = ("生日", "網址", "標籤", "備註")


@dataclass(slots=True)
class Property:
    """One line of a card: TEL;TYPE=CELL:0912345678."""

    name: str
    value: str
    types: list[str] = field(default_factory=list)  # in lower case
    params: dict[str, str] = field(default_factory=dict)
    group: str = ""


Card = list[Property]


def read(data: bytes, encoding: str | None = None) -> Book:
    """The address book in a .vcf file: one sheet with a header row and one row a card."""
    found = letters.decode(data, encoding)
    if _is_cut_short(found.text):
        raise decline("half_copied")
    return book(list(cards(found.text)), found)


def _is_cut_short(text: str) -> bool:
    """Whether the text stops within a line of a card, before that card's end."""
    last = text.upper().rfind("BEGIN:VCARD")
    return text[-1:] not in ("\n", "\r") and "END:VCARD" not in text[last:].upper().replace(" ", "")


def book(found: list[Card], decoded: letters.Decoded) -> Book:
    """These cards as a table."""
    if not found:
        raise decline("half_copied")
    ours = own_cards.are_ours(found)
    rows = [own_cards.columns(card, _plain) if ours else dict(_columns(card)) for card in found]
    return Book("vcf", [Sheet(None, _table(rows))], decoded.encoding, None, decoded.lost, cards=True)


def cards(text: str) -> Iterator[Card]:
    """The cards of a text; a card without its end ends where the next begins."""
    card: Card | None = None
    within = 0  # cards inside a card (AGENT) are left out
    for line in _lines(text):
        if not (one := _property(line)):
            continue
        marker = (one.name, one.value.strip().upper())
        if marker == ("BEGIN", "VCARD"):
            if card and card[-1].name == "AGENT" and not card[-1].value.strip():
                within += 1
                continue
            if card is not None:
                yield card
            card, within = [], 0
        elif marker == ("END", "VCARD"):
            if within:
                within -= 1
            elif card is not None:
                yield card
                card = None
        elif card is not None and not within:
            card.append(one)
    if card:
        yield card


def _lines(text: str) -> Iterator[str]:
    """Whole lines: folded ones joined, and those a quoted-printable value or a careless program broke."""
    whole, quoted = "", False
    for line in re.split(r"\r\n|\n|\r", text):
        if quoted and whole.endswith("="):
            whole = whole[:-1] + line
        elif line[:1] in (" ", "\t"):
            whole += line[1:]
        elif whole and line.strip() and not _LINE.fullmatch(line):
            whole += line.strip()
        elif line.strip():
            if whole:
                yield whole
            whole, quoted = line, "QUOTED-PRINTABLE" in line.partition(":")[0].upper()
        elif quoted:
            quoted = False
    if whole:
        yield whole


def _property(line: str) -> Property | None:
    found = _LINE.fullmatch(line.strip())
    if not found:
        return None
    group, name, params, value = found.groups()
    one = Property(name.upper(), value, group=(group or "").lower())
    for param in re.findall(r";((?:[^\";]|\"[^\"]*\")*)", params or ""):
        key, mark, said = param.partition("=")
        if mark and key.upper() != "TYPE":
            one.params[key.upper()] = said.strip('"')
        else:
            one.types += [kind.strip().lower() for kind in (said if mark else key).strip('"').split(",")]
    one.value = _decoded(one)
    return one


def _decoded(one: Property) -> str:
    """The value with its transport encoding undone."""
    coding = one.params.get("ENCODING", "").upper() or ("QUOTED-PRINTABLE" if "quoted-printable" in one.types else "")
    if coding == "QUOTED-PRINTABLE":
        raw = quopri.decodestring(one.value.encode("utf-8", "replace"))
    elif coding in ("B", "BASE64") and one.name not in _LEFT_OUT:
        try:
            raw = base64.b64decode(one.value)
        except ValueError:
            return one.value
    else:
        return one.value
    charset = one.params.get("CHARSET", "").lower()
    try:
        return letters.decode(raw, {"big5": "cp950", "gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset) or None).text
    except LookupError:
        return letters.decode(raw).text


def _parts(value: str, mark: str = ";") -> list[str]:
    """The parts of a structured value, undone of their escapes."""
    return [_plain(part) for part in re.split(rf"(?<!\\){mark}", value)]


def _plain(value: str) -> str:
    return re.sub(r"\\([nN,;:\\])", lambda found: "\n" if found[1] in "nN" else found[1], value).replace("\r\n", "\n").strip()


def _columns(card: Card) -> Iterator[tuple[str, str]]:
    """Header and value of everything a card says; a second value of one header gets 2 behind it."""
    labels = {one.group: _plain(_APPLE_LABEL.sub(r"\1", one.value)) for one in card if one.name == "X-ABLABEL" and one.group}
    used: dict[str, int] = {}
    for header, value in _said(card, labels):
        if value.strip():
            used[header] = used.get(header, 0) + 1
            yield header if used[header] == 1 else f"{header}{used[header]}", value


def _said(card: Card, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from _names(card)
    for one in card:
        label = labels.get(one.group, "") if one.group else ""
        match one.name:
            case "N" | "FN":
                pass
            case "ORG":
                company, *rest = _parts(one.value)
                yield "公司", company
                yield "部門", " ".join(filter(None, rest))
            case "TEL":
                yield _labelled(one, label, "電話", re.sub(r"^tel:", "", _plain(one.value), flags=re.IGNORECASE))
            case "EMAIL":
                yield _labelled(one, label, "Email", re.sub(r"^mailto:", "", _plain(one.value), flags=re.IGNORECASE))
            case "ADR" | "LABEL":
                yield _labelled(one, label, "地址", _place(one, card))
            case "BDAY" | "ANNIVERSARY":
                yield _PLAIN[one.name], _day(one)
            case "X-ABDATE" | "X-ABRELATEDNAMES":
                yield label or one.name, _day(one) if one.name == "X-ABDATE" else _plain(one.value)
            case "X-ANDROID-CUSTOM":
                kind, *said = _parts(one.value)
                yield "暱稱" if kind.endswith("nickname") else kind.rpartition("/")[2], " ".join(filter(None, said[:1]))
            case "IMPP" if one.value.lower().startswith("line:"):
                yield "LINE ID", one.value[5:]
            case name if name not in _LEFT_OUT and len(one.value) < _longest(name):
                yield label or _PLAIN.get(name, name), _plain(one.value)


def _longest(name: str) -> int:
    """How long a value may be: a note as long as a cell of Excel, what nobody knows shorter than a picture in letters."""
    return 32_767 if name in _PLAIN else 2_000


def _names(card: Card) -> Iterator[tuple[str, str]]:
    """The name as a Taiwanese or a Latin reader writes it, from N where it is filled; a differing display name is a nickname."""
    n = next((one for one in card if one.name == "N" and one.value.strip("; ")), None)
    shown = next((_plain(one.value) for one in card if one.name == "FN"), "")
    last, first, middle, title, suffix = ([*_parts(n.value), "", "", "", "", ""] if n else [""] * 5)[:5]
    parts = (last + middle + first,) if _CHINESE.search(last + first) else (first, middle, last)
    joined = " ".join(filter(None, (*parts, suffix)))
    yield "姓名", joined or shown
    yield "稱謂", title
    if joined and shown and not _same_letters(shown, joined + title):
        yield "暱稱", shown


def _same_letters(one: str, other: str) -> bool:
    """Do two names hold the same letters, in whatever order their parts stand?"""
    return set(re.findall(r"\w", one.casefold())) <= set(re.findall(r"\w", other.casefold()))


def _labelled(one: Property, label: str, what: str, value: str) -> tuple[str, str]:
    """The header that says what kind this is (公司電話, 住家地址, 手機); a label of the owner's own stands behind the value."""
    words = [*one.types, label.lower()] if label else one.types
    place = next((_PLACES[word] for word in words if word in _PLACES), "")
    if what == "電話":
        what = next((_PHONES[word] for word in words if word in _PHONES), what)
    own = label or next((word.removeprefix("x-") for word in one.types if word.startswith("x-")), "")
    known = own.lower() in _PLACES or own.lower() in _PHONES or own.lower() in _SAYS_NOTHING
    return place + what, f"{value}({own})" if own and value and not known else value


def _place(one: Property, card: Card) -> str:
    """The address on one line; as printed on a letter (LABEL) only where the card has no other."""
    if one.name == "ADR":
        return " ".join(_address(_parts(one.value)).split("\n"))
    said = any(other.name == "ADR" and other.value.strip("; ") for other in card)
    return "" if said else " ".join(_plain(one.value).split("\n"))


def _address(parts: list[str]) -> str:
    """One line: Taiwan's order (zip, county, district, street) where it is Chinese, else the order of the envelope."""
    box, extended, street, city, region, code, country = [*parts, *[""] * 7][:7]
    if not _CHINESE.search(street + city + region):
        return ", ".join(filter(None, (box, extended, street, city, " ".join(filter(None, (region, code))), country)))
    line = street
    for part in (city, region):
        if part and not line.startswith(part):
            line = part + line
    foreign = "" if re.search("[台臺]灣|taiwan|中華民國|^tw$", country, re.IGNORECASE) else country
    return " ".join(filter(None, (code + line + extended, box, foreign)))


def _day(one: Property) -> str:
    """A date as ISO; one without its year as --MM-DD (Apple writes the year 1604)."""
    value = _plain(one.value)
    found = re.match(r"(\d{4}|--)-?(\d\d)-?(\d\d)(?:\D|$)", value)
    if not found:
        return value
    year, month, day = found.groups()
    return f"--{month}-{day}" if year in ("--", "1604", one.params.get("X-APPLE-OMIT-YEAR")) else f"{year}-{month}-{day}"


def _table(rows: list[dict[str, str]]) -> list[list[Cell]]:
    """A header row and the rows; known headers in the order of a card, the numbered ones behind their first."""
    known = {header: place for place, header in enumerate((*_FIRST, *_LAST))}
    seen = list(dict.fromkeys(header for row in rows for header in row))

    def order(header: str) -> tuple[int, int]:
        plain_header = header.rstrip("0123456789")
        place = known.get(plain_header, len(_FIRST) - 0.5)
        return (int(2 * place) + (plain_header in _LAST) * 1000, seen.index(header))

    headers = sorted(seen, key=order)
    table: list[list[Cell]] = [list(headers)]
    table += [[row.get(header, "") for header in headers] for row in rows]
    return table
