"""Envelopes, one a page: lying as the West writes them, or upright in columns from right to left as 中式 ones are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from db.core.errors import InputError
from db.core.progress import Progress, silent
from db.core.values import address
from db.services import settings
from db.services.letters import Addressee
from reports import address_block, upright
from reports.address_block import BLACK, Line
from reports.layout import DRAWING, Made, Page
from resources.i18n import _

KINDS: Final = {"dl": (220.0, 110.0), "15k": (235.0, 120.0)}  # mm, lying
_EDGE: Final = 11.0  # mm, more than any printer leaves white
_TO: Final = (0.40, 0.45)  # where the addressee begins, of the width and the height
_TO_SIZES: Final = (17.0, 16.0, 15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0)
_FROM_SIZES: Final = (10.5, 10.0, 9.0, 8.0)
_CELL: Final = 8.0  # mm, one box of a postal code
_SMALL_CELL: Final = 5.5
_RED: Final = (0.78, 0.16, 0.13)  # of the boxes on every envelope
_GAP: Final = 6.0  # points, between the third box and the fourth


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends it; empty values are left out."""

    name: str
    address: str = ""
    zip: str = ""
    phone: str = ""

    @classmethod
    def of_shop(cls) -> "Sender":
        """The shop, as the settings know it."""
        where = settings.text("address")
        return cls(settings.text("shop_name"), address.without_code(where), address.split(where).zip, settings.text("phone"))


@dataclass(frozen=True, slots=True)
class EnvelopeWish:
    """How they are written. `kind`: of KINDS; `with_boxes` draws the boxes of the postal code on paper that has none printed;
    `offset`: mm to the right and down.
    """

    kind: str = "dl"
    is_upright: bool = False
    with_boxes: bool = False
    ending: str = "收"
    offset: tuple[float, float] = (0.0, 0.0)


def make(addressees: Sequence[Addressee], sender: Sender | None, wish: EnvelopeWish, *, progress: Progress = silent) -> Made:
    """The envelopes as a PDF. No `sender`: it is printed on them already. InputError where nobody is written to."""
    if not addressees:
        raise InputError(_("Nobody is left to write to."))
    across, down = KINDS[wish.kind]
    size = (down, across) if wish.is_upright else (across, down)
    page = Page(_("Envelopes"), size=(size[0] * mm, size[1] * mm))
    draw = _upright if wish.is_upright else _lying
    for number, one in enumerate(addressees):
        progress(_(DRAWING), number, len(addressees))
        page.start()
        page.canvas.translate(wish.offset[0] * mm, -wish.offset[1] * mm)
        draw(page, one, sender, wish)
    return page.finish()


def _lying(page: Page, one: Addressee, sender: Sender | None, wish: EnvelopeWish) -> None:
    """The sender at the upper left, the addressee from the middle to the right, below where the stamp goes."""
    edge = _EDGE * mm
    if sender:
        _corner(page, sender, edge, page.height - edge)
    left, top = page.width * _TO[0], page.height * (1 - _TO[1])
    if wish.with_boxes:
        _boxes(page, left, top + _CELL * mm + _GAP)
        _digits(page, left, top + _CELL * mm + _GAP, page.printable(one.zip), _CELL, _GAP)
    shown = replace(one, zip="") if wish.with_boxes else one
    lines = address_block.fit(page, shown, wish.ending, (page.width - left - edge, top - edge), _TO_SIZES)
    address_block.draw(page, left, top, lines)


def _corner(page: Page, sender: Sender, left: float, top: float) -> None:
    room = page.width * 0.45
    whom = Addressee(sender.zip, sender.address, sender.name)
    lines = address_block.fit(page, whom, "", (room, page.height * 0.3), _FROM_SIZES)
    if sender.phone:
        lines.append(Line(page.printable(sender.phone), lines[0].size))
    address_block.draw(page, left, top, lines)


def _upright(page: Page, one: Addressee, sender: Sender | None, wish: EnvelopeWish) -> None:
    """The code at the upper right, below it the street, the name large in the middle, the sender at the lower left."""
    edge = _EDGE * mm
    code = page.printable(one.zip)
    left = page.width - edge - 6 * _CELL * mm - _GAP
    if wish.with_boxes:
        _boxes(page, left, page.height - edge)
    _digits(page, left, page.height - edge, code, _CELL, _GAP)
    top = page.height - edge - _CELL * mm - 14
    street = page.printable(one.address)
    upright.draw(page, upright.Column(page.width - edge - 4 * mm, top, top - edge), street, (18.0, 9.0), most=2)
    _called(page, one.lines(wish.ending), top - 12 * mm, edge)
    if sender:
        _foot(page, sender, edge)


def _called(page: Page, names: Sequence[str], top: float, edge: float) -> None:
    """The name in the middle, the firm at its right."""
    for at, name in enumerate(reversed(names)):
        sizes = (24.0, 11.0) if at == 0 else (15.0, 9.0)
        right = page.width / 2 + sizes[0] / 2 + at * 10 * mm
        upright.draw(page, upright.Column(right, top, top - edge), page.printable(name), sizes)


def _foot(page: Page, sender: Sender, edge: float) -> None:
    """The sender in two columns that end where the code stands below them."""
    high = page.height * 0.55
    top = edge + _SMALL_CELL * mm + 8 + high
    texts = [sender.address, "　".join(filter(None, (sender.name, sender.phone)))]
    for at, text in enumerate(filter(None, texts)):
        right = edge + (2 - at) * 6.5 * mm
        upright.draw(page, upright.Column(right, top, high), page.printable(text), (11.0, 7.0), at_end=True)
    _digits(page, edge, edge + _SMALL_CELL * mm, page.printable(sender.zip), _SMALL_CELL)


def _boxes(page: Page, left: float, top: float) -> None:
    """Three boxes and three more."""
    side = _CELL * mm
    page.canvas.setLineWidth(0.7)
    page.canvas.setStrokeColorRGB(*_RED)
    for at in range(6):
        page.canvas.rect(left + at * side + (_GAP if at > 2 else 0), top - side, side, side, stroke=1, fill=0)


def _digits(page: Page, left: float, top: float, code: str, cell: float, gap: float = 0.0) -> None:
    """The digits, each in the middle of its cell."""
    side, size = cell * mm, cell * 2.1
    for at, digit in enumerate(code):
        x = left + at * side + (gap if at > 2 else 0) + (side - page.measure(digit, size)) / 2
        page.draw(x, top - side / 2 - size * 0.36, digit, size, colour=BLACK)
