"""先看看: a copy shown in a window of its own, by a second process of this program that can only read.

A process holds one open shop (db/core/file.py), so a second one shows the other: all pages for nothing, and whatever goes wrong
there can't touch the shop that is open. It is told what to show over stdin (the key in no argument), keeps everything it
writes in the folder of the copy, and ends with the window that began it, when that is locked, or when its own idle time is over.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from resources.i18n import _

if TYPE_CHECKING:
    from db.services.backups import Backup

SHOWN: Final = b"shown\n"  # what the copy's process says once its window stands there
_said = ""


def begin(said: str) -> None:
    """This process shows a copy; `said`: which one, in a sentence."""
    global _said  # noqa: PLW0603 - one copy a process
    _said = said


def said() -> str:
    """Which copy this process shows; "": it shows the shop itself."""
    return _said


def sentence(backup: "Backup") -> str:
    """What stands over the copy all the time."""
    from ui.kit.when import day_in_words

    when = day_in_words(backup.shown_at) or backup.path.name
    return _("This is the backup of {when}, only to look at").format(when=when)


@dataclass(frozen=True, slots=True)
class Asked:
    """What to show, as it comes over stdin. `person`: the owner's name in a guarded shop."""

    shop: Path
    key: bytes | None
    said: str
    person: str

    def dumps(self) -> bytes:
        """As one line."""
        key = self.key.hex() if self.key else None
        return json.dumps({"shop": str(self.shop), "key": key, "said": self.said, "person": self.person}).encode() + b"\n"

    @classmethod
    def loads(cls, line: bytes) -> "Asked":
        """Of the line."""
        told: dict[str, Any] = json.loads(line)
        return cls(Path(told["shop"]), bytes.fromhex(told["key"]) if told["key"] else None, told["said"], told["person"])
