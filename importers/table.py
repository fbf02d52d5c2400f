"""Find the lists on a sheet: where the header is, which rows are records, which are not, and what kind of list it is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from db.core.errors import InputError
from importers import rows, topline
from importers.headers import meaning
from importers.profile import as_text, is_empty
from importers.understanding import kind_of
from importers.values import Cell, Kind, Marks, NotRecord, Sheet, Table
from resources.i18n import ngettext

_NAMES: Final = frozenset({"name", "last_name", "first_name", "company", "customer_name", "contact"})


def find(sheet: Sheet, header_row: int | None = None, kind: Kind | None = None) -> list[Table]:
    """Every list on this sheet, top to bottom and left to right; [] where there is none.

    `header_row`: the user says where the header stands, as Excel counts, 0 for nowhere. `kind`: the user says what it is.
    A table of kind "unknown" has a reason: ledger, statistics, survey, summary, no_names, cards, empty.
    Raises InputError where the sheet does not reach as far as the header that was said.
    """
    filled = [number for number, row in enumerate(sheet.rows) if rows.has_something(row)]
    if not filled:
        return []
    if header_row is None and topline.are_cards(sheet.rows):
        return [_cards(sheet)]
    given = None if header_row is None else header_row - sheet.first_row
    if given is not None and given > filled[-1]:
        last = sheet.first_row + filled[-1]
        words = ngettext("This sheet has only {count} row.", "This sheet has only {count} rows.", last)
        raise InputError(words.format(count=f"{last:,}"))
    found: list[Table] = []
    for section in topline.sections(sheet.rows, filled, given):
        for start, stop in _blocks(sheet.rows, section):
            found.extend(_table(sheet, section, start, stop, kind))
    return found


def letter(column: int) -> str:
    """Excel's name of a column, from 0: A, B ... Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _table(sheet: Sheet, section: topline.Section, start: int, stop: int, kind: Kind | None) -> list[Table]:
    body = [row[start:stop] for row in sheet.rows[section.first : section.last]]
    names = section.names[start:stop] + [""] * (stop - start - len(section.names[start:stop]))
    titles = [sheet.rows[number][start:stop] for number, reason in section.above if reason == "title"]
    shape = rows.sort_out(body, names, titles)
    columns = [list(column) for column in zip_longest(*(body[number] for number in shape.records))] if shape.records else []
    columns += [[None] * len(shape.records) for _ in range(stop - start - len(columns))]
    kept = [index for index in range(stop - start) if names[index] or any(not is_empty(cell) for cell in columns[index])]
    if not kept or (section.header is None and not _is_data(columns)):
        return []
    headers = _unique([names[index] or f"@{letter(start + index)}" for index in kept])
    columns = [columns[index] for index in kept]
    origin = sheet.first_row + section.first
    not_records = [NotRecord(sheet.first_row + number, reason) for number, reason in section.above]
    not_records += [NotRecord(origin + number, reason) for number, reason in shape.others]
    found_kind, reason = kind_of(headers, columns, section.header is None)
    if not shape.records:
        found_kind, reason = "unknown", "empty"
    elif kind:
        found_kind, reason = kind, ""
    made = Table(
        sheet.name, found_kind, None if section.header is None else sheet.first_row + section.header, headers, columns,
        [origin + number for number in shape.records], not_records, reason,
    )  # fmt: skip
    made.marks = _marks(sheet.marks, made.row_numbers, [start + index for index in kept])
    return [made]


def _is_data(columns: Sequence[Sequence[Cell]]) -> bool:
    """Of a sheet without a header: whether it is rows of values at all, not a page of prose."""
    if len(columns) > 1:
        return (
            len(columns[0]) > 0
            and sum(1 for column in columns if sum(not is_empty(cell) for cell in column) >= 0.5 * len(column)) > 1
        )
    texts = [as_text(cell) for cell in columns[0] if not is_empty(cell)]
    return sum(bool(re.search(r"\d", text)) and len(text) < 60 for text in texts) > 0.5 * len(texts)


def _unique(headers: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    made = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        made.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return made


def _marks(marks: Marks, numbers: Sequence[int], columns: Sequence[int]) -> Marks:
    """The sheet's marks that fall on records; columns count from this table's first."""
    here, place = set(numbers), {column: index for index, column in enumerate(columns)}
    return replace(
        marks,
        fills={row: colour for row, colour in marks.fills.items() if row in here},
        strikes=[row for row in marks.strikes if row in here],
        comments=[(row, place[column], text) for row, column, text in marks.comments if row in here and column in place],
        hidden_rows=[row for row in marks.hidden_rows if row in here],
        hidden_columns=[place[column] for column in marks.hidden_columns if column in place],
    )


def _blocks(grid: Sequence[Sequence[Cell]], section: topline.Section) -> list[tuple[int, int]]:
    """The column ranges of lists standing side by side; one range when there is but one list."""
    body = grid[section.first : section.last]
    width = max((len(row) for row in body), default=0)
    width = max(width, len(section.names))
    used = [bool(section.names[column : column + 1] and section.names[column]) for column in range(width)]
    open_ = [column for column in range(width) if not used[column]]
    for row in body:
        for column in [column for column in open_ if column < len(row) and not is_empty(row[column])]:
            used[column] = True
            open_.remove(column)
        if not open_:
            break
    if section.header is None:
        return [(used.index(True), width - used[::-1].index(True))] if any(used) else []
    runs = _runs(used)
    if len(runs) > 1 and all(_is_list(section.names[start:stop]) for start, stop in runs):
        return runs
    if not runs:
        return []
    whole = (runs[0][0], runs[-1][1])
    return _repeated(section.names, *whole) or [whole]


def _runs(used: Sequence[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, is_used in enumerate(used):
        if is_used and runs and runs[-1][1] == column:
            runs[-1] = (runs[-1][0], column + 1)
        elif is_used:
            runs.append((column, column + 1))
    return runs


def _is_list(names: Sequence[str]) -> bool:
    """Whether these headers could be a list of their own: two of them, one a name."""
    concepts = [meaning(name).concept for name in names if name]
    return len(concepts) > 1 and bool(_NAMES & set(concepts))


def _repeated(names: Sequence[str], start: int, stop: int) -> list[tuple[int, int]]:
    """姓名 電話 姓名 電話 without a gap: two lists."""
    for parts in (2, 3, 4):
        width, rest = divmod(stop - start, parts)
        pieces = [list(names[start + n * width : start + (n + 1) * width]) for n in range(parts)]
        if not rest and width > 1 and all(piece == pieces[0] for piece in pieces) and _is_list(pieces[0]):
            return [(start + n * width, start + (n + 1) * width) for n in range(parts)]
    return []


def _cards(sheet: Sheet) -> Table:
    width = max(len(row) for row in sheet.rows)
    columns = [list(column) for column in zip_longest(*sheet.rows)]
    numbers = list(range(sheet.first_row, sheet.first_row + len(sheet.rows)))
    return Table(sheet.name, "unknown", None, [f"@{letter(column)}" for column in range(width)], columns, numbers, reason="cards")
