"""What the buttons of a card do, in the list's panel and on the whole page alike."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from db.services import lists
from ui.kit.page import Shell
from ui.pages.customers import paper
from ui.pages.customers.card import CardSigns
from ui.people import revealing

if TYPE_CHECKING:
    from db.services.deliveries import DeliveryRow
    from db.services.suggestions import SuggestionRow
    from ui.deeds import Deeds
    from ui.pages.customers.facts import Fact
    from ui.pages.customers.provenance import Place


class Acting:
    """Connects the signs of a card with the window; what leaves a message with 復原 is one of `deeds`."""

    def __init__(self, signs: CardSigns, page: QWidget, shell: Shell, deeds: "Deeds") -> None:
        self._page, self._shell = page, shell
        signs.log.connect(lambda one: shell.log([one]))
        signs.remind.connect(lambda one: shell.remind([one]))
        self._trade(signs, shell)
        signs.whole.connect(shell.open_card)
        signs.untag.connect(lambda one, name: deeds.untag([one], name))
        signs.lift.connect(deeds.lift)
        signs.told.connect(lambda one: deeds.told([one]))
        signs.reveal.connect(lambda one: revealing.open_dialog(shell, [one]))
        signs.opt_outs.connect(self._opt_outs)
        signs.keep_in_touch.connect(lambda one, days: deeds.keep_in_touch([one], days))
        signs.merge.connect(self._merge)
        signs.split.connect(self._split)
        signs.archive.connect(lambda one, reason: deeds.archive([one], reason))
        signs.put_back.connect(lambda one: deeds.put_back([one]))
        signs.insight.connect(self._insight)
        signs.print_card.connect(lambda one: paper.print_card(shell, one))
        signs.letters.connect(self._letters)
        signs.history.connect(self.show_history)
        signs.privacy.connect(lambda one: shell.go("privacy", customer=one))
        signs.provenance.connect(self._tell_provenance)

    def _trade(self, signs: CardSigns, shell: Shell) -> None:
        """Quotes, sales, money, and what they wait for."""
        signs.quote.connect(shell.quote)
        signs.offered.connect(self._offer)
        signs.sell.connect(shell.sell)
        signs.pay.connect(shell.pay)
        signs.open_quote.connect(lambda quote: shell.quote(quote=quote))
        signs.open_sale.connect(shell.open_sale)
        signs.orders.connect(lambda name: shell.go("sales", tab="orders", chip="all", text=name))
        signs.statement.connect(self._statement)
        signs.wanted.connect(self._wanted)
        signs.tell.connect(self._tell)

    def _offer(self, row: "SuggestionRow", verb: str) -> None:
        from ui.knowledge import deeds

        deeds.DEEDS[verb](self._shell, row)

    def _statement(self, customer: int) -> None:
        from ui.paying import statement

        statement.ask(self._shell, self._page, customer)

    def _wanted(self, customer: int) -> None:
        from ui.ordering import wanted

        wanted.note(self._shell, self._page, customer)

    def _tell(self, rows: "Sequence[DeliveryRow]") -> None:
        from ui.ordering import deeds

        deeds.tell(self._shell, rows)

    def show_history(self, customer: int) -> None:
        """What was changed of this customer."""
        name = next((row.name for row in lists.rows([customer])), "")
        self._shell.go("history", customer=customer, name=name)

    def _tell_provenance(self, fact: "Fact", place: "Place") -> None:
        from ui.pages.customers.value_dialog import ValueDialog

        ValueDialog(self._shell, self._page, fact, place).open()

    def _insight(self, customer: int, what: str) -> None:
        from ui.insight import doing

        doing.act(self._shell, self._page, customer, what)

    def _letters(self, customer: int, kind: str) -> None:
        from ui import labels

        (labels.labels if kind == "labels" else labels.envelopes)(self._shell, [customer])

    def _merge(self, customer: int) -> None:
        from ui.merging.merge_dialog import merge

        merge(self._shell, customer)

    def _split(self, customer: int) -> None:
        from ui.merging.split_dialog import split

        split(self._shell, customer)

    def _opt_outs(self, customer: int) -> None:
        from ui.watch_list.refusal_dialog import refuse

        refuse(self._shell, [customer])
