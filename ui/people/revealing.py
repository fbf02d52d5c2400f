"""看完整電話: one number at a time for who sees them masked, each with a line of history."""

from collections.abc import Sequence

from db.core import session
from db.services import reveals
from resources.i18n import _
from ui.kit import clipboard
from ui.kit.page import Shell


def open_dialog(shell: Shell, customers: Sequence[int]) -> None:
    """Of the one customer in view; which of several numbers is asked."""
    if session.may("contacts"):
        shell.toast(_("You see all numbers in full."))
        return
    if len(customers) != 1:
        shell.toast(_("Choose one customer first."))
        return
    hidden = [one for one in reveals.of(customers[0]) if one.text]
    if not hidden:
        shell.toast(_("No number is written down of this customer."))
        return
    words = [f"{one.text}  {one.label}".strip() for one in hidden]
    chosen = 0
    if len(hidden) > 1:
        answer = shell.asks.choose(_("Look at which number?"), _("Each look is noted with your name."), words)
        if answer is None:
            return
        chosen = answer
    text = reveals.reveal(customers[0], hidden[chosen].id)
    clipboard.lend(text)
    shell.asks.tell(_("The number"), text + "\n" + _("This look is noted. The number is in the clipboard for half a minute."))
