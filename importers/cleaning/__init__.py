"""Mend what was found: each repair is a named rule with before and after and can be switched off; nothing is invented."""

from collections.abc import Iterable, Sequence

from importers.cleaning import agreed, amounts, days, lost, marks, own, people, places, reach, sense, texts
from importers.cleaning.work import Work
from importers.profile import as_text, is_empty
from importers.values import Cell, CleanTable, ColumnGuess, Options, Table

__all__ = ["above", "clean"]


def clean(table: Table, guesses: Iterable[ColumnGuess], options: Options) -> CleanTable:
    """The table's records as fields; a chunk of a table the same way (its `above` is set, records count from 0).

    Raises nothing for anything in a cell: a value that can't be what its column says stands in `problems`.
    """
    work = Work.of(table, guesses, options)
    amounts.clean(work)
    agreed.clean(work)
    people.clean(work)
    people.genders(work)
    reach.clean(work)
    places.clean(work)
    reach.keep_labels(work)
    days.clean(work)
    marks.clean(work)
    sense.clean(work)
    own.clean(work)
    lost.clean(work)
    return work.made


def above(columns: Sequence[Sequence[Cell]], first: int) -> list[Cell]:
    """The last filled cell over each column before record `first`, looked for only where that record has a ditto mark."""
    return [
        _above(column, first) if first < len(column) and as_text(column[first]).strip() in texts.DITTO else None
        for column in columns
    ]


def _above(column: Sequence[Cell], first: int) -> Cell:
    return next(
        (cell for cell in reversed(column[:first]) if not is_empty(cell) and as_text(cell).strip() not in texts.DITTO), None
    )
