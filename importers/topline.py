"""Where the header of a list stands: after titles, blanks and notes, on one line or more, or nowhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from importers.headers import looks_like_label, meaning
from importers.profile import as_text, is_empty, looks
from importers.rows import filled_cells
from importers.values import Cell

_LOOK_AT: Final = 60  # rows in which a header is searched for
_NOTHING: Final = frozenset({None, ""})
_VALUES: Final = frozenset({"email", "mobile", "phone", "date", "number", "url", "compact_date"})
_CARD_LABELS: Final = frozenset({"name", "phone", "mobile", "address", "email", "birthday", "company", "fax", "contact"})
_GROUPS: Final = frozenset({"phone", "mobile", "fax", "email", "address"})


@dataclass(slots=True)
class Section:
    """One list from its first body row to its last; rows are positions on the sheet."""

    header: int | None  # of several lines the last
    names: list[str]  # by column of the sheet, "" where there is none
    first: int  # first row of the body
    last: int  # one past the last
    above: list[tuple[int, str]] = field(default_factory=list)  # rows before the body and why they are no records


def sections(grid: Sequence[Sequence[Cell]], filled: Sequence[int], given: int | None) -> list[Section]:
    """The lists standing one below the other, each with its header; `given` is the row the user named, -1 or less for none."""
    if given is not None:
        return [_section(grid, given if given >= 0 else None, 0, len(grid), exactly=True)]
    found: list[Section] = []
    start = 0
    header = _header(grid, filled)
    while True:
        following = None if header is None else _next_header(grid, header)
        found.append(_section(grid, header, start, len(grid) if following is None else following))
        if following is None:
            return found
        start, header = following, _header(grid, range(following, min(following + 3, len(grid))))


def are_cards(grid: Sequence[Sequence[Cell]]) -> bool:
    """Whether the sheet is made of cards: the same labels down one column again and again, their values to the right."""
    counts: dict[tuple[int, str], int] = {}
    for row in grid[:200]:
        for column, cell in enumerate(row[:12]):
            right = row[column + 1] if column + 1 < len(row) else None
            if (
                (
                    isinstance(cell, str)
                    and 0 < len(cell.strip()) <= 12
                    and (concept := meaning(cell).concept) in _CARD_LABELS
                    and meaning(cell).exact
                )
                and not is_empty(right)
                and not (isinstance(right, str) and looks_like_label(right))
            ):
                key = (column, concept)
                counts[key] = counts.get(key, 0) + 1
    columns = {column for column, _concept in counts}
    return any(sum(1 for (at, _concept), count in counts.items() if at == column and count > 1) > 1 for column in columns)


def _section(grid: Sequence[Sequence[Cell]], header: int | None, start: int, stop: int, *, exactly: bool = False) -> Section:
    if header is None:
        first = next((number for number in range(start, stop) if not _is_blank(grid[number])), start)
        first = first if exactly else _below_titles(grid, first, stop)
        return Section(None, [], first, stop, _above(grid, start, first))
    lines = [header] if exactly else _lines(grid, header, start)
    above = _above(grid, start, lines[0])
    above += [(number, "header") for number in lines[:-1]]
    return Section(lines[-1], _names(grid, lines), lines[-1] + 1, stop, above)


def _above(grid: Sequence[Sequence[Cell]], start: int, first: int) -> list[tuple[int, str]]:
    return [(number, "blank" if _is_blank(grid[number]) else "title") for number in range(start, first)]


def _below_titles(grid: Sequence[Sequence[Cell]], first: int, stop: int) -> int:
    """Where the records of a list without a header begin: below words that stand alone, with a blank row or nobody's name."""
    body = next((number for number in range(first, min(first + 5, stop)) if len(_single(grid[number])) > 1), first)
    over = [_single(grid[number]) for number in range(first, body)]
    words = [str(cells[0]) for cells in over if cells]
    alone = all(not _is_value(cells[0]) for cells in over if cells)
    return body if alone and ([] in over or not any("person" in looks(word) for word in words)) else first


def _is_blank(row: Sequence[Cell]) -> bool:
    return all(is_empty(cell) for cell in row)


