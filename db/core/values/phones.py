"""Phone numbers as found in cells of Taiwanese lists: several in a cell, with labels, extensions and ranges, spoilt by Excel."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from db.core.values.text import half_width


class Phone(NamedTuple):
    """One number of a cell.

    `problem` is "" or one of: too short, too long, no area code, lost digits, coordinate, unreadable. `repair` names what was
    mended: "", leading_zero, float, exponent, country_code, full_width, apostrophe, area_twice.
    """

    text: str  # as given, without its label
    normal: str  # 0912345678, 0223456789#12, +81312345678; digits as they stand where unreadable; "" where there are none
    shown: str
    kind: str  # mobile, phone or fax
    label: str  # 公司, 住家, 王小姐 ...
    problem: str
    repair: str = ""


_MOBILE: Final = re.compile(r"09\d\d(-?)\d{3}\1\d{3}", re.ASCII)
_SPOILT_MOBILE: Final = re.compile(r"(\+886 ?)?(9\d{8})", re.ASCII)
_LAND: Final = re.compile(r"(?:\(0\d{1,3}\) ?|0\d{1,3}-?)\d{3,4}-?\d{3,4}", re.ASCII)
_SIGNS: Final = str.maketrans("", "", "()- ")
_DASHES: Final = str.maketrans({**dict.fromkeys("‐‑‒–—―−ー─_", "-"), **dict.fromkeys("～〜∼˜", "~"), "’": "'", "‘": "'"})
_EXTENSION: Final = r"(?:#|＃|分機|轉|ext\.?|extension|內線|x)"
_LOOSE_EXTENSION: Final = re.compile(rf"\s*\n\s*(?={_EXTENSION}\s*[:.：]?\s*\d)", re.IGNORECASE)
_AREA_TWICE: Final = re.compile(r"(?<=\()(0\d{1,3})\)\s*-?(?=\1)", re.ASCII)
_SPLIT: Final = re.compile(r"[\n;,、|/&]|\s或\s*|或|及|\s{2,}")
_NUMBER: Final = re.compile(
    r"\+?\(?\+?\d[\d\-(). ]*"  # digits with their usual company
    rf"(?:\s*{_EXTENSION}\s*[:.：]?\s*(?P<extension>\d{{1,6}}))?"
    r"(?P<range>\s*[~至到]\s*\d{1,4})?",
    re.ASCII | re.IGNORECASE,
)
_EXPONENT: Final = re.compile(r"(\d)(?:\.(\d+))?e\+?0*(\d{1,2})", re.ASCII | re.IGNORECASE)
_COORDINATE: Final = re.compile(r"-?\d{1,3}\.\d{3,}", re.ASCII)
_FLOAT: Final = re.compile(r"(\d{5,})\.0+", re.ASCII)
_FAX: Final = re.compile(r"傳真|fax|\bF\b", re.IGNORECASE)
_PLAIN_LABEL: Final = re.compile(
    r"(?:聯絡|連絡)?(?:電話|手機|行動(?:電話)?|tel|phone|mobile|cell|市話|傳真|fax|專線|[tmf])", re.IGNORECASE
)
_LABEL_EDGES: Final = " \t:：()（）[]【】<>-.。,，~*'\"?？"
# Lengths of whole numbers, area code and all. Source: the numbering plan of the National Communications Commission.
_WHOLE: Final = re.compile(
    r"09\d{8}|02\d{8}|0[35678][2-9]\d{6}|04\d{7,8}|049\d{7}|037\d{6}|0(?:82|89)\d{6}|0(?:826|836)\d{5}"
    r"|080[09]\d{6}|070\d{8}",
    re.ASCII,
)
_FOREIGN: Final = re.compile(
    r"00(?:[29]|19)?(?=(?:86|852|853|81|82|65|60|66|84|62|63|61|44|49|33)\d{7,})|011(?=\d{10,})", re.ASCII
)
_AREAS: Final = ("0826", "0836", "037", "049", "082", "089", "02", "03", "04", "05", "06", "07", "08")


def parse(text: str, area: str = "") -> list[Phone]:
    """Every number in a cell, in order; a cell without digits is one Phone whose problem says so, an empty one is [].

    `area` is the shop's own area code (02): put before a local number for matching, never shown. Nothing of the cell is
    lost: what is no number stands in a label.
    """
    if _MOBILE.fullmatch(text):
        digits = text.replace("-", "")
        return [Phone(text, digits, f"{digits[:4]}-{digits[4:7]}-{digits[7:]}", "mobile", "", "")]
    if spoilt := _SPOILT_MOBILE.fullmatch(text):
        digits, repair = f"0{spoilt[2]}", "country_code" if spoilt[1] else "leading_zero"
        return [Phone(text, digits, shown(digits), "mobile", "", "", repair)]
    if _LAND.fullmatch(text) and _WHOLE.fullmatch(digits := text.translate(_SIGNS)):
        return [Phone(text, digits, shown(digits), "mobile" if digits.startswith("09") else "phone", "", "")]
    return list(_cell(text, area)) if text and not text.isspace() else []


def normal(text: str, area: str = "") -> str:
    """The normal form of the first number in this text; "" where there is none."""
    found = parse(text, area)
    return found[0].normal if found else ""


@lru_cache(maxsize=65_536)
def _cell(text: str, area: str) -> tuple[Phone, ...]:
    plain = _LOOSE_EXTENSION.sub(" ", half_width(text).translate(_DASHES).strip())
    if whole := _spoilt(plain, text.strip()):
        return (whole,)
    width = "full_width" if re.search("[０-９－（）＋]", text) else ""
    found: list[Phone] = []
    for piece in _SPLIT.split(plain):
        for label, number, extension, tail in _numbers(piece):
            digits = re.sub(r"\D", "", number)
            if found and len(digits) <= 4 and not number.startswith("+") and not label:
                found[-1] = _continued(found[-1], f"{number.strip()}{'#' if extension else ''}{extension}{tail}")
            else:
                found.append(_phone(label, number, extension, tail, area, width))
        if piece.strip(_LABEL_EDGES) and not re.search(r"\d", piece) and found:
            found[-1] = found[-1]._replace(label=_joined(found[-1].label, piece.strip(_LABEL_EDGES)))
    if len(found) == 1 and not found[0].label:
        found[0] = found[0]._replace(text=text.strip())
    return tuple(found) or (Phone(text.strip(), "", text.strip(), "phone", "", "unreadable"),)


def _spoilt(plain: str, given: str) -> Phone | None:
    """A whole cell that Excel or a map has made of something else."""
    if exponent := _EXPONENT.fullmatch(plain):
        digits = exponent[1] + (exponent[2] or "")
        if len(digits) - 1 < int(exponent[3]):
            return Phone(given, digits, given, "phone", "", "lost digits")
        return _phone("", digits[: int(exponent[3]) + 1], "", "", "", "exponent")._replace(text=given)
    if _COORDINATE.fullmatch(plain) and not _FLOAT.fullmatch(plain):
        return Phone(given, "", given, "phone", "", "coordinate")
    if number := _FLOAT.fullmatch(plain):
        return _phone("", number[1], "", "", "", "float")._replace(text=given)
    if plain.startswith("'") and plain[1:].isascii() and plain[1:].isdigit():
        return _phone("", plain[1:], "", "", "", "apostrophe")._replace(text=given)
    return None


def _numbers(piece: str) -> Iterator[tuple[str, str, str, str]]:
    """The (label, number, extension, range) groups of one piece of a cell; two numbers with a blank between are told apart."""
    end = 0
    matches = [found for found in _NUMBER.finditer(piece) if re.search(r"\d", found[0])]
    for place, found in enumerate(matches):
        label = piece[end : found.start()]
        end = found.end()
        trailing = piece[end:] if place == len(matches) - 1 else ""
        body = found[0][: found.start("extension") - found.start()] if found["extension"] else found[0]
        body = body[: -len(found["range"])] if found["range"] and not found["extension"] else body
        parts = _apart(re.sub(rf"\s*{_EXTENSION}\s*[:.：]?\s*$", "", body, flags=re.IGNORECASE))
        for number in parts[:-1]:
            yield label, number, "", ""
            label = ""
        yield _joined(_named(label), _named(trailing)), parts[-1], found["extension"] or "", found["range"] or ""


def _apart(body: str) -> list[str]:
    """`02-27006006 02-27006007` as two; `0912 345 678` stays one."""
    words = body.split()
    numbers = [words[0]] if words else [body]
    for word in words[1:]:
        digits = re.sub(r"\D", "", numbers[-1])
        if (_WHOLE.fullmatch(digits) or len(digits) >= 8) and re.match(r"\(?[0+]|\d{4}-?\d{4}$", word):
            numbers.append(word)
        else:
            numbers[-1] += " " + word
    return numbers


def _named(label: str) -> str:
    return label.strip(_LABEL_EDGES)


def _joined(first: str, second: str) -> str:
    return " ".join(part for part in (_named(first), _named(second)) if part)


def _continued(phone: Phone, more: str) -> Phone:
    """`2239-5319轉210、212` and `2345-6789/90`: the first number leads, the text keeps the rest."""
    return phone._replace(text=f"{phone.text}、{more}", shown=f"{phone.shown}、{more}")


def _phone(label: str, number: str, extension: str, tail: str, area: str, repair: str) -> Phone:
    number = number.strip(" -.").removesuffix("(").rstrip()
    digits, mended = _national(number)
    problem = ""
    local = not digits.startswith(("0", "+"))
    if local:
        problem = "" if _has_area(area, digits) else _local_problem(digits)
    elif not digits.startswith("+") and not _WHOLE.fullmatch(digits):
        problem = _length_problem(digits)
    given = " ".join(part for part in (number, f"#{extension}" if extension else "") if part) + tail.replace(" ", "")
    normal_form = (area if local and not problem else "") + digits + (f"#{extension}" if extension else "")
    as_shown = given if local or problem else shown(digits + (f"#{extension}" if extension else "")) + tail.replace(" ", "")
    kind = "fax" if _FAX.search(label) else "mobile" if digits.startswith("09") else "phone"
    return Phone(given, normal_form, as_shown, kind, _worth(label), problem, mended or repair)


def _worth(label: str) -> str:
    """The label without words that the kind says already."""
    return _named(_PLAIN_LABEL.sub("", label)) if _PLAIN_LABEL.fullmatch(_named(label)) else _named(label)


def _national(number: str) -> tuple[str, str]:
    """The digits as dialled in Taiwan, or + and the country; and what was mended."""
    digits = re.sub(r"\D", "", number)
    if (twice := _AREA_TWICE.search(number)) and _WHOLE.fullmatch(digits[len(twice[1]) :]):
        return digits[len(twice[1]) :], "area_twice"
    if number.lstrip("( ").startswith("+") and not digits.startswith("886"):
        return "+" + digits, ""
    if digits.startswith(("886", "00886", "002886")):
        home = "0" + digits[digits.index("886") + 3 :].removeprefix("0")
        if _WHOLE.fullmatch(home):
            return home, "country_code"
    if abroad := _FOREIGN.match(digits):
        return "+" + digits[abroad.end() :], "country_code"
    if _lost_zero(digits, number):
        return "0" + digits, "leading_zero"
    return digits, ""


def _lost_zero(digits: str, number: str) -> bool:
    """Excel drops the first 0 of 0912345678 and 0223456789; eight digits could be a local number and stay as they are."""
    if len(digits) == 9 and digits[0] in "924":
        return bool(_WHOLE.fullmatch("0" + digits))
    return bool(re.match(r"\(?[2-8]\)?-", number.strip()) and _WHOLE.fullmatch("0" + digits))


def _has_area(area: str, digits: str) -> bool:
    return bool(area and _WHOLE.fullmatch(area + digits))


def _local_problem(digits: str) -> str:
    if len(digits) < 6:
        return "too short"
    return "no area code" if len(digits) <= 8 else "unreadable"


def _length_problem(digits: str) -> str:
    area = area_of(digits)
    longest = {"02": 10, "04": 10, "049": 10, "": 10}.get(area, 9)
    if digits.startswith("070"):
        longest = 11
    if len(digits) > longest:
        return "too long"
    return "too short" if len(digits) < longest else "unreadable"


def area_of(normal: str) -> str:
    """The area code a number in normal form starts with (02, 037, 0836); "" for mobile, free and foreign numbers."""
    if (normal.startswith(("080", "070")) and not normal.startswith("0800")) or normal.startswith(("09", "0800")):
        return ""
    return next((area for area in _AREAS if normal.startswith(area)), "")


def joined(area: str, number: str, extension: str = "") -> str:
    """One text of what a list keeps in two or three columns: `02` `23456789` `12` is `(02)23456789#12`."""
    area, number, extension = (half_width(part).strip().removesuffix(".0") for part in (area, number, extension))
    code = re.sub(r"\D", "", area)
    if code and not code.startswith("0"):
        code = "0" + code
    already = re.sub(r"\D", "", number).startswith("0") or number.startswith(("+", "("))
    head = f"({code})" if code and number and not already else ""
    return head + number + (f"#{extension.lstrip('#')}" if extension and number else "")


def shown(normal: str) -> str:
    """`0912-345-678`, `02-2345-6789 #12`, `0800-000-123`, `070-1012-3456`; what is no Taiwanese number comes back as it is."""
    number, mark, extension = normal.partition("#")
    tail = f" #{extension}" if mark else ""
    if not _WHOLE.fullmatch(number):
        return number + tail
    if number.startswith(("09", "0800", "0809")):
        return f"{number[:4]}-{number[4:7]}-{number[7:]}{tail}"
    if number.startswith("070"):
        return f"{number[:3]}-{number[3:7]}-{number[7:]}{tail}"
    area = area_of(number)
    local = number[len(area) :]
    cut = {8: 4, 7: 3, 6: 3}.get(len(local), 0)
    return "-".join(part for part in (area, local[:cut], local[cut:]) if part) + tail
