"""The parts a card is put together from, in the list's panel and on the whole page: bands, number, tags, facts, menus."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from db.core import clock, veil
from db.core.values import dates
from db.services import blacklist, keep_in_touch, opt_outs, settings, staff
from db.services.cards import Came, CustomerCard
from resources.i18n import _, ngettext
from ui.kit import counter, theme
from ui.kit.card import column, row
from ui.kit.cells import hue
from ui.kit.days import near
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, action, button, plain_label, runs, set_button_text, tip
from ui.kit.menus import open_below
from ui.pages.customers import facts
from ui.pages.customers.archiving import archive_menu, reason_words
from ui.pages.customers.card import CardSigns
from ui.pages.customers.facts import Fact
from ui.pages.customers.marks import ChipLabel
from ui.touch_menu import touch_menu

_COPIED_MS: Final = 1500
_NUMBERS, _MORE_NUMBERS = 10, 40  # numbers seen at first, and more with each press
_WIDE_EM, _LABEL_EM, _BETWEEN = 17.6, 3.4, 12  # the room of label and value, of the label at least, the pixels between them


class Parts:
    """Of one card; every button is a sign of `signs`. `whole`: for the page, which has room for a copy button at every number."""

    def __init__(self, signs: CardSigns, card: CustomerCard, *, whole: bool = False) -> None:
        self._signs, self._card, self._whole = signs, card, whole

    # what must be seen first

    def bands(self) -> Iterator[QFrame]:
        """The watch list, put away; beside the list what may not be sent, too."""
        card, signs = self._card, self._signs
        if card.blacklist:
            if counter.state.is_on:
                yield self._band("red", counter.SIGN, "", lambda: None)
            else:
                yield self._band("red", _watched(card), _("Take off"), lambda: signs.lift.emit(card.id))
        if card.archived_at:
            words = reason_words(card.archive_reason)
            text = _("Put away: {reason}").format(reason=words) if words else _("Put away")
            rest = _("Not in lists, letters or the reminders of the day. Put back, all of it goes on as before.")
            yield self._band("warn", f"{text}\n{rest}", _("Put back"), lambda: signs.put_back.emit(card.id))
        if card.opt_outs and not self._whole:
            yield self.refusals()
        if card.to_be_told:
            text = _("Not told yet where their data is from (§9). The first talk written down counts as telling.")
            yield self._band("warn", text, _("They were told"), lambda: signs.told.emit(card.id))

    def refusals(self) -> QFrame:
        """What may not be sent to them."""
        text = _("Wants nothing sent: {channels}").format(channels=_channels(self._card.opt_outs))
        return self._band("warn", text, "", lambda: None)

    def _band(self, tint: str, text: str, label: str, do: Callable[[], None]) -> QFrame:
        made = QFrame()
        made.setProperty("band", tint)
        inside = row(made, margin=10, spacing=10) if self._whole else column(made, margin=10, spacing=6)
        inside.addWidget(plain_label(text, "amber" if tint == "warn" else tint, wrap=True), 1)
        if label:
            inside.addWidget(button(label, do, kind="small"), 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def mind(self) -> QFrame | None:
        """The strip of what must be minded, where there is anything; at the counter it would tell who owes."""
        minding = facts.to_mind(self._card)
        if not minding or counter.state.is_on:
            return None
        made, tint = QFrame(), "red" if self._card.trade.owing.light == "red" else "amber"
        made.setProperty("band", tint)
        inside = column(made, margin=10, spacing=2)
        inside.addWidget(plain_label(_("Mind"), "red" if tint == "red" else "amber-small"))
        for fact in minding:
            text = _("{label} {amount}").format(label=fact.label, amount=_seen(fact)) if fact.place else _seen(fact)
            inside.addWidget(self._with_menu(plain_label(text, tint, wrap=True, selectable=True), fact))
        return made

    def number(self) -> QHBoxLayout:
        """The number that stands large, with its copy button."""
        fact = facts.number(self._card)
        line = row(spacing=8)
        line.addWidget(self._with_menu(plain_label(_seen(fact), "number", selectable=True), fact))
        line.addWidget(self._beside(fact))
        line.addStretch(1)
        return line

    def tags(self) -> QWidget:
        """The tags with a cross each, and a plus."""
        card, signs = self._card, self._signs
        made = QWidget()
        flow = FlowLayout(made)
        for mark in card.tags:
            chip = ChipLabel(counter.tag_name(mark.name, careful=mark.is_careful), hue(mark.colour))
            chip.removed.connect(partial(signs.untag.emit, card.id, mark.name))
            flow.addWidget(chip)
        more = button("＋", kind="small", hint=_("Add a tag"))
        more.clicked.connect(lambda: signs.tags_wanted.emit(card.id, more))
        flow.addWidget(more)
        return made

    # what can be done

    def more_button(self) -> QPushButton:
        """⋯ with everything that is done less often."""
        more: QPushButton = button("⋯", lambda: open_below(more, self.fill_menu), hint=_("More"))
        return more

    def fill_menu(self, menu: QMenu) -> None:
        """The entries that act on this customer."""
        card, signs = self._card, self._signs
        watch = _("Change the watch list entry…") if card.blacklist else _("Put on the watch list…")
        menu.addAction(action(counter.quiet(watch), lambda: signs.blacklist.emit(card.id), icon="ban", parent=menu))
        menu.addAction(action(_("What may be sent…"), lambda: signs.opt_outs.emit(card.id), icon="mail", parent=menu))
        menu.addMenu(self._intervals(menu))
        self._fill_standing(menu)
        menu.addAction(action(_("Merge with another customer…"), lambda: signs.merge.emit(card.id), icon="users", parent=menu))
        if card.has_merged:
            menu.addAction(action(_("Split again…"), lambda: signs.split.emit(card.id), parent=menu))
        if card.archived_at:
            menu.addAction(action(_("Put back"), lambda: signs.put_back.emit(card.id), icon="archive-restore", parent=menu))
        else:
            menu.addMenu(archive_menu(menu, lambda reason: signs.archive.emit(card.id, reason)))
        menu.addAction(action(_("Print this card…"), lambda: signs.print_card.emit(card.id), icon="printer", parent=menu))
        menu.addAction(action(_("Address labels…"), lambda: signs.letters.emit(card.id, "labels"), icon="tag", parent=menu))
        menu.addAction(action(_("Envelopes…"), lambda: signs.letters.emit(card.id, "envelopes"), icon="mail", parent=menu))
        menu.addSeparator()
        words = _("Their data: look, correct, stop, erase…")
        menu.addAction(action(words, lambda: signs.privacy.emit(card.id), icon="shield-check", parent=menu))
        menu.addAction(action(_("What was changed"), lambda: signs.history.emit(card.id), icon="history", parent=menu))

    def _fill_standing(self, menu: QMenu) -> None:
        """Where they stand: said by hand, gone for good, what was spent on them, a text for who stays away."""
        entries = [("letter", _("Copy “long time no see” for LINE")), ("stage", _("Where they stand…"))]
        is_lost = self._card.standing is not None and self._card.standing.is_closed
        entries.append(("again", _("Not gone after all")) if is_lost else ("gone", _("Gone for good…")))
        if staff.is_owner():
            entries.append(("spent", _("Spent on them…")))
        for what, words in entries:
            menu.addAction(action(words, partial(self._signs.insight.emit, self._card.id, what), parent=menu))

    def _intervals(self, parent: QWidget) -> QMenu:
        menu = touch_menu(parent, partial(self._signs.keep_in_touch.emit, self._card.id))
        for (days, _words), entry in zip(keep_in_touch.READY, menu.actions(), strict=True):
            entry.setCheckable(True)
            entry.setChecked(self._card.contact_interval == days)
        return menu

    # the facts

    def grid(self, shown: Iterable[Fact], most: int = _NUMBERS) -> QGridLayout:
        """Labels at the left, values at the right; of numbers the first, and how many there are besides."""
        made = QGridLayout()
        shown, metrics = list(shown), QFontMetrics(theme.font())
        rest = [fact for fact in shown if fact.place and fact.place.table == "contact_point"][most:]
        later = set(rest)
        whole = round(theme.px() * _WIDE_EM)
        labels = max((metrics.horizontalAdvance(fact.label) for fact in shown), default=0)
        beside = whole - _BETWEEN - max(labels, round(theme.px() * _LABEL_EM))
        made.setHorizontalSpacing(_BETWEEN)
        made.setVerticalSpacing(3)
        made.setColumnStretch(1, 1)
        made.setColumnMinimumWidth(0, round(theme.px() * _LABEL_EM))
        for fact in shown:
            if fact in later:
                if fact is rest[0]:
                    self._add_rest(made, rest)
                continue
            at, text = made.rowCount(), _seen(fact)
            made.addWidget(plain_label(fact.label, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            longest = max(map(metrics.horizontalAdvance, runs(text)), default=0)
            fits = longest <= whole
            value = self._with_menu(plain_label(text, wrap=True, selectable=True) if fits else ShortLabel(text), fact)
            if fact.hint:
                tip(value, fact.hint)
            if longest <= beside:
                made.addWidget(value, at, 1)
            else:  # a line that can't break would push everything out at the right
                made.addWidget(value, at + 1, 0, 1, 2, Qt.AlignmentFlag.AlignRight if fits else Qt.AlignmentFlag(0))
            if self._whole and fact.copies:
                made.addWidget(self._beside(fact), at, 2, Qt.AlignmentFlag.AlignTop)
        return made

    def _add_rest(self, grid: QGridLayout, rest: Sequence[Fact]) -> None:
        """A button that shows the next numbers in its place."""
        at = grid.rowCount()

        def show() -> None:
            grid.removeWidget(more)
            more.hide()
            more.deleteLater()
            holder = QWidget()
            inner = self.grid(rest, _MORE_NUMBERS)
            inner.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(inner)
            grid.addWidget(holder, at, 0, 1, 3)

        words = ngettext("Show {count} more", "Show {count} more", len(rest)).format(count=f"{len(rest):,}")
        more = button(words, show, kind="link", icon="chevron-down")
        grid.addWidget(more, at, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)

    def _with_menu(self, shown: QLabel, fact: Fact) -> QLabel:
        """A right click or the menu key on the value: copy it, or see where it came from."""
        if fact.place or fact.is_rule:
            if self._whole:
                shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            shown.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            shown.customContextMenuRequested.connect(lambda at: self.value_menu(shown, fact).exec(shown.mapToGlobal(at)))
        return shown

    def value_menu(self, shown: QLabel, fact: Fact) -> QMenu:
        """The menu of one value."""
        if fact.is_rule:
            return self._intervals(shown)
        menu = QMenu(shown)
        text = shown.selectedText() or fact.copies or fact.text
        menu.addAction(action(_("Copy"), lambda: fact.copy(text), icon="copy", parent=menu))
        told = partial(self._signs.provenance.emit, fact, fact.place)
        menu.addAction(action(_("Where it came from, and its history…"), told, icon="history", parent=menu))
        return menu

    # where it came from

    def sources(self) -> Iterator[QWidget]:
        """The files its values come from, what waits, and the way to its history."""
        card = self._card
        yield plain_label(_("Where it comes from"), "small")
        places = dict.fromkeys(_place(came) for came in ([card.came] if card.came else []) + list(card.came_of.values()))
        day = clock.shown(card.created_at)[:10]
        by_hand = _("Entered by hand, {when}").format(when=near(day, settings.shows_republic_years()))
        for place in places or [by_hand]:
            yield plain_label(place, wrap=True, selectable=True)
        if card.waiting:
            text = ngettext("{count} value waits to be confirmed", "{count} values wait to be confirmed", card.waiting)
            yield plain_label(text.format(count=card.waiting), "amber", wrap=True)
        yield button(_("What was changed"), lambda: self._signs.history.emit(card.id), kind="link")

    def _beside(self, fact: Fact) -> QPushButton:
        """Copies it; what is masked is looked at instead, which is noted."""
        if not veil.is_masked(fact.copies):
            return copy_button(fact)
        return button(_("See it"), lambda: self._signs.reveal.emit(self._card.id), kind="small")


def copy_button(fact: Fact) -> QPushButton:
    """Copies the value; a phone stays in the clipboard for half a minute only."""
    made = button(_("Copy"), kind="small", hint=_("Copy {text}").format(text=_seen(fact)))

    def copy() -> None:
        fact.copy(fact.copies)
        set_button_text(made, _("Copied"))
        QTimer.singleShot(_COPIED_MS, made, lambda: set_button_text(made, _("Copy")))

    made.clicked.connect(copy)
    return made


def _seen(fact: Fact) -> str:
    return counter.hidden(fact.text) if fact.secret else fact.text


def _watched(card: CustomerCard) -> str:
    """Level, since when, when to look again, and why."""
    entry = card.blacklist
    assert entry is not None  # noqa: S101 - asked before
    roc = settings.shows_republic_years()
    level = _(dict(blacklist.LEVELS).get(entry.level, entry.level))
    since = _("since {day}").format(day=dates.shown(entry.since, roc)) if entry.since else ""
    again = _("look again on {day}").format(day=dates.shown(entry.review_on, roc)) if entry.review_on else ""
    return " ・ ".join(part for part in (level, since, again) if part) + f"\n{entry.reason}"


def _channels(codes: Sequence[str]) -> str:
    words = dict(opt_outs.CHANNELS)
    return "、".join(_(words[code]) if code in words else code for code in codes)


def _place(came: Came) -> str:
    sheet = _("sheet {name}").format(name=came.sheet) if came.sheet else ""
    parts = [came.file, sheet, _("row {row}").format(row=came.row) if came.row else ""]
    return ", ".join(part for part in parts if part)
