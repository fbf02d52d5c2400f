"""The tour is offered once: in the demo shop, or when the first list is in."""

from typing import TYPE_CHECKING, Final

from resources.i18n import _
from ui.kit import settings

if TYPE_CHECKING:
    from ui.kit.page import Shell

_TOLD: Final = "told_tour"


def offer(shell: "Shell") -> None:
    """Offer it, the first time this is asked on this computer."""
    if settings.get(_TOLD):
        return
    settings.put(_TOLD, "1")
    shell.toast(_("New here? Two minutes show you round."), _("Show me round"), lambda: shell.do("tour"))
