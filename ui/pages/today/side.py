"""The right side of Today: the figures of the shop, how safe the data is, what was done this week."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from resources.i18n import _, ngettext
from ui.kit import backup_news, counter
from ui.kit.card import Card
from ui.kit.labels import button, plain_label, restyle, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.today.asked import AskedCard
from ui.pages.today.beside import Beside
from ui.pages.today.figures import AwayCard, LetterCard, MoneyCard, WaitingCard
from ui.pages.today.watched import WatchedCard

if TYPE_CHECKING:
    from db.services.backup_state import BackupState

_ROLES: Final = {"green": "", "amber": "amber", "red": "red"}


class SidePanel(ScrollColumn):
    """Cards, filled when the worker has looked; a card that has nothing to say is not there."""

    def __init__(self, shell: Shell, *, is_sample: bool) -> None:
        super().__init__(spacing=10)
        self._found: Beside | None = None
        self.letter, self.money = LetterCard(shell), MoneyCard(shell)
        self.waiting, self.away = WaitingCard(shell), AwayCard(shell)
        self.asked, self.watched = AskedCard(shell), WatchedCard(shell)
        for card in (self.asked, self.letter, self.money, self.waiting, self.away, self.watched):
            card.hide()
            self.body.addWidget(card)
        self.body.addWidget(self._safe(lambda: shell.do("backup"), is_sample))
        self.body.addWidget(self._done(lambda: shell.go("closing")))
        self.body.addStretch(1)
        counter.state.changed.connect(self._tell_again)
        backup_news.news.told.connect(self._tell_backup)

    def _safe(self, back_up: Callable[[], object], is_sample: bool) -> Card:
        self.backup = plain_label("", wrap=True)
        self.stick = plain_label("", "amber", wrap=True)
        self.tried = plain_label("", "muted", wrap=True)
        card = Card(margin=12, spacing=4)
        card.body.addWidget(plain_label(_("Backup"), "muted"))
        card.body.addWidget(self.backup)
        card.body.addWidget(self.stick)
        card.body.addWidget(self.tried)
        card.body.addWidget(button(_("Back up to a USB stick…"), back_up, kind="link"))
        card.setHidden(is_sample)
        return card

    def _done(self, closing: Callable[[], object]) -> Card:
        self.week = plain_label("", wrap=True)
        card = Card(margin=12, spacing=4)
        card.body.addWidget(plain_label(_("This week"), "muted"))
        card.body.addWidget(self.week)
        card.body.addWidget(button(_("End of the day: look at tomorrow"), closing, kind="link"))
        return card

    def tell(self, found: Beside) -> None:
        """What the worker found."""
        self._found = found
        self.letter.tell(found.letter)
        self.money.tell(found.money)
        self.waiting.tell(found.waiting)
        self.away.tell(found.away)
        self.asked.tell(found.asked, found.to_tell)
        self.watched.tell(found.watched)
        self._tell_backup(found.backup)
        talks = ngettext("{count} talk written down", "{count} talks written down", found.week.talks).format(
            count=f"{found.week.talks:,}"
        )
        tasks = ngettext("{count} reminder done", "{count} reminders done", found.week.tasks).format(
            count=f"{found.week.tasks:,}"
        )
        set_text(self.week, f"{talks}\n{tasks}")

    def _tell_again(self) -> None:
        """The counter mode began or ended."""
        if self._found:
            self.tell(self._found)

    def _tell_backup(self, state: "BackupState | None") -> None:
        if state is None:
            return
        set_text(self.backup, state.words)
        restyle(self.backup, role=_ROLES[state.level])
        set_text(self.stick, state.stick)
        restyle(self.stick, role=_ROLES[state.stick_level])
        set_text(self.tried, "\n".join(filter(None, [state.drill, state.room])))
        restyle(self.tried, role="amber" if state.room or state.drill_level != "green" else "muted")
        for label in (self.stick, self.tried):
            label.setVisible(bool(label.text()))
