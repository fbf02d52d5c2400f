"""What stays in view below a quote: its sums, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from db.core.values.amounts import Totals
from resources.i18n import _
from ui.kit.card import row
from ui.kit.clearing import clear
from ui.kit.labels import plain_label, set_text
from ui.pages.quote import words


class Foot(QFrame):
    """Sums at the left, buttons at the right; the last button is the one that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("band", "bar")
        self._sums = row(spacing=6)
        self._pairs = [(plain_label("", "muted"), plain_label("", "head")) for _at in range(2)]
        self.total = plain_label("", "new-total")
        self._buttons = row(spacing=8)
        self._offered: list[QPushButton] = []
        line = row(self, spacing=8)
        line.setContentsMargins(18, 8, 18, 8)
        for title, amount in self._pairs:
            line.addWidget(title)
            line.addWidget(amount)
            line.addSpacing(8)
        line.addWidget(self.total)
        line.addStretch(1)
        line.addLayout(self._buttons)

    def show_totals(self, totals: Totals, mode: str) -> None:
        """What the quote comes to."""
        sums = words.sums(totals, mode)
        for at, pair in enumerate(self._pairs):
            for label, text in zip(pair, sums[at] if at < len(sums) else ("", ""), strict=True):
                _show(label, text)
        set_text(self.total, _("Total {amount}").format(amount=words.shown(totals.total)))

    @property
    def last(self) -> QPushButton:
        """The one that goes on."""
        return self._offered[-1]

    def offer(self, buttons: Sequence[QPushButton]) -> None:
        """These at the right."""
        clear(self._buttons)
        self._offered = list(buttons)
        for made in buttons:
            self._buttons.addWidget(made)


def _show(label: QLabel, text: str) -> None:
    set_text(label, text)
    label.setVisible(bool(text))
