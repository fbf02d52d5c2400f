"""Text in columns from the top down and from right to left: Chinese stands, up to three digits stand together, Latin lies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reports import fonts
from reports.address_block import BLACK
from reports.layout import Page, fitting

_PIECES: Final = re.compile(r"[!-~]+(?: +[!-~]+)*|.", re.DOTALL)  # Latin words and numbers, or one character
_TOGETHER: Final = 3  # figures that stand in one place
_ADVANCE: Final = 1.06  # from one character to the next, of the size
_BLANKS: Final = {" ": 0.2, "　": 0.6}  # how far a blank reaches down, of the size
_AFTER: Final = 0.2  # below words that lie, of the size
_COLUMN: Final = 1.35  # from one column to the next, of the size
_STEP: Final = 0.5  # points between two sizes that are tried
_RISEN: Final = 0.88  # from the top of a place to where its letters stand, of the size
_STANDING: Final[dict[int, str]] = str.maketrans("（）「」－—～…", "︵︶﹁﹂｜︱｜︙")  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Column:
    """Where text goes, in points: its right side, its top and its height."""

    right: float
    top: float
    height: float


def draw(page: Page, column: Column, ready: str, sizes: tuple[float, float], *, most: int = 1, at_end: bool = False) -> None:
    """A printable text in the largest size between `sizes` (largest, smallest) in which it takes at most `most` columns.

    What is still too long ends in ….  `at_end`: a short text ends at the column's foot instead of beginning at its top.
    """
    text = ready.strip()
    if not text:
        return
    size, smallest = sizes
    while size > smallest and len(_columns(text, column.height, size)) > most:
        size -= _STEP
    held = _columns(text, column.height, size)
    if len(held) > most:
        held = [*held[: most - 1], [*held[most - 1][:-1], "…"]]
    for at, pieces in enumerate(held):
        free = column.height - sum(_length(piece, size) for piece in pieces) if at_end else 0.0
        _column(page, column.right - size - at * size * _COLUMN, column.top - max(free, 0.0), pieces, size)


def _columns(text: str, height: float, size: float) -> list[list[str]]:
    """The pieces of each column."""
    columns: list[list[str]] = [[]]
    used = 0.0
    for piece in _pieces(text, height, size):
        if used + _length(piece, size) > height and columns[-1]:
            columns.append([])
            used = 0.0
        columns[-1].append(piece)
        used += _length(piece, size)
    return columns


def _pieces(text: str, height: float, size: float) -> Iterator[str]:
    """What is never parted; Latin longer than a column is."""
    for found in _PIECES.findall(text):
        piece = found
        while len(piece) > _TOGETHER:
            kept = max(fitting(piece, height - size * _AFTER, size, fonts.REGULAR), 1)
            yield piece[:kept]
            piece = piece[kept:]
        if piece:
            yield piece


def _is_lying(piece: str) -> bool:
    return piece.isascii() and len(piece) > _TOGETHER


def _length(piece: str, size: float) -> float:
    """How far down a piece reaches."""
    if _is_lying(piece):
        return fonts.width(piece, size) + size * _AFTER
    return size * _BLANKS.get(piece, _ADVANCE)


def _column(page: Page, left: float, top: float, pieces: list[str], size: float) -> None:
    for piece in pieces:
        if _is_lying(piece):
            _turned(page, left + size * 0.14, top - size * 0.1, piece, size)
        elif not piece.isspace():
            _standing(page, left, top, page.printable(piece.translate(_STANDING)), size)
        top -= _length(piece, size)


def _turned(page: Page, left: float, top: float, piece: str, size: float) -> None:
    """Latin words lie on their side: what was above them is at the right."""
    canvas = page.canvas
    canvas.saveState()
    canvas.translate(left, top)
    canvas.rotate(-90)
    _write(page, 0, 0, piece, size)
    canvas.restoreState()


def _standing(page: Page, left: float, top: float, piece: str, size: float) -> None:
    """One character, or a few figures made narrow enough to stand beside each other."""
    wide = fonts.width(piece, size)
    narrow = min(1.0, size / wide)
    _write(page, left + (size - wide * narrow) / 2, top - size * _RISEN, piece, size, narrow)


def _write(page: Page, x: float, y: float, piece: str, size: float, narrow: float = 1.0) -> None:
    text = page.canvas.beginText(x, y)
    text.setFillColorRGB(*BLACK)
    text.setHorizScale(100 * narrow)
    for font, words in fonts.runs(piece):
        text.setFont(font, size)
        text.textOut(words)
    page.canvas.drawText(text)
