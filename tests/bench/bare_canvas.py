"""The floor of our papers: the same words and rules put on a bare reportlab canvas, every place known beforehand.

Nothing is measured, wrapped, aligned or counted here, and no character is looked for in a second font.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from resources import path

Word = tuple[float, float, str, float, int]  # x and y from the left and the bottom in points, text, size, which font
_FONTS: Final = ("NotoSansTC-Regular", "NotoSansTC-Bold")
_TOP: Final = 800.0
_LEFT: Final = 40.0
_RIGHT: Final = 555.0


def load() -> None:
    """Register the fonts, once a process."""
    for name in set(_FONTS).difference(pdfmetrics.getRegisteredFontNames()):
        pdfmetrics.registerFont(TTFont(name, str(path("fonts", f"{name}.ttf")), asciiReadable=0))
    rl_config.canvas_basefontname = _FONTS[0]


def drawn(pages: Sequence[Sequence[Word]], rule: float) -> bytes:
    """A PDF of these words, a hairline below each row of `rule` points."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    for words in pages:
        text = canvas.beginText()
        before = None
        for x, y, said, size, font in words:
            if before != (font, size):
                before = (font, size)
                text.setFont(_FONTS[font], size)
            text.setTextOrigin(x, y)
            text.textOut(said)
        canvas.drawText(text)
        for line in range(int((_TOP - 40) / rule)):
            canvas.line(_LEFT, _TOP - line * rule, _RIGHT, _TOP - line * rule)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def placed(head: Sequence[str], rows: Sequence[Sequence[str]], tail: Sequence[str], a_page: int) -> list[list[Word]]:
    """Words on pages: the head at the top of each, in bold, so many rows below, the tail after the last row."""
    pages = []
    for start in range(0, len(rows), a_page):
        words = [(_LEFT, _TOP - 16.0 * place, said, 10.5, 1) for place, said in enumerate(head)]
        below = _TOP - 16.0 * len(head)
        for place, row in enumerate(rows[start : start + a_page]):
            words += [(_LEFT + 80.0 * column, below - 22.0 * place, said, 10.5, 0) for column, said in enumerate(row)]
        if start + a_page >= len(rows):
            words += [(_LEFT, 40.0 + 14.0 * place, said, 9.0, 0) for place, said in enumerate(tail)]
        pages.append(words)
    return pages
