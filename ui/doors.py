"""What leaves the house: in a guarded shop who has the right proves once more that it is them, with PIN or password."""

from db.core import session
from db.services import entry, keys
from resources.i18n import _
from ui.kit.page import Shell


def opens(shell: Shell) -> bool:
    """Whether customers may be taken out now. Without passwords always; who has not the right is told so."""
    if not session.is_guarded():
        return True
    if not session.may("export"):
        shell.asks.error(session.refused())
        return False
    user = session.person().user
    has_pin = entry.has_pin(user)
    words = (
        _("Customers leave the house. Please type your PIN.")
        if has_pin
        else _("Customers leave the house. Please type your password.")
    )
    typed = shell.asks.text(_("Is it you?"), words, "", secret=True)
    if not typed:
        return False
    if has_pin and user is not None:
        entry.prove_pin(user, typed)
    else:
        keys.prove(typed)
    return True
