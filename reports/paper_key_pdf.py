"""備用密碼: the spare password on one A4 to be typed from, with a code a phone reads; what it is for, where it is kept."""

from datetime import date
from typing import Final

from reportlab.graphics import renderPDF
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm

from db.core.values import dates
from reports.layout import Made, Page, wrap
from resources.i18n import _

_EDGE: Final = 22 * mm
_CODE: Final = 42 * mm
_IN_A_ROW: Final = 3  # groups
_BLACK: Final = (0.0, 0.0, 0.0)


def make(paper: str, shop: str, on: date, roc: bool = False, *, encrypted: bool) -> Made:
    """The paper. `paper`: the nine groups with hyphens; `on`: the day it was made; `encrypted`: whether the file it opens is."""
    page = Page(_("Spare password"))
    page.start()
    top = page.height - _EDGE
    page.draw(_EDGE, top, _("Spare password"), 26, bold=True, colour=_BLACK)
    said = _("{shop}, made on {day}").format(shop=shop or _("Shukebu"), day=dates.shown(on, roc))
    page.draw(_EDGE, top - 10 * mm, page.printable(said), 12, colour=_BLACK)
    at = _groups(page, paper, top - 30 * mm)
    _code(page, paper, at)
    _words(page, at - 12 * mm, encrypted)
    return page.finish()


def _groups(page: Page, paper: str, top: float) -> float:
    """The nine groups in three rows, numbered; where they end."""
    groups, wide = paper.split("-"), (page.width - 2 * _EDGE) / _IN_A_ROW
    for place, group in enumerate(groups):
        left, y = _EDGE + place % _IN_A_ROW * wide, top - place // _IN_A_ROW * 18 * mm
        page.canvas.setStrokeColorRGB(*_BLACK)
        page.canvas.setLineWidth(0.6)
        page.canvas.roundRect(left, y - 4 * mm, wide - 4 * mm, 13 * mm, 2 * mm)
        page.draw(left + 2 * mm, y + 5.5 * mm, str(place + 1), 8, colour=_BLACK)
        page.draw(left + 12 * mm, y - 0.5 * mm, " ".join(group), 22, bold=True, colour=_BLACK)
    return float(top - (len(groups) // _IN_A_ROW) * 18 * mm)


def _code(page: Page, paper: str, top: float) -> None:
    widget = QrCodeWidget(paper)
    left, bottom, right, upper = widget.getBounds()
    drawing = Drawing(_CODE, _CODE, transform=[_CODE / (right - left), 0, 0, _CODE / (upper - bottom), 0, 0])
    drawing.add(widget)
    renderPDF.draw(drawing, page.canvas, page.width - _EDGE - _CODE, top - _CODE)


def _words(page: Page, top: float, encrypted: bool) -> None:
    room, size = page.width - 2 * _EDGE - _CODE - 8 * mm, 12.0
    for number, (head, text) in enumerate(_said(encrypted)):
        if number == 2:  # beside the code no longer
            top, room = min(top, page.height - _EDGE - 150 * mm), page.width - 2 * _EDGE
        page.draw(_EDGE, top, head, size, bold=True, colour=_BLACK)
        for line in wrap(text, room, size):
            top -= 1.6 * size
            page.draw(_EDGE, top, line, size, colour=_BLACK)
        top -= 2.4 * size


def _said(encrypted: bool) -> list[tuple[str, str]]:
    anew = _("If it was seen by somebody else or is lost, print a new one under Settings, Security.")
    if encrypted:
        anew = _(
            "If it was seen by somebody else or is lost, press “Change the key” under Settings, Security. This paper then opens"
            " only backups made before; delete those you do not need."
        )
    return [
        (
            _("What this paper is for"),
            _("When the password is forgotten, or the data is fetched back on a new computer: choose “I forgot the password”."),
        ),
        (
            _("Where to keep it"),
            _("With the seals and the bank book, not at the computer and not as a photo on the phone you carry about."),
        ),
        (
            _("If it is lost"),
            _(
                "If the password and this paper are both lost, nobody can open the data any more, not even who made the program."
                " There is no back door."
            ),
        ),
        (
            _("Who has this paper can open the shop"),
            anew,
        ),
    ]
