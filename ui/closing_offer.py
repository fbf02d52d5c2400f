"""收工, once a day: where there was work, the day's page comes before the window closes."""

from typing import Final

from db.core import clock, file
from ui.kit import settings
from ui.kit.page import Shell
from ui.shop_files import is_demo

_OFFERED: Final = "closing_offered"  # of the machine: the day it was shown last


def shows_page(shell: Shell) -> bool:
    """Show the day's page instead of closing; False: it was shown today, is not wanted, or nothing was done."""
    today = clock.today().isoformat()
    if not file.is_open() or is_demo() or settings.get(_OFFERED) == today:
        return False
    from db.services import closing

    if not closing.is_to_offer():
        return False
    settings.put(_OFFERED, today)
    shell.go("closing", leaving=True)
    return True
