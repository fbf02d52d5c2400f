"""The address on a label or an envelope: postal code, street and name in the largest letters that fit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from db.services.letters import Addressee
from reports.layout import Page, cut, wrap

BLACK: Final = (0.0, 0.0, 0.0)
_LEADING: Final = 1.32
_NAME: Final = 1.15  # the name is so much larger than the street
_STREET: Final = 4  # lines of code and street at most
_ORPHAN: Final = 3  # characters that look lost on a line of their own
_LARGE: Final = 9.0  # points
_CALLED: Final = 2  # lines of one name at most


@dataclass(frozen=True, slots=True)
class Line:
    """One printable line."""

    text: str
    size: float
    is_bold: bool = False

    @property
    def height(self) -> float:
        """What it takes of the room."""
        return self.size * _LEADING


def fit(page: Page, one: Addressee, ending: str, room: tuple[float, float], sizes: Sequence[float]) -> list[Line]:
    """The lines in the first of `sizes` (largest first, points) in which all of it fits into `room` (width, height).

    A name stands on one line while its letters are large enough, then on two. Where nothing fits, the smallest, the street
    cut with … and each name on one line.
    """
    width, height = room
    for most, tried in ((1, [size for size in sizes if size >= _LARGE]), (_CALLED, sizes)):
        for size in tried:
            street, called = _street(page, one, width, size), [_called(page, name, width, size) for name in one.lines(ending)]
            lines = [*street, *(line for name in called for line in name)]
            if max(map(len, called)) <= most and len(street) <= _STREET and sum(line.height for line in lines) <= height:
                return lines
    return _squeezed(page, one, ending, room, sizes[-1])


def _street(page: Page, one: Addressee, width: float, size: float) -> list[Line]:
    """The code and the street; 號 does not stand on a line alone."""
    ready = page.printable(one.address)
    lines = wrap(ready, width, size, most=_STREET + 1)
    if len(lines) > 1 and len(lines[-1]) <= _ORPHAN:
        lines = wrap(ready, width * (1 - 0.5 / len(lines)), size, most=_STREET + 1)
    return [Line(text, size) for text in (*filter(None, [page.printable(one.zip)]), *lines)]


def _called(page: Page, name: str, width: float, size: float) -> list[Line]:
    """A name; 收 and 台啟 are never parted."""
    body, blank, ending = page.printable(name).rpartition("　")
    if not body:
        body, blank, ending = ending, "", ""
    large = size * _NAME
    lines = wrap(body, width, large, bold=True, most=_CALLED + 1)
    if ending and page.measure(f"{lines[-1]}{blank}{ending}", large, bold=True) <= width:
        lines[-1] = f"{lines[-1]}{blank}{ending}"
    elif ending:
        lines.append(ending)
    return [Line(line, large, is_bold=True) for line in lines]


def _squeezed(page: Page, one: Addressee, ending: str, room: tuple[float, float], size: float) -> list[Line]:
    width, height = room
    called = [Line(cut(page.printable(name), width, size, bold=True), size, is_bold=True) for name in one.lines(ending)]
    free = int((height - sum(line.height for line in called)) // (size * _LEADING))
    texts = [page.printable(one.zip)] if one.zip and free > 1 else []
    street = wrap(page.printable(one.address), width, size)
    most = max(free - len(texts), 0)
    if len(street) > most > 0:
        street = [*street[: most - 1], cut("".join(street[most - 1 :]), width, size)]
    return [*(Line(text, size) for text in (*texts, *street[:most])), *called]


def draw(page: Page, x: float, top: float, lines: Sequence[Line]) -> None:
    """The lines one below the other, their left at x, the first below `top` (points)."""
    for line in lines:
        page.draw(x, top - line.size, line.text, line.size, bold=line.is_bold, colour=BLACK)
        top -= line.height
