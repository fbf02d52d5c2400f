"""Cleaned tables and plans made by hand, as the reading child would hand them over."""

from collections.abc import Sequence
from typing import Any

from importers import recipes
from importers.lines import Batch
from importers.plan import Plan
from importers.session import FileSurvey, TableChoice
from importers.values import Addresses, CleanTable, ColumnGuess, Contacts, Kind, Marks, Points, Source

_POINTS = ("phone", "mobile", "fax", "email", "line_id")


def table(rows: Sequence[dict[str, Any]], kind: Kind = "customers", sheet: str | None = "客戶", first_row: int = 2) -> CleanTable:
    """A cleaned table of these records; phones, mails and addresses may be one text or a list; "own" a dict; "tags" a list."""
    clean = CleanTable(sheet, kind, list(range(first_row, first_row + len(rows))))
    for name in sorted({name for row in rows for name in row} - {*_POINTS, "address", "contact", "own", "tags"}):
        clean.fields[name] = [row.get(name) for row in rows]
    for title in dict.fromkeys(title for row in rows for title in row.get("own", {})):
        clean.own[title] = [row.get("own", {}).get(title) for row in rows]
    clean.points, clean.addresses, clean.contacts = Points(), Addresses(), Contacts()
    for record, row in enumerate(rows):
        for kind_of_point in _POINTS:
            for text in _several(row.get(kind_of_point)):
                _point(clean.points, record, kind_of_point, text)
        for text in _several(row.get("address")):
            _address(clean.addresses, record, text)
        for tag in row.get("tags", ()):
            clean.tags.setdefault(tag, []).append(record)
    return clean


def survey(name: str, *tables: CleanTable, age: str = "", digest: str = "") -> tuple[FileSurvey, list[Batch]]:
    """A file of these tables, looked into."""
    file = FileSurvey(Source(name=name), name, "xlsx", age=age or "2026-01-01", digest=digest or name)
    batches = []
    for clean in tables:
        guesses = [ColumnGuess(at, header, *_meaning(header)) for at, header in enumerate(_headers(clean))]
        headers = [guess.header for guess in guesses]
        choice = TableChoice(
            clean.sheet,
            0,
            clean.kind,
            clean.kind,
            1,
            headers,
            guesses,
            len(clean.row_numbers),
            clean.row_numbers,
            [],
            "",
            Marks(),
            [],
            1,
            layout=recipes.layout(clean.kind, headers),
        )
        file.tables.append(choice)
        batches.append(Batch(file, choice, clean))
    return file, batches


def plan(*files: tuple[FileSurvey, list[Batch]], ask: str = "") -> Plan:
    """The plan of a session of these files."""
    ordered = sorted(files, key=lambda one: one[0].age)
    return Plan([file for file, _batches in files], [batch for _file, batches in ordered for batch in batches], ask=ask)


def one(rows: Sequence[dict[str, Any]], name: str = "客戶.xlsx", *, ask: str = "", **more: Any) -> Plan:
    """The plan of one file with one table."""
    return plan(survey(name, table(rows), **more), ask=ask)


def _several(given: Any) -> list[str]:
    return [] if not given else [given] if isinstance(given, str) else list(given)


def _point(points: Points, record: int, kind: str, text: str) -> None:
    normal = "".join(sign for sign in text if sign.isdigit()) if kind in ("phone", "mobile", "fax") else text.casefold()
    columns: tuple[list[Any], ...] = (points.record, points.kind, points.text, points.normal, points.label)
    for column, value in zip(columns, (record, kind, text, normal, ""), strict=True):
        column.append(value)


def _address(places: Addresses, record: int, text: str) -> None:
    columns: tuple[list[Any], ...] = (places.record, places.text, places.zip, places.city, places.district, places.label)
    for column, value in zip(columns, (record, text, "", text[:3], "", ""), strict=True):
        column.append(value)


def _headers(clean: CleanTable) -> list[str]:
    parts = [kind for kind in _POINTS if kind in clean.points.kind] + (["address"] if clean.addresses.record else [])
    return [*clean.fields, *parts, *(f"own:{title}" for title in clean.own)]


def _meaning(header: str) -> tuple[str | None, str | None]:
    return (None, header.removeprefix("own:")) if header.startswith("own:") else (header, None)
