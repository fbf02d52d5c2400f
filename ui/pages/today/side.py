"""The right side of Today: how safe the data is, what was done this week, the way to the end of the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFrame

from db.core import clock
from db.services import today
from db.services.today import Week
from resources.i18n import _, ngettext
from ui.kit import settings
from ui.kit.card import Card, column
from ui.kit.days import near
from ui.kit.labels import button, plain_label, restyle, set_text

_STICK_SOON = 7  # days after which the stick's copy is old


@dataclass(frozen=True, slots=True)
class Beside:
    """What the worker found: when the last copy was made ("" never), and what was done this week."""

    backed_up_at: str  # as the shop's clock showed it
    week: Week


def look() -> Beside:
    """Find it out; a job for the worker."""
    from db.services import backups

    newest = backups.last()
    return Beside(newest.shown_at if newest else "", today.week())


class SidePanel(QFrame):
    """Cards, filled when the worker has looked."""

    def __init__(self, back_up: Callable[[], object], closing: Callable[[], object], is_sample: bool) -> None:
        super().__init__()
        body = column(self, spacing=12)
        self.backup = plain_label("", wrap=True)
        self.stick = plain_label("", "amber", wrap=True)
        self.week = plain_label("", wrap=True)
        safe = Card(spacing=4)
        safe.body.addWidget(plain_label(_("Backup"), "muted"))
        safe.body.addWidget(self.backup)
        safe.body.addWidget(self.stick)
        safe.body.addWidget(button(_("Back up to a USB stick…"), back_up, kind="link"))
        safe.setHidden(is_sample)
        done = Card(spacing=4)
        done.body.addWidget(plain_label(_("This week"), "muted"))
        done.body.addWidget(self.week)
        done.body.addWidget(button(_("End of the day: look at tomorrow"), closing, kind="link"))
        body.addWidget(safe)
        body.addWidget(done)
        body.addStretch(1)
        self.tell_stick()

    def tell(self, found: Beside) -> None:
        """What the worker found."""
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

    def tell_stick(self) -> None:
        """How old the copy on the stick is; this computer remembers it."""
        at = settings.get("stick_backup_on")
        ago = (clock.today() - date.fromisoformat(at)).days if at else None
        words = _("Last copy on a stick: {day}").format(day=near(at)) if at else _("No copy on a USB stick yet.")
        set_text(self.stick, words)
        restyle(self.stick, role="amber" if ago is None or ago >= _STICK_SOON else "muted")
