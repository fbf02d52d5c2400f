"""The list that opens from which the sheet of a paper is chosen."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from reports.paper_layouts import LAYOUTS
from resources.i18n import _
from ui.kit.boxes import chosen
from ui.papers.paper import ISSUED


class SheetBox(QComboBox):
    """Says by its choice which sheet it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Size of the paper"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def offer(self, sheets: Sequence[str], now: str) -> None:
        """These, `now` chosen."""
        self.clear()
        for key in sheets:
            self.addItem(_("As it was issued") if key == ISSUED else _(LAYOUTS[key].title), key)
        self.setCurrentIndex(self.findData(now))

    @property
    def sheet(self) -> str:
        """The chosen one."""
        return chosen(self)
