"""Text as it is stored and text as it is searched."""

import re
import unicodedata
from typing import Final

_UNWANTED: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# Characters nobody sees: joiners, direction and order marks, noncharacters (search.py marks its fields with two of these).
_INVISIBLE: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)


def clean_text(text: str) -> str:
    """The text without what no person typed: lone surrogates (the driver raises on them) and C0 controls but newline and tab."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", text) if _UNWANTED.search(text) else text


def normal(text: str) -> str:
    """The form that is searched and compared: NFKC, folded case, 臺 as 台, nothing invisible. Blanks stay."""
    text = clean_text(text)
    if not text.isascii():
        if _INVISIBLE.search(text):
            text = _INVISIBLE.sub("", text)
        text = unicodedata.normalize("NFKC", text).replace("臺", "台")
    return _settled(text.casefold())


def _settled(text: str) -> str:
    """Folding case can leave a form that NFKC would change again."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as their half-width selves, for boxes typed into with the input method on."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).replace("。", ".").replace("、", ",")


def one_line(text: str) -> str:
    """All runs of white space as one blank, none at the ends."""
    return " ".join(text.split())
