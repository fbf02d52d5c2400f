"""好久不見: the ready text for a customer who stays away, for LINE or a letter."""

from typing import Final

from db.services import phrases
from resources.i18n import _
from ui import ready_text
from ui.kit.page import Shell

_MISSED: Final = "好久不見"  # in the title of the ready text, in whatever language the screen is


def copy(shell: Shell, customer: int) -> None:
    """Put it into the clipboard, filled with their name and what they bought last; no other text stands in for it."""
    ready = next((one for one in phrases.rows() if _MISSED in one.title), None)
    if ready is None:
        shell.toast(_("There is no ready text “{title}”. It can be added in the settings.").format(title=_MISSED))
    elif ready_text.copy(shell, phrases.filled(ready.text, customer), customer):
        shell.toast(_("Copied. Paste it in LINE with Ctrl+V."))
