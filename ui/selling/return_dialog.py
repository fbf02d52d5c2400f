"""退貨: how many of which line come back, and how the money goes back."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from db.core.values import money
from db.services import payments, sale_lists, sales
from db.services.sales import SaleRow
from resources.i18n import N_, _
from ui.kit import counter, theme
from ui.kit.boxes import Box, Field
from ui.kit.card import column, row
from ui.kit.counter import hidden
from ui.kit.fields import NumberEdit
from ui.kit.form import FormDialog, FormRules, Values, offering_again
from ui.kit.labels import button, plain_label, set_text, value_label
from ui.kit.page import Shell
from ui.selling import returning
from ui.talks.boxes import ChipsBox
from ui.trying import tried

_METHODS = ("cash", "transfer", "card", "line_pay")  # a cheque is never given back; an allowance is no money
_NUMBER_EM = 6


def take_back(shell: Shell, parent: QWidget, sale: int, typed: Values | None = None) -> None:
    """Ask what comes back of this sale."""
    if found := tried(lambda: sales.get(sale), shell.asks):
        counter.opening(shell, partial(_open, shell, parent, found[0], typed))


def _open(shell: Shell, parent: QWidget, sale: SaleRow, typed: Values | None) -> None:
    done: list[tuple[int, int | None]] = []
    name = sale_lists.rows([sale.id])[0].name
    rules = FormRules(
        lambda values: done.append(returning.save(sale, values)),
        dropped=offering_again(shell, lambda _values: name, partial(take_back, shell, parent, sale.id)),
    )
    title = _("What comes back of the sale to {name}").format(name=name)
    dialog = FormDialog(parent.window(), title, _fields(sale), returning.opened(sale.id), rules, save=_("Return the goods"))
    if typed:
        dialog.fill(typed)
    dialog.accepted.connect(lambda: _tell(shell, name, *done[-1]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.fit()


def _tell(shell: Shell, name: str, back: int, unit: int | None) -> None:
    """What came back; where no money was moved, with the way back."""
    amount = hidden(money.shown(-(sale_lists.rows([back])[0].total or 0)))
    said = _("Taken back from {name}: {amount}").format(name=name, amount=amount)
    if payments.of_sale(back):
        shell.toast(said, _("Open the sale"), lambda: shell.open_sale(back))
    else:
        shell.toast_undo(said, unit)


def _fields(sale: SaleRow) -> list[Field]:
    ways = [(returning.ON_ACCOUNT, _("Against what is owed"))]
    ways += [(key, _(words)) for key, words in payments.METHODS if key in _METHODS and sale.is_owed]
    return [
        Field("lines", N_("What comes back"), make=lambda value: BackBox(sale, value)),
        Field("method", N_("The money"), make=lambda value: ChipsBox(ways, value, "Alt+"), under=f"Alt+1…{len(ways)}"),
        Field("note", N_("Why it comes back")),
    ]


class BackBox(Box):
    """The lines of the sale, each with how many of it come back; its value is {place: number as typed}."""

    def __init__(self, sale: SaleRow, value: Any) -> None:
        super().__init__()
        self._sale = sale
        self.edits: dict[str, NumberEdit] = {}
        body = column(self, spacing=6)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        for at, one in enumerate(returning.offered(sale)):
            self._line(grid, at, str(one.place), one.name, returning.said(one))
        body.addLayout(grid)
        below = row(spacing=8)
        self._worth = plain_label("", "head")
        below.addWidget(button(_("All of it"), lambda: self.fill(returning.whole(sale)), kind="small"))
        below.addStretch(1)
        below.addWidget(self._worth)
        body.addLayout(below)
        self.changed.connect(self._tell)
        self.fill(value)

    def _line(self, grid: QGridLayout, at: int, place: str, name: str, bought: str) -> None:
        edit = self.edits[place] = NumberEdit()
        edit.setAccessibleName(name)
        edit.setFixedWidth(theme.px() * _NUMBER_EM)
        edit.textChanged.connect(lambda _text: self.changed.emit())
        grid.addWidget(value_label(name), at, 0)
        grid.addWidget(edit, at, 1)
        grid.addWidget(plain_label(bought, "muted"), at, 2)

    def _tell(self) -> None:
        worth = returning.worth(self._sale, self.value())
        set_text(self._worth, "" if worth is None else _("Back: {amount}").format(amount=hidden(money.shown(worth))))

    def value(self) -> Mapping[str, str]:
        """What was typed, by the line's place; empty ones are left out."""
        return {place: edit.value() for place, edit in self.edits.items() if edit.value()}

    def fill(self, value: Any) -> None:
        """Type these in."""
        for place, edit in self.edits.items():
            edit.write((value or {}).get(place, ""))
        self.changed.emit()

    def widget_for_label(self) -> QWidget:
        """The first line's."""
        return next(iter(self.edits.values()), self)
