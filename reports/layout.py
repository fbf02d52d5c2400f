"""What all papers share: the page with its head and foot, and text wrapped and drawn as it is.

Words go straight onto the canvas, never through reportlab's paragraphs: those read markup, and a customer named
`<img src=...>` would make them open files and sockets.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from db.core import clock
from db.core.values import dates
from db.services import errands
from reports import fonts
from resources.i18n import N_, _

DRAWING: Final = N_("Making the pages")  # what long papers say while they are drawn
MARGIN: Final = 40.0
HEAD: Final = 46.0  # room for the title above the contents
FOOT: Final = 24.0
INK: Final = (0.11, 0.13, 0.15)
MUTED: Final = (0.34, 0.38, 0.42)
RULE: Final = (0.75, 0.77, 0.78)
_LONGEST: Final = 5_000  # characters that can stand on one line of any paper, unseen ones included
_SHORT: Final = 200  # characters: whether such a text fits on one line is asked before it is cut
_NO_BREAK_BEFORE: Final = frozenset("，。、；：？！）」』】〉》〕”’…％%,.;:?!)]}")
_NO_BREAK_AFTER: Final = frozenset("（「『【〈《〔“‘")


@dataclass(frozen=True, slots=True)
class Made:
    """A finished paper: the PDF, its pages, and the characters no font has (shown as 〓)."""

    pdf: bytes
    pages: int
    missing: frozenset[str]


@dataclass(slots=True)
class Page:
    """A paper being drawn; `y` is measured from the bottom, in points."""

    title: str
    shop: str = ""
    note: str = ""  # beside the title: what is listed
    is_landscape: bool = False
    size: tuple[float, float] = A4  # upright
    pages: int = 1  # known before drawing starts; 0: the pages are papers of their own and not counted
    is_own: bool = False  # what the owner wrote for a customer: nothing of it is kept back
    is_public: bool = False  # nothing of anybody stands in it: it need not be destroyed after use
    missing: set[str] = field(default_factory=set)
    number: int = 0
    _buffer: BytesIO = field(default_factory=BytesIO)
    canvas: Canvas = field(init=False)
    _words: Any = None  # reportlab's text object of this page
    _colour: tuple[float, float, float] | None = None
    _font: tuple[str, float] | None = None

    def __post_init__(self) -> None:
        fonts.load()
        size = landscape(self.size) if self.is_landscape else self.size
        self.canvas = Canvas(self._buffer, pagesize=size, invariant=1, pageCompression=1)
        self.canvas.setTitle(self.title)
        self.canvas.setAuthor(self.shop)
        self.width, self.height = size

    width: float = field(init=False)
    height: float = field(init=False)

    @property
    def top(self) -> float:
        """Where the contents begin."""
        return self.height - MARGIN - HEAD

    @property
    def bottom(self) -> float:
        """Where the contents end."""
        return MARGIN + FOOT

    @property
    def inner(self) -> float:
        """The width of the contents."""
        return self.width - 2 * MARGIN

    def begin(self) -> None:
        """Start the next page, with its head and foot."""
        self.start()
        line = self.height - MARGIN - 15
        shop = cut(self.printable(self.shop), self.inner / 3, 10.5)
        room = self.inner - self.measure(shop, 10.5) - 24
        title = cut(self.printable(self.title), room, 15, bold=True)
        self.text(MARGIN, line, title, 15, bold=True)
        used = self.measure(title, 15, bold=True)
        self._note(MARGIN + used + 12, line, room - used)
        self.text_right(self.width - MARGIN, line, shop, 10.5, colour=MUTED)
        self.rule(self.height - MARGIN - 24)
        foot = MARGIN + 2
        today = dates.shown(clock.today())
        if not self.is_public:
            self.text(MARGIN, foot, _("Contains personal data; destroy after use."), 9, colour=MUTED)
            self.text(MARGIN, foot - 11, cut(self.printable(errands.stamp()), self.inner, 9), 9, colour=MUTED)
        of = _("Page {number} of {pages}").format(number=self.number, pages=self.pages) if self.pages else ""
        self.text_right(self.width - MARGIN, foot, f"{today}　{of}", 9, colour=MUTED)

    def turn(self, is_landscape: bool) -> None:
        """How the pages from the next one on lie."""
        self.is_landscape = is_landscape
        self.width, self.height = landscape(self.size) if is_landscape else self.size

    def start(self) -> None:
        """Start the next page with nothing on it."""
        self._end()
        self.number += 1
        self.canvas.setPageSize((self.width, self.height))
        self._words = self.canvas.beginText()  # one text a page: thousands of small ones take three times as long
        self._colour, self._font = None, None

    def _note(self, x: float, line: float, room: float) -> None:
        """Beside the title; below its line where it would be cut there."""
        note = self.printable(self.note)
        if self.measure(note, 10.5) > room:
            x, line, room = MARGIN, line - 23, self.inner
        self.text(x, line, cut(note, room, 10.5), 10.5, colour=MUTED)

    def printable(self, text: str) -> str:
        """The text with what no font has marked and remembered."""
        return fonts.printable(text, self.missing, is_own=self.is_own)

    def measure(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a text in points."""
        return fonts.width(self.printable(text), size, fonts.BOLD if bold else fonts.REGULAR)

    def text(
        self, x: float, y: float, text: str, size: float, *, bold: bool = False, colour: tuple[float, float, float] = INK
    ) -> None:
        """One line of text, its baseline at y."""
        self.draw(x, y, self.printable(text), size, bold=bold, colour=colour)

    def text_right(self, x: float, y: float, text: str, size: float, *, colour: tuple[float, float, float] = INK) -> None:
        """One line of text that ends at x."""
        self.text(x - self.measure(text, size), y, text, size, colour=colour)

    def draw(
        self, x: float, y: float, ready: str, size: float, *, bold: bool = False, colour: tuple[float, float, float] = INK
    ) -> None:
        """One line of text that is printable already."""
        if not ready:
            return
        if colour != self._colour:
            self._words.setFillColorRGB(*colour)
            self._colour = colour
        self._words.setTextOrigin(x, y)
        for font, piece in fonts.runs(ready, fonts.BOLD if bold else fonts.REGULAR):
            if (font, size) != self._font:
                self._words.setFont(font, size)
                self._font = (font, size)
            self._words.textOut(piece)

    def rule(self, y: float, thickness: float = 0.6) -> None:
        """A thin line across the contents."""
        self.canvas.setStrokeColorRGB(*RULE)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(MARGIN, y, self.width - MARGIN, y)

    def _end(self) -> None:
        if self.number:
            self.canvas.drawText(self._words)
            self.canvas.showPage()

    def finish(self) -> Made:
        """The PDF."""
        self._end()
        self.canvas.save()
        fonts.report_missing(self.missing, self.title)
        return Made(self._buffer.getvalue(), self.number, frozenset(self.missing))


