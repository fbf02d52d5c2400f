"""One day of the calendar at the side: what is to be done, each with its buttons."""

from collections.abc import Callable
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from db.services import open_days
from db.services.calendar import Day, Entry
from resources.i18n import _
from ui.kit import counter
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, action, button, hairline, plain_label, set_text, value_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.pages.calendar import words

_SHOWN: Final = 40  # entries of one day with buttons


class Does(Protocol):
    """What the buttons ask of the page."""

    def open_card(self, customer: int) -> None:
        """Show the customer."""

    def done(self, task: int) -> None:
        """Tick a reminder off."""

    def put_off(self, task: int, key: str) -> None:
        """改天: one of open_days.READY, or "own" to be asked."""

    def change(self, task: int) -> None:
        """Change a reminder."""

    def open_quote(self, quote: int) -> None:
        """Look at a quote."""

    def log(self, customer: int) -> None:
        """Write down a talk."""

    def add(self) -> None:
        """A reminder on this day."""


class DayList(QWidget):
    """Drawn anew for every day."""

    def __init__(self, does: Does) -> None:
        super().__init__()
        self._does = does
        self._entries: list[QWidget] = []
        self.heading = plain_label("", "title", wrap=True)
        self.line = plain_label("", "small", wrap=True)
        self.add_button = button(_("Remind me on this day"), does.add, icon="plus")
        area = ScrollColumn(spacing=6)
        self._body: QVBoxLayout = area.body
        layout = column(self, spacing=8)
        layout.setContentsMargins(16, 14, 12, 12)
        layout.addWidget(self.heading)
        layout.addWidget(self.line)
        layout.addWidget(self.add_button)
        layout.addWidget(area, 1)

    def show_day(self, day: Day) -> None:
        """Show this day."""
        set_text(self.heading, words.day(day))
        set_text(self.line, words.beside_day(day))
        at = self._keyboard_at()
        if at is not None:
            self.add_button.setFocus()  # while its entry goes; else it would leave the page
        clear(self._body)
        self._entries = []
        kind = ""
        for one in day.entries[:_SHOWN]:
            if one.kind != kind:
                kind = one.kind
                self._body.addWidget(plain_label(_(words.KINDS[one.kind]), "small"))
            self._body.addWidget(hairline())
            self._body.addWidget(self._entry(one))
        if not day.entries:
            self._body.addWidget(plain_label(_("Nothing is written down for this day."), "muted", wrap=True))
        if len(day.entries) > _SHOWN:
            self._body.addWidget(plain_label(_("… and {count} more").format(count=len(day.entries) - _SHOWN), "small"))
        self._body.addStretch(1)
        if at is not None and self._entries:
            entry = self._entries[min(at, len(self._entries) - 1)]
            (next(iter(entry.findChildren(QPushButton)), None) or self.add_button).setFocus()

    def _keyboard_at(self) -> int | None:
        """Which entry has the keyboard."""
        inside = self.window().focusWidget()
        return next((at for at, one in enumerate(self._entries) if inside and one.isAncestorOf(inside)), None)

    def _entry(self, one: Entry) -> QWidget:
        holder = QWidget()
        body = column(holder, spacing=2)
        head = row(spacing=6)
        if one.name:
            head.addWidget(ShortLabel(one.name, "head"), 1)
        else:
            head.addWidget(value_label(_("the shop"), "muted"), 1)
        if one.is_done:
            head.addWidget(Pill(_("it is done"), "green"))
        elif one.is_late:
            head.addWidget(Pill(_("late"), "red"))
        body.addLayout(head)
        said = " ".join(part for part in (one.time, counter.hidden(one.title)) if part)
        if said:
            body.addWidget(value_label(said))
        beside = "　".join(part for part in (counter.hidden(one.phone), one.staff) if part)
        if beside:
            body.addWidget(ShortLabel(beside, "small"))
        foot = QWidget()
        flow = FlowLayout(foot)
        for made in self._buttons(one):
            flow.addWidget(made)
        body.addWidget(foot)
        self._entries.append(holder)
        return holder

    def _buttons(self, one: Entry) -> list[QPushButton]:
        does, made = self._does, []
        if (task := one.task) is not None and not one.is_done:
            made.append(button(_("Done"), partial(does.done, task), kind="small"))
            made.append(self._another_day(task))
            made.append(button(_("Edit"), partial(does.change, task), kind="small"))
        if (customer := one.customer) is not None:
            if one.kind == "expiring" and one.about is not None:
                made.append(button(_("Look at the quote"), partial(does.open_quote, one.about[1]), kind="small"))
            made.append(button(_("Open"), partial(does.open_card, customer), kind="small"))
            if one.task is None:
                made.append(button(_("Write down a talk"), partial(does.log, customer), kind="small"))
        return made

    def _another_day(self, task: int) -> QPushButton:
        made = button(_("Another day"), kind="small")
        made.clicked.connect(lambda: self._menu(task).exec(made.mapToGlobal(QPoint(0, made.height()))))
        return made

    def _menu(self, task: int) -> QMenu:
        menu = QMenu(self)
        choices = [*((key, _(said)) for key, said in open_days.READY), ("own", _("Another day…"))]
        for key, said in choices:
            do: Callable[[], None] = partial(self._does.put_off, task, key)
            menu.addAction(action(said, do, parent=menu))
        return menu
