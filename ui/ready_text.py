"""常用句 on its way to a customer: what is still missing in it is asked for, no {…} ever leaves the house."""

from typing import Final

from db.services import phrases
from resources.i18n import _
from ui.kit import clipboard, counter, settings
from ui.kit.page import Shell

_SAME_EVERY_DAY: Final = frozenset({"{時間}"})  # offered again as it was typed last


def complete(shell: Shell, text: str) -> str | None:
    """The text with every {…} typed in, or left out with its part of the sentence; None: it shall not go."""
    for hole in dict.fromkeys(phrases.holes(text)):
        before = settings.get(f"ready_text/{hole}") if hole in _SAME_EVERY_DAY else ""
        question = _("{text}\n\nWhat stands for {hole}? Empty: this part of the sentence is left out.")
        asked = question.format(text=counter.hidden(text), hole=hole)
        typed = shell.asks.text(_("Something is missing in the text"), asked, before)
        if typed is None:
            return None
        if hole in _SAME_EVERY_DAY:
            settings.put(f"ready_text/{hole}", typed.strip())
        text = text.replace(hole, typed.strip()) if typed.strip() else phrases.without(text, hole)
    return text


def copy(shell: Shell, text: str, offered_to: int | None = None) -> bool:
    """Put the whole text into the clipboard; False: it was not completed, or the customer it is `offered_to`, as advertising
    is, wants nothing by LINE: nothing was copied.
    """
    if offered_to is not None and _refuses(shell, offered_to):
        return False
    whole = complete(shell, text)
    if whole is None:
        return False
    clipboard.put(whole)
    return True


def _refuses(shell: Shell, customer: int) -> bool:
    """Whether they want nothing by LINE; it is said."""
    from db.services import lists, opt_outs  # what writes need not be loaded before something is copied

    refused = opt_outs.refuses(customer, "line")
    if refused:
        name = next((row.name for row in lists.brief([customer])), "")
        shell.toast(_("{name} wants no advertising by LINE, so nothing was copied.").format(name=name))
    return refused
