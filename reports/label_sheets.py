"""The sheets of labels: how many stand where on a page, all in mm."""

from dataclasses import dataclass, replace
from typing import Final

from db.core.errors import InputError
from resources.i18n import _

A4: Final = (210.0, 297.0)
_LEAST: Final = (20.0, 10.0)  # of a label: less holds no address
_MOST: Final = 1_000.0  # of a page
_SLACK: Final = 0.05  # sizes are printed on packs with one place


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """One kind of sheet. `across` and `down` count the labels; `left` and `top` are the margins before the first.

    `is_turned`: what is printed stands upright when the sheet is turned a quarter to the right (rolls that come out sideways).
    """

    key: str
    paper: tuple[float, float]
    across: int
    down: int
    label: tuple[float, float]
    left: float = 0.0
    top: float = 0.0
    gap: tuple[float, float] = (0.0, 0.0)  # between two beside each other, and between two below each other
    is_turned: bool = False

    @property
    def count(self) -> int:
        """Labels on one page."""
        return self.across * self.down

    def place(self, number: int) -> tuple[float, float]:
        """Left and top of a label, from the page's upper left; 0 is the first, rows go from left to right."""
        row, column = divmod(number, self.across)
        return self.left + column * (self.label[0] + self.gap[0]), self.top + row * (self.label[1] + self.gap[1])


def _grid(across: int, down: int) -> LabelSheet:
    """A4 cut without margins, as it is sold here."""
    return LabelSheet(f"{across}x{down}", A4, across, down, (A4[0] / across, A4[1] / down))


SHEETS: Final = {sheet.key: sheet for sheet in (_grid(3, 8), _grid(2, 7), _grid(3, 10), _grid(4, 11))}


def roll(width: float, height: float, is_turned: bool = False) -> LabelSheet:
    """One label a page, for roll printers. InputError for a size that holds no address."""
    return checked(LabelSheet("roll", (width, height), 1, 1, (width, height), is_turned=is_turned))


def checked(sheet: LabelSheet) -> LabelSheet:
    """A sheet of one's own. InputError, in a sentence, where its labels are too small or do not fit on the page."""
    if sheet.across < 1 or sheet.down < 1:
        raise InputError(_("A sheet has at least one label."))
    if not (sheet.label[0] >= _LEAST[0] and sheet.label[1] >= _LEAST[1]):  # so said, no number (NaN) is none either
        raise InputError(_("A label must be at least {width} mm wide and {height} mm high.").format(
            width=f"{_LEAST[0]:g}", height=f"{_LEAST[1]:g}"
        ))  # fmt: skip
    if not all(one >= 0 for one in (sheet.left, sheet.top, *sheet.gap)):
        raise InputError(_("Margins and gaps can't be less than 0 mm."))
    if not all(side <= _MOST for side in sheet.paper):
        raise InputError(_("A page can be at most {most} mm long.").format(most=f"{_MOST:g}"))
    used = [there + size for there, size in zip(sheet.place(sheet.count - 1), sheet.label, strict=True)]
    if any(needed > there + _SLACK for needed, there in zip(used, sheet.paper, strict=True)):
        raise InputError(
            _("These labels need {width} x {height} mm; the page has {across} x {down} mm.").format(
                width=f"{used[0]:g}", height=f"{used[1]:g}", across=f"{sheet.paper[0]:g}", down=f"{sheet.paper[1]:g}"
            )
        )
    return sheet


def moved(sheet: LabelSheet, right: float, down: float) -> LabelSheet:
    """The same sheet for a printer that needs this offset, in mm."""
    return replace(sheet, left=sheet.left + right, top=sheet.top + down)