def wrap(ready: str, room: float, size: float, bold: bool = False, most: int | None = None) -> list[str]:
    """A printable text in lines no wider than `room`: Chinese breaks anywhere, Latin words stay whole where they fit.

    `most`: how many lines are wanted; the rest of a long text is not looked at.
    """
    font = fonts.BOLD if bold else fonts.REGULAR
    if len(ready) <= _SHORT and "\n" not in ready and fonts.width(ready, size, font) <= room:
        return [ready.strip()]
    lines: list[str] = []
    for paragraph in ready.split("\n"):
        rest, start = paragraph.strip(), 0
        while most is None or len(lines) < most:
            end = _break(rest, start, room, size, font)
            lines.append(rest[start:end].rstrip())
            start = end
            while start < len(rest) and rest[start].isspace():
                start += 1
            if start >= len(rest):
                break
    return lines


def _break(text: str, start: int, room: float, size: float, font: str) -> int:
    """Where the line that begins at `start` ends; it has at least one character."""
    place = start + max(fitting(text[start : start + _LONGEST], room, size, font), 1)
    if place >= len(text):
        return len(text)
    while place > start + 1 and (text[place] in _NO_BREAK_BEFORE or text[place - 1] in _NO_BREAK_AFTER):
        place -= 1
    word = place
    while word > start and _is_letter(text[word]) and _is_letter(text[word - 1]):
        word -= 1
    if word > start and text[word - 1] in _NO_BREAK_AFTER:
        word -= 1
    return word if word - start > (place - start) // 2 else place


def _is_letter(character: str) -> bool:
    """Whether it stands in the middle of a Latin word or number; a no-break blank holds two of them together."""
    return character == "\N{NO-BREAK SPACE}" or (character.isascii() and not character.isspace())


def fitting(text: str, room: float, size: float, font: str) -> int:
    """How many characters from the start fit into `room`."""
    used, advances = 0.0, fonts.advances(font)
    for place, character in enumerate(text):
        used += advances[character]
        if used * size > room:
            return place
    return len(text)


def cut(ready: str, room: float, size: float, bold: bool = False) -> str:
    """The text on one line, ended by … where it is too long."""
    font = fonts.BOLD if bold else fonts.REGULAR
    ready = " ".join(ready.split())
    if fitting(ready, room, size, font) == len(ready):
        return ready
    kept = fitting(ready, room - fonts.width("…", size, font), size, font)
    return f"{ready[:kept]}…" if kept else ""


def columns(wanted: Sequence[float], least: Iterable[float], room: float) -> list[float]:
    """Column widths that fill `room`: what each wants where there is enough, else shared above what each needs at least."""
    least = list(least)
    if sum(wanted) <= room:
        spare = (room - sum(wanted)) / max(len(wanted), 1)
        return [width + spare for width in wanted]
    over = [max(want - need, 0.0) for want, need in zip(wanted, least, strict=True)]
    share = max(room - sum(least), 0.0) / (sum(over) or 1.0)
    return [need + above * share for need, above in zip(least, over, strict=True)]
