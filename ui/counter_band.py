"""The band that says why phones and amounts are not to be seen, and with which key they are."""

from PySide6.QtWidgets import QFrame

from resources.i18n import _
from ui.kit import counter
from ui.kit.card import row
from ui.kit.labels import button, plain_label


class CounterBand(QFrame):
    """In view while the counter mode is on."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "bar")
        layout = row(self)
        layout.setContentsMargins(18, 5, 18, 5)
        layout.addWidget(plain_label(_("Counter mode: phones, amounts and notes are hidden. F9 shows them."), "muted"), 1)
        layout.addWidget(button(_("Show"), counter.switch, kind="small", key="F9"))
        self.follow()

    def follow(self) -> None:
        """Come or go with the mode."""
        self.setVisible(counter.state.is_on)
