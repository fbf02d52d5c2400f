"""A value of a cleaned table typed over in the preview: what can't be read is refused, what is doubtful is said."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from db.core import clock
from db.core.errors import InputError
from db.core.values import address, dates, money, phones, tax_id, text
from db.services import terms
from importers.cleaning import agreed, amounts, reach, sense
from importers.labels import reason_label
from importers.values import DATES, NUMBERS, CleanTable, ColumnGuess, Problem
from resources.i18n import N_, _

_POINTS: Final = frozenset({"email", "line_id", "line_name", "fb", "ig"})
_PHONES: Final = {"phone": ("mobile", "phone"), "mobile": ("mobile",), "fax": ("fax",)}  # numbers that stand in one cell
_WHOLE: Final = frozenset({"amount", "unpaid"})  # in whole dollars
_NAMES: Final = frozenset({"name", "customer"})
_BY_HEADER: Final = frozenset({*amounts.MONTHS, "is_active"})  # what the words over the column help to read
_TOLD_BY: Final = {
    "phone": {"phone", "mobile"},
    "name": {"name", "last_name", "first_name"},
}  # fields of the columns it came from
_HEADERS: Final = {"tax_id": N_("Tax ID"), "birthday": N_("Birthday"), "phone": N_("Phone")}  # of a list without such a column


def edit(clean: CleanTable, record: int, name: str, typed: str, guesses: Sequence[ColumnGuess]) -> None:
    """Put what was typed in place of the record's value; a problem of that value is settled by it. Nothing typed empties it.

    Raises InputError, and changes nothing, where a date, number or phone can't be read, or a name would be gone.
    """
    typed = text.clean_text(typed).strip()
    columns = _told(name, guesses)
    header = columns[0].header if columns else _(_HEADERS.get(name, name))
    doubts: list[str] = []
    if name in _PHONES:
        doubts = _numbers(clean, record, name, typed)
    elif name in _POINTS:
        _points(clean, record, (name,), [(name, typed, text.normal(typed), "")] if typed else [])
    elif name == "address":
        _addresses(clean, record, typed)
    elif name.startswith("own:"):
        value = _own(typed, columns[0]) if columns and typed else typed
        _put(clean.own, name.removeprefix("own:"), record, value, len(clean.row_numbers))
    else:
        value, doubts = _value(name, typed, columns[0].date_order if columns else "", header)
        _put(clean.fields, name, record, value, len(clean.row_numbers))
    if record in clean.raw:  # should the row wait, it waits as typed over
        type_over(clean.raw[record], name, typed, guesses)
    settled = {header, *(column.header for column in columns)}
    clean.problems = [one for one in clean.problems if one.record != record or one.header not in settled]
    clean.problems += [Problem(record, header, typed, doubt) for doubt in doubts]


def type_over(cells: list[str], name: str, typed: str, guesses: Sequence[ColumnGuess]) -> None:
    """Put what was typed into a row as it stood in the file: into the first column of this field, the others are emptied."""
    for place, column in enumerate(_told(name, guesses)):
        cells[column.index] = "" if place else typed


def _told(name: str, guesses: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    told_by = _TOLD_BY.get(name, {name})
    return [guess for guess in guesses if guess.field in told_by or f"own:{guess.own_title}" == name]


def _value(name: str, typed: str, order: str, header: str) -> tuple[Any, list[str]]:
    """What is kept of it, and what is doubtful about that."""
    if name in _NAMES and not typed:
        raise InputError(_("A name can't be empty. If this row is not wanted, choose “Leave out” instead."))
    if not typed:
        return None, []
    if name in DATES:
        return _day(name, typed, order)
    if name in NUMBERS:
        number = _number(typed)
        return (money.rounded(number) if name in _WHOLE else amounts.decimal_text(number)), []
    if name in _BY_HEADER:
        return (_months if name in amounts.MONTHS else _is_sold)(typed, header), []
    if name == "tax_id":
        mended = tax_id.normal(typed)
        return mended, [] if tax_id.check(mended) else [amounts.tax_id_doubt(mended)]
    return (_agreed(name, typed) if name in agreed.FIELDS else typed), []


def _agreed(name: str, typed: str) -> str | None:
    found = agreed.read(name, typed)
    return str(terms.parse(name, typed)) if found is None else found or None  # what can't be read is refused in its words


def _day(name: str, typed: str, order: str) -> tuple[str, list[str]]:
    """A birthday may lack its year or be lunar; a day to come is no birthday and no day of joining."""
    found = dates.parse(typed, "dmy" if order == "dmy" else None)
    if found is None or (name != "birthday" and found.solar is None):
        raise InputError(_("“{text}” can't be read. Please write it like 1980/1/2 or 69/1/2.").format(text=typed))
    today = clock.today().isoformat()
    doubt = sense.about_birthday(found.iso, today) if name == "birthday" else ""
    if doubt == "in_the_future" or (name == "customer_since" and found.iso > today):
        raise InputError(_("“{text}”: {why}.").format(text=typed, why=reason_label("in_the_future")))
    return ("~" if found.lunar else "") + found.iso, [doubt] if doubt else []


def _number(typed: str) -> Decimal:
    number = money.parse_decimal(typed)
    if number is None:
        raise InputError(_("“{text}” can't be read. Please write a number.").format(text=typed))
    return number


def _months(typed: str, header: str) -> int | None:
    found = amounts.months(typed, header)
    if found is None:
        raise InputError(_("“{text}” can't be read. Please write a number of months, such as 6.").format(text=typed))
    return found or None


def _is_sold(typed: str, header: str) -> int | None:
    found = amounts.is_sold(typed, header) if typed else None
    if typed and found is None:
        raise InputError(_("Please write whether it is sold or no longer sold."))
    return found


def _own(typed: str, guess: ColumnGuess) -> Any:
    """A value of a field of the shop's own, as its type keeps it."""
    if guess.own_kind == "date":
        return _day(guess.header, typed, guess.date_order)[0]
    if guess.own_kind == "number":
        number = amounts.decimal_text(_number(typed))
        return number if "." in number else int(number)
    return typed


