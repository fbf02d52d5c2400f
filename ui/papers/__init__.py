"""Papers in the window: looked at full size, printed, kept, handed on; `look` is the door for all of them."""

from typing import TYPE_CHECKING

from ui.papers.paper import Confirm, Paper, Wish

if TYPE_CHECKING:
    from ui.kit.page import Shell

__all__ = ["Confirm", "Paper", "Wish", "look", "show"]


def look(shell: "Shell", paper: Paper, confirm: Confirm | None = None) -> None:
    """Show a paper over the whole window, at the counter only when asked twice; with `confirm` its one button does that
    first, such as 定稿並列印.
    """
    from ui.kit import counter

    counter.opening(shell, lambda: show(shell, paper, confirm))


def show(shell: "Shell", paper: Paper, confirm: Confirm | None = None) -> None:
    """The same for who was asked already, such as a dialog that is open."""
    from ui.papers.dialog import PaperDialog

    PaperDialog(shell, paper, confirm).open()
