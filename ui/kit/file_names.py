"""Names of files that every system takes: what Windows, macOS and Linux refuse is taken out of a customer's name."""

from pathlib import Path
from typing import Final

_REFUSED: Final = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_") | {chr(code): " " for code in range(32)})
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{device}{number}" for device in ("com", "lpt") for number in range(1, 10)}
)
_LONGEST: Final = 80  # characters: less than 255 bytes with the ending, in Chinese too


def cleaned(text: str, otherwise: str = "1") -> str:
    """The text as the stem of a file's name; `otherwise` where nothing of it is left."""
    stem = " ".join(text.translate(_REFUSED).split())[:_LONGEST].strip(" .")
    if stem.split(".")[0].casefold() in _RESERVED:
        stem = f"_{stem}"
    return stem or otherwise


def unused(folder: Path, stem: str, ending: str) -> Path:
    """Where a file of this name goes without writing over another: 「請款單 (2).pdf」 beside one; `ending` with its dot."""
    path, at = folder / f"{stem}{ending}", 1
    while path.exists():
        at += 1
        path = folder / f"{stem} ({at}){ending}"
    return path
