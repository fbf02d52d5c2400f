"""「您覺得會成嗎？」: how sure the shop is of a quote that waits for an answer, in one click."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from db.services import quote_hopes
from db.services.quote_rows import CHANCES, QuoteRow
from resources.i18n import _
from ui.kit import counter
from ui.kit.labels import action
from ui.quoting import words
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell


def asked() -> str:
    """What is asked of the owner."""
    return _("Will it become a sale?")


def menu_of(parent: QWidget, shell: "Shell", row: QuoteRow) -> QMenu:
    """The answers to choose from, below what is asked."""
    menu = QMenu(asked(), parent)
    fill(menu, shell, row)
    return menu


def fill(menu: QMenu, shell: "Shell", row: QuoteRow) -> None:
    """The answers; what was said is ticked, unless customers look on."""
    for chance in (*CHANCES, None):
        made = action(words.hope(chance), partial(say, shell, row, chance), parent=menu)
        made.setCheckable(True)
        made.setChecked(chance == row.chance and not counter.state.is_on)
        menu.addAction(made)


def say(shell: "Shell", row: QuoteRow, chance: int | None) -> None:
    """Keep it, with the way back."""
    if done := tried(lambda: quote_hopes.say(row.id, chance), shell.asks):
        said = _("{number}: {hope}").format(number=words.number(row), hope=words.hope(chance))
        shell.toast_undo(counter.hidden(said), done[1])
