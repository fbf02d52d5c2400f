"""Address labels: A4 sheets with a free start, rolls with one label a page, and a page to find a printer's offset with."""

from collections.abc import Sequence
from typing import Final

from reportlab.lib.units import mm

from db.core.errors import InputError
from db.core.progress import Progress, silent
from db.services.letters import Addressee
from reports import address_block
from reports.label_sheets import LabelSheet, moved
from reports.layout import DRAWING, RULE, Made, Page, wrap
from resources.i18n import _

_PAD: Final = (4.5, 3.0)  # mm inside a label: printers and packs differ by one or two
_SIZES: Final = tuple(size / 2 for size in range(28, 12, -1))  # 14 to 6.5 points
_RULER: Final = 100  # mm
_WORDS: Final = 9.0  # points
_NUMBER: Final = 8.0  # points, of a label on the calibration page
_CROSS: Final = 2.0  # mm, half an arm


def make(
    addressees: Sequence[Addressee],
    sheet: LabelSheet,
    *,
    start: int = 1,
    offset: tuple[float, float] = (0.0, 0.0),
    ending: str = "收",
    progress: Progress = silent,
) -> Made:
    """The labels as a PDF. `start`: the first label that is still there on the first sheet, from 1; `offset`: mm to the right
    and down. InputError for nobody to write to, or a start the sheet has not.
    """
    if not addressees:
        raise InputError(_("Nobody is left to write to."))
    if not 1 <= start <= sheet.count:
        raise InputError(_("This sheet has labels 1 to {most}.").format(most=sheet.count))
    page, placed = _page(sheet), moved(sheet, *offset)
    for number, one in enumerate(addressees, start - 1):
        place = number % sheet.count
        if place == 0 or number == start - 1:
            progress(_(DRAWING), number - start + 1, len(addressees))
            _begin(page, sheet)
        _label(page, placed, place, one, ending)
    return page.finish()


def calibration(sheet: LabelSheet, offset: tuple[float, float] = (0.0, 0.0)) -> Made:
    """The outlines of the labels, numbered, and a ruler: printed on plain paper and held against the labels."""
    page, placed = _page(sheet), moved(sheet, *offset)
    _begin(page, sheet)
    for place in range(sheet.count):
        _outline(page, placed, place)
    _words(page, placed, offset)
    return page.finish()


def _page(sheet: LabelSheet) -> Page:
    width, height = sheet.paper
    return Page(_("Address labels"), size=(width * mm, height * mm))


def _begin(page: Page, sheet: LabelSheet) -> None:
    """A new page; a turned one is drawn as if it lay."""
    page.start()
    if sheet.is_turned:
        page.canvas.translate(page.width, 0)
        page.canvas.rotate(90)


def _box(page: Page, sheet: LabelSheet, place: int) -> tuple[float, float, float, float]:
    """Left, top, width and height of a label in points, as it is drawn: y from the bottom."""
    (left, top), (width, height) = sheet.place(place), sheet.label
    if sheet.is_turned:  # its left is the page's bottom
        paper, high = sheet.paper
        return (high - top - height) * mm, (paper - left) * mm, height * mm, width * mm
    return left * mm, page.height - top * mm, width * mm, height * mm


def _label(page: Page, sheet: LabelSheet, place: int, one: Addressee, ending: str) -> None:
    left, top, width, height = _box(page, sheet, place)
    room = width - 2 * _PAD[0] * mm, height - 2 * _PAD[1] * mm
    lines = address_block.fit(page, one, ending, room, _SIZES)
    used = sum(line.height for line in lines)
    address_block.draw(page, left + _PAD[0] * mm, top - _PAD[1] * mm - (room[1] - used) / 2, lines)


def _outline(page: Page, sheet: LabelSheet, place: int) -> None:
    left, top, width, height = _box(page, sheet, place)
    canvas, arm = page.canvas, _CROSS * mm
    canvas.setLineWidth(0.4)
    canvas.setStrokeColorRGB(*RULE)
    canvas.rect(left, top - height, width, height, stroke=1, fill=0)
    canvas.setStrokeColorRGB(*address_block.BLACK)
    across, down = left + width / 2, top - height / 2
    canvas.line(across - arm, down, across + arm, down)
    canvas.line(across, down - arm, across, down + arm)
    page.draw(left + _PAD[0] * mm, top - height + _PAD[1] * mm, str(place + 1), _NUMBER, colour=address_block.BLACK)


def _words(page: Page, sheet: LabelSheet, offset: tuple[float, float]) -> None:
    """At the first label the offset it was printed with; below, across the next row, the ruler and what it is for."""
    left, top, width, height = _box(page, sheet, 0)
    said = _("Offset {right} mm to the right, {down} mm down").format(right=f"{offset[0]:g}", down=f"{offset[1]:g}")
    room = (width if sheet.across == 1 else 2 * width) - 2 * _PAD[0] * mm
    lines = [address_block.Line(line, _WORDS) for line in wrap(page.printable(said), room, _WORDS)]
    left += _PAD[0] * mm
    if sum(line.height for line in lines) + _NUMBER <= height - 2 * _PAD[1] * mm:  # else a label of this size has no room
        address_block.draw(page, left, top - _PAD[1] * mm, lines)
    if sheet.down > 1 and sheet.paper[0] > _RULER:
        ruled = _("Print without scaling (100 %); the ruler is 100 mm.")
        address_block.draw(page, left, top - height - _PAD[1] * mm, [address_block.Line(page.printable(ruled), _WORDS)])
        _ruler(page, left, top - 1.75 * height)


def _ruler(page: Page, left: float, y: float) -> None:
    canvas = page.canvas
    canvas.setLineWidth(0.4)
    canvas.line(left, y, left + _RULER * mm, y)
    for at in range(0, _RULER + 1):
        canvas.line(left + at * mm, y, left + at * mm, y + (3 if at % 10 == 0 else 1.5) * mm)
