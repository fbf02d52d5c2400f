"""個資小幫手: what to do when a customer asks, first; what the law asks to be written down, folded below."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from db.core.events import Announcement
from resources.i18n import N_, _
from ui.kit import theme
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.labels import button, plain_label
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.privacy import sections
from ui.pages.privacy.about_card import AboutCard
from ui.pages.privacy.asked import Asked
from ui.pages.privacy.fold_card import FoldCard
from ui.pages.privacy.requests_card import RequestsCard

_DOORS: Final = (  # what the customer says, icon, what is done
    ("show", N_("A customer asks what I keep of them"), "search"),
    ("erase", N_("A customer wants to be erased"), "trash-2"),
    ("stop", N_("No more messages, please"), "ban"),
)
_TALL: Final = 4.4  # em of a big button


class PrivacyPage(Page):
    """Three big buttons, the requests that are open, and folds."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.asked = Asked(self, shell)
        area = ScrollColumn(most=64)
        layout = column(self, spacing=0)
        layout.setContentsMargins(18, 12, 0, 0)
        layout.addWidget(area)
        body = area.body
        body.addWidget(plain_label(_("Personal data helper"), "title"))
        body.addWidget(
            plain_label(_("When a customer comes with a question about their data, press what they say."), "muted", wrap=True)
        )
        self.big: dict[str, QPushButton] = {}
        holder = QWidget()
        holder.setFixedHeight(round(theme.px() * _TALL))
        line = row(holder, spacing=12)
        for key, words, icon in _DOORS:
            made = button(_(words), getattr(self.asked, key), kind="primary" if key == "show" else "", icon=icon)
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            line.addWidget(made, 1)
            self.big[key] = made
        body.addWidget(holder)
        more = button(_("Something they say is wrong, or it is settled…"), self._choose, kind="link")
        body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self._about = column(spacing=0)
        body.addLayout(self._about)
        self.about: AboutCard | None = None
        self.requests = RequestsCard(shell, self.asked)
        body.addWidget(self.requests)
        self.cards: dict[str, FoldCard] = {}
        self.headings: dict[str, QPushButton] = {}
        for module, name, words in sections.SECTIONS:
            body.addWidget(self._fold(module, name, _(words)))
        body.addStretch(1)
        self.setFocusProxy(self.big["show"])

    def open(self, **what: Any) -> None:
        """The page is shown, perhaps with one fold open (`section`: the card's module), one `customer` it is about, or one to
        `erase`.
        """
        if customer := what.get("customer"):
            self.show_about(customer)
        if customer := what.get("erase"):
            self.asked.erase_one(customer)
        if section := what.get("section"):
            self.headings[section].setChecked(True)

    def show_about(self, customer: int) -> None:
        """How it stands with one customer's data, and all that can be done about it."""
        clear(self._about)
        self.about = AboutCard(self.shell, self.asked, customer)
        self._about.addWidget(self.about)

    def _choose(self) -> None:
        self.asked.who(_("Whose data is it about?"), self.show_about)

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved."""
        self.requests.refresh()
        if self.about is not None:
            self.about.refresh()
        for card in self.cards.values():
            if card.isVisibleTo(self):
                card.refresh()

    def again(self) -> dict[str, Any]:
        """In another language with the same fold open."""
        opened = next((key for key, fold in self.headings.items() if fold.isChecked()), None)
        return {"section": opened} if opened else {}

    def _fold(self, module: str, name: str, words: str) -> QWidget:
        holder = QWidget()
        lines = column(holder, spacing=6)
        fold = button(words, lambda: None, kind="link", icon="chevron-down")
        fold.setCheckable(True)

        def turned(on: bool) -> None:
            if on and module not in self.cards:
                self.cards[module] = sections.make(module, name, self.shell)
                lines.addWidget(self.cards[module])
            if module in self.cards:
                self.cards[module].setVisible(on)

        fold.toggled.connect(turned)
        lines.addWidget(fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.headings[module] = fold
        return holder
