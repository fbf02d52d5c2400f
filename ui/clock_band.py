"""The band that says a wrong clock before anything is dated by it: earlier than the last use, or more than a year later."""

from contextlib import suppress
from datetime import date

from PySide6.QtWidgets import QFrame

from db.core import clock
from db.core.errors import UserError
from db.services import last_use
from resources.i18n import _
from ui.kit.card import row
from ui.kit.labels import button, plain_label, set_text


class ClockBand(QFrame):
    """Stays until the date is set right, or the owner says that it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "amber")
        self._last: date | None = None
        layout = row(self)
        layout.setContentsMargins(18, 5, 18, 5)
        self.words = plain_label("", "amber", wrap=True)
        layout.addWidget(self.words, 1)
        self.right = button(_("The date is right"), self.answer, kind="small")
        layout.addWidget(self.right)
        self.hide()

    def begin(self, last: date | None) -> None:
        """A shop was opened that was last used on this day."""
        self._last = last
        self.follow()

    def answer(self) -> None:
        """The owner says that the date is right, which holds also at the next start."""
        with suppress(UserError):  # of a file that can't be written it holds until the window is closed
            last_use.is_right()
        self.begin(None)

    def follow(self) -> None:
        """Look at the computer's date."""
        said = last_use.doubt(self._last, clock.today())
        set_text(self.words, said)
        self.setVisible(bool(said))
