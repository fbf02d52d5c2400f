"""How labels were wanted last on this computer: the sheet, one's own measures, where a printer puts them."""

from dataclasses import dataclass, field
from typing import Final

from db.services.letters import ENDINGS
from reports import label_sheets
from reports.label_sheets import SHEETS, LabelSheet
from resources.i18n import N_
from ui.kit import settings

OWN, ROLL = "own", "roll"
MEASURES: Final = {
    OWN: (
        ("width", N_("Page wide (mm)"), 210.0),
        ("height", N_("Page high (mm)"), 297.0),
        ("across", N_("Labels across"), 3.0),
        ("down", N_("Labels down"), 8.0),
        ("label_width", N_("Label wide (mm)"), 63.5),
        ("label_height", N_("Label high (mm)"), 33.9),
        ("left", N_("Left margin (mm)"), 7.2),
        ("top", N_("Top margin (mm)"), 12.9),
        ("gap_across", N_("Gap across (mm)"), 2.5),
        ("gap_down", N_("Gap down (mm)"), 0.0),
    ),
    ROLL: (("roll_width", N_("Label wide (mm)"), 90.0), ("roll_height", N_("Label high (mm)"), 38.0)),
}  # kind of sheet: (key, English id of its words, what it is at first)


@dataclass(frozen=True, slots=True)
class LabelWish:
    """`kind`: a key of SHEETS, OWN or ROLL; `measures` as MEASURES names them; `offset`: mm to the right and down."""

    kind: str = "3x8"
    measures: dict[str, float] = field(default_factory=dict)
    is_turned: bool = False
    start: int = 1
    ending: str = ENDINGS[0]
    offset: tuple[float, float] = (0.0, 0.0)

    def sheet(self) -> LabelSheet:
        """The sheet. InputError: one's own measures do not fit."""
        if self.kind == ROLL:
            return label_sheets.roll(self.measures["roll_width"], self.measures["roll_height"], self.is_turned)
        if self.kind != OWN:
            return SHEETS[self.kind]
        known = self.measures
        return label_sheets.checked(
            LabelSheet(
                OWN,
                (known["width"], known["height"]),
                round(known["across"]),
                round(known["down"]),
                (known["label_width"], known["label_height"]),
                known["left"],
                known["top"],
                (known["gap_across"], known["gap_down"]),
            )
        )


def usual() -> LabelWish:
    """What was wanted last; every sheet begins at its first label."""
    kind = settings.get("labels/kind", "3x8")
    measures = {key: _number(f"labels/{key}", at_first) for group in MEASURES.values() for key, _words, at_first in group}
    ending = settings.get("labels/ending", ENDINGS[0])
    return LabelWish(
        kind if kind in (*SHEETS, OWN, ROLL) else "3x8",
        measures,
        settings.get("labels/turned") == "1",
        1,
        ending if ending in ENDINGS else ENDINGS[0],
        offset_of(kind),
    )


def offset_of(kind: str) -> tuple[float, float]:
    """Where this kind of sheet is to be moved to."""
    return _number(f"labels/{kind}/right", 0.0), _number(f"labels/{kind}/down", 0.0)


def keep(wish: LabelWish) -> None:
    """Remember it for the next time, but for where it began."""
    known = {"kind": wish.kind, "turned": "1" if wish.is_turned else "", "ending": wish.ending}
    known |= {key: f"{value:g}" for key, value in wish.measures.items()}
    known |= {f"{wish.kind}/right": f"{wish.offset[0]:g}", f"{wish.kind}/down": f"{wish.offset[1]:g}"}
    for key, value in known.items():
        settings.put(f"labels/{key}", value)


def _number(key: str, at_first: float) -> float:
    try:
        return float(settings.get(key, f"{at_first:g}"))
    except ValueError:
        return at_first
