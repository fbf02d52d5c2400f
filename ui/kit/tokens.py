"""The colours of the two schemes, by what they are for, and the pairs that stand on each other."""

from typing import Final, NamedTuple


class Palette(NamedTuple):
    """One scheme's colours, as #RRGGBB."""

    paper: str  # window
    card: str  # tables, cards, fields
    ink: str  # text
    muted: str  # second line, headers, units
    line: str  # hairlines
    edge: str  # outline of buttons and fields
    side: str  # sidebar
    side_text: str
    side_soft: str  # hovered entry, badge
    accent: str  # primary button, selection
    on_accent: str
    accent_text: str  # links, focus
    accent_soft: str  # selected row, active chip
    red: str  # blacklist, overdue, damage: nothing else
    red_soft: str
    amber: str  # needs a look
    amber_soft: str
    green: str
    green_soft: str
    blue: str
    blue_soft: str
    violet: str
    violet_soft: str
    teal: str
    teal_soft: str
    grey: str
    grey_soft: str


LIGHT: Final = Palette(
    paper="#FAF9F6",
    card="#FFFFFF",
    ink="#1F2A30",
    muted="#56626A",
    line="#E4E2DD",
    edge="#CBC8C1",
    side="#21323A",
    side_text="#CFD9DC",
    side_soft="#32454E",
    accent="#0F766E",
    on_accent="#FFFFFF",
    accent_text="#0B635C",
    accent_soft="#E3F1EE",
    red="#B4341F",
    red_soft="#FBE9E5",
    amber="#7F520E",
    amber_soft="#FBF1DC",
    green="#256B30",
    green_soft="#E3F2E4",
    blue="#2B5C9E",
    blue_soft="#E5EEF9",
    violet="#6A4C93",
    violet_soft="#F0E9F6",
    teal="#0B635C",
    teal_soft="#E0F1EE",
    grey="#56626A",
    grey_soft="#EFEDE8",
)

DARK: Final = Palette(
    paper="#171D20",
    card="#1D2428",
    ink="#E6E9EA",
    muted="#A9B6BC",
    line="#313B41",
    edge="#46535A",
    side="#11171A",
    side_text="#CFD9DC",
    side_soft="#2A353B",
    accent="#0F766E",
    on_accent="#FFFFFF",
    accent_text="#4FC1B3",
    accent_soft="#123A37",
    red="#FF9D8A",
    red_soft="#4A221B",
    amber="#F0C674",
    amber_soft="#45360F",
    green="#8FD19A",
    green_soft="#1B3A22",
    blue="#9CC3F5",
    blue_soft="#1D3350",
    violet="#C9B3EA",
    violet_soft="#37284D",
    teal="#4FC1B3",
    teal_soft="#123A37",
    grey="#A9B6BC",
    grey_soft="#2B343A",
)

HUES: Final = ("red", "amber", "green", "blue", "violet", "teal", "grey")  # every hue has a soft ground of its own

PAIRS: Final = (  # (text, ground, least contrast): 5 for what is read in passing, 4.5 for the rest (WCAG 2.2, 1.4.3)
    ("ink", "paper", 7.0),
    ("ink", "card", 7.0),
    ("ink", "accent_soft", 7.0),
    ("ink", "amber_soft", 7.0),
    ("ink", "red_soft", 7.0),
    ("muted", "paper", 5.0),
    ("muted", "card", 5.0),
    ("muted", "accent_soft", 5.0),
    ("accent_text", "paper", 5.0),
    ("accent_text", "card", 5.0),
    ("accent_text", "accent_soft", 4.5),
    ("on_accent", "accent", 5.0),
    ("side_text", "side", 7.0),
    ("side_text", "side_soft", 5.0),
    *((hue, f"{hue}_soft", 4.5) for hue in HUES),
    *((hue, "card", 4.5) for hue in HUES),
    *((hue, "paper", 4.5) for hue in HUES),
)


def names() -> tuple[str, ...]:
    """Every token's name."""
    return Palette._fields


def contrast(text: str, ground: str) -> float:
    """The contrast of two #RRGGBB colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(text), _luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
