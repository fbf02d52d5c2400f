"""The sheets papers are printed on: their size, margins and letters, in colour or in black."""

from dataclasses import dataclass, replace
from typing import Final

from reportlab.lib.units import mm

from reports.layout import INK, MUTED
from resources.i18n import N_

Colour = tuple[float, float, float]
_BLACK: Final[Colour] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Inks:
    """What colours a paper uses; no tint: nothing is filled."""

    text: Colour
    muted: Colour
    accent: Colour
    rule: Colour
    tint: Colour | None = None


COLOURS: Final = Inks(INK, MUTED, (0.059, 0.463, 0.431), (0.85, 0.84, 0.82), (0.945, 0.97, 0.965))
BLACK: Final = Inks(_BLACK, _BLACK, _BLACK, _BLACK)


@dataclass(frozen=True, slots=True)
class PaperLayout:
    """One sheet. Sizes in mm, letters in points; `offset_x` to the right and `offset_y` down move what a printer puts askew."""

    key: str
    title: str  # English id, to be said through _()
    width: float = 210.0
    height: float = 297.0
    side: float = 15.0  # margins
    edge: float = 11.0  # at the top and the bottom
    body: float = 10.5
    small: float = 9.5
    leading: float = 1.42  # from one line to the next, of the letters' size
    pad: float = 3.0  # above and below a row, in points
    sign: float = 66.0  # the height of where somebody signs, in points
    inks: Inks = COLOURS
    copies: int = 1  # the same one above the other on a sheet
    is_low: bool = False  # half as high: terms beside the totals, a line to sign on instead of a box
    has_letterhead: bool = True
    blank: float = 0.0  # left free at the top for what the form has printed already
    offset_x: float = 0.0
    offset_y: float = 0.0

    def closer(self) -> "PaperLayout":
        """The same sheet with everything nearer together, for what is a little more than a page."""
        if self.is_low:
            return replace(self, body=min(self.body, 10.0), leading=1.12, pad=0.6, sign=26.0)
        return replace(self, leading=_LOW.leading, pad=_LOW.pad)

    def moved(self, offset_x: float, offset_y: float) -> "PaperLayout":
        """The same sheet for a printer that needs this offset, mm to the right and down."""
        return replace(self, offset_x=offset_x, offset_y=offset_y)

    @property
    def size(self) -> tuple[float, float]:
        """The sheet in points."""
        return self.width * mm, self.height * mm

    @property
    def inner(self) -> float:
        """The width of what is printed, in points."""
        return float((self.width - 2 * self.side) * mm)

    @property
    def room(self) -> float:
        """The height of what is printed in one copy, in points."""
        return float((self.height / self.copies - 2 * self.edge - self.blank) * mm)


_LOW: Final = PaperLayout("low", "", is_low=True, leading=1.27, pad=1.2, sign=32.0)
_HALF: Final = replace(
    _LOW, key="half", title=N_("Half form 241 × 140 mm"), width=241.3, height=139.7, side=15.5, edge=6.5, small=10.0, inks=BLACK
)
LAYOUTS: Final = {
    layout.key: layout
    for layout in (
        PaperLayout("standard", N_("Standard A4")),
        PaperLayout("plain", N_("Plain A4, for fax"), inks=BLACK, small=10.0),
        replace(_LOW, key="two_up", title=N_("A4, two copies to cut"), edge=9.0, copies=2, small=9.0, body=10.0),
        PaperLayout("a5", N_("A5"), 148.0, 210.0, side=10.0, edge=9.0, small=9.0, body=10.0),
        _HALF,
        replace(_HALF, key="preprinted", title=N_("Own printed form"), has_letterhead=False, blank=24.0),
    )
}
