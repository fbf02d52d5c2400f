"""A shop that was packed for another computer: what a file beside it says, `shop.crm.moved`.

"packed": the owner has not said yet what becomes of it here; "locked": here it is opened to read only, until that is taken back.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.core.lock import beside

SUFFIX: Final = ".moved"


@dataclass(frozen=True, slots=True)
class Moved:
    """When it was packed (UTC), and what was said of it."""

    at: str
    is_locked: bool


def of(shop: Path) -> Moved | None:
    """What is known; None: it was never packed, or goes on here."""
    try:
        told = json.loads(beside(shop, SUFFIX).read_text("utf-8"))
        return Moved(str(told["at"]), bool(told["locked"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def put(shop: Path, moved: Moved) -> None:
    """Write it down, whole or not at all. OSError."""
    from db.core import copying

    with copying.replacing(beside(shop, SUFFIX)) as part:
        part.write_text(json.dumps({"at": moved.at, "locked": moved.is_locked}), "utf-8")


def lift(shop: Path) -> None:
    """It goes on here. OSError."""
    beside(shop, SUFFIX).unlink(missing_ok=True)
