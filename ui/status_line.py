"""The line at the window's foot: what the page in view says, and that everything is saved."""

from PySide6.QtWidgets import QStatusBar

from db.core import clock
from resources.i18n import _
from ui.kit.labels import plain_label, set_text


class StatusLine(QStatusBar):
    """Words at the left and at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self.left = plain_label("", "small")
        self.right = plain_label("", "small")
        self.addWidget(self.left)
        self.addPermanentWidget(self.right)

    def say(self, text: str) -> None:
        """What the page in view says."""
        set_text(self.left, text)

    def tell_saved(self, shop_name: str | None) -> None:
        """All of the shop of this name is saved, as of now; None: there is no shop."""
        saved = _("Saved automatically {time}").format(time=clock.shown(clock.utc_now())[-5:])
        set_text(self.right, " ・ ".join(filter(None, (saved, shop_name))) if shop_name is not None else "")
