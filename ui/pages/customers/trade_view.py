"""What is open between the shop and a customer, on the card: what they wait for, quotes not answered, sales not paid."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from db.core.values import money
from db.services.cards import CustomerCard
from db.services.deliveries import DeliveryRow
from db.services.quote_rows import QuoteRow
from db.services.receivables import OpenSale
from resources.i18n import _
from ui.kit.card import column
from ui.kit.counter import hidden
from ui.kit.days import coming
from ui.kit.filters import FlowLayout
from ui.kit.labels import button, plain_label
from ui.knowledge.offers import OffersPart
from ui.pages.customers.card import CardSigns
from ui.quoting import words as quoting

_SHOWN: Final = 3  # things named in one line
_LETTERS: Final = 10  # of the name of a job


def trade_buttons(signs: CardSigns, customer: int) -> Iterator[QPushButton]:
    """報價, 銷售, 收款."""
    yield button(_("Quote them"), partial(signs.quote.emit, customer))
    yield button(_("Sale"), partial(signs.sell.emit, customer))
    yield button(_("Payment"), partial(signs.pay.emit, customer))


def offers(signs: CardSigns, customer: int) -> QWidget:
    """可以推薦, where there is anything."""
    made = OffersPart(customer)
    made.said.connect(signs.offered)
    return made


class TradePart(QWidget):
    """Lines that say what is open, with what can be done about each; `whole`: for the page, which has the buttons here."""

    def __init__(self, signs: CardSigns, card: CustomerCard, *, whole: bool = False) -> None:
        super().__init__()
        self._signs, self._card = signs, card
        self._lines = column(self, spacing=4)
        if whole:
            holder = QWidget()
            flow = FlowLayout(holder)
            for made in trade_buttons(signs, card.id):
                flow.addWidget(made)
            flow.addWidget(button(_("Statement…"), partial(signs.statement.emit, card.id)))
            flow.addWidget(button(_("Asked for, not there…"), partial(signs.wanted.emit, card.id)))
            self._lines.addWidget(holder)
        self._orders(card.trade.waiting)
        links = (
            (
                _("Quotes not answered"),
                [(_quoted(one, whole), partial(signs.open_quote.emit, one.id)) for one in card.trade.unsure],
            ),
            (_("Drafts of quotes"), [(_drafted(one), partial(signs.open_quote.emit, one.id)) for one in card.trade.drafts]),
            (_("Not all paid"), [(_unpaid(one), partial(signs.open_sale.emit, one.id)) for one in card.trade.unpaid]),
        )
        for title, found in links:
            if found:
                self._lines.addWidget(plain_label(title, "small"))
            for words, do in found:
                self._link(words, do)
        if not self._lines.count():
            self.hide()

    def _orders(self, waiting: Sequence[DeliveryRow]) -> None:
        arrived = [row for row in waiting if row.state == "arrived"]
        if arrived:
            self._say(_("Arrived, not told yet: {items}").format(items=_items(arrived)), "amber")
            made = button(_("Copy the LINE text"), partial(self._signs.tell.emit, arrived), kind="small", icon="copy")
            self._lines.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        ordered = [row for row in waiting if row.state in ("asked", "ordered")]
        if ordered:
            late = any(row.is_late for row in ordered)
            self._say(_("Waits for: {items}").format(items=_items(ordered)), "red" if late else "")
        if told := [row for row in waiting if row.state == "told"]:
            self._say(_("Told, not fetched yet: {items}").format(items=_items(told)), "")
        if waiting:
            name = self._card.form.name
            self._link(_("Everything on order"), partial(self._signs.orders.emit, name))

    def _say(self, text: str, tone: str) -> None:
        self._lines.addWidget(plain_label(text, tone, wrap=True, selectable=True))

    def _link(self, text: str, do: Callable[[], object]) -> None:
        self._lines.addWidget(button(text, do, kind="link"), 0, Qt.AlignmentFlag.AlignLeft)


def _items(rows: Sequence[DeliveryRow]) -> str:
    """「恆溫龍頭（11/25 前）、濾心」, of many the first ones."""
    said = [_item(row) for row in rows[:_SHOWN]]
    return "、".join([*said, *(["…"] if len(rows) > _SHOWN else [])])


def _item(row: DeliveryRow) -> str:
    if not row.promised_on or row.state not in ("asked", "ordered"):
        return row.item
    day = coming(row.promised_on)
    if row.is_late:
        day = _("{day}, over").format(day=day)
    return _("{text} ({label})").format(text=row.item, label=day)


def _quoted(quote: QuoteRow, whole: bool) -> str:
    """Q1151116-001 ・ 19,132 ・ 到 12/16; beside the list there is no room for the day."""
    until = _("until {day}").format(day=coming(quote.valid_until)) if whole and quote.valid_until else ""
    return " ・ ".join(filter(None, (quote.printed_number, hidden(money.shown(quote.total)), quoting.hoped(quote), until)))


def _drafted(quote: QuoteRow) -> str:
    name = quote.project if len(quote.project) <= _LETTERS else f"{quote.project[:_LETTERS]}…"
    return " ・ ".join(filter(None, (name, hidden(money.shown(quote.total)) if quote.total else quoting.unpriced())))


def _unpaid(sale: OpenSale) -> str:
    left = _("{amount} left").format(amount=money.shown(sale.left))
    return " ・ ".join(filter(None, (sale.number, hidden(left))))
