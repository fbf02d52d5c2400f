"""Addresses: put together from their columns, postal code in front taken off, city in its official spelling."""

import re
from typing import Final

from db.core.values import address
from importers.cleaning import texts
from importers.cleaning.work import Work
from importers.headers import meaning
from importers.values import ColumnGuess

_SAME: Final = re.compile(r"同(?:左|前|公司|上址|左址|通訊|戶籍|發票|營業)(?:地址|處)?")
_CODED: Final = re.compile(r"^\[\d{1,4}\](?=\D)")
_HAN_BEGINS: Final = "\u3400"
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_PLAIN_CODE: Final = len("407")
_CITY_HEAD: Final = ("台北", "台中", "台南", "台東")
_NUMBERED: Final = re.compile(r"[\s\[【(（〒]*\d")
_LINE: Final = re.compile(r"(?:line|address|street|地址)\s*[2-9]$", re.IGNORECASE)


def clean(work: Work) -> None:
    """Every address column, with the city, district and code columns that belong to it."""
    columns = work.columns("address", "street")
    groups: list[list[ColumnGuess]] = []
    for guess in columns:
        if (
            groups
            and _LINE.search(guess.header.strip())
            and not _HAN.search(guess.header)
            and guess.label.rstrip("2 ") == groups[-1][0].label.rstrip("2 ")
        ):
            groups[-1].append(guess)
        else:
            groups.append([guess])
    extras = {part: work.columns(part) for part in ("postal_code", "city", "district")}
    if not groups:
        _only_parts(work, extras)
        return
    formatted: list[str] = []
    for group in sorted(groups, key=lambda group: group[0].field == "street"):
        parts = {part: _belonging(found, group, groups) for part, found in extras.items()}
        formatted = _addresses(work, group, parts, formatted if group[0].field == "street" else [])


def _belonging(found: list[ColumnGuess], group: list[ColumnGuess], groups: list[list[ColumnGuess]]) -> ColumnGuess | None:
    """The city column, say, that stands nearest to this address and nearest to no other."""
    for guess in found:
        same = [other for other in groups if guess.label and other[0].label == guess.label]
        nearest = min(same or groups, key=lambda other: min(abs(one.index - guess.index) for one in other))
        if nearest is group:
            return guess
    return None


def _texts(work: Work, guess: ColumnGuess | None) -> list[str]:
    return texts.column(work, guess) if guess else []


def _addresses(work: Work, group: list[ColumnGuess], parts: dict[str, ColumnGuess | None], known: list[str]) -> list[str]:
    """One address a record; what a formatted address (`known`) says already is not said again."""
    guess = group[0]
    lines = [texts.column(work, one) for one in group]
    whole = lines[0] if len(lines) == 1 else [" ".join(part for part in pieces if part) for pieces in zip(*lines, strict=True)]
    zips, cities, districts = (_texts(work, parts[part]) for part in ("postal_code", "city", "district"))
    plain = not (zips or cities or districts or known)
    labels = _labels(work, group)
    had = dict(zip(work.made.addresses.record, work.made.addresses.text, strict=True))  # the last address of each so far
    for record, text in enumerate(whole):
        if not text and plain:
            continue
        code = zips[record] if zips else ""
        if code and not (len(code) == _PLAIN_CODE and code.isdecimal()):
            code = _code(work, parts["postal_code"], record, code)
        city = _uncoded(work, parts["city"], record, cities[record]) if cities else ""
        district = _uncoded(work, parts["district"], record, districts[record]) if districts else ""
        if not (text or code or city or district) or (
            known and text and known[record] and _folded(text) in _folded(known[record])
        ):
            continue
        if _SAME.fullmatch(text) and (earlier := had.get(record)) and work.is_on("address.same", guess.header):
            work.repaired(record, guess.header, text, earlier, "address.same")
            _append(work, guess, record, earlier, code, city, district)
        else:
            _append(work, guess, record, text, code, city, district)
        if labels and labels[record]:
            work.made.addresses.label[-1] = labels[record]
    return whole


