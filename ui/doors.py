"""The doors of the house: in a guarded shop whoever takes data out says what for and proves once more who they are (S5).

Every file goes through `save_file`, every list on paper through `errand`, many copied lines through `lets_copy`; what does not
is named with its reason in tests/ui/test_doors.py.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final
from weakref import ref

from db.core import session
from db.core.errors import UserError
from resources.i18n import N_, _
from ui.kit import clipboard
from ui.kit.page import Shell

if TYPE_CHECKING:
    from db.services.errands import Errand

MANY: Final = 20  # lines that may be copied unasked: a page of the screen
_OPEN: Final = frozenset({"privacy", "proof"})  # what the law has a customer or an office be given; heads of the history alone
_TITLE: Final = N_("Customers leave the house")
_last: Final[list[str]] = []  # what the one before was for: it is often the same


def is_open(shell: Shell) -> bool:
    """Whether who acts may take anything out at all; who may not is told so, and it is noted."""
    from db.services import errands

    try:
        errands.demand("customers.export")
    except UserError as error:
        shell.asks.error(error)
        return False
    return True


def errand(shell: Shell, purpose: str = "") -> "Errand | None":
    """Ask what it is for (`purpose` proposed) and for the PIN; None: it does not go. Without passwords nothing is asked."""
    from db.services import entry, errands

    if not session.is_guarded():
        return errands.FREE
    if not is_open(shell):
        return None
    has_pin = entry.has_pin(session.person().user)
    proof = _("Your PIN") if has_pin else _("Your password")
    text = _("Your name, the time and what it is for are noted, and stand on printed lists.")
    reasons = list(dict.fromkeys(filter(None, [purpose, *_last, *(_(one) for one in errands.PURPOSES)])))
    while answer := shell.asks.reason(_(_TITLE), text, reasons, proof, _("Take it along")):
        try:
            found = errands.begin(*answer)
        except UserError as error:
            shell.asks.error(error)
            reasons = list(dict.fromkeys([answer[0], *reasons]))
        else:
            _last[:] = [found.purpose]
            return found
    return None


def errand_of(shell: Shell, kind: str) -> "Errand | None":
    """The same for a paper of this kind; a few are nobody's list and asked nothing."""
    from db.services import errands

    return errands.FREE if kind in _OPEN else errand(shell)


def save_file(shell: Shell, title: str, kinds: str, proposed: Path, purpose: str = "") -> Path | None:
    """Where a list may be written, as `asks.save_file`, once the door is open; its line of history says what for."""
    from db.services import errands

    taken = errand(shell, purpose)
    path = None if taken is None else shell.asks.save_file(title, kinds, proposed)
    if path is not None and taken is not None:
        errands.give(path, taken)
    return path


def stand_at(shell: Shell) -> None:
    """Lists of this window ask here before they are copied; not any more once it is gone."""
    here = ref(shell)
    clipboard.lets_copy[:] = [lambda lines: (window := here()) is None or lets_copy(window, lines)]


def lets_copy(shell: Shell, lines: int) -> bool:
    """Whether so many lines of a list may go into the clipboard."""
    if not session.is_guarded() or lines <= MANY:
        return True
    taken = errand(shell)
    if taken is None:
        return False
    from db.services import errands, facts

    facts.note("lists.copy", count=lines, **errands.said(taken))
    return True
