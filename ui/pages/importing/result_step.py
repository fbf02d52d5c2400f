"""The page after an import: what came in, the rest as an Excel file, and what to do next."""

from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from resources.i18n import _, ngettext
from ui.kit import icons
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.labels import button, plain_label, set_text
from ui.kit.scroll import ScrollColumn
from ui.pages.importing.screens import ResultScreen


class Handler(Protocol):
    """What the page does for the result."""

    def see_customers(self) -> None: ...
    def see_sales(self) -> None: ...
    def settle(self) -> None: ...
    def see_doubles(self) -> None: ...
    def pick_regulars(self) -> None: ...
    def save_left_over(self) -> None: ...
    def take_back(self) -> None: ...
    def take_starter(self, key: str) -> None: ...
    def start_over(self) -> None: ...


class ResultStep(QWidget):
    """A card with the numbers, a card with the next steps, a card with the starter sets."""

    def __init__(self, handler: Handler) -> None:
        super().__init__()
        self._handler = handler
        outer = column(self)
        area = ScrollColumn(margins=(22, 6, 22, 16), spacing=12)
        self._cards = area.body
        outer.addWidget(area)

    def show_screen(self, screen: ResultScreen) -> None:
        """Draw this result."""
        clear(self._cards)
        self._cards.addWidget(self._came(screen))
        self._cards.addWidget(self._next(screen))
        if screen.starters:
            self._cards.addWidget(self._starters(screen))
        self._cards.addStretch(1)

    def _came(self, screen: ResultScreen) -> Card:
        card = Card(spacing=6)
        head = row(spacing=12)
        picture = plain_label()
        picture.setPixmap(icons.pixmap("circle-check", "green", 28, self.devicePixelRatioF()))
        head.addWidget(picture)
        head.addWidget(plain_label(screen.sentence, "title"), 1)
        card.body.addLayout(head)
        card.body.addWidget(plain_label("　".join(screen.lines), "muted", wrap=True))
        if screen.left_over:
            words = ngettext("Save {count} row as Excel…", "Save {count} rows as Excel…", screen.left_over)
            line = row(spacing=10)
            line.addWidget(
                button(words.format(count=f"{screen.left_over:,}"), self._handler.save_left_over, icon="file-spreadsheet")
            )
            line.addWidget(
                plain_label(_("A copy with sheet, row and reason; the rows themselves wait inside."), "small", wrap=True), 1
            )
            card.body.addLayout(line)
        return card

    def _next(self, screen: ResultScreen) -> Card:
        card = Card(spacing=10)
        card.body.addWidget(plain_label(_("What next?"), "head"))
        line = row(spacing=10)
        if screen.of_sales:
            line.addWidget(button(_("See the sales"), self._handler.see_sales, kind="primary"))
        line.addWidget(button(_("See the customers"), self._handler.see_customers, kind="" if screen.of_sales else "primary"))
        if screen.waiting:
            words = ngettext("Settle {count}", "Settle {count}", screen.waiting)
            line.addWidget(button(words.format(count=f"{screen.waiting:,}"), self._handler.settle))
        line.addWidget(button(_("Look for doubles"), self._handler.see_doubles))
        line.addWidget(button(_("Pick regulars"), self._handler.pick_regulars))
        line.addWidget(button(_("Import another file"), self._handler.start_over))
        line.addStretch(1)
        if screen.undoable:
            line.addWidget(button(_("Take back this import"), self._handler.take_back, kind="link"))
        card.body.addLayout(line)
        return card

    def _starters(self, screen: ResultScreen) -> Card:
        card = Card(spacing=8)
        card.body.addWidget(plain_label(_("Your trade?"), "head"))
        words = _("One click lays out tags, fields and units of your trade. What you have stays; it can be taken back.")
        card.body.addWidget(plain_label(words, "muted", wrap=True))
        holder = QWidget()
        flow = FlowLayout(holder)
        for choice in screen.starters:
            flow.addWidget(button(choice.label, partial(self._handler.take_starter, choice.key), kind="chip"))
        card.body.addWidget(holder)
        self.taken = plain_label("", "green")
        self.taken.setAlignment(Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.taken)
        return card

    def say_taken(self, text: str) -> None:
        """A starter set was laid out."""
        set_text(self.taken, text)
