"""挑老主顧, and how often to keep in touch."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from db.services import keep_in_touch
from db.services.lists import Selection
from resources.i18n import _, ngettext
from ui.kit.labels import action
from ui.kit.page import Shell


def interval_menu(shell: Shell, who: Callable[[], Selection | list[int]], parent: QWidget) -> QMenu:
    """多久聯絡一次: the ready intervals, or a number of days; for the card's ⋯ and the bar of many."""
    menu = QMenu(_("Keep in touch"), parent)
    for days, _words in keep_in_touch.READY:
        menu.addAction(action(keep_in_touch.words(days), partial(put, shell, who, days), parent=menu))
    menu.addSeparator()
    menu.addAction(action(_("So many days…"), partial(_ask, shell, who), parent=menu))
    return menu


def put(shell: Shell, who: Callable[[], Selection | list[int]], days: int | None) -> None:
    """Keep in touch with them this often; told with the way back."""
    from ui.trying import tried

    done = tried(lambda: keep_in_touch.put(who(), days), shell.asks)
    if done is not None:
        words = ngettext("{count} customer: {how}", "{count} customers: {how}", done[0])
        shell.toast_undo(words.format(count=f"{done[0]:,}", how=keep_in_touch.words(days)), done[1])


def _ask(shell: Shell, who: Callable[[], Selection | list[int]]) -> None:
    typed = (shell.asks.text(_("Keep in touch"), _("Every how many days?")) or "").strip()
    if typed.isdecimal():
        put(shell, who, int(typed))


def pick(shell: Shell, parent: QWidget) -> None:
    """Open 挑老主顧."""
    from ui.regulars.dialog import RegularsDialog

    dialog = RegularsDialog(shell, parent)
    dialog.open()
