"""The menu of reasons for putting customers away."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from db.services import customers
from resources.i18n import _
from ui.kit.labels import action


def reason_words(reason: str) -> str:
    """Why somebody is put away; what the owner wrote stays as it is."""
    known = dict(customers.ARCHIVE_REASONS)
    return _(known[reason]) if reason in known else reason


def archive_menu(parent: QMenu, do: Callable[[str], None], key: str = "") -> QMenu:
    """The reasons for putting a customer away; `key`: what puts them away without one where the menu is not open."""
    menu = QMenu(_("Put away"), parent)
    for reason, words in (*customers.ARCHIVE_REASONS, ("", "")):
        text = _(words) if words else _("Without a reason")
        menu.addAction(action(text, partial(do, reason), key="" if reason else key, parent=menu))
    return menu
