"""What stands in the card of one customer: head, facts, what happened, where it came from."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from db.core.values import dates
from db.services import blacklist, customers, opt_outs, settings
from db.services.cards import Came, CustomerCard
from resources.i18n import _, ngettext
from ui.kit import clipboard, theme
from ui.kit.card import column, row
from ui.kit.cells import hue
from ui.kit.days import near
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, action, button, hairline, longest_run, plain_label, set_button_text
from ui.pages.customers import facts
from ui.pages.customers.archiving import archive_menu
from ui.pages.customers.card import MARGINS
from ui.pages.customers.marks import ChipLabel, Moment
from ui.pages.customers.provenance import Place

if TYPE_CHECKING:
    from ui.pages.customers.card import CardPanel

_COPIED_MS = 1500
_BESIDE, _WHOLE_LINE = 19, 30  # letters without a break that find room beside their label, in a line of their own
_NAME_EM = 6.0  # the most a name takes of the card: three lines


class Inside(QWidget):
    """One card; every button is a signal of the panel it stands in."""

    def __init__(self, panel: "CardPanel", card: CustomerCard) -> None:
        super().__init__()
        self._panel = panel
        self.setProperty("ground", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = column(self, spacing=8)
        layout.setContentsMargins(*MARGINS)
        for band in self._bands(card):
            layout.addWidget(band)
        layout.addLayout(self._head(card))
        if card.phone:
            layout.addLayout(self._number(*facts.number(card)))
        if minding := facts.to_mind(card):
            layout.addWidget(self._mind(minding))
        layout.addWidget(self._tags(card))
        layout.addLayout(self._buttons(card))
        if card.last_text:
            layout.addWidget(plain_label(_("Last time: {text}").format(text=card.last_text), wrap=True, selectable=True))
        layout.addLayout(self._facts(card))
        self._talks(layout, card)
        self._sources(layout, card)
        layout.addStretch(1)

    # the head

    def _bands(self, card: CustomerCard) -> Iterator[QFrame]:
        if card.blacklist:
            entry = card.blacklist
            level = _(dict(blacklist.LEVELS).get(entry.level, entry.level))
            roc = settings.shows_republic_years()
            since = dates.shown(entry.since, roc) if entry.since else ""
            again = _("look again on {day}").format(day=dates.shown(entry.review_on, roc)) if entry.review_on else ""
            text = " ・ ".join(part for part in (level, since, again) if part) + f"\n{entry.reason}"
            yield self._band("red", text, _("Take off"), lambda: self._panel.lift.emit(card.id))
        if card.archived_at:
            reason = dict(customers.ARCHIVE_REASONS).get(card.archive_reason)
            words = _(reason) if reason else card.archive_reason
            text = _("Put away: {reason}").format(reason=words) if words else _("Put away")
            yield self._band("amber", text, _("Put back"), lambda: self._panel.put_back.emit(card.id))
        if card.opt_outs:
            yield self._band(
                "amber", _("Wants nothing sent: {channels}").format(channels=_channels(card.opt_outs)), "", lambda: None
            )

    def _band(self, tint: str, text: str, label: str, do: Callable[[], None]) -> QFrame:
        made = QFrame()
        made.setProperty("band", tint)
        inside = column(made, margin=10, spacing=6)
        inside.addWidget(plain_label(text, tint, wrap=True))
        if label:
            inside.addWidget(button(label, do, kind="small"), 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _head(self, card: CustomerCard) -> QVBoxLayout:
        made = column(spacing=0)
        name = plain_label(card.form.name, "title", wrap=True, selectable=True)
        name.setMaximumHeight(round(theme.px() * _NAME_EM))
        made.addWidget(name)
        parts = [card.form.title, card.form.code, card.form.company]
        if any(parts):
            made.addWidget(plain_label(" ・ ".join(part for part in parts if part), "small", wrap=True, selectable=True))
        return made

    def _number(self, label: str, phone: str, place: Place | None) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(self._with_menu(plain_label(phone, "number", selectable=True), label, place))
        line.addWidget(self._copy(phone))
        line.addStretch(1)
        return line

    def _mind(self, minding: Sequence[facts.Fact]) -> QFrame:
        """The strip of what must be minded."""
        made = QFrame()
        made.setProperty("band", "amber")
        inside = column(made, margin=10, spacing=2)
        inside.addWidget(plain_label(_("Mind"), "amber-small"))
        for label, text, place in minding:
            words = plain_label(_("{label} {amount}").format(label=label, amount=text), "amber", wrap=True, selectable=True)
            inside.addWidget(self._with_menu(words, label, place))
        return made

    def _copy(self, text: str) -> QWidget:
        made = button(_("Copy"), kind="small", hint=_("Copy {text}").format(text=text))

        def copy() -> None:
            clipboard.put(text)
            set_button_text(made, _("Copied"))
            QTimer.singleShot(_COPIED_MS, made, lambda: set_button_text(made, _("Copy")))

        made.clicked.connect(copy)
        return made

    def _tags(self, card: CustomerCard) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made)
        for mark in card.tags:
            chip = ChipLabel(mark.name, hue(mark.colour))
            chip.removed.connect(lambda name=mark.name: self._panel.untag.emit(card.id, name))
            flow.addWidget(chip)
        more = button("＋", kind="small", hint=_("Add a tag"))
        more.clicked.connect(lambda: self._panel.tags_wanted.emit(card.id, more))
        flow.addWidget(more)
        return made

    def _buttons(self, card: CustomerCard) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(button(_("Edit"), lambda: self._panel.edit.emit(card.id), icon="pencil", key="F2"))
        more = button("⋯", hint=_("More"))
        more.clicked.connect(lambda: self._more(card, more))
        line.addWidget(more)
        line.addStretch(1)
        return line

    def _more(self, card: CustomerCard, at: QWidget) -> None:
        menu = QMenu(self)
        self.fill_menu(menu, card)
        menu.exec(at.mapToGlobal(at.rect().bottomLeft()))

    def fill_menu(self, menu: QMenu, card: CustomerCard) -> None:
        """The entries that act on this customer."""
        text = _("Change the watch list entry…") if card.blacklist else _("Put on the watch list…")
        menu.addAction(action(text, lambda: self._panel.blacklist.emit(card.id), icon="ban", parent=menu))
        if card.archived_at:
            menu.addAction(action(_("Put back"), lambda: self._panel.put_back.emit(card.id), icon="archive-restore", parent=menu))
        else:
            menu.addMenu(archive_menu(menu, lambda reason: self._panel.archive.emit(card.id, reason)))
        menu.addAction(action(_("Print this card…"), lambda: self._panel.print_card.emit(card.id), icon="printer", parent=menu))
        menu.addSeparator()
        menu.addAction(action(_("What was changed"), lambda: self._panel.history.emit(card.id), icon="history", parent=menu))

    # the facts

    def _facts(self, card: CustomerCard) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, round(theme.px() * 3.4))
        for label, text, place in facts.known(card):
            at = grid.rowCount()
            grid.addWidget(plain_label(label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            longest = longest_run(text)
            fits = longest <= _WHOLE_LINE
            shown = self._with_menu(plain_label(text, wrap=True, selectable=True) if fits else ShortLabel(text), label, place)
            if longest <= _BESIDE:
                grid.addWidget(shown, at, 1)
            else:  # a line that can't break would push everything out at the right
                grid.addWidget(shown, at + 1, 0, 1, 2)
        return grid

    def _with_menu(self, shown: QLabel, label: str, place: Place | None) -> QLabel:
        """A right click on the value: copy it, or see where it came from."""
        if place:
            shown.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            shown.customContextMenuRequested.connect(lambda at: self.value_menu(shown, label, place).exec(shown.mapToGlobal(at)))
        return shown

    def value_menu(self, shown: QLabel, label: str, place: Place) -> QMenu:
        """The menu of one value."""
        menu = QMenu(shown)
        text = shown.selectedText() or shown.text()
        menu.addAction(action(_("Copy"), lambda: clipboard.put(text), icon="copy", parent=menu))
        told = partial(self._panel.provenance.emit, label, place)
        menu.addAction(action(_("Where it came from, and its history…"), told, icon="history", parent=menu))
        return menu

    # what happened, and where it came from

    def _talks(self, layout: QVBoxLayout, card: CustomerCard) -> None:
        if not card.timeline:
            return
        layout.addSpacing(4)
        layout.addWidget(hairline())
        layout.addWidget(plain_label(_("What happened"), "small"))
        for happened in card.timeline:
            layout.addWidget(Moment(happened))
        if card.timeline_count > len(card.timeline):
            more = card.timeline_count - len(card.timeline)
            layout.addWidget(plain_label(ngettext("and {count} more", "and {count} more", more).format(count=more), "small"))

    def _sources(self, layout: QVBoxLayout, card: CustomerCard) -> None:
        layout.addSpacing(4)
        layout.addWidget(hairline())
        layout.addWidget(plain_label(_("Where it comes from"), "small"))
        places = dict.fromkeys(_place(came) for came in ([card.came] if card.came else []) + list(card.came_of.values()))
        for place in places or [_("Entered by hand, {when}").format(when=near(card.created_at, settings.shows_republic_years()))]:
            layout.addWidget(plain_label(place, wrap=True, selectable=True))
        if card.waiting:
            text = ngettext("{count} value waits to be confirmed", "{count} values wait to be confirmed", card.waiting)
            layout.addWidget(plain_label(text.format(count=card.waiting), "amber", wrap=True))
        layout.addWidget(
            button(_("What was changed"), lambda: self._panel.history.emit(card.id), kind="link"), 0, Qt.AlignmentFlag.AlignLeft
        )


def _channels(codes: Sequence[str]) -> str:
    words = dict(opt_outs.CHANNELS)
    return "、".join(_(words[code]) if code in words else code for code in codes)


def _place(came: Came) -> str:
    sheet = _("sheet {name}").format(name=came.sheet) if came.sheet else ""
    parts = [came.file, sheet, _("row {row}").format(row=came.row) if came.row else ""]
    return ", ".join(part for part in parts if part)
