"""Made sheets for the tests of finding, mapping and cleaning."""

from collections.abc import Sequence

from importers import cleaning, mapping, table
from importers.values import Cell, CleanTable, ColumnGuess, Kind, Marks, Options, Sheet, Table

TODAY = "2026-11-21"


def sheet(*rows: str | Sequence[Cell], marks: Marks | None = None, first_row: int = 1) -> Sheet:
    """A sheet of rows; a row given as text is split at commas."""
    cells: list[list[Cell]] = [list(row.split(",")) if isinstance(row, str) else list(row) for row in rows]
    return Sheet("客戶", cells, first_row, marks=marks or Marks())


def found(*rows: str | Sequence[Cell], kind: Kind | None = None, first_row: int = 1, marks: Marks | None = None) -> Table:
    """The only table on such a sheet."""
    (one,) = table.find(sheet(*rows, first_row=first_row, marks=marks), kind=kind)
    return one


def fields(*rows: str | Sequence[Cell]) -> dict[str, str | None]:
    """Header -> field of the only table."""
    return {guess.header: guess.field for guess in mapping.guess(found(*rows))}


def cleaned(*rows: str | Sequence[Cell], marks: Marks | None = None, **options: object) -> CleanTable:
    """The only table, cleaned."""
    return clean(found(*rows, marks=marks), **options)[0]


def clean(one: Table, **options: object) -> tuple[CleanTable, list[ColumnGuess]]:
    """A table guessed and cleaned."""
    guesses = mapping.guess(one)
    return cleaning.clean(one, guesses, Options(**{"today": TODAY, **options})), guesses  # type: ignore[arg-type]


def phones(made: CleanTable) -> list[tuple[int, str, str]]:
    """(record, kind, normal form) of every point."""
    return list(zip(made.points.record, made.points.kind, made.points.normal, strict=True))
