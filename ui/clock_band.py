"""The band that says a wrong clock before anything is dated by it: earlier than the last use, or more than a year later."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QFrame

from db.core import clock
from db.core.connection import value
from resources.i18n import _
from ui.kit.card import row
from ui.kit.labels import button, plain_label, set_text

_YEAR: Final = timedelta(days=366)


def doubt(last: date | None, today: date) -> str:
    """What is odd about the computer's date, in words; "" where nothing is. `last`: when the shop was last used."""
    if last is None or last <= today <= last + _YEAR:
        return ""
    odd = (
        _("The computer says it is {today}, earlier than the last use ({last}). Please set the date first.")
        if today < last
        else _("The computer says it is {today}, more than a year after the last use ({last}). Please look at the date first.")
    )
    return odd.format(today=f"{today:%Y/%m/%d}", last=f"{last:%Y/%m/%d}")


def last_use() -> date | None:
    """The day of the last unit; None in a new shop."""
    at = value("SELECT at FROM unit ORDER BY id DESC LIMIT 1")
    return date.fromisoformat(clock.shown(at)[:10]) if at else None


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
        self.right = button(_("The date is right"), lambda: self.begin(None), kind="small")
        layout.addWidget(self.right)
        self.hide()

    def begin(self, last: date | None) -> None:
        """A shop was opened that was last used on this day."""
        self._last = last
        self.follow()

    def follow(self) -> None:
        """Look at the computer's date."""
        said = doubt(self._last, clock.today())
        set_text(self.words, said)
        self.setVisible(bool(said))
