"""The band that says what is wrong with the file itself: it can only be looked at, or it is out of reach."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from db.core import anchor, file, moved
from db.core.connection import database
from resources.i18n import _
from ui import looking
from ui.kit.card import row
from ui.kit.labels import button, plain_label, restyle, set_text
from ui.moving import doors


class SafetyBand(QFrame):
    """In view as long as it is so. `unlocking`: a shop that moved away is to be worked with here again."""

    unlocking = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "amber")
        layout = row(self)
        layout.setContentsMargins(18, 5, 18, 5)
        self.words = plain_label("", "amber", wrap=True)
        layout.addWidget(self.words, 1)
        self.unlock = button(_("Work here again…"), self.unlocking.emit, kind="small")
        layout.addWidget(self.unlock)
        self.hide()

    def follow(self) -> None:
        """Look at the open file."""
        said, role = _said()
        set_text(self.words, said)
        restyle(self.words, role=role)
        self.unlock.setVisible(bool(said) and role == "amber" and has_moved())
        self.setVisible(bool(said))


def has_moved() -> bool:
    """Whether the open shop is locked here because it moved to another computer."""
    known = moved.of(file.current_path()) if file.is_open() and database.is_read_only and not looking.said() else None
    return known is not None and known.is_locked


def _said() -> tuple[str, str]:
    if file.is_open() and not anchor.is_held():
        gone = _(
            "The file of the shop can't be reached: was the stick pulled out, or is the network gone?"
            " Nothing is saved now. Please plug it in again, then close the program and start it anew."
        )
        return gone, "red"
    if looking.said():
        return looking.said(), "amber"
    if has_moved():
        return doors.said(file.current_path()), "amber"
    if file.is_open() and database.is_read_only:
        return _("Only to look at: this place can't be written to. Nothing can be changed here, and nothing is lost."), "amber"
    return "", "amber"
