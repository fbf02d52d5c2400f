"""What the menu of a card asks about where its customer stands."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.kit import counter
from ui.kit.page import Shell


def act(shell: Shell, parent: QWidget, customer: int, what: str) -> None:
    """One of stage, gone, again, spent, letter. KeyError: there is no such act."""
    from ui.insight import cost_dialog, letter, lost_dialog, stage_dialog

    doing: dict[str, Callable[[], object]] = {
        "stage": lambda: stage_dialog.put(shell, parent, customer),
        "gone": lambda: lost_dialog.close(shell, parent, [customer]),
        "again": lambda: lost_dialog.reopen(shell, [customer]),
        "spent": lambda: counter.opening(shell, lambda: cost_dialog.note(shell, parent, customer)),
        "letter": lambda: letter.copy(shell, customer),
    }
    doing[what]()
