"""The menu 定期聯絡: how often to be in touch."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from db.services import keep_in_touch
from resources.i18n import _
from ui.kit.labels import action


def touch_menu(parent: QWidget, do: Callable[[int | None], object]) -> QMenu:
    """`do` takes the days between two talks, or one of the words of `keep_in_touch`."""
    menu = QMenu(_("Keep in touch"), parent)
    for days, words in keep_in_touch.READY:
        menu.addAction(action(_(words), partial(do, days), parent=menu))
    return menu
