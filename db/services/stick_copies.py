"""Copies on sticks: which stick belongs to this shop, whose turn it is, and the copy itself."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from db.core import clock, copying, file
from db.core.connection import rows
from db.services import backups, rotation
from db.services.backups import Backup
from resources.i18n import _

_LOOKED_AT: Final = 50  # of the latest copies: who has more than two sticks uses them by turns, too
_TURNS: Final = 2


@dataclass(frozen=True, slots=True)
class StickUse:
    """A stick by its name, and when it last got a copy (UTC)."""

    name: str
    at: str


def used() -> list[StickUse]:
    """The sticks that got copies of the open shop, the latest first."""
    found = dict[str, str]()
    for at, detail in rows(f"SELECT at, detail FROM unit WHERE action = 'backups.copy' ORDER BY id DESC LIMIT {_LOOKED_AT}"):
        if name := json.loads(detail or "{}").get("stick"):
            found.setdefault(name, at)
    return [StickUse(name, at) for name, at in found.items()]


def turn() -> str:
    """Of two sticks used by turns, the one whose turn it is: it got its copy longer ago; "" where there is one or none."""
    two = used()[:_TURNS]
    return two[-1].name if len(two) == _TURNS else ""


def is_ours(stick: Path) -> bool:
    """Whether copies of the open shop lie on this stick: it is a backup stick of this shop."""
    return bool(backups.own_in(stick))


def is_due(stick: Path) -> bool:
    """Whether a backup stick of this shop that was plugged in has no copy of today, and something was done since."""
    newest = next(iter(backups.own_in(stick)), None)
    return newest is None or (clock.shown(newest.at)[:10] != clock.today().isoformat() and not backups.is_up_to_date(newest))


def make(stick: Path, name: str) -> Backup:
    """Copy the open shop to a stick, verified; older copies there give way as they do beside the shop file. Raises as
    `backups.to_folder` does.
    """
    made = backups.to_folder(stick, name)
    _leave_note(stick)
    copies = backups.own_in(stick)
    staying = rotation.staying([backups.counted(one) for one in copies], file.current_path().stat().st_size)
    for one in copies:
        if one.seq not in staying:
            copying.drop(one.path)
    return made


def _leave_note(stick: Path) -> None:
    """Whoever looks at the stick without the program reads what these files are and how they are fetched back."""
    said = _(
        "These files are backups of a shop kept with Shukebu. Please do not rename or change them.\n"
        "To fetch one back: start Shukebu, choose “File”, “Fetch back from a backup…”,"
        " then “Look somewhere else…” and this stick."
    )
    with suppress(OSError):  # the copy is what counts
        (stick / f"{_('About these backups')}.txt").write_text(said.replace("\n", "\r\n"), "utf-8-sig", newline="")
