"""The right side of Today: the figures of the shop, how safe the data is, what was done this week."""

from collections.abc import Callable
from datetime import date

from db.core import clock
from resources.i18n import _, ngettext
from ui.kit import counter, settings
from ui.kit.card import Card
from ui.kit.days import near
from ui.kit.labels import button, plain_label, restyle, set_text
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.pages.today.beside import Beside
from ui.pages.today.figures import AwayCard, LetterCard, MoneyCard, WaitingCard
from ui.pages.today.watched import WatchedCard

_STICK_SOON = 7  # days after which the stick's copy is old


class SidePanel(ScrollColumn):
    """Cards, filled when the worker has looked; a card that has nothing to say is not there."""

    def __init__(self, shell: Shell, *, is_sample: bool) -> None:
        super().__init__(spacing=10)
        self._found: Beside | None = None
        self.letter, self.money = LetterCard(shell), MoneyCard(shell)
        self.waiting, self.away = WaitingCard(shell), AwayCard(shell)
        self.watched = WatchedCard(shell)
        for card in (self.letter, self.money, self.waiting, self.away, self.watched):
            card.hide()
            self.body.addWidget(card)
        self.body.addWidget(self._safe(lambda: shell.do("backup"), is_sample))
        self.body.addWidget(self._done(lambda: shell.go("closing")))
        self.body.addStretch(1)
        counter.state.changed.connect(self._tell_again)
        self.tell_stick()

    def _safe(self, back_up: Callable[[], object], is_sample: bool) -> Card:
        self.backup = plain_label("", wrap=True)
        self.stick = plain_label("", "amber", wrap=True)
        card = Card(margin=12, spacing=4)
        card.body.addWidget(plain_label(_("Backup"), "muted"))
        card.body.addWidget(self.backup)
        card.body.addWidget(self.stick)
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
        self.watched.tell(found.watched)
        day, _blank, hour = found.backed_up_at.partition(" ")
        made = _("Backed up {day} {hour} and opened to try: it can be used.").format(day=near(day), hour=hour)
        set_text(self.backup, made if day else _("No backup yet; one is made when you close the window."))
        talks = ngettext("{count} talk written down", "{count} talks written down", found.week.talks).format(
            count=f"{found.week.talks:,}"
        )
        tasks = ngettext("{count} reminder done", "{count} reminders done", found.week.tasks).format(
            count=f"{found.week.tasks:,}"
        )
        set_text(self.week, f"{talks}\n{tasks}")
        self.tell_stick()

    def _tell_again(self) -> None:
        """The counter mode began or ended."""
        if self._found:
            self.tell(self._found)

    def tell_stick(self) -> None:
        """How old the copy on the stick is; this computer remembers it."""
        at = settings.get("stick_backup_on")
        ago = (clock.today() - date.fromisoformat(at)).days if at else None
        words = _("Last copy on a stick: {day}").format(day=near(at)) if at else _("No copy on a USB stick yet.")
        set_text(self.stick, words)
        restyle(self.stick, role="amber" if ago is None or ago >= _STICK_SOON else "muted")