def _single(row: Sequence[Cell]) -> list[Cell]:
    """The filled cells; a value repeated all over the row (a merged title) counts once."""
    cells = [cell for cell in row if not is_empty(cell)]
    return cells[:1] if len(set(map(as_text, cells))) == 1 else cells


def _is_value(cell: Cell) -> bool:
    """Whether this is somebody's data and no header."""
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    if len(text) > 60 or text.count("\n") > 2:
        return True
    return bool(looks(text) & _VALUES) and not looks_like_label(text)


def _score(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> float:
    """How much this row is like a header; 0 or less: not at all."""
    cells = _single(row)
    if not cells:
        return 0
    values = sum(_is_value(cell) for cell in cells)
    labels = sum(1 for cell in cells if isinstance(cell, str) and looks_like_label(cell))
    if values > 0.15 * len(cells) + (1 if labels >= 4 else 0) or (labels < 2 and not any(_single(other) for other in below[:3])):
        return 0
    width = max((len(_single(other)) for other in below[:6]), default=0)
    if len(cells) == 1:
        return float(labels) if labels and width <= 1 else 0
    return (
        3 * labels
        + 0.5 * len(cells)
        - 4 * values
        - (3 if len(cells) < 0.4 * width else 0)
        + (1 if len(set(map(as_text, cells))) == len(cells) else 0)
    )


def _header(grid: Sequence[Sequence[Cell]], filled: Sequence[int]) -> int | None:
    """The row most like a header among the first ones; None where the first rows are data."""
    looked = [number for number in filled[:_LOOK_AT] if number < len(grid)]
    scores = {number: _score(grid[number], grid[number + 1 : number + 7]) for number in looked}
    best = max(looked, key=lambda number: (scores[number], -number), default=None)
    if best is None or scores[best] <= 0:
        return None
    best = next(
        number
        for number in looked
        if scores[number] >= 0.75 * scores[best] and _labels(grid[number]) >= 0.75 * _labels(grid[best])
    )
    if _labels(grid[best]) >= 2 or (_labels(grid[best]) == 1 and _differs(grid, best)):
        return best
    return next(
        (number for number in looked if len(_single(grid[number])) > 1 and scores[number] > 0 and _differs(grid, number)), None
    )


def _labels(row: Sequence[Cell]) -> int:
    return len({meaning(cell).concept for cell in row if isinstance(cell, str) and looks_like_label(cell)})


def _differs(grid: Sequence[Sequence[Cell]], header: int) -> bool:
    """Whether the rows below are of other stuff than this row of words: numbers, dates, mails; or its words are headers."""
    below = [row for row in grid[header + 1 : header + 12] if len(_single(row)) > 1] or grid[header + 1 : header + 4]
    if _labels(grid[header]) and max((len(_single(row)) for row in below), default=0) <= 2:
        return True
    for column, cell in enumerate(grid[header]):
        if is_empty(cell):
            continue
        under = [row[column] for row in below if column < len(row) and not is_empty(row[column])]
        if under and sum(_is_value(other) for other in under) >= 0.7 * len(under):
            return True
    return bool(_labels(grid[header]))


def _next_header(grid: Sequence[Sequence[Cell]], header: int) -> int | None:
    """A second list below: after a blank row or a title a row of at least three headers, not the same as the first."""
    first = {as_text(cell).strip() for cell in grid[header] if not is_empty(cell)}
    different = list(map(len, map(_NOTHING.union, grid)))  # and two for the kinds of nothing
    for number in range(header + 2, len(grid)):
        if different[number - 1] > len(_NOTHING) + 1 or filled_cells(grid[number]) < 3:
            continue
        row = grid[number]
        words = {as_text(cell).strip() for cell in row if not is_empty(cell)}
        if _labels(row) >= 3 and not any(_is_value(cell) for cell in _single(row)) and len(words & first) < 0.6 * len(words):
            return number
    return None


def _lines(grid: Sequence[Sequence[Cell]], header: int, start: int) -> list[int]:
    """All lines of the header: the group line above, the sub-headers below."""
    lines = [header]
    while lines[-1] + 2 < len(grid) and _is_under(grid[lines[-1]], grid[lines[-1] + 1], grid[lines[-1] + 2]):
        lines.append(lines[-1] + 1)
    while lines[0] - 1 >= start and _is_over(grid[lines[0] - 1], grid[lines[0]]):
        lines.insert(0, lines[0] - 1)
    return lines


def _at(row: Sequence[Cell], column: int) -> str:
    return as_text(row[column]).strip() if 0 <= column < len(row) else ""


def _is_under(upper: Sequence[Cell], lower: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether the lower row names the columns of the upper row's groups."""
    places = [column for column, cell in enumerate(lower) if not is_empty(cell)]
    if not places or any(_is_value(lower[column]) for column in places) or _is_blank(below):
        return False

    def groups(column: int) -> bool:
        own, right, left = _at(upper, column), _at(upper, column + 1), _at(upper, column - 1)
        return not own or own == _at(lower, column) or own in (right, left) or (not right and column + 1 in places)

    named = sum(1 for column in places if looks_like_label(_at(lower, column)) and _at(lower, column) != _at(upper, column))
    fills = sum(
        1 for column in places if not _at(upper, column) or _at(upper, column) in (_at(upper, column + 1), _at(upper, column - 1))
    )
    return (
        all(map(groups, places))
        and fills > 0
        and (named > 0 or (len(places) > 2 and any(_is_value(cell) for cell in below if not is_empty(cell))))
    )


def _is_over(upper: Sequence[Cell], lower: Sequence[Cell]) -> bool:
    """Whether the upper row groups the lower row's headers, or names columns the lower one leaves empty."""
    cells = _single(upper)
    if len(cells) < 2 or any(_is_value(cell) for cell in cells):
        return False
    places = [column for column, cell in enumerate(upper) if not is_empty(cell)]
    names = [_at(lower, column) for column in range(len(lower)) if _at(lower, column)]
    if any(_is_group(upper, lower, column) for column in places):
        return True
    helps = sum(1 for column in places if not _at(lower, column) or names.count(_at(lower, column)) > 1)
    return helps > 0 and (sum(looks_like_label(_at(upper, column)) for column in places) > 0 or len(set(names)) < len(names))


def _is_group(upper: Sequence[Cell], lower: Sequence[Cell], column: int) -> bool:
    """Whether the upper cell is merged over this column and the next: 電話 over 公司 and 住家."""
    group, name, beside = _at(upper, column), _at(lower, column), _at(lower, column + 1)
    return (
        group == _at(upper, column + 1)
        and group not in {name, beside}
        and bool(_of_group(group, name) or _of_group(group, beside))
    )


def _of_group(group: str, name: str) -> str:
    """公司 under 地址 is 公司地址; "" where the name alone says what it is."""
    about = meaning(group).concept
    if about not in _GROUPS or not name or meaning(name).concept in {*_GROUPS, "city", "district", "postal_code", "street"}:
        return ""
    return f"{name}{group}" if meaning(f"{name}{group}").concept == about else ""


def _names(grid: Sequence[Sequence[Cell]], lines: Sequence[int]) -> list[str]:
    """One name a column: the lowest line's, with the group's in front where that alone would not tell the columns apart."""
    width = max(len(grid[number]) for number in lines)
    bottom = [
        next((_at(grid[number], column) for number in reversed(lines) if _at(grid[number], column)), "")
        for column in range(width)
    ]
    if len(lines) == 1:
        return [_tidy(name) for name in bottom]
    upper = grid[lines[-2]]
    named, group = [], ""
    for column, name in enumerate(bottom):
        group = _at(upper, column) or (group if _at(grid[lines[-1]], column) else "")
        if name and (whole := _of_group(group, name)):
            named.append(whole)
        else:
            named.append(f"{group} {name}" if name and bottom.count(name) > 1 and group and group != name else name)
    return [_tidy(name) for name in named]


def _tidy(name: str) -> str:
    return re.sub(r"[\r\n\t ]+", " ", name.replace("_x000D_", "")).strip()
