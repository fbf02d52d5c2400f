"""The dialogs of labels and envelopes, in the user's words."""

from tests.screens.window import Window
from ui.labels.dialog import LettersDialog
from ui.labels.left_out import LeftOutDialog


class LettersScreen:
    """What is chosen, and what it would look like."""

    def __init__(self, window: Window) -> None:
        self.window = window

    @property
    def dialog(self) -> LettersDialog:
        """The dialog in view."""
        self.window.settle()
        return next(one for one in self.window.window.findChildren(LettersDialog) if one.isVisible())

    def choose(self, choosing: object, key: str) -> None:
        """Choose this of a combo."""
        combo = choosing.combo  # type: ignore[attr-defined]
        combo.setCurrentIndex(combo.findData(key))
        combo.activated.emit(combo.currentIndex())
        self.window.settle()

    def who_is_left_out(self) -> list[str]:
        """The names of who gets none, under their reasons."""
        self.window.click("看是誰", self.dialog)
        self.window.settle()
        (found,) = (one for one in self.dialog.findChildren(LeftOutDialog) if one.isVisible())
        lines = [found.list.item(at).text() for at in range(found.list.count())]
        found.accept()
        return lines
