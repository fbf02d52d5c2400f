"""The quiet word at the foot where the owner chose that the file is not encrypted, or that nobody is asked for a password."""

from typing import Final

from db.core import file, session
from db.core.connection import database
from resources.i18n import _
from ui.kit import settings
from ui.kit.icons import icon
from ui.kit.labels import Button, set_button_text, tip
from ui.kit.page import Shell
from ui.shop_files import is_demo

ASKED: Final = "lock_asked"  # of the machine: the day it may be asked again, or NEVER
NEVER: Final = "never"


class LockBadge(Button):
    """Leads to the settings; not there where the file is encrypted, and before the owner was asked."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setProperty("kind", "link")
        self.setIcon(icon("lock", "muted"))
        self.clicked.connect(lambda: shell.go("settings", section="security"))
        self.hide()

    def follow(self) -> None:
        """Say how the open shop is kept."""
        is_shown = file.is_open() and not is_demo() and database.key is None
        is_shown = is_shown and (session.is_guarded() or settings.get(ASKED) == NEVER)
        said = _("Not encrypted") if session.is_guarded() else _("Not locked")
        set_button_text(self, said)
        self.setAccessibleName(said)
        tip(self, _("Who takes this computer or the file along can read it. Settings, Security."))
        self.setVisible(is_shown)
