"""A value of a cleaned table typed over in the preview."""

from typing import Any, Final

from db.core.values import dates, phones, text
from importers.values import CleanTable

_POINTS: Final = frozenset({"phone", "mobile", "fax", "email", "line_id", "line_name", "fb", "ig"})
_DATES: Final = frozenset({"birthday", "customer_since", "date", "follow_up"})


def edit(clean: CleanTable, record: int, name: str, typed: str) -> None:
    """Put what was typed in place of the record's value; a problem of that value is settled by it. Nothing typed empties it."""
    typed = text.clean_text(typed).strip()
    if name in _POINTS:
        _points(clean, record, name, typed)
    elif name == "address":
        _addresses(clean, record, typed)
    elif name.startswith("own:"):
        _put(clean.own, name.removeprefix("own:"), record, typed, len(clean.row_numbers))
    else:
        _put(clean.fields, name, record, _day(typed) if name in _DATES else typed, len(clean.row_numbers))


def settle(clean: CleanTable, record: int, header: str) -> None:
    """The problem of this cell is settled."""
    clean.problems = [one for one in clean.problems if (one.record, one.header) != (record, header)]


def _day(typed: str) -> str:
    found = dates.parse(typed)
    return found.iso if found else ""


def _put(columns: dict[str, list[Any]], name: str, record: int, value: str, count: int) -> None:
    columns.setdefault(name, [None] * count)[record] = value or None


def _points(clean: CleanTable, record: int, kind: str, typed: str) -> None:
    points = clean.points
    at = [n for n, owner in enumerate(points.record) if owner == record and points.kind[n] == kind]
    normal = phones.normal(typed) if kind in ("phone", "mobile", "fax") else text.normal(typed)
    shown = phones.shown(normal) if kind in ("phone", "mobile", "fax") and normal else typed
    if not at and typed:
        for column, value in zip(
            (points.record, points.kind, points.text, points.normal, points.label), (record, kind, shown, normal, ""), strict=True
        ):
            column.append(value)  # type: ignore[attr-defined]
    elif at and typed:
        points.text[at[0]], points.normal[at[0]] = shown, normal
    elif at:
        for column in (points.record, points.kind, points.text, points.normal, points.label):
            del column[at[0]]


def _addresses(clean: CleanTable, record: int, typed: str) -> None:
    from db.core.values import address

    places = clean.addresses
    at = next((n for n, owner in enumerate(places.record) if owner == record), None)
    parts = address.split(typed)
    values: tuple[Any, ...] = (record, typed, parts.zip, parts.city, parts.district, "")
    columns: tuple[list[Any], ...] = (places.record, places.text, places.zip, places.city, places.district, places.label)
    for column, value in zip(columns, values, strict=True):
        if at is None:
            column.append(value)
        elif typed:
            column[at] = value
        else:
            del column[at]
