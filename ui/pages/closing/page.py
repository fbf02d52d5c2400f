"""收工: what was done today, what is left, tomorrow's list, the backup; by menu, and once a day when the window is closed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from db.core.progress import Progress
from db.core.values import money
from db.services import payments
from db.services.closing import SHOWN, Closing
from db.services.today import Today
from resources.i18n import _, ngettext
from ui import today_seen
from ui.kit import jobs, theme
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.counter import hidden
from ui.kit.days import with_weekday, written
from ui.kit.jobs import Work
from ui.kit.labels import ShortLabel, button, plain_label, set_text
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from db.core.events import Announcement

_Line = tuple[int | None, str, str, str]  # the customer, the name, the phone or the channel, what is said
_MOST_EM: Final = 60
_NAME_EM: Final = 12  # letters the names are wide, in every card
_BESIDE_EM: Final = 8  # the phones and channels
_SIDE: Final = 18  # pixels
_MARGIN: Final = 14  # of the cards
_IN_LINK: Final = 2  # pixels a link's words stand in from its edge; those over and below it begin there too


class ClosingPage(Page):
    """Read on the worker, drawn as cards."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._serial = 0
        self._leaving = False
        self.heading = plain_label("", "title")
        self._buttons = row(spacing=8)
        self._area = area = ScrollColumn(margins=(_SIDE, 0, _SIDE, 16), most=_MOST_EM)
        self._cards = area.body
        whole = column(self, spacing=0)
        whole.addLayout(self._head())
        whole.addWidget(area, 1)
        area.viewport().installEventFilter(self)
        theme.state.changed.connect(self._draw_again)

    def _head(self) -> QHBoxLayout:
        """The day, and the buttons at the right edge of the cards."""
        self._top = QWidget()
        top = row(self._top, spacing=8)
        top.setContentsMargins(_SIDE, 12, _SIDE, 10)
        top.addWidget(self.heading, 1)
        top.addLayout(self._buttons)
        line = row(spacing=0)
        line.addWidget(self._top, 1)
        line.addStretch()
        return line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The head is as wide as the column below."""
        if watched is self._area.viewport() and event.type() == QEvent.Type.Resize:
            self._top.setMaximumWidth(min(self._area.viewport().width(), round(theme.px() * _MOST_EM) + 2 * _SIDE))
        return super().eventFilter(watched, event)

    def _draw_again(self) -> None:
        """Other letters, other columns."""
        if self.isVisible():
            self.refresh(None)

    def open(self, **what: Any) -> None:
        """The page is shown; `leaving`: the window was about to be closed."""
        self._leaving = bool(what.get("leaving"))
        clear(self._buttons)
        for made in self._actions():
            self._buttons.addWidget(made)
        made.setFocus()  # the last is the one that goes on
        self._area.verticalScrollBar().setValue(0)
        self.refresh(None)

    def _actions(self) -> list[QPushButton]:
        printing = button(_("Print"), lambda: self.shell.do("print"), key="Ctrl+P")
        if not self._leaving:
            return [printing]
        stay = button(_("Stay here"), lambda: self.shell.go("customers"))
        return [printing, stay, button(_("Close Shukebu"), lambda: self.shell.do("quit"), kind="primary", key="Ctrl+Q")]

    def refresh(self, announcement: "Announcement | None") -> None:
        """Something was saved: read the day anew."""
        self._serial += 1
        serial = self._serial

        def work(_progress: Progress) -> tuple[Closing, str]:
            from db.services import backups, closing

            newest = None if is_demo() else backups.last()
            return closing.of_today(), newest.shown_at if newest else ""

        def then(found: tuple[Closing, str]) -> None:
            if serial == self._serial:
                self._draw(*found)

        jobs.start(work, then, quiet=True)

    def paper(self) -> Work | None:
        """One sheet."""

        def work(_progress: Progress) -> bytes:
            from reports import closing_pdf

            return closing_pdf.make().pdf

        return work

    # what is drawn

    def _draw(self, day: Closing, backed_up: str) -> None:
        set_text(self.heading, _("{day}, closing").format(day=with_weekday(day.day)))
        clear(self._cards)
        self._cards.addLayout(self._figures(day))
        if day.takings.by_method:
            self._money(day)
        talked = [(one.customer, one.name, one.channel, hidden(one.text)) for one in day.talks]
        self._list(
            _("Talked to today"), _("Nobody was written down today."), talked[:SHOWN], day.talk_count - len(talked[:SHOWN])
        )
        self._list(_("Left from today"), _("Nothing is left. Well done."), _calls(day.left), day.left.folded)
        title = _("On {day}").format(day=with_weekday(day.coming.day))
        self._list(title, _("Nothing is planned yet."), _calls(day.coming), day.coming.folded)
        self._cards.addWidget(self._backup(backed_up))
        self._cards.addStretch(1)
        self.say("")

    def _figures(self, day: Closing) -> QHBoxLayout:
        line = row(spacing=10)
        quoted = ngettext("{count} quote issued", "{count} quotes issued", day.quotes).format(count=day.quotes)
        for number, words in (
            (f"{day.talk_count:,}", _("talks")),
            (f"{day.new_customers:,}", _("new customers")),
            (hidden(f"${money.shown(day.quoted)}"), quoted),
            (hidden(f"${money.shown(day.sold)}"), _("sold today")),
            (hidden(f"${money.shown(day.takings.total)}"), _("money in")),
            (f"{day.done:,}", _("reminders done")),
            (f"{day.left.total:,}", _("still open")),
        ):
            one = Card(margin=_MARGIN, spacing=2)
            one.body.addWidget(plain_label(number, "number"))
            one.body.addWidget(plain_label(words, "small", wrap=True))
            line.addWidget(one, 1)
        return line

    def _money(self, day: Closing) -> None:
        """What came in by what way, and the sheet for the till."""
        card = Card(margin=_MARGIN - _IN_LINK, spacing=4)
        card.body.addWidget(_words(_("Money taken today"), "head"))
        line = row(spacing=18)
        methods = dict(payments.METHODS)
        for key, amount in day.takings.by_method.items():
            line.addWidget(_words(f"{_(methods[key])}　{hidden(f'${money.shown(amount)}')}", ""))
        line.addStretch(1)
        card.body.addLayout(line)
        self._cards.addWidget(card)

    def _list(self, title: str, nothing: str, lines: Sequence[_Line], more: int) -> None:
        card = Card(margin=_MARGIN - _IN_LINK, spacing=4)
        card.body.addWidget(_words(title, "head"))
        if lines:
            card.body.addLayout(self._grid(lines))
        else:
            card.body.addWidget(_words(nothing, "muted"))
        if more:
            card.body.addWidget(_words(_("… and {count} more").format(count=f"{more:,}"), "small"))
        self._cards.addWidget(card)

    def _grid(self, lines: Sequence[_Line]) -> QGridLayout:
        """Names, what stands beside them, what is said: below each other, and below those of the card over it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, em in enumerate((_NAME_EM, _BESIDE_EM)):
            grid.setColumnMinimumWidth(at, round(theme.px() * em))
        grid.setColumnStretch(2, 1)
        for at, (customer, name, beside, said) in enumerate(lines):
            if customer is None:
                own = ShortLabel(name)
                own.setContentsMargins(_IN_LINK, 0, 0, 0)
                grid.addWidget(own, at, 0, 1, 2)
            else:
                grid.addWidget(self._name(customer, name), at, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(ShortLabel(beside, "muted"), at, 1)
            grid.addWidget(ShortLabel(said, "muted"), at, 2)
        return grid

    def _name(self, customer: int, name: str) -> QPushButton:
        room = round(theme.px() * _NAME_EM) - 2 * _IN_LINK
        short = QFontMetrics(theme.font()).elidedText(name, Qt.TextElideMode.ElideRight, room)
        return button(short, partial(self.shell.open_card, customer), kind="link", hint=name)

    def _backup(self, backed_up: str) -> Card:
        card = Card(margin=_MARGIN, spacing=8)
        card.body.addWidget(plain_label(_("Backup"), "head"))
        card.body.addWidget(plain_label(_backup_words(backed_up), wrap=True))
        if not is_demo():
            line = row()
            line.addWidget(button(_("Back up to a USB stick…"), lambda: self.shell.do("backup"), icon="usb"))
            line.addStretch(1)
            card.body.addLayout(line)
        return card


def _words(text: str, role: str) -> QLabel:
    made = plain_label(text, role, wrap=True)
    made.setContentsMargins(_IN_LINK, 0, 0, 0)
    return made


def _calls(plan: Today) -> list[_Line]:
    return [(one.customer, today_seen.name(one), hidden(one.phone), today_seen.why(one)) for one in (*plan.rows, *plan.trade)]


def _backup_words(backed_up: str) -> str:
    """When the last copy was made ("2026-11-20 09:15"; "" of none)."""
    if is_demo():
        return _("This is the demo shop: nothing of it is backed up.")
    if not backed_up:
        return _("Not backed up yet. It is done when the window is closed.")
    day, _blank, hour = backed_up.partition(" ")
    told = _("The last backup: {day} {hour}. One more is made when the window is closed.")
    return told.format(day=written(day), hour=hour)
