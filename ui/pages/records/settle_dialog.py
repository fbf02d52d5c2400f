"""The dialog that settles one waiting row: every cell as it stands, to be corrected, and three answers."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QWidget

from db.services.imports import WaitingRow
from importers import settling
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import column, ground, row
from ui.kit.fields import LineEdit
from ui.kit.labels import button, name_label, plain_label
from ui.pages.records.presenter import where, why


class Handler(Protocol):
    """What the presenter does; True closes the dialog."""

    def settle_value(self, row: WaitingRow, typed: str) -> bool: ...
    def join(self, row: WaitingRow) -> bool: ...
    def add(self, row: WaitingRow, cells: dict[str, str]) -> bool: ...
    def drop(self, rows: list[WaitingRow]) -> bool: ...


class SettleDialog(QDialog):
    """A value is corrected and saved; a whole row is joined, added, or left out."""

    def __init__(self, line: WaitingRow, handler: Handler, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line, self._handler, self._kept = line, handler, settling.kept(line)
        self.setWindowTitle(_("Settle a row"))
        self.resize(round(theme.px() * 40), round(theme.px() * 30))
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(where(line), "muted", wrap=True))
        if line.customer_name:
            words = _("Belongs to {name}") if line.column else _("May be {name}")
            body.addWidget(plain_label(words.format(name=line.customer_name), "head", wrap=True))
        body.addWidget(plain_label(why(line), "amber", wrap=True))
        body.addWidget(self._cells(), 1)
        foot = row(spacing=10)
        leave = _("Keep “{value}”").format(value=self._kept) if self._kept else _("Leave out")
        foot.addWidget(button(leave, lambda: self._close(handler.drop([line]))))
        foot.addStretch(1)
        foot.addWidget(button(_("Later"), self.reject))
        if line.column is not None:
            foot.addWidget(button(_("Save this value"), self.save_value, kind="primary"))
        else:
            foot.addWidget(button(_("Add as a new customer"), self.add, kind="" if line.customer else "primary"))
            if line.customer:
                words = _("It is {name}: join").format(name=line.customer_name)
                foot.addWidget(button(words, lambda: self._close(handler.join(line)), kind="primary"))
        body.addLayout(foot)

    def _cells(self) -> QScrollArea:
        area = QScrollArea(widgetResizable=True)
        inner = ground("clear")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(1, 1)
        self.boxes: dict[str, LineEdit] = {}
        cells = {self._line.column: self._line.text} if self._line.column is not None else self._line.cells
        if self._kept:
            grid.addWidget(plain_label(_("{column} kept now").format(column=self._line.column), "muted"), 0, 0)
            grid.addWidget(plain_label(self._kept, "head", wrap=True), 0, 1)
        for at, (header, text) in enumerate(cells.items(), 1):
            box = LineEdit(text)
            box.setAccessibleName(header)
            title = _("{column} in this file").format(column=header) if self._kept else header.removeprefix("@")
            grid.addWidget(name_label(title, box), at, 0)
            grid.addWidget(box, at, 1)
            self.boxes[header] = box
        grid.setRowStretch(len(cells) + 1, 1)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def save_value(self) -> None:
        """Save the value as it stands in its box."""
        self._close(self._handler.settle_value(self._line, next(iter(self.boxes.values())).text()))

    def add(self) -> None:
        """A new customer of the cells as they stand in the boxes."""
        self._close(self._handler.add(self._line, {header: box.text() for header, box in self.boxes.items()}))

    def _close(self, settled: bool) -> None:
        if settled:
            self.accept()
