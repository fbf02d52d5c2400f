"""Whose page it is: a box of the shop's names over Today's lines, there where the shop has several."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from resources.i18n import _


class WhoseBox(QComboBox):
    """`chosen`: a name, "" of everybody's page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Whose page"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda at: self.chosen.emit(str(self.itemData(at) or "")))

    def offer(self, people: Sequence[str], chosen: str) -> None:
        """These names, one of them chosen ("": everybody)."""
        self.setVisible(len(people) > 1)
        wanted = [("", _("Everybody's")), *((name, name) for name in people)]
        if [self.itemData(at) for at in range(self.count())] != [one for one, _words in wanted]:
            self.clear()
            for one, text in wanted:
                self.addItem(text, one)
        self.setCurrentIndex(self.findData(chosen))
