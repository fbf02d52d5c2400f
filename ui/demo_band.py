"""The permanent band over the demo shop, so that nobody takes its people for their own."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from resources.i18n import _
from ui.kit.card import row
from ui.kit.labels import button, plain_label


class DemoBand(QFrame):
    """Says what this is, and leads out of it."""

    def __init__(self, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("band", "amber")
        layout = row(self)
        layout.setContentsMargins(18, 5, 18, 5)
        layout.addWidget(plain_label(_("This is the demo shop. All customers here are made up; try anything."), "amber"), 1)
        self.leave = button(_("Leave and import my list"), leave, kind="small")
        layout.addWidget(self.leave)
        self.hide()
