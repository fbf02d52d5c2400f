"""One pair of customers, large: field beside field, who stays, and where two values differ which one is kept."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QWidget

from resources.i18n import _
from ui.kit import counter, theme
from ui.kit.card import column, foot, row
from ui.kit.choice import Choice
from ui.kit.clearing import clear
from ui.kit.labels import button, hairline, plain_label, set_button_text, value_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.merging.pair import PairScreen, Side, Source
from ui.merging.pair_fields import ComparedField

SIDES: Final[tuple[Side, Side]] = ("left", "right")
_SECRET: Final = frozenset({"phone", "mobile", "fax", "email", "line_id", "address", "note", "sale"})
_OWN: Final = re.compile("f[0-9]+")  # the shop's own fields: amounts, points
_LONG: Final = 300  # letters of a value shown


class Handler(Protocol):
    """What the presenter does for the pair in view."""

    def stay(self, side: Side) -> None: ...
    def take(self, field: str, source: Source) -> None: ...
    def merge(self) -> None: ...
    def not_same(self) -> None: ...
    def later(self) -> None: ...


class PairView(QWidget):
    """Draws a PairScreen; below it the three answers. `later`: what the last one is called."""

    def __init__(self, handler: Handler, open_customer: Callable[[int], None], later: str = "") -> None:
        super().__init__()
        self._handler, self._open = handler, open_customer
        self._pair: PairScreen | None = None  # as drawn
        self._is_seen = False
        self._later = later
        self.choices: dict[tuple[str, Source], Choice] = {}
        body = column(self, spacing=8)
        self._area = ScrollColumn(margins=(16, 4, 12, 8), spacing=8)
        body.addWidget(self._area, 1)
        body.addWidget(hairline())
        body.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        do, in_list = self._handler, not self._later
        self.merge = button("", partial(self.answer, do.merge), kind="primary", key="Return" if in_list else "Ctrl+Return")
        other = button(_("Not the same person"), partial(self.answer, do.not_same), key="Delete" if in_list else "")
        words = self._later or _("Leave it for later")
        later = button(words, partial(self.answer, do.later), key="Space" if in_list else "Esc")
        made = foot(other, later, self.merge)
        made.setContentsMargins(16, 0, 12, 4)
        return made

    def show_pair(self, pair: PairScreen) -> None:
        """Draw this pair; where only who stays or what is chosen differs, what is drawn stays and keeps the keyboard."""
        drawn, self._pair = self._pair, pair
        if drawn is None or replace(drawn, stays=pair.stays, chosen=pair.chosen) != pair:
            self._draw(pair)
        sources = {"": pair.stays} | {field.key: pair.source_of(field) for field in pair.fields}
        for (key, source), choice in self.choices.items():
            choice.radio.setChecked(source == sources[key])
        set_button_text(self.merge, _("Merge, keep the left one") if pair.stays == "left" else _("Merge, keep the right one"))

    def focus(self) -> None:
        """Put the keyboard on who stays: Enter decides nothing there."""
        if self._pair is not None:
            self.choices["", self._pair.stays].radio.setFocus()

    def answer(self, act: Callable[[], None]) -> None:
        """Do what was answered; before this pair was painted, the answer was meant for the one before it."""
        if self._is_seen:
            act()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pair can be seen from now on."""
        super().paintEvent(event)
        self._is_seen = True

    def _draw(self, pair: PairScreen) -> None:
        had_keyboard = self._area.isAncestorOf(self.window().focusWidget() or self)
        clear(self._area.body)
        self.choices = {}
        if pair.why:
            head = row(spacing=8)
            head.addWidget(Pill(pair.why, "blue"))
            head.addWidget(plain_label(_("{score} alike").format(score=pair.score), "muted"))
            head.addStretch(1)
            self._area.body.addLayout(head)
        self._area.body.addWidget(self._grid(pair))
        self._area.body.addStretch(1)
        self._is_seen = False
        self.update()
        if had_keyboard:
            self.focus()

    def _grid(self, pair: PairScreen) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, round(theme.px() * 4.5))
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._heads(grid, pair)
        for field in pair.fields:
            self._field(grid, grid.rowCount(), pair, field)
        return holder

    def _heads(self, grid: QGridLayout, pair: PairScreen) -> None:
        group = QButtonGroup(grid.parentWidget())  # goes with what is drawn
        words = {"left": _("Keep this one (left)"), "right": _("Keep this one (right)")}
        for at, (side, card) in enumerate(zip(SIDES, (pair.left, pair.right), strict=True), 1):
            made = Choice(words[side], "head", pair.stays == side, group, partial(self._handler.stay, side))
            self.choices["", side] = made
            grid.addWidget(made, 0, at)
            link = button(_("See the card"), partial(self._open, card.id), kind="link")
            grid.addWidget(link, 1, at, Qt.AlignmentFlag.AlignLeft)

    def _field(self, grid: QGridLayout, at: int, pair: PairScreen, field: ComparedField) -> None:
        grid.addWidget(plain_label(field.label, "muted", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
        if field.is_chosen:
            self._choose(grid, at, pair, field)
            return
        for x, text in enumerate((field.left, field.right), 1):
            role = "" if text and field.how != "told" else "muted"
            grid.addWidget(value_label(_seen(field.key, text) or "—", role), at, x, Qt.AlignmentFlag.AlignTop)
        if field.how == "both":
            grid.addWidget(plain_label(_("both are kept"), "small"), at, 3, Qt.AlignmentFlag.AlignTop)

    def _choose(self, grid: QGridLayout, at: int, pair: PairScreen, field: ComparedField) -> None:
        """One of the two; of opening balances what they make together, too; what only one has can be left out."""
        group, source_now = QButtonGroup(grid.parentWidget()), pair.source_of(field)
        empty, filled = _("leave it empty"), "amber" if field.how == "choose" else ""
        told: list[tuple[Source, str]] = [
            ("left", _seen(field.key, field.left) or empty),
            ("right", _seen(field.key, field.right) or empty),
        ]
        if field.total:
            told.append(("total", _("{total} together").format(total=_seen(field.key, field.total))))
        for x, (source, words) in enumerate(told, 1):
            role = "muted" if words == empty else filled
            take = partial(self._take, field.key, source)
            made = self.choices[field.key, source] = Choice(words, role, source == source_now, group, take)
            grid.addWidget(made, at, x, Qt.AlignmentFlag.AlignTop)
        if field.how == "alone":
            grid.addWidget(plain_label(_("only one has it"), "small"), at, 3, Qt.AlignmentFlag.AlignTop)

    def show_again(self) -> None:
        """The counter mode went on or off."""
        if self._pair is not None:
            pair, self._pair = self._pair, None
            self.show_pair(pair)

    def _take(self, field: str, source: Source) -> None:
        self._handler.take(field, source)


def _seen(key: str, text: str) -> str:
    """A value as it may be seen now, not too much of it."""
    text = text if len(text) <= _LONG else f"{text[:_LONG]}…"
    if key == "blacklist":
        return counter.warned(text)
    return counter.hidden(text) if key in _SECRET or _OWN.fullmatch(key) else text
