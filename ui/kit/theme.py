"""Light or dark, and how large the letters are: palettes, fonts and the one style sheet, switched while running."""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from resources import path
from resources.i18n import DEFAULT, N_, language
from ui.kit import sheet
from ui.kit.tokens import DARK, LIGHT, Palette

SIZES: Final = {"standard": (13, N_("Standard")), "large": (15, N_("Large")), "extra": (18, N_("Extra large"))}
ROWS: Final = {"one": N_("One line"), "two": N_("Roomy, two lines")}  # of the list of customers
SCHEMES: Final[dict[str, str]] = {"light": N_("Light"), "dark": N_("Dark"), "system": N_("Like the system")}
FAMILIES: Final = ("Noto Sans TC", "Shukebu Sans TC Supplement", "Noto Emoji")
_FILES: Final = ("NotoSansTC-Regular.ttf", "NotoSansTC-Bold.ttf", "ShukebuSansTC-Supplement.ttf", "NotoEmoji-Regular.ttf")
TITLE: Final = 1.33  # ratios of the base size
SMALL: Final = 0.9


class _State(QObject):
    """What is in use; `changed` tells the few who paint with copies of it."""

    changed = Signal()
    palette: Palette = LIGHT
    size: str = "large"


state = _State()
_loaded: list[int] = []


def load_fonts() -> None:
    """Make the shipped fonts known to Qt, once a process."""
    if not _loaded:
        _loaded.extend(QFontDatabase.addApplicationFont(str(path("fonts", name))) for name in _FILES)


def apply(app: QApplication, scheme: str = "system", size: str = "large") -> None:
    """Dress the whole program: the palette, the font, the style sheet, in that order."""
    load_fonts()
    state.palette = _chosen(app, scheme)
    state.size = size if size in SIZES else "large"
    app.setPalette(qt_palette(state.palette))
    app.setFont(font())
    app.setStyleSheet(sheet.build(state.palette, px(), QFontMetrics(font()).height(), path("theme"), is_dark()))
    state.changed.emit()


def _chosen(app: QApplication, scheme: str) -> Palette:
    if scheme == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if scheme == "dark" else LIGHT


def current() -> Palette:
    """The colours in use."""
    return state.palette


def is_dark() -> bool:
    """Whether the dark scheme is in use."""
    return state.palette is DARK


def px() -> int:
    """The base size of the letters, in device-independent pixels."""
    return SIZES[state.size][0]


def colour(token: str) -> QColor:
    """A token of the scheme in use as Qt's colour."""
    return QColor(getattr(state.palette, token))


def font(ratio: float = 1.0, *, bold: bool = False) -> QFont:
    """The program's font at this ratio of the base size."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(round(px() * ratio))
    made.setStyleHint(QFont.StyleHint.SansSerif)
    if language() != DEFAULT:  # quotes and apostrophes as narrow as the letters around them
        made.setFeature(QFont.Tag("pwid"), 1)
    if bold:
        made.setWeight(QFont.Weight.Bold)
    return made


def row_height(lines: int = 1) -> int:
    """The height of a row: one line takes 40 px at the large size, two take 53, each more 19."""
    return round(QFontMetrics(font()).height() * (1.9 if lines == 1 else 2.5 + 0.9 * (lines - 2)))


def qt_palette(tokens: Palette) -> QPalette:
    """Fusion's palette of these tokens, so that what the style sheet leaves alone fits too."""
    made = QPalette()
    role = QPalette.ColorRole
    for roles, token in (
        ((role.Window, role.AlternateBase), tokens.paper),
        ((role.Base, role.Button, role.ToolTipBase, role.Light, role.Midlight), tokens.card),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText), tokens.ink),
        ((role.PlaceholderText,), tokens.muted),
        ((role.Mid, role.Dark, role.Shadow), tokens.line),
        ((role.Highlight, role.Accent), tokens.accent),
        ((role.HighlightedText,), tokens.on_accent),
        ((role.Link, role.LinkVisited), tokens.accent_text),
    ):
        for one in roles:
            made.setColor(one, QColor(token))
    for one in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, one, QColor(tokens.muted))
    return made
