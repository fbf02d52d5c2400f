"""The card at the right: everything known of one customer, filled once somebody is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from resources.i18n import _
from ui.kit.card import column, ground
from ui.kit.labels import plain_label

if TYPE_CHECKING:
    from db.services.cards import CustomerCard

MARGINS = (16, 14, 14, 14)


class CardSigns(QWidget):
    """What the buttons of a card ask for, each with the customer's id: the panel of the list has them, and the whole page."""

    log = Signal(int)
    remind = Signal(int)
    edit = Signal(int)
    quote = Signal(int)
    offered = Signal(object, str)  # a SuggestionRow, and which of its buttons
    sell = Signal(int)
    pay = Signal(int)
    statement = Signal(int)
    wanted = Signal(int)  # 缺貨登記
    tell = Signal(object)  # of what has arrived, as DeliveryRows
    open_quote = Signal(int)  # the quote's id
    open_sale = Signal(int)  # the sale's id
    orders = Signal(str)  # what is on order under this name
    whole = Signal(int)  # the whole page of this customer
    tags_wanted = Signal(int, object)  # where the menu opens
    untag = Signal(int, str)
    blacklist = Signal(int)
    lift = Signal(int)
    reveal = Signal(int)  # one of their numbers in full
    told = Signal(int)  # they know now where their data is from
    opt_outs = Signal(int)
    keep_in_touch = Signal(int, object)  # days between talks; None: as their tags say
    merge = Signal(int)
    split = Signal(int)
    archive = Signal(int, str)
    put_back = Signal(int)
    history = Signal(int)
    privacy = Signal(int)  # what they may ask of their data
    print_card = Signal(int)
    insight = Signal(int, str)  # of ui.insight.doing: stage, gone, again, spent, letter
    letters = Signal(int, str)  # labels or envelopes
    provenance = Signal(object, object)  # the Fact, its Place


class CardPanel(CardSigns):
    """Shows one card."""

    def __init__(self) -> None:
        super().__init__()
        self.card: CustomerCard | None = None
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column(self, spacing=0).addWidget(self._area)
        self.show_card(None)

    def show_card(self, card: "CustomerCard | None") -> None:
        """Show this card, or a word about choosing one."""
        self.card = card
        if card is None:
            self._area.setWidget(self._hint())
            return
        from ui.pages.customers.inside import Inside

        self._area.setWidget(Inside(self, card))

    def _hint(self) -> QWidget:
        made = ground("card")
        layout = column(made, spacing=8)
        layout.setContentsMargins(*MARGINS)
        layout.addWidget(plain_label(_("Choose a customer to see everything about them here."), "muted", wrap=True))
        layout.addStretch(1)
        return made
