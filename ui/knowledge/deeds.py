"""What is done about a suggestion from any page: 加進報價, 不用了, 為什麼."""

from typing import TYPE_CHECKING, Final

from db.services import suggestion_answers
from db.services.suggestions import SuggestionRow
from resources.i18n import _
from ui.knowledge import words
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell


def into_quote(shell: "Shell", row: SuggestionRow) -> None:
    """Onto the customer's draft or a new quote, which is shown."""
    if done := tried(lambda: suggestion_answers.add_to_quote(row), shell.asks):
        added, unit = done
        shell.quote(quote=added.quote)
        shell.toast_undo(words.on_quote(added, row.name), unit)


def not_wanted(shell: "Shell", row: SuggestionRow) -> None:
    """It stays away for half a year."""
    if done := tried(lambda: suggestion_answers.dismiss(row), shell.asks):
        shell.toast_undo(_("Not suggested to {name} any more for half a year.").format(name=row.name), done[1])


def why(shell: "Shell", row: SuggestionRow) -> None:
    """The reason and the purchases behind it."""
    from ui.knowledge.why import WhyDialog

    WhyDialog(shell, row).open()


DEEDS: Final = {"into_quote": into_quote, "not_wanted": not_wanted, "why": why}
