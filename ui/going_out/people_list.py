"""Whom to visit, with a tick each."""

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from db.services.going_out import Visit
from resources.i18n import _
from ui.kit import theme

_SHOWN: Final = 7  # lines; the others are scrolled to
_WHO: Final = Qt.ItemDataRole.UserRole


class PeopleList(QListWidget):
    """`ticked`: whom it ticks at first; Space ticks the one that has the keyboard."""

    def __init__(self, ticked: Collection[int]) -> None:
        super().__init__()
        self._at_first = frozenset(ticked)
        self.setAccessibleName(_("Whom to visit"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def offer(self, visits: Sequence[Visit]) -> None:
        """Show these."""
        self.blockSignals(True)
        for one in visits:
            item = QListWidgetItem("　".join(part for part in (one.name, one.region or one.address) if part), self)
            item.setData(_WHO, one.customer)
            item.setCheckState(Qt.CheckState.Checked if one.customer in self._at_first else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.setCurrentRow(0)
        self.setFixedHeight(max(self.sizeHintForRow(0), theme.row_height()) * min(max(self.count(), 1), _SHOWN) + 10)

    def ticked(self) -> set[int]:
        """Who is ticked."""
        items = (self.item(at) for at in range(self.count()))
        return {int(item.data(_WHO)) for item in items if item.checkState() == Qt.CheckState.Checked}
