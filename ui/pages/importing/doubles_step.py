"""Step 4 of the import wizard: two records side by side, why they may be one, and three answers."""

from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from resources.i18n import N_, _, ngettext
from ui.kit.card import Card, column, row
from ui.kit.chips import chip
from ui.kit.choice import Choice
from ui.kit.clearing import clear
from ui.kit.labels import ShortLabel, button, hairline, plain_label, set_text
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.kit.slices import Slices
from ui.pages.importing.screens import DoublesScreen, PairField, PairItem

ANSWERS: Final = {"same": N_("The same person"), "not_same": N_("Not the same person"), "later": N_("Leave it for later")}
ALL: Final = {"same": N_("All are the same"), "not_same": N_("None is the same"), "later": N_("Leave all for later")}


class Handler(Protocol):
    """What the presenter does for this step."""

    def answer(self, key: int, answer: str) -> None: ...
    def answer_all(self, answer: str) -> None: ...
    def choose_value(self, key: int, field: str, side: str) -> None: ...
    def more_pairs(self) -> None: ...


class PairCard(Card):
    """One pair: the one already there at the left, the file's row at the right."""

    def __init__(self, item: PairItem, handler: Handler) -> None:
        super().__init__(spacing=6)
        self.item, self._handler = item, handler
        self._groups: list[QButtonGroup] = []
        self.answers: dict[str, QWidget] = {}
        self.body.addLayout(self._head())
        self.body.addWidget(hairline())
        self.body.addLayout(self._fields())

    def _head(self) -> QHBoxLayout:
        head = row(spacing=8)
        head.addWidget(Pill(self.item.why, "blue"))
        head.addWidget(ShortLabel(self.item.where, "small"), 1)
        for key, text in ANSWERS.items():
            made = chip(_(text), partial(self._handler.answer, self.item.key, key), on=self.item.answer == key)
            self.answers[key] = made
            head.addWidget(made)
        return head

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(ShortLabel(self.item.left, "small"), 0, 1)
        grid.addWidget(ShortLabel(self.item.right, "small"), 0, 2)
        for at, field in enumerate(self.item.fields, 1):
            grid.addWidget(plain_label(field.label, "small"), at, 0, Qt.AlignmentFlag.AlignTop)
            if field.differs and self.item.answer == "same":
                self._choice(grid, at, field)
            else:
                role = "head" if field.left == field.right else ""
                grid.addWidget(ShortLabel(field.left, role), at, 1)
                grid.addWidget(ShortLabel(field.right, role), at, 2)
        return grid

    def _choice(self, grid: QGridLayout, at: int, field: PairField) -> None:
        group = QButtonGroup(self)
        self._groups.append(group)
        for x, (side, text) in enumerate((("left", field.left), ("right", field.right)), 1):
            take = partial(self._handler.choose_value, self.item.key, field.field, side)
            grid.addWidget(Choice(text or _("(nothing)"), "", field.chosen == side, group, take), at, x)


class DoublesStep(QWidget):
    """The pairs that need an answer; none has to be given."""

    def __init__(self, handler: Handler) -> None:
        super().__init__()
        self._handler = handler
        self.cards: dict[int, PairCard] = {}
        outer = column(self, spacing=8)
        outer.setContentsMargins(22, 4, 22, 10)
        self._top = QWidget()
        top = row(self._top, spacing=10)
        self._words = plain_label("", "muted", wrap=True)
        top.addWidget(self._words, 1)
        self.all = [button(_(text), partial(handler.answer_all, key)) for key, text in ALL.items()]
        for made in self.all:
            top.addWidget(made)
        outer.addWidget(self._top)
        self._area = ScrollColumn()
        self._pairs = column()
        self._area.body.addLayout(self._pairs)
        self._more = button(_("Show more"), handler.more_pairs)
        self._area.body.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._area.body.addStretch(1)
        self._slices = Slices(self)
        outer.addWidget(self._area, 1)

    def show_screen(self, screen: DoublesScreen) -> None:
        """Draw this state; what is the same stays, so that the owner stays where they were reading."""
        set_text(self._words, said(screen))
        for made in self.all:
            made.setVisible(bool(screen.pairs))
        self._more.setVisible(screen.shown < screen.total)
        if list(self.cards) != [item.key for item in screen.pairs[: len(self.cards)]]:
            clear(self._pairs)
            self.cards = {}
        kept = [card.item for card in self.cards.values()]
        differing = (item for at, item in enumerate(screen.pairs) if at >= len(kept) or kept[at] != item)
        self._slices.do(partial(self._put, item) for item in differing)

    def _put(self, item: PairItem) -> None:
        """Show this pair in the place it has, or at the end."""
        card, old = PairCard(item, self._handler), self.cards.get(item.key)
        self.cards[item.key] = card
        if old:
            self._pairs.replaceWidget(old, card)
            old.hide()
            old.deleteLater()
        else:
            self._pairs.addWidget(card)


def said(screen: DoublesScreen) -> str:
    """What was found, in one or two sentences whose numbers add up."""
    waiting = ngettext(
        "{count} row waits since an earlier import, under Import records.",
        "{count} rows wait since an earlier import, under Import records.",
        screen.waiting,
    ).format(count=f"{screen.waiting:,}")
    parts = [_met(screen)] if screen.joined or screen.known else [_asked(screen)] if screen.total else []
    if not screen.total:
        parts.append(_("Nothing to ask here."))
    if screen.elsewhere:
        other = ngettext(
            "{count} row is to be settled for another reason, which the last step names.",
            "{count} rows are to be settled for other reasons, which the last step names.",
            screen.elsewhere,
        )
        parts.append(other.format(count=f"{screen.elsewhere:,}"))
    return "　".join([*parts[:1], waiting, *parts[1:]] if screen.waiting else parts)


def _asked(screen: DoublesScreen) -> str:
    return ngettext(
        "{count} row may be somebody you have. Without an answer it waits under Import records.",
        "{count} rows may be people you have. Without an answer they wait under Import records.",
        screen.total,
    ).format(count=f"{screen.total:,}")


def _met(screen: DoublesScreen) -> str:
    """How many rows met a customer, and what comes of them."""
    count = screen.joined + screen.known + screen.total
    if screen.among:
        whole = ngettext(
            "{count} row met a customer in your book or another row of this import: {what}.",
            "{count} rows met a customer in your book or another row of this import: {what}.",
            count,
        )
    else:
        whole = ngettext(
            "{count} row met a customer already in your book: {what}.",
            "{count} rows met a customer already in your book: {what}.",
            count,
        )
    kinds = (
        (screen.joined, ngettext("{count} adds something", "{count} add something", screen.joined)),
        (screen.known, ngettext("{count} says nothing new", "{count} say nothing new", screen.known)),
        (screen.total, ngettext("{count} is for you to look at", "{count} are for you to look at", screen.total)),
    )
    what = "、".join(text.format(count=f"{number:,}") for number, text in kinds if number)
    easy = _("Without an answer they wait under Import records.") if screen.total else ""
    return whole.format(count=f"{count:,}", what=what) + easy
