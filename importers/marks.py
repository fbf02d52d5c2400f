"""What a workbook says without words: fill colours, struck-through rows, comments, hidden rows and columns."""

from importers.values import Sheet


def add(sheets: list[Sheet], data: bytes, kind: str) -> None:
    """Fill in the marks of every sheet of a workbook of this kind."""
