"""The caller card: name, what to beware of, the numbers large, what was promised and what was said last."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QFrame, QWidget

from db.services.callers import Caller
from resources.i18n import _
from ui.caller import words
from ui.kit import counter
from ui.kit.card import column, row
from ui.kit.cells import hue
from ui.kit.clearing import clear
from ui.kit.filters import FlowLayout
from ui.kit.labels import ShortLabel, plain_label, value_label
from ui.kit.pill import Pill

_SAID: Final = 120  # letters of the last talk that are shown


class CallerCard(QWidget):
    """Filled anew for every customer; owns no data. `is_small`: the name on one line and no tags."""

    def __init__(self, keys: Sequence[tuple[str, str]] = (), *, is_small: bool = False) -> None:
        super().__init__()
        self._keys, self._is_small = keys, is_small
        self._body = column(self, spacing=8)

    def show_caller(self, caller: Caller | None) -> None:
        """Show this customer; None: nobody."""
        clear(self._body)
        if caller is None:
            return
        self._head(caller)
        self._beware(caller)
        self._numbers(caller)
        self._promises(caller)
        self._back(caller)
        self._trade(caller)
        self._talk(caller)
        self._body.addStretch(1)
        self._foot()

    def _head(self, caller: Caller) -> None:
        name = words.name(caller)
        self._body.addWidget(ShortLabel(name, "title") if self._is_small else value_label(name, "title"))
        beside = "・".join(part for part in (caller.row.company, words.beside_name(caller)) if part)
        if beside:
            self._body.addWidget(ShortLabel(beside, "small"))
        if caller.row.tags and not self._is_small:
            holder = QWidget()
            flow = FlowLayout(holder)
            for tag in caller.row.tags[:6]:
                flow.addWidget(Pill(counter.tag_name(tag.name, careful=tag.is_careful), hue(tag.colour)))
            self._body.addWidget(holder)

    def _beware(self, caller: Caller) -> None:
        if caller.watched:
            self._body.addWidget(_band(words.warning(caller.watched), stop=caller.watched.level == "stop"))
        if caller.owing:
            self._body.addWidget(value_label(words.owing(caller), "amber-head"))

    def _numbers(self, caller: Caller) -> None:
        for number, label in words.numbers(caller):
            line = row(spacing=8)
            line.addWidget(plain_label(number, "number"))
            line.addWidget(ShortLabel(label, "small"), 1)
            self._body.addLayout(line)

    def _promises(self, caller: Caller) -> None:
        for at, one in enumerate(caller.promises):
            if at == 0:
                self._body.addWidget(plain_label(_("Promised"), "small"))
            self._body.addWidget(value_label(words.promise(one), "red" if words.is_late(one) else ""))

    def _back(self, caller: Caller) -> None:
        """Who was gone and is back."""
        for said in words.back(caller):
            self._body.addWidget(value_label(said, "green"))

    def _trade(self, caller: Caller) -> None:
        """What waits for their answer, and what they wait for; of each the first where there is little room."""
        most = 1 if self._is_small else None
        for title, lines in ((_("Quoted"), words.quotes(caller)), (_("Waits for"), words.orders(caller))):
            for at, said in enumerate(lines[:most]):
                if at == 0:
                    self._body.addWidget(plain_label(title, "small"))
                self._body.addWidget(value_label(said))

    def _talk(self, caller: Caller) -> None:
        when, said = words.last_talk(caller)
        if caller.row.last_contact_on:
            self._body.addWidget(plain_label(_("Last talk"), "small"))
        self._body.addWidget(value_label(when, "muted"))
        if said:
            self._body.addWidget(value_label(said if len(said) <= _SAID else f"{said[:_SAID]}…"))

    def _foot(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder, spacing=8)
        for key, does in self._keys:
            flow.addWidget(_key(key, does))
        self._body.addWidget(holder)


def _key(key: str, does: str) -> QWidget:
    made = QWidget()
    line = row(made, spacing=5)
    line.addWidget(plain_label(key, "key"))
    line.addWidget(plain_label(does, "small"))
    return made


def _band(text: str, *, stop: bool) -> QFrame:
    made = QFrame()
    grey = text == counter.SIGN
    made.setProperty("band", "neutral" if grey else "red" if stop else "warn")
    inside = column(made, spacing=0)
    inside.setContentsMargins(10, 6, 10, 6)
    inside.addWidget(value_label(text, "head" if grey else "red" if stop else "amber"))
    return made
