"""What draws on a sheet: places counted in points from the left and from the top of one copy."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Final, Literal

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader

from reports import fonts
from reports.layout import Page, wrap
from reports.paper_layouts import Colour, Inks, PaperLayout

Align = Literal["left", "right", "center"]
_BASE: Final = 1.06  # from the top of a line to where its letters stand
_OUTLINE: Final = 1  # text render mode: stroked, not filled (PDF 32000-1, table 106)
_DOTS: Final = 320  # of the longer side of any picture: 300 an inch where it is largest
_COLOURS: Final = 2_000  # more of them is a photograph
_LIGHT: Final = 170  # greys above it are paper where only black is printed
_WATERMARK: Final[Colour] = (0.91, 0.91, 0.9)


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of a page from side to side. `paint` draws it below y; bound strips stay with the one that follows."""

    height: float
    paint: Callable[[float], None]
    is_row: bool = False  # of the table: the columns' titles stand above
    is_bound: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of printable text."""

    text: str
    size: float
    is_bold: bool = False
    colour: Colour = (0.0, 0.0, 0.0)
    leading: float = 1.42

    @property
    def height(self) -> float:
        """From this line to the next."""
        return self.size * self.leading

    @property
    def width(self) -> float:
        """In points."""
        return fonts.width(self.text, self.size, fonts.BOLD if self.is_bold else fonts.REGULAR)


class Brush:
    """Draws on a page as its layout wants it."""

    page_words = ""  # which page, and which copy

    def __init__(self, page: Page, layout: PaperLayout) -> None:
        self.page = page
        self.layout = layout
        self.place(0)

    def place(self, copy: int) -> None:
        """Draw on this copy of the sheet from now on."""
        layout = self.layout
        self._left = (layout.side + layout.offset_x) * mm
        height = layout.size[1]
        self._top = height - height * copy / layout.copies - (layout.edge + layout.blank + layout.offset_y) * mm

    @cached_property
    def inks(self) -> Inks:
        """The colours of this paper."""
        return self.layout.inks

    @cached_property
    def inner(self) -> float:
        """The width there is."""
        return self.layout.inner

    def lines(
        self, text: str, room: float, size: float, *, bold: bool = False, colour: Colour | None = None, most: int | None = None
    ) -> list[Line]:
        """A text in lines no wider than `room`; after `most` lines it ends in …."""
        ready = self.page.printable(text).strip()
        if not ready:
            return []
        found = wrap(ready, room, size, bold, None if most is None else most + 1)
        if most is not None and len(found) > most:
            found = [*found[: most - 1], f"{found[most - 1][:-1]}…"]
        return [Line(line, size, bold, colour or self.inks.text, self.layout.leading) for line in found]

    def draw(self, x: float, y: float, line: Line, align: Align = "left") -> None:
        """One line whose top is at y; x is where it begins, ends or has its middle."""
        shift = 0.0 if align == "left" else line.width if align == "right" else line.width / 2
        self.page.draw(
            self._left + x - shift, self._top - y - line.size * _BASE, line.text, line.size, bold=line.is_bold, colour=line.colour
        )

    def draw_all(self, x: float, y: float, lines: list[Line], align: Align = "left") -> float:
        """Lines one below the other; where they end."""
        for line in lines:
            self.draw(x, y, line, align)
            y += line.height
        return y

    def rule(self, y: float, thickness: float = 0.5, colour: Colour | None = None, left: float = 0.0, right: float = 0.0) -> None:
        """A line across, or from `left` to `right`."""
        canvas = self.page.canvas
        canvas.setStrokeColorRGB(*(colour or self.inks.rule))
        canvas.setLineWidth(thickness)
        canvas.line(self._left + left, self._top - y, self._left + (right or self.inner), self._top - y)

    def fill(self, y: float, height: float) -> None:
        """A tint from side to side, where the paper has one."""
        if self.inks.tint:
            self.page.canvas.setFillColorRGB(*self.inks.tint)
            self.page.canvas.rect(self._left, self._top - y - height, self.inner, height, stroke=0, fill=1)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """A frame with round corners."""
        canvas = self.page.canvas
        canvas.setStrokeColorRGB(*self.inks.rule)
        canvas.setLineWidth(0.6)
        canvas.roundRect(self._left + x, self._top - y - height, width, height, 4, stroke=1, fill=0)

    def picture(self, x: float, y: float, width: float, height: float, contents: bytes) -> float:
        """A picture in a box, its shape kept, at the left and in the middle of the height; how wide it came out."""
        found = _picture(contents, self.inks.tint is None)
        if found is None:
            return 0.0
        across, down = found.getSize()
        scale = min(width / across, height / down)
        below = self._top - y - height / 2 - down * scale / 2
        self.page.canvas.drawImage(found, self._left + x, below, across * scale, down * scale, mask="auto")
        return float(across * scale)

    def watermark(self, words: str) -> None:
        """A word across the copy, behind everything; on black paper only its outline."""
        canvas, layout = self.page.canvas, self.layout
        ready = self.page.printable(words)
        size = min(layout.inner / 4, layout.room / 3)
        canvas.saveState()
        canvas.translate(self._left + layout.inner / 2, self._top - layout.room / 2)
        canvas.rotate(28)
        text = canvas.beginText(-fonts.width(ready, size, fonts.BOLD) / 2, -size / 3)
        if self.inks.tint is None:
            text.setTextRenderMode(_OUTLINE)
            canvas.setLineWidth(0.25)
            canvas.setStrokeColorRGB(*self.inks.text)
        text.setFillColorRGB(*_WATERMARK)
        for font, piece in fonts.runs(ready, fonts.BOLD):
            text.setFont(font, size)
            text.textOut(piece)
        canvas.drawText(text)
        canvas.restoreState()

    def dashes(self, left: float, right: float, y: float) -> None:
        """A dashed line across the sheet, y from its bottom."""
        canvas = self.page.canvas
        canvas.saveState()
        canvas.setDash(3, 3)
        canvas.setLineWidth(0.5)
        canvas.setStrokeColorRGB(*self.inks.muted)
        canvas.line(left, y, right, y)
        canvas.restoreState()


@lru_cache(maxsize=64)
def _picture(contents: bytes, is_black: bool) -> ImageReader | None:
    """A picture that can be drawn again and again; None where it is none. On black paper it has no greys."""
    try:
        opened: Image.Image = Image.open(BytesIO(contents))
        opened.thumbnail((_DOTS, _DOTS))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    seen = opened.convert("RGBA")
    if is_black:
        white = Image.new("RGBA", seen.size, "white")
        return ImageReader(Image.alpha_composite(white, seen).convert("L").point(lambda grey: 255 if grey > _LIGHT else 0))
    is_photo = seen.getchannel("A").getextrema()[0] == 255 and seen.getcolors(_COLOURS) is None
    return _photo(seen) if is_photo else ImageReader(seen)


def _photo(seen: Image.Image) -> ImageReader:
    """A picture of very many colours as JPEG, a tenth as large."""
    kept = BytesIO()
    seen.convert("RGB").save(kept, "JPEG", quality=85)
    return ImageReader(kept)
