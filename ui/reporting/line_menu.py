"""What can be done about a customer who stands in a report: the card, a talk, a ready text, gone for good."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from resources.i18n import _
from ui.kit.labels import action
from ui.kit.page import Shell


def fill(menu: QMenu, shell: Shell, parent: QWidget, customer: int, open_card: Callable[[], object]) -> None:
    """The entries for one customer; what opens a dialog opens it over `parent`."""
    from ui.insight import doing

    for words, do, icon in (
        (_("Open the whole card"), open_card, "users"),
        (_("Write down a talk…"), partial(shell.log, [customer]), "phone"),
        (_("Remind me…"), partial(shell.remind, [customer]), "calendar"),
        (_("Copy a text for LINE"), partial(doing.act, shell, parent, customer, "letter"), "copy"),
        (_("Gone for good…"), partial(doing.act, shell, parent, customer, "gone"), "archive"),
    ):
        menu.addAction(action(words, do, icon=icon, parent=menu))
