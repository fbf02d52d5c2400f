"""The first line of a customer's page: the way back, whose it is, what they are marked with, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from db.services.cards import CustomerCard
from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.labels import ShortLabel, button
from ui.kit.page import Shell
from ui.pages.customers.card import CardSigns
from ui.pages.customers.parts import Parts


def first_line(card: CustomerCard, parts: Parts, signs: CardSigns, shell: Shell, back: Callable[[], None]) -> QHBoxLayout:
    """Drawn anew with every card; `back` leaves the page."""
    line = row(spacing=8)
    called = column(spacing=2)
    called.addWidget(ShortLabel(f"{card.form.name} {card.form.title}".strip(), "title"))
    kind = _("Company") if card.form.kind == "company" else _("Person")
    called.addWidget(ShortLabel(" ・ ".join(one for one in (kind, card.form.code, card.form.company) if one), "small"))
    called.addWidget(parts.tags())
    leave = button("", back, kind="icon", icon="arrow-left", hint=_("Back"), key="Alt+Left")
    line.addWidget(leave, 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(called, 1)
    for made in (
        button(_("Write down a talk"), lambda: signs.log.emit(card.id), kind="primary", key="Ctrl+J"),
        button(_("Remind me"), lambda: signs.remind.emit(card.id), key="Ctrl+Shift+J"),
        button(_("Edit"), lambda: signs.edit.emit(card.id), key="F2"),
        button(_("Print"), lambda: shell.do("print"), key="Ctrl+P"),
        parts.more_button(),
    ):
        line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    return line
