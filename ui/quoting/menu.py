"""The entries of a quote's menu, as it stands: the same in the list, in the editor, on Today and on the card."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from db.services.quotes import QuoteRow
from resources.i18n import N_, _
from ui.kit.labels import action
from ui.quoting import deeds, hoping, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.kit.page import Shell

VERBS: "Final[dict[str, tuple[str, Callable[[Shell, int], object], str]]]" = {  # words, what is done, icon
    "look": (N_("Look at the paper"), deeds.look, "file-text"),
    "accept": (N_("Accepted…"), deeds.accept, "check"),
    "refuse": (N_("Not taken…"), deeds.refuse, "x"),
    "change": (N_("Change…"), deeds.change, "pencil"),
    "again": (N_("Quote again"), deeds.again, "copy"),
    "versions": (N_("Versions, what differs…"), deeds.versions, "history"),
    "template": (N_("Keep as a template…"), deeds.template, ""),
    "give_up": (N_("Give this version up"), deeds.give_up, "undo-2"),
    "reopen": (N_("Wait for an answer again"), deeds.reopen, "undo-2"),
    "void": (N_("Make void…"), deeds.void, "ban"),
    "discard": (N_("Throw the draft away"), deeds.discard, "trash-2"),
}
HOPE: Final = "hope"  # stands for the menu of how sure the shop is of it
_APART: Final = frozenset({"void", "discard"})  # a line stands above them


def fill(menu: QMenu, shell: "Shell", row: QuoteRow, only: Collection[str] = (HOPE, *VERBS)) -> None:
    """Everything that may be done with this quote now; `only` these of it."""
    if row.state == "issued" and HOPE in only:
        menu.addMenu(hoping.menu_of(menu, shell, row))
    for key in (one for one in words.possible(row) if one in only):
        if key in _APART:
            menu.addSeparator()
        title, do, icon = VERBS[key]
        menu.addAction(action(_(title), partial(do, shell, row.id), icon=icon, parent=menu))
