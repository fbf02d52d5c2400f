"""Phones, fax numbers, mails and handles: several in a cell, with labels and extensions, spoilt by Excel."""

import re
from itertools import repeat
from typing import Final

from db.core.values import phones
from importers.cleaning import texts
from importers.cleaning.work import Work
from importers.values import ColumnGuess

_LONGEST_AREA: Final = 4  # digits: 0826
_RULES: Final = {
    "leading_zero": "phone.leading_zero",
    "float": "phone.point_zero",
    "exponent": "phone.scientific",
    "country_code": "phone.country",
    "full_width": "phone.full_width",
    "apostrophe": "phone.apostrophe",
}
_MOBILE: Final = re.compile(r"09\d\d-?\d{3}-?\d{3}", re.ASCII)
_LAND: Final = re.compile(r"\(?(0[2-8])(?:\)|-|\)-)?([2-9]\d{2,3})-?(\d{4})", re.ASCII)
_DASHED: Final = len("0912-345-678")
_BROKEN: Final = re.compile(r"\s+(?=轉|分機|#|ext)", re.IGNORECASE)  # a line break before the extension
_ABROAD: Final = re.compile(r"\(\+?[1-9]\d")  # (98) 598 76 54: no area code of ours, so no 0 was lost
_DASHES: Final = str.maketrans("", "", "()-")
_EMAIL: Final = re.compile(r"[\w.+\-%'&]+@[\w\-]+(?:\.[\w\-]+)+", re.ASCII)
_MAIL_SPLIT: Final = re.compile(r"[\s;,、，；|/]+|:::")
_REASONS: Final = {"no area code": "no_area_code", "too short": "too_short", "too long": "too_long", "lost digits": "lost_digits"}
HANDLES: Final = ("line_id", "line_name", "line_uid", "fb", "ig")


def clean(work: Work) -> None:
    """All columns of numbers, mails and handles into `points`; the same number in two columns is one number."""
    seen: set[tuple[int, str, str]] = set()
    for guess in work.columns("mobile", "phone", "fax"):
        _phones(work, guess, seen)
    for guess in work.columns("email"):
        _emails(work, guess, texts.column(work, guess), seen)
    for guess in work.columns(*HANDLES):
        for record, text in enumerate(texts.column(work, guess)):
            if text:
                add(work, record, guess.field or "", text, text.casefold(), guess.label, seen)


def keep_labels(work: Work) -> None:
    """A label that no number, mail or address took (the cell beside it is empty, or said before) goes to the note."""
    columns = work.columns("phone_label", "email_label", "address_label")
    if not columns:
        return
    held: dict[int, list[str]] = {}
    for flat in (work.made.points, work.made.addresses):
        for record, label in zip(flat.record, flat.label, strict=True):
            held.setdefault(record, []).append(label)
    for guess in columns:
        for record, text in enumerate(texts.column(work, guess)):
            label = text.lstrip("* ").strip()
            if label and not any(label in one for one in held.get(record, ())):
                work.note(record, f"{guess.header}: {text}")


def add(work: Work, record: int, kind: str, text: str, normal: str, label: str, seen: set[tuple[int, str, str]]) -> None:
    """One point, once a record: the same number in two columns is one number."""
    key = (record, "fax" if kind == "fax" else "", normal or text)
    if key in seen:
        return
    seen.add(key)
    points = work.made.points
    points.record.append(record)
    points.kind.append(kind)
    points.text.append(text)
    points.normal.append(normal)
    points.label.append(label)


def _phones(work: Work, guess: ColumnGuess, seen: set[tuple[int, str, str]]) -> None:
    given = texts.column(work, guess)
    before = given
    areas, extensions = _beside(work, guess, "area_code", -1), _beside(work, guess, "extension", 1)
    if areas or extensions:
        given = _joined(work, guess, given, areas, extensions)
    labels = _labels(work, guess)
    is_fax = guess.field == "fax"
    own_number = phones.normal(work.options.shop_phone, work.options.area) if work.options.shop_phone else ""
    mobile, land, mark = _MOBILE.fullmatch, _LAND.fullmatch, "fax" if is_fax else ""
    points = work.made.points
    records, kinds, shown_texts, normals, its_labels = points.record, points.kind, points.text, points.normal, points.label
    earlier, start = set(normals), len(normals)  # a number of no other column is nobody's second one
    for record, text in enumerate(given):
        if not text:
            continue
        label = labels[record] if labels else guess.label
        if mobile(text):
            digits = text.replace("-", "")
            kind, shown = "mobile", text if len(text) == _DASHED else f"{digits[:4]}-{digits[4:7]}-{digits[7:]}"
        elif (found := land(text)) and len(digits := text.translate(_DASHES)) == (10 if found[1] in {"02", "04"} else 9):
            kind, shown = "phone", f"{found[1]}-{found[2]}-{found[3]}"
        else:
            _cell(work, guess, record, text, before[record] or text, label, seen)
            continue
        if digits not in earlier or (record, mark, digits) not in seen:
            records.append(record)
            kinds.append("fax" if is_fax else kind)
            shown_texts.append(shown)
            normals.append(digits)
            its_labels.append(label)
        if own_number and digits == own_number:
            work.doubt(record, guess.header, text, "shop_phone")
    seen.update(zip(records[start:], repeat(mark), normals[start:], strict=False))