def _put(columns: dict[str, list[Any]], name: str, record: int, value: Any, count: int) -> None:
    columns.setdefault(name, [None] * count)[record] = None if value == "" else value


def _numbers(clean: CleanTable, record: int, name: str, typed: str) -> list[str]:
    """All numbers of the cell, and what is doubtful about them."""
    found = phones.parse(typed)
    if any(not phone.normal for phone in found):
        raise InputError(_("“{text}” can't be read. Please write a phone number like 0912-345-678.").format(text=typed))
    kinds = _PHONES[name]
    values = [(phone.kind if phone.kind in kinds else name, phone.shown, phone.normal, phone.label) for phone in found]
    _points(clean, record, kinds, values)
    return list(dict.fromkeys(reach.doubt_of(phone) for phone in found if phone.problem))


def _points(clean: CleanTable, record: int, kinds: Sequence[str], values: Sequence[tuple[str, str, str, str]]) -> None:
    """Put these (kind, text, normal, label) in the place of the record's numbers of these kinds; no label said: the old one."""
    points = clean.points
    at = [n for n, owner in enumerate(points.record) if owner == record and points.kind[n] in kinds]
    for place, (kind, shown, normal, label) in zip(at, values, strict=False):
        points.kind[place], points.text[place], points.normal[place] = kind, shown, normal
        points.label[place] = label or points.label[place]
    for one in values[len(at) :]:
        for column, value in zip(_columns(clean), (record, *one), strict=True):
            column.append(value)
    for place in reversed(at[len(values) :]):
        for column in _columns(clean):
            del column[place]


def _columns(clean: CleanTable) -> tuple[list[Any], ...]:
    points = clean.points
    return points.record, points.kind, points.text, points.normal, points.label


def _addresses(clean: CleanTable, record: int, typed: str) -> None:
    places = clean.addresses
    at = next((n for n, owner in enumerate(places.record) if owner == record), None)
    parts = address.split(typed)
    values: tuple[Any, ...] = (record, typed, parts.zip, parts.city, parts.district, "")
    columns: tuple[list[Any], ...] = (places.record, places.text, places.zip, places.city, places.district, places.label)
    for column, value in zip(columns, values, strict=True):
        if at is None:
            if typed:
                column.append(value)
        elif typed:
            column[at] = value
        else:
            del column[at]
