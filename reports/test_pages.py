"""A page with millimetres on it: how far a printer is askew can be read where the paper ends."""

from typing import Final

from reportlab.lib.units import mm

from reports.layout import Made, Page, wrap
from resources.i18n import _

_BLACK: Final = (0.0, 0.0, 0.0)
_RULE: Final = (0.6, 0.6, 0.6)
_EDGE: Final = 10  # mm from the paper's edges to the frame
_WORDS: Final = 10.0  # points


def grid(width: float, height: float, offset: tuple[float, float] = (0.0, 0.0)) -> Made:
    """A sheet of this size in mm: lines every 10 mm, a frame 10 mm inside the edges; `offset` (mm) is only told."""
    page = Page(_("Test page"), size=(width * mm, height * mm))
    page.start()
    for at in range(_EDGE, int(width) - _EDGE, 10):
        _line(page, at, _EDGE, at, height - _EDGE)
    for at in range(_EDGE, int(height) - _EDGE, 10):
        _line(page, _EDGE, at, width - _EDGE, at)
    page.canvas.setStrokeColorRGB(*_BLACK)
    page.canvas.setLineWidth(0.8)
    page.canvas.rect(_EDGE * mm, _EDGE * mm, (width - 2 * _EDGE) * mm, (height - 2 * _EDGE) * mm)
    _ticks(page, width)
    _words(page, offset)
    return page.finish()


def _line(page: Page, left: float, top: float, right: float, bottom: float) -> None:
    page.canvas.setStrokeColorRGB(*_RULE)
    page.canvas.setLineWidth(0.2)
    page.canvas.line(left * mm, page.height - top * mm, right * mm, page.height - bottom * mm)


def _ticks(page: Page, width: float) -> None:
    """Millimetres along the frame's upper edge, each tenth longer and with its number."""
    page.canvas.setLineWidth(0.4)
    top = page.height - _EDGE * mm
    for at in range(_EDGE, int(width) - _EDGE + 1):
        long = at % 10 == 0
        page.canvas.line(at * mm, top, at * mm, top + (3 if long else 1.5) * mm)
        if long:
            page.draw(at * mm + 1, top + 3 * mm, str(at), 7, colour=_BLACK)


def _words(page: Page, offset: tuple[float, float]) -> None:
    said = [
        _("Test page: print without scaling (100 %)."),
        _("The thick frame is 10 mm from every edge of the paper. Measure at the left and at the top:"),
        _("Is it 12 mm at the left, move by -2 mm to the right; is it 9 mm at the top, move by 1 mm down."),
        _("Offset {right} mm to the right, {down} mm down").format(right=f"{offset[0]:g}", down=f"{offset[1]:g}"),
    ]
    room = page.width - 2 * (_EDGE + 5) * mm
    lines = [line for words in said for line in wrap(page.printable(words), room, _WORDS)]
    top, step = page.height - (_EDGE + 5) * mm, 1.6 * _WORDS
    lines = lines[: max(int((top - _EDGE * mm) / step), 0)]
    page.canvas.setFillColorRGB(1, 1, 1)
    page.canvas.rect((_EDGE + 4) * mm, top - step * len(lines), room + 2 * mm, step * len(lines), stroke=0, fill=1)
    for number, line in enumerate(lines, 1):
        page.draw((_EDGE + 5) * mm, top - step * number + 0.4 * _WORDS, line, _WORDS, colour=_BLACK)
