"""A sale as it stands: whose, its lines, the money, its papers, and what can be done with it."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from math import ceil
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from db.core.errors import UserError
from db.core.events import Announcement
from db.core.values import money
from db.services.payments import PaymentRow
from resources.i18n import N_, _
from ui.kit import counter, theme
from ui.kit.card import Card, column, row
from ui.kit.cells import Cell, Chip
from ui.kit.clearing import clear
from ui.kit.counter import hidden
from ui.kit.days import written
from ui.kit.delegates import PAD
from ui.kit.events import EventBridge
from ui.kit.form_size import room
from ui.kit.labels import action, button, plain_label, value_label
from ui.kit.list_view import ListView
from ui.kit.menus import open_at
from ui.kit.page import Shell
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.kit.table import Column, TableModel
from ui.lines.reading import number
from ui.selling import facts
from ui.selling.deeds import WORDS, Selling
from ui.selling.facts import Sold, SoldLine
from ui.trade_words import DELIVERY_HUES, LINES

_WIDE, _HIGH = 68, 40  # letters
_NAME: Final = 14.0  # letters at least
_STATE: Final = 9.4
_HIGHEST: Final = 100_000  # pixels
_RUN: Final = 28  # letters without a break that find room


def show(shell: Shell, parent: QWidget, sale: int) -> None:
    """Show this sale over the page in view; one that is gone is said."""
    try:
        sold = facts.of(sale)
    except UserError as error:
        shell.asks.error(error)
        return
    dialog = SaleDialog(shell, parent.window(), sold)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _quantity(line: SoldLine) -> Cell:
    form = line.form
    return Cell(f"{number(form.quantity)} {form.unit}".strip())


def _price(line: SoldLine) -> Cell:
    return Cell(number(line.form.unit_price), secret=("text",))


def _amount(line: SoldLine) -> Cell:
    amount = line.form.amount
    return Cell("" if amount is None else money.shown(amount), secret=("text",))


def _name(line: SoldLine) -> Cell:
    return Cell(line.name, note=_below(line), note_below=True, bold=line.form.kind in ("heading", "subtotal"))


def _below(line: SoldLine) -> str:
    """What is kept of a line, and that it is not counted."""
    kind = line.form.kind
    return " ・ ".join(filter(None, (line.beside, _(LINES[kind]) if kind in ("option", "alternative") else "")))


def _state(line: SoldLine) -> Cell:
    chips = (Chip(line.state, DELIVERY_HUES[line.form.delivery]),) if line.state else ()
    return Cell(chips=chips, note=line.promised, note_below=True)


COLUMNS: Final = (
    Column("name", N_("What was sold"), _name, _NAME, sorts=False),
    Column("quantity", N_("Quantity"), _quantity, 5.4, right=True, sorts=False),
    Column("price", N_("Unit price"), _price, 6.4, right=True, sorts=False, leaves=2),
    Column("amount", N_("Amount"), _amount, 6.8, right=True, sorts=False),
    Column("state", N_("State"), _state, _STATE, sorts=False, leaves=1),
)


class SaleDialog(QDialog):
    """Reads itself anew after every save; closes where the sale is deleted."""

    def __init__(self, shell: Shell, parent: QWidget, sold: Sold) -> None:
        super().__init__(parent)
        self._shell, self.sold = shell, sold
        self.selling = Selling(shell, self)
        self._bridge = EventBridge(self)
        self._bridge.saved.connect(self._heard)
        counter.veils(self, self.draw)
        whole = column(self, spacing=0)
        self._head = row(spacing=10)
        self._head.setContentsMargins(22, 16, 22, 8)
        whole.addLayout(self._head)
        whole.addLayout(self._middle(), 1)
        self._foot = row(spacing=8)
        self._foot.setContentsMargins(22, 10, 22, 12)
        whole.addLayout(self._foot)
        self.resize(min(theme.px() * _WIDE, room(self).width() - 40), min(theme.px() * _HIGH, room(self).height() - 40))
        self.draw()
        self.view.setFocus()

    def _middle(self) -> QHBoxLayout:
        middle = row(spacing=14)
        middle.setContentsMargins(22, 0, 22, 0)
        self.model = TableModel(COLUMNS, lambda wanted: [self.sold.lines[at - 1] for at in wanted], self)
        self.view = ListView("sale_lines", self.model)
        self.view.setAccessibleName(_("What was sold"))
        middle.addWidget(self.view, 2)
        self.side = ScrollColumn(spacing=10)
        self.side.setMinimumWidth(theme.px() * 18)
        middle.addWidget(self.side, 1)
        return middle

    # what is shown

    def draw(self) -> None:
        """Everything anew."""
        self.setWindowTitle(self.sold.title)
        self._draw_head()
        self.view.show_ids(_places(self.sold))
        self._size_rows()
        clear(self.side.body)
        for part in (self._money(), self._facts(), self._follows()):
            if part:
                self.side.body.addWidget(part)
        self.side.body.addStretch(1)
        self._draw_foot()

    def _size_rows(self) -> None:
        """As many lines a row as what is kept of it takes."""
        for at, line in enumerate(self.sold.lines):
            lines = max(_lines(_below(line), _NAME), _lines(line.promised, _STATE))
            self.view.setRowHeight(at, theme.row_height(1 + lines))

    def _draw_head(self) -> None:
        clear(self._head)
        item = self.sold.item
        sign = f"{counter.SIGN} " if item.watch else ""
        self._head.addWidget(value_label(f"{sign}{item.name}", "title", _RUN), 1)
        self._head.addWidget(plain_label(self.sold.title, "muted"))
        for words, hue in self._marks():
            self._head.addWidget(Pill(words, hue))

    def _marks(self) -> list[tuple[str, str]]:
        item = self.sold.item
        marks = [(_("Overdue"), "red")] if item.is_late else [(_("Not all paid"), "amber")] if item.left else []
        return [] if counter.state.is_on else marks

    def _money(self) -> QWidget:
        card = Card()
        grid = QGridLayout()
        for at, (words, amount) in enumerate(facts.money_lines(self.sold)):
            is_sum = words in (_("Total"), _("Still to pay"))
            grid.addWidget(plain_label(words, "" if is_sum else "muted"), at, 0)
            grid.addWidget(plain_label(amount, "head" if is_sum else ""), at, 1, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(grid)
        if self._receipts():
            card.body.addWidget(button(_("Receipt of payment"), self._look_at_receipt, kind="link"))
        return card

    def _receipts(self) -> list[PaymentRow]:
        """The payments that have a receipt."""
        from ui.paying import receipt

        return [one for one in self.sold.payments if one.amount > 0 and receipt.has_one(one)]

    def _look_at_receipt(self) -> None:
        """The receipt of the payment; of several it is asked which."""
        from ui.paying import receipt

        paid = self._receipts()
        ways = [f"{written(one.paid_on)}　{facts.method(one)}　{hidden(money.shown(one.amount))}" for one in paid]
        at = 0 if len(paid) == 1 else self._shell.asks.choose(_("Receipt of payment"), _("Which payment?"), ways)
        if at is not None:
            receipt.look(self._shell, paid[at].id)

    def _facts(self) -> QWidget | None:
        return _told(facts.facts(self.sold))

    def _follows(self) -> QWidget | None:
        return _told([(_("Follow-up"), one) for one in facts.follows(self.sold.row.id)])

    def _draw_foot(self) -> None:
        clear(self._foot)
        possible = self.selling.possible(self.sold.row.id)
        shown = [key for key in ("slip", "delivery_slip", "take_money", "take_back", "correct") if key in possible]
        for key in shown:
            self._foot.addWidget(button(_(WORDS[key]), possible[key]))
        self._foot.addWidget(self._more({key: do for key, do in possible.items() if key not in (*shown, "open")}))
        self._foot.addStretch(1)
        self._foot.addWidget(button(_("Close"), self.reject, kind="primary"))

    def _more(self, rest: dict[str, Callable[[], object]]) -> QPushButton:
        def fill(menu: QMenu) -> None:
            for key, do in rest.items():
                menu.addAction(
                    action(_(WORDS[key]), partial(self._leave_for, do) if key in ("card", "quote") else do, parent=menu)
                )

        made: QPushButton = button("⋯", lambda: open_at(self, fill, made.mapToGlobal(made.rect().topLeft())), hint=_("More"))
        return made

    def _leave_for(self, do: Callable[[], object]) -> None:
        self.accept()
        do()

    # news

    def _heard(self, _announcement: Announcement) -> None:
        """Something was saved: read it anew, or close where it is gone."""
        try:
            self.sold = facts.of(self.sold.row.id)
        except UserError:
            self.reject()
        else:
            self.draw()

    def done(self, result: int) -> None:
        """Closed: it hears nothing any more."""
        self._bridge.stop()
        super().done(result)


def _lines(text: str, wide: float) -> int:
    """How many lines small words take in a column of so many letters."""
    metrics, width = QFontMetrics(theme.font(theme.SMALL)), round(theme.px() * wide) - 2 * PAD
    box = QRect(0, 0, width, _HIGHEST)
    taken = metrics.boundingRect(box, Qt.TextFlag.TextWordWrap, text)
    one = metrics.boundingRect(box, Qt.TextFlag.TextSingleLine, text).height()  # a pixel more than the spacing, in some sizes
    return ceil(taken.height() / one * max(taken.width() / width, 1)) if text else 0


def _places(sold: Sold) -> "array[int]":
    return array("q", (line.id for line in sold.lines))


def _told(said: Sequence[tuple[str, str]]) -> QWidget | None:
    """A card of what and words; None: nothing is known."""
    if not said:
        return None
    card = Card()
    body: QVBoxLayout = card.body
    for what, words in said:
        body.addWidget(plain_label(what, "small"))
        body.addWidget(value_label(hidden(words) if what == _("Note") else words, "", _RUN))
    return card
