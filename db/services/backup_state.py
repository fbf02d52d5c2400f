"""How the backups stand, in a sentence and a colour: for the window's foot, Today and the security plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from db.core import clock
from db.core.connection import value
from db.services import backups
from resources.i18n import _, ngettext

Level = Literal["green", "amber", "red"]
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_AMBER, _RED = 7, 30  # days without a copy on a stick (R9)


@dataclass(frozen=True, slots=True)
class BackupState:
    """`words` about the copies on this computer, `stick` about those elsewhere ("": all is well), `drill` the last try-out."""

    words: str
    level: Level
    stick: str = ""
    stick_level: Level = "green"
    drill: str = ""

    @property
    def worst(self) -> Level:
        """The colour of both."""
        return max(self.level, self.stick_level, key=("green", "amber", "red").index)


def of() -> BackupState:
    """How the open shop's copies stand. For the worker: it looks into the folder of the copies."""
    newest = backups.last()
    stick, stick_level = _of_stick()
    if newest is None:
        return BackupState(_("Not backed up yet"), "amber", stick, stick_level, _drill())
    ago = datetime.fromisoformat(clock.utc_now()) - datetime.fromisoformat(newest.at)
    level: Level = "green" if ago < _DAY or not backups.has_changed() else "amber"
    return BackupState(
        _("Backed up {ago}, opened to try, good to use").format(ago=_ago(ago)), level, stick, stick_level, _drill()
    )


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


def _drill() -> str:
    found = value("SELECT detail FROM unit WHERE action = 'backups.drill' ORDER BY id DESC LIMIT 1")
    at = value("SELECT at FROM unit WHERE action = 'backups.drill' ORDER BY id DESC LIMIT 1")
    if found is None:
        return ""
    sound = '"sound":true' in found
    day = clock.shown(at).partition(" ")[0].replace("-", "/")
    if sound:
        return _("{day}: all backups were tried out, all of them good").format(day=day)
    return _("{day}: a backup could not be opened; the others are good").format(day=day)
