"""Step 2 of the import wizard: every column with what stands in it, what it becomes and how sure that is."""

from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from resources.i18n import _
from ui.kit import theme
from ui.kit.card import Card, column, ground, row
from ui.kit.clearing import clear
from ui.kit.labels import ShortLabel, button, hairline, plain_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.pages.importing.parts import HUES, ChipRow, combo, small_grid
from ui.pages.importing.screens import ColumnItem, ColumnsScreen
from ui.pages.importing.words import encoding_label

_WIDTHS = (26, 34, 0, 30)  # shares of the four columns
_ARROW_EM = 3.2  # a combo box's frame and arrow
_MOST_EM = 18.0
_HEADER_EM = 8.0  # the most a title takes


class Handler(Protocol):
    """What the presenter does for this step."""

    def choose_layout(self, layout: str) -> None: ...
    def choose_kind(self, kind: str) -> None: ...
    def include_sheet(self, index: int) -> None: ...
    def map_column(self, index: int, key: str) -> None: ...
    def ask_header_row(self) -> None: ...
    def ask_encoding(self) -> None: ...


class ColumnRow:
    """The four widgets of one column of the list."""

    def __init__(self, grid: QGridLayout, at: int, item: ColumnItem, handler: Handler) -> None:
        self.item = item
        self._handler = handler
        head = row(spacing=9)
        self.header = _header(item.header)
        self.samples = ShortLabel(item.samples, "small")
        head.addWidget(self.header)
        head.addWidget(self.samples, 1)
        self.choice = combo(item.choices, item.chosen, lambda key: handler.map_column(item.index, key))
        self.choice.setAccessibleName(_("{header} becomes").format(header=item.header))
        self.chip = Pill(item.chip, HUES[item.tone])
        self.does = ShortLabel(item.does, "muted")
        grid.addLayout(head, at, 0)
        grid.addWidget(self.choice, at, 1)
        grid.addWidget(self.chip, at, 2)
        grid.addWidget(self.does, at, 3)

    def update(self, item: ColumnItem) -> None:
        """Show another state of the same column."""
        self.item = item
        self.choice.blockSignals(True)
        for at, choice in enumerate(item.choices):
            self.choice.setItemText(at, choice.label)
        self.choice.setCurrentIndex(self.choice.findData(item.chosen))
        self.choice.blockSignals(False)
        self.chip.show_text(item.chip, HUES[item.tone])
        self.does.show_text(item.does)


def _header(text: str) -> QLabel:
    """The column's title; a long one leaves room for the others, its tip says it whole."""
    most = round(theme.px() * _HEADER_EM)
    if QFontMetrics(theme.font(bold=True)).horizontalAdvance(text) <= most:
        return plain_label(text, "head")
    made = ShortLabel(text, "head")
    made.setFixedWidth(most)
    return made


