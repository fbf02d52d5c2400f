"""What stands in the card of one customer beside the list: head, what was promised and said, facts, what happened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.services.cards import CustomerCard
from resources.i18n import _
from ui.kit import counter, theme
from ui.kit.card import column, row
from ui.kit.filters import FlowLayout
from ui.kit.labels import button, hairline, plain_label
from ui.pages.customers import facts, promises
from ui.pages.customers.card import MARGINS, CardSigns
from ui.pages.customers.marks import Moment, shortened
from ui.pages.customers.parts import Parts
from ui.pages.customers.trade_view import TradePart, offers, trade_buttons

_NAME_EM = 6.0  # the most a name takes of the card: three lines


class Inside(QWidget):
    """One card; every button is a sign of the panel it stands in."""

    def __init__(self, signs: CardSigns, card: CustomerCard) -> None:
        super().__init__()
        self._signs, self._card = signs, card
        self.parts = Parts(signs, card)
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = column(self, spacing=8)
        layout.setContentsMargins(*MARGINS)
        for band in self.parts.bands():
            layout.addWidget(band)
        layout.addLayout(self._head(card))
        if card.phone:
            layout.addLayout(self.parts.number())
        if minding := self.parts.mind():
            layout.addWidget(minding)
        layout.addWidget(self.parts.tags())
        layout.addWidget(self._buttons())
        self._now(layout)
        layout.addWidget(TradePart(signs, card))
        if not card.archived_at:
            layout.addWidget(offers(signs, card.id))
        layout.addLayout(self.parts.grid(facts.known(card)))
        self._talks(layout, card)
        layout.addSpacing(4)
        layout.addWidget(hairline())
        for part in self.parts.sources():
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part.property("kind") else Qt.AlignmentFlag(0))
        layout.addStretch(1)

    def _head(self, card: CustomerCard) -> QVBoxLayout:
        made = column(spacing=0)
        name = plain_label(card.form.name, "title", wrap=True, selectable=True)
        name.setMaximumHeight(round(theme.px() * _NAME_EM))
        made.addWidget(name)
        parts = [card.form.title, card.form.code, card.form.company]
        if any(parts):
            made.addWidget(plain_label(" ・ ".join(part for part in parts if part), "small", wrap=True, selectable=True))
        return made

    def _buttons(self) -> QWidget:
        one, signs = self._card.id, self._signs
        made = QWidget()
        line = FlowLayout(made)
        line.addWidget(button(_("Write down a talk"), lambda: signs.log.emit(one), kind="primary", key="Ctrl+J"))
        line.addWidget(button(_("Remind me"), lambda: signs.remind.emit(one), key="Ctrl+Shift+J"))
        line.addWidget(button("", lambda: signs.edit.emit(one), kind="icon", icon="pencil", hint=_("Edit"), key="F2"))
        for bought in trade_buttons(signs, one):
            line.addWidget(bought)
        line.addWidget(self.parts.more_button())
        return made

    def _now(self, layout: QVBoxLayout) -> None:
        """What was promised next, what was said last, and what somebody who came back liked."""
        card = self._card
        for text, tone in promises.lines(card.id):
            layout.addWidget(plain_label(text, tone, wrap=True))
        if liked := promises.liked(card):
            layout.addWidget(plain_label(liked, "green", wrap=True, selectable=True))
        if card.last_text:
            said = _("Last time: {text}").format(text=counter.hidden(shortened(card.last_text)))
            layout.addWidget(plain_label(said, wrap=True, selectable=True))

    def _talks(self, layout: QVBoxLayout, card: CustomerCard) -> None:
        layout.addSpacing(4)
        layout.addWidget(hairline())
        head = row(spacing=8)
        head.addWidget(plain_label(_("What happened"), "small"), 1)
        head.addWidget(
            button(_("The whole card"), lambda: self._signs.whole.emit(card.id), kind="link", hint=_("Open the whole card"))
        )
        layout.addLayout(head)
        for happened in card.timeline:
            layout.addWidget(Moment(happened))
