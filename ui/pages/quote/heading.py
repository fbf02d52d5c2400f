"""The head line of the page of a quote: its number, where it stands, what it can begin as, its paper."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from db.services import quote_form
from resources.i18n import _
from ui.kit.card import row
from ui.kit.days import written
from ui.kit.labels import ShortLabel, button, plain_label, set_button_text, set_text, tip
from ui.kit.pill import Pill
from ui.pages.quote import words
from ui.pages.quote.presenter import QuotePresenter
from ui.quoting import hoping
from ui.quoting import words as quoting

_GAP: Final = 8


class Heading(QWidget):
    """Its buttons are signals; `others` and `more` open menus below themselves."""

    hope_wanted = Signal()
    versions_wanted = Signal()
    last_wanted = Signal()
    others_wanted = Signal()
    paper_wanted = Signal()
    more_wanted = Signal()

    def __init__(self, presenter: QuotePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.title, self.state, self.note = plain_label("", "title"), Pill(), ShortLabel("", "muted")
        self.hope = button("", self.hope_wanted.emit, kind="small", icon="chevron-down")
        self.hope.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.difference = button(_("What differs"), self.versions_wanted.emit, kind="link")
        self.as_last = button(_("As last time"), self.last_wanted.emit)
        self.others = button(_("Templates"), self.others_wanted.emit, icon="chevron-down", hint=_("Quotes before, templates"))
        self.others.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the word
        self.paper = button("", self.paper_wanted.emit)
        self.more = button("⋯", self.more_wanted.emit, hint=_("More"))
        line = row(self, spacing=_GAP)
        line.addWidget(self.title)
        line.addWidget(self.state)
        line.addWidget(self.hope)
        line.addWidget(self.note, 1)
        for made in (self.difference, self.as_last, self.others, self.paper, self.more):
            line.addWidget(made)

    def show_quote(self) -> None:
        """As the presenter has it."""
        presenter = self._presenter
        title = _(quote_form.TITLES[presenter.form.title])
        set_text(self.title, " ".join(part for part in (title, presenter.number) if part))
        self.state.show_text(*words.state(presenter.saved))
        self.note.show_text(words.note(presenter.saved, presenter.last_version(), written))
        self._show_hope()
        for made in (self.as_last, self.others, self.paper):
            made.setVisible(presenter.is_open)
        self._fit()

    def _show_hope(self) -> None:
        """What was said of a quote that waits, or that it is asked."""
        row = self._presenter.saved.row if self._presenter.saved else None
        waits = row is not None and row.state == "issued"
        if row is not None and waits:
            set_button_text(self.hope, quoting.hoped(row) or hoping.asked())
            tip(self.hope, hoping.asked())
        self.hope.setVisible(waits)

    def name_paper(self, *, is_shown: bool) -> None:
        """Where F6 leads."""
        set_button_text(self.paper, f"{_('Back to typing') if is_shown else _('The paper')} F6")
        self._fit()

    def _fit(self) -> None:
        """What differs stands here where there is room; ⋯ has it always."""
        parts = (self.title, self.state, self.hope, self.difference, self.as_last, self.others, self.paper, self.more)
        wide = sum(one.sizeHint().width() + _GAP for one in parts if one is self.difference or not one.isHidden())
        is_later = self._presenter.last_version() is not None and self._presenter.version > 1
        self.difference.setVisible(is_later and wide <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width."""
        super().resizeEvent(event)
        self._fit()
