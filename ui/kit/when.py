"""An instant the machine stamped, as the shop's clock showed it."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from db.core import clock
from resources.i18n import _

_ZONE: Final = ZoneInfo("Asia/Taipei")


def when(at: str) -> str:
    """A UTC instant (ISO, Z) as 今天 10:24, else 2026/11/18 10:24."""
    local = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(_ZONE)
    day = _("Today") if local.date() == clock.today() else f"{local:%Y/%m/%d}"
    return f"{day} {local:%H:%M}"
