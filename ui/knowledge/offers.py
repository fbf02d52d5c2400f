"""可以推薦: on a customer's card, what can be offered to them now and why; read on the worker, so that the card stands first."""

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from db.services.suggestions import SuggestionRow
from resources.i18n import N_, _
from ui.kit import jobs
from ui.kit.card import column, row
from ui.kit.labels import button, plain_label

_GOODS: Final = (("into_quote", N_("Into a quote")), ("not_wanted", N_("No thanks")), ("why", N_("Why this?")))


class OffersPart(QWidget):
    """Of one customer; `said(row, verb)` tells which button was pressed. Hidden where there is nothing to offer."""

    said = Signal(object, str)

    def __init__(self, customer: int) -> None:
        super().__init__()
        self.rows: list[SuggestionRow] = []
        self._lines = column(self, spacing=4)
        self.hide()
        jobs.start(lambda _progress: _of(customer), self._show, lambda _error: None, quiet=True)

    def _show(self, found: list[SuggestionRow]) -> None:
        self.rows = found
        if found:
            self._lines.addWidget(plain_label(_("Could be offered"), "small"))
        for one in found:
            self._lines.addWidget(plain_label(one.why, wrap=True, selectable=True))
            line = row(spacing=6)
            for verb, words in _GOODS if one.is_goods else _GOODS[1:]:
                line.addWidget(button(_(words), partial(self.said.emit, one, verb), kind="small"))
            line.addStretch(1)
            self._lines.addLayout(line)
        self.setVisible(bool(found))


def _of(customer: int) -> list[SuggestionRow]:
    """For the worker."""
    from db.services import suggestions

    return suggestions.of(customer, 2)
