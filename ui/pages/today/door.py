"""The box 誰打來 on Today: a click in it, or the first thing typed, goes on in the palette, where the caller stands at once."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent

from resources.i18n import _
from ui.kit.fields import SearchBox


class Door(SearchBox):
    """Holds nothing itself; what an input method is still composing stays until it is settled."""

    opened = Signal(str)  # with what was typed

    def __init__(self) -> None:
        super().__init__(_("Who is calling?"), "Ctrl+K")
        self.textChanged.connect(self._typed)

    def _typed(self, text: str) -> None:
        if text:
            self.set_words("")
            self.opened.emit(text)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click is enough."""
        super().mouseReleaseEvent(event)
        self.opened.emit("")