def _cell(
    work: Work, guess: ColumnGuess, record: int, text: str, before: str, label: str, seen: set[tuple[int, str, str]]
) -> None:
    """One cell that is not simply one whole number."""
    if "@" in text:
        _emails(work, guess, [""] * record + [text], seen, record)
        return
    header = guess.header
    found = phones.parse(_BROKEN.sub("", text).replace(":::", "\n"), work.options.area)
    if _ABROAD.match(text):
        found = [
            phone._replace(normal=re.sub(r"\D", "", text), shown=text, problem="unreadable", repair="") for phone in found[:1]
        ]
    rules = list(dict.fromkeys(_RULES.get(phone.repair, f"phone.{phone.repair}") for phone in found if phone.repair))
    rules += ["phone.several"] if len(found) > 1 else []
    rules += ["phone.label"] if any(phone.label for phone in found) else []
    if any("#" in phone.normal for phone in found) and "#" not in text:
        rules.append("phone.extension")
    off = {rule for rule in rules if not work.is_on(rule, header)}
    if off:
        raw = re.sub(r"\D", "", text)
        add(work, record, "fax" if guess.field == "fax" else "phone", text, raw, label, seen)
        return
    after = " / ".join(phone.shown for phone in found)
    for rule in rules:
        work.repaired(record, header, before, after, rule)
    own_number = phones.normal(work.options.shop_phone, work.options.area) if work.options.shop_phone else ""
    for phone in found:
        kind = "fax" if guess.field == "fax" else phone.kind
        if not phone.normal:
            work.doubt(record, header, before, "not_a_phone", kept=False)
            continue
        add(work, record, kind, phone.shown, phone.normal, " ".join(part for part in (label, phone.label) if part), seen)
        if phone.normal.partition("#")[0] == own_number and own_number:
            work.doubt(record, header, before, "shop_phone")
        if phone.problem:
            work.doubt(record, header, before, doubt_of(phone))


def doubt_of(phone: phones.Phone) -> str:
    """The fixed word for what is wrong with a number."""
    return _REASONS.get(phone.problem, "not_a_phone")


def _beside(work: Work, guess: ColumnGuess, part: str, side: int) -> list[str]:
    """The area codes before, or extensions behind, a number's column; each belongs to the nearest number."""
    mains = [main.index for main in work.columns("phone", "fax")] or [main.index for main in work.columns("mobile")]
    for column in work.columns(part):
        ahead = [index for index in mains if (index > column.index) == (side < 0)] or mains
        if ahead and min(ahead, key=lambda index: abs(index - column.index)) == guess.index:
            return texts.column(work, column)
    return []


def _joined(work: Work, guess: ColumnGuess, numbers: list[str], areas: list[str], extensions: list[str]) -> list[str]:
    """Area code, number and extension as one text; a part that finds no place in it goes to the note."""
    made = []
    for record, number in enumerate(numbers):
        area, extension = (areas[record] if areas else ""), (extensions[record] if extensions else "")
        code = area if len(re.sub(r"\D", "", area)) <= _LONGEST_AREA else ""
        text = phones.joined(code, number, extension) if number and (code or extension) else number
        digits = re.sub(r"\D", "", text)
        for part in (area, extension):
            if part and (not text or not part.strip("()#- ").isdigit() or part.strip("()#- ") not in digits):
                work.note(record, f"{guess.header}: {part}")
        made.append(text)
    return made


def _labels(work: Work, guess: ColumnGuess) -> list[str]:
    """The labels of a numbered group: "Phone 1 - Label" stands before "Phone 1 - Value"."""
    wanted = "email_label" if guess.field == "email" else "phone_label"
    before = [column for column in work.columns(wanted) if column.index < guess.index]
    if not before or any(before[-1].index < main.index < guess.index for main in work.columns(guess.field or "")):
        return []
    return [text.lstrip("* ").strip() for text in texts.column(work, before[-1])]


def _emails(work: Work, guess: ColumnGuess, column: list[str], seen: set[tuple[int, str, str]], only: int | None = None) -> None:
    match = _EMAIL.fullmatch
    labels = _labels(work, guess) if guess.field == "email" else []
    for record, text in enumerate(column):
        if not text or (only is not None and record != only):
            continue
        label = labels[record] if labels else guess.label
        if match(text):
            add(work, record, "email", text, text.casefold(), label, seen)
            continue
        found = _EMAIL.findall(text)
        if not found:
            if "@" in text:
                add(work, record, "email", text, text.casefold(), label, seen)
            work.doubt(record, guess.header, text, "not_an_email", kept="@" in text)
            continue
        rest = [part for part in _MAIL_SPLIT.split(_EMAIL.sub(" ", text)) if part.strip("<>()[]:\"'")]
        rule = "email.several" if len(found) > 1 else "email.tidied"
        if work.is_on(rule, guess.header):
            work.repaired(record, guess.header, text, " / ".join(found), rule)
        label = " ".join(
            [label, *(re.sub(r"^mailto:?$|^e-?mail:?$", "", part.strip("<>()[]\"'"), flags=re.IGNORECASE) for part in rest)]
        ).strip()
        for one in found:
            add(work, record, "email", one, one.casefold(), label, seen)