class ColumnsStep(QWidget):
    """A scroll area of rows at the left, the sheet's own facts at the right."""

    def __init__(self, handler: Handler) -> None:
        super().__init__()
        self._handler = handler
        self.rows: list[ColumnRow] = []
        self._layout_key: Any = None
        outer = row(self, spacing=14)
        outer.setContentsMargins(22, 4, 22, 10)
        outer.addWidget(self._table(), 1)
        self.side = self._side()
        outer.addWidget(self.side)

    def _table(self) -> Card:
        card = Card(margin=1, spacing=0)
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = ground("clear")
        self._area.setWidget(self._inner)
        self._lines = column(self._inner)
        card.body.addWidget(self._area)
        return card

    def _side(self) -> ScrollColumn:
        area = ScrollColumn(spacing=12, wide=17)
        self._sheets = Card(spacing=9)
        self._letters = Card(spacing=6)
        area.body.addWidget(self._sheets)
        area.body.addWidget(self._letters)
        area.body.addStretch(1)
        return area

    def show_screen(self, screen: ColumnsScreen) -> None:
        """Draw this state; rows of the same columns are kept, so that focus stays where it is."""
        key = (screen.layout, screen.kind, tuple((item.index, item.header) for item in screen.columns))
        if key == self._layout_key:
            for shown, item in zip(self.rows, screen.columns, strict=True):
                if shown.item != item:
                    shown.update(item)
        else:
            self._layout_key = key
            self._fill(screen)
        self._fill_side(screen)

    def _fill(self, screen: ColumnsScreen) -> None:
        layout = self._lines
        clear(layout)
        holder = ground("clear")
        grid = QGridLayout(holder)
        grid.setContentsMargins(10, 6, 10, 6)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        heads = (_("Column in Excel (first few values)"), _("Field in the customer book"), _("How sure"), _("What will be done"))
        for at, text in enumerate(heads):
            grid.addWidget(ShortLabel(text, "small"), 0, at)
            grid.setColumnStretch(at, _WIDTHS[at])
        grid.setRowMinimumHeight(0, round(theme.row_height() * 0.8))
        self.rows = []
        for number, item in enumerate(screen.columns):
            grid.addWidget(hairline(), 2 * number + 1, 0, 1, 4)
            self.rows.append(ColumnRow(grid, 2 * number + 2, item, self._handler))
            grid.setRowMinimumHeight(2 * number + 2, theme.row_height() + 2)
        grid.setColumnMinimumWidth(1, self._chosen_width())
        layout.addWidget(holder)
        layout.addStretch(1)

    def _chosen_width(self) -> int:
        """What the fields chosen now need to be read whole; samples and explanations give way, their tips say the rest."""
        words = max((row.choice.fontMetrics().horizontalAdvance(row.choice.currentText()) for row in self.rows), default=0)
        return min(words + round(theme.px() * _ARROW_EM), round(theme.px() * _MOST_EM))

    def _fill_side(self, screen: ColumnsScreen) -> None:
        body = self._sheets.body
        clear(body)
        if len(screen.layouts) > 1:
            body.addWidget(plain_label(_("This layout"), "small"))
            body.addWidget(combo(screen.layouts, screen.layout, self._handler.choose_layout))
        body.addWidget(plain_label(_("Sheets (of one layout: recognised once)"), "small", wrap=True))
        chips = ChipRow(self._handler.include_sheet)
        chips.show_chips([(str(sheet.index), sheet.label, sheet.included) for sheet in screen.sheets])
        body.addWidget(chips)
        for text in screen.ignored:
            body.addWidget(plain_label(text, "small", wrap=True))
        body.addWidget(plain_label(_("What kind of list"), "small"))
        body.addWidget(combo(screen.kinds, screen.kind, self._handler.choose_kind))
        self._fill_head(screen)
        self._fill_letters(screen)

    def _fill_head(self, screen: ColumnsScreen) -> None:
        body = self._sheets.body
        words = _("The header is in row {row}").format(row=screen.header_row) if screen.header_row else _("No header row")
        line = row()
        line.addWidget(plain_label(words, "small"))
        line.addStretch(1)
        line.addWidget(button(_("Change…"), self._handler.ask_header_row, kind="link"))
        body.addLayout(line)
        if screen.head:
            rows = [(str(line.row), *line.cells) for line in screen.head]
            body.addWidget(small_grid(rows, [line.is_header for line in screen.head]))

    def _fill_letters(self, screen: ColumnsScreen) -> None:
        body = self._letters.body
        clear(body)
        self._letters.setVisible(bool(screen.encoding or screen.lost))
        if screen.encoding:
            body.addWidget(plain_label(_("Can you read the text?"), "small"))
            line = row()
            line.addWidget(plain_label(encoding_label(screen.encoding)))
            line.addStretch(1)
            line.addWidget(button(_("Try another…"), self._handler.ask_encoding, kind="link"))
            body.addLayout(line)
        if screen.lost:
            body.addWidget(plain_label(screen.lost, "amber-small", wrap=True))