def _labels(work: Work, group: list[ColumnGuess]) -> list[str]:
    """The labels of a numbered group: "Address 1 - Label" stands before "Address 1 - Formatted"."""
    number = meaning(group[0].header).group
    column = next((one for one in work.columns("address_label") if number and meaning(one.header).group == number), None)
    return [text.lstrip("* ").strip() for text in texts.column(work, column)] if column else []


def _append(work: Work, guess: ColumnGuess, record: int, text: str, code: str, city: str, district: str) -> None:
    found = address.split(text)
    used = text
    if (
        found.zip
        and text[:1] < _HAN_BEGINS
        and code in {"", found.zip}
        and (stripped := _without_code(text, found.zip)) != text
        and work.is_on("address.zip", guess.header)
    ):
        work.repaired(record, guess.header, text, stripped, "address.zip")
        used = stripped
    if used[:2] in _CITY_HEAD and found.city and work.is_on("address.tai", guess.header):
        after = "臺" + used[1:]
        work.repaired(record, guess.header, used, after, "address.tai")
        used = after
    city_name = found.city or address.city_name(city)
    made = work.made.addresses
    made.record.append(record)
    made.text.append(_whole(used, city, district, bool(found.city), bool(found.district)) if city or district else used)
    made.zip.append(code or found.zip)
    made.city.append(city_name)
    made.district.append(found.district or district)
    made.label.append(guess.label)
    if city or district:
        said = _folded(f"{made.text[-1]}{city_name}{made.district[-1]}")
        for part in (city, district):
            if part and _folded(part) not in said:
                work.note(record, f"{guess.header}: {part}")


def _whole(text: str, city: str, district: str, has_city: bool, has_district: bool) -> str:
    """Street, district and city as one text, in the order of its language."""
    ahead = [
        part
        for part, has in ((city, has_city), (district, has_district))
        if part and not has and _folded(part) not in _folded(text)
    ]
    if not ahead:
        return text
    if not text or _HAN.search(text):
        return "".join(ahead) + text
    return ", ".join([text, *reversed(ahead)])


def _folded(text: str) -> str:
    return re.sub(r"[\s,，]", "", text).replace("臺", "台").casefold()


def _without_code(text: str, code: str) -> str:
    """The address without the postal code in front of it."""
    if not _NUMBERED.match(text):
        return text
    return re.sub(rf"^[\s\[【(（〒]*{code[:3]}-?{code[3:]}\s*[\]】)）]?[\s,，.]*", "", text)


def _uncoded(work: Work, guess: ColumnGuess | None, record: int, text: str) -> str:
    """`[38]臺北市` of an official list is 臺北市."""
    if guess and text.startswith("[") and _CODED.match(text) and work.is_on("address.code", guess.header):
        after = _CODED.sub("", text)
        work.repaired(record, guess.header, text, after, "address.code")
        return after
    return text


def _code(work: Work, guess: ColumnGuess | None, record: int, text: str) -> str:
    """A postal code; one that is not Taiwan's stays as given."""
    if not text or guess is None or (text.isdecimal() and len(text) in {3, 5, 6}):
        return text
    code = address.postal_code(text)
    if code and work.is_on("number.point_zero", guess.header) and text != code:
        work.repaired(record, guess.header, text, code, "number.point_zero" if text.endswith(".0") else "address.zip")
    return code or text


def _only_parts(work: Work, extras: dict[str, list[ColumnGuess]]) -> None:
    """City or code columns without an address."""
    first = {part: found[0] if found else None for part, found in extras.items()}
    zips, cities, districts = (_texts(work, first[part]) for part in ("postal_code", "city", "district"))
    made = work.made.addresses
    for record in range(work.count if zips or cities or districts else 0):
        code = _code(work, first["postal_code"], record, zips[record]) if zips else ""
        city = _uncoded(work, first["city"], record, cities[record]) if cities else ""
        district = _uncoded(work, first["district"], record, districts[record]) if districts else ""
        if code or city or district:
            made.record.append(record)
            made.text.append(city + district)
            made.zip.append(code)
            made.city.append(address.city_name(city))
            made.district.append(district)
            made.label.append("")
    for found in extras.values():
        for guess in found[1:]:
            for record, text in enumerate(texts.column(work, guess)):
                if text:
                    work.note(record, f"{guess.header}: {text}")
