"""How the backups stand, in a sentence and a colour: for the window's foot, Today and the security plan."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from db.core import clock
from db.core.connection import rows, value
from db.services import backups
from resources.i18n import _, ngettext

Level = Literal["green", "amber", "red"]
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_AMBER, _RED = 7, 30  # days without a copy on a stick (R9)


@dataclass(frozen=True, slots=True)
class BackupState:
    """`words` about the copies on this computer, `stick` about those elsewhere ("": all is well), `drill` the last try-out,
    `room` that little of it is left for them ("": enough).
    """

    words: str
    level: Level
    stick: str = ""
    stick_level: Level = "green"
    drill: str = ""
    drill_level: Level = "green"
    room: str = ""

    @property
    def worst(self) -> Level:
        """The colour of all of them."""
        levels: list[Level] = [self.level, self.stick_level, self.drill_level, "amber" if self.room else "green"]
        return max(levels, key=("green", "amber", "red").index)

    @property
    def lines(self) -> list[tuple[str, Level]]:
        """What the window's foot says: how the copies stand, and what is not well beside it."""
        said: list[tuple[str, Level]] = [(self.words, self.level), (self.stick, self.stick_level)]
        if self.drill_level != "green" or self.room:
            said.append((_("Something about the backups: see Today"), "amber"))
        return [one for one in said if one[0]]


def of() -> BackupState:
    """How the open shop's copies stand. For the worker: it looks into the folder of the copies."""
    newest = backups.last()
    stick, stick_level = _of_stick()
    drill, drill_level = _drill()
    if newest is None:
        return BackupState(_("Not backed up yet"), "amber", stick, stick_level, drill, drill_level)
    ago = datetime.fromisoformat(clock.utc_now()) - datetime.fromisoformat(newest.at)
    is_old = ago >= _DAY and backups.has_changed()
    level: Level = "amber" if is_old or backups.lacks_many() else "green"
    words = _("Backed up {ago}, opened to try, good to use").format(ago=_ago(ago))
    return BackupState(words, level, stick, stick_level, drill, drill_level, _room())


def _ago(ago: timedelta) -> str:
    minutes = int(ago.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if ago < _HOUR:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    if ago < _DAY:
        return ngettext("{count} hour ago", "{count} hours ago", minutes // 60).format(count=minutes // 60)
    return ngettext("{count} day ago", "{count} days ago", ago.days).format(count=ago.days)


def _of_stick() -> tuple[str, Level]:
    """A copy elsewhere is what is left when the computer is stolen or burns: amber after 7 days, red after 30."""
    last = value("SELECT max(at) FROM unit WHERE action = 'backups.copy'")
    if last is None:
        begun = value("SELECT min(at) FROM unit")
        days = _days_since(begun) if begun else 0
        level: Level = "red" if days > _RED else "amber" if days > _AMBER else "green"
        return (_("No copy on a stick yet") if level != "green" else "", level)
    days = _days_since(last)
    if days <= _AMBER:
        return "", "green"
    words = ngettext("The last copy on a stick is {count} day old", "The last copy on a stick is {count} days old", days)
    return words.format(count=days), "red" if days > _RED else "amber"


def _days_since(stamp: str) -> int:
    return max((datetime.fromisoformat(clock.utc_now()) - datetime.fromisoformat(stamp)).days, 0)


def _room() -> str:
    """Beside 5 GB or twenty times the shop only monthly copies are left: they stay, and it is said (R9)."""
    if not backups.is_over_its_share():
        return ""
    return _("The backups take more room than they should; the monthly ones stay. Please move some of them to another disk.")


def _drill() -> tuple[str, Level]:
    found = rows("SELECT at, detail FROM unit WHERE action = 'backups.drill' ORDER BY id DESC LIMIT 1")
    if not found:
        return "", "green"
    ((at, detail),) = found
    told = json.loads(detail)
    day = clock.shown(at).partition(" ")[0].replace("-", "/")
    if departing := len(told.get("departing", ())):
        words = ngettext(
            "{day}: {count} backup knows another history than the shop has. Somebody may have rewritten it. Please keep that"
            " backup, and ask somebody who knows computers.",
            "{day}: {count} backups know another history than the shop has. Somebody may have rewritten it. Please keep those"
            " backups, and ask somebody who knows computers.",
            departing,
        )
        return words.format(day=day, count=departing), "amber"
    if told.get("sound"):
        return _("{day}: all backups were tried out, all of them good").format(day=day), "green"
    return _("{day}: a backup could not be opened; the others are good").format(day=day), "amber"
