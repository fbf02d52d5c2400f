"""What was promised to a customer and is still open, on their page: done, put off, changed."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from db.core import clock
from db.services import open_days, tasks
from db.services.tasks import TaskRow
from resources.i18n import _, ngettext
from ui.kit import counter
from ui.kit.card import Card, row
from ui.kit.clearing import clear
from ui.kit.labels import ShortLabel, action, button, plain_label
from ui.kit.page import Shell
from ui.pages.customers import promises
from ui.trying import tried

_SHOWN: Final = 3  # all of them stand in the timeline


class PromisesPart(Card):
    """A card over the timeline; there while something is promised."""

    more = Signal()  # the reminders of the timeline are wanted

    def __init__(self, shell: Shell) -> None:
        super().__init__(margin=10, spacing=6)
        self._shell = shell

    def show_customer(self, customer: int) -> None:
        """Show what is promised to this customer."""
        found = promises.still_open(customer)
        clear(self.body)
        for task in found[:_SHOWN]:
            self.body.addLayout(self._line(task))
        if more := len(found[_SHOWN:]):
            words = ngettext("and {count} more", "and {count} more", more).format(count=more)
            self.body.addWidget(button(words, self.more.emit, kind="link"))
        self.setVisible(bool(found))

    def _line(self, task: TaskRow) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(plain_label(promises.due(task), promises.tone(task) or "muted"))
        line.addWidget(ShortLabel(counter.hidden(task.title)), 1)
        if task.staff:
            line.addWidget(plain_label(task.staff, "small"))
        line.addWidget(button(_("It is done"), partial(self.done, task.id), kind="small", icon="check"))
        later = button(_("Another day"), kind="small")
        later.clicked.connect(lambda: self._days(task.id, later).exec(later.mapToGlobal(later.rect().bottomLeft())))
        line.addWidget(later)
        change = partial(self._shell.remind, task=task.id)
        line.addWidget(button("", change, kind="icon", icon="pencil", hint=_("Change the reminder")))
        return line

    def _days(self, task: int, at: QWidget) -> QMenu:
        menu = QMenu(at)
        for key, words in open_days.READY:
            day = open_days.day(key, clock.today()).isoformat()
            menu.addAction(action(_(words), partial(self.put_off, task, day), parent=menu))
        menu.addAction(action(_("Another day…"), lambda: self._shell.remind(task=task), parent=menu))
        return menu

    def done(self, task: int) -> None:
        """完成."""
        self._do(partial(tasks.done, [task]), _("Ticked off"))

    def put_off(self, task: int, day: str) -> None:
        """改天."""
        self._do(partial(tasks.put_off, [task], day), _("Put off to another day"))

    def _do(self, act: Callable[[], object], said: str) -> None:
        if done := tried(act, self._shell.asks):
            self._shell.toast_undo(said, done[1])
