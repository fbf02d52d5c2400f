"""The day to come of 記一筆 and 提醒我: 明天, 下週, 一個月, any other, and the one the text promises."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QWidget

from resources.i18n import _
from ui.kit.boxes import Box
from ui.kit.card import column
from ui.kit.chip_row import ChipRow
from ui.kit.days import with_weekday
from ui.kit.fields import NumberEdit
from ui.kit.labels import plain_label, set_text
from ui.talks.presenter import Ready, promised, ready_days, said_of

OWN: Final = "own"
DAY_KEYS: Final = ("F5", "F6", "F7", "F8")


class DayBox(Box):
    """A day to come: 明天, 下週, 一個月 or any other, as the open day it comes to; what the text promises is one more chip.

    `none`: the words of a chip for no day at all.
    """

    def __init__(
        self, value: Any, keys: Sequence[str] = (), *, needed: bool = False, none: str = "", proposed: bool = False
    ) -> None:
        super().__init__()
        self._needed, self._key = needed, ""
        self._touched = bool(value)
        self._ready: dict[str, Ready] = {}
        self._chips: dict[str, QPushButton] = {}
        holder = QWidget()
        self._row = ChipRow(holder)
        self.edit = NumberEdit()
        self.edit.setPlaceholderText(_("Friday, 11/27, 115/12/1…"))
        self.edit.setAccessibleName(_("Some other day"))
        self.edit.textChanged.connect(self._typed)
        self._said = plain_label("", "small", wrap=True)
        layout = column(self, spacing=4)
        for part in (holder, self.edit, self._said):
            layout.addWidget(part)
        if none:
            self._put("", none, "")
        for at, one in enumerate(ready_days()):
            self._offer(one, keys[at] if keys else "")
        self._offer_own(keys[-1] if keys else "")
        self._choose_day(str(value or ""))
        self._touched = self._touched and not proposed

    def _offer(self, one: Ready, key: str = "") -> None:
        self._ready[one.key] = one
        day = with_weekday(one.day)
        self._put(one.key, day if one.words in day else f"{one.words} {day}", key)  # 週三 is said once

    def _offer_own(self, key: str) -> None:
        self._put(OWN, _("Some other day"), key)

    def _put(self, name: str, words: str, key: str) -> None:
        made = self._chips[name] = self._row.add(words, partial(self.press, name), key)
        QWidget.setTabOrder(made, self.edit)

    def press(self, name: str) -> None:
        """Choose this day; a second press takes it back where none is needed."""
        self._touched = True
        self._choose("" if self._key == name and not self._needed else name)
        if self._key == OWN:
            self.edit.setFocus()
        self.changed.emit()

    def hear(self, text: str) -> None:
        """Choose the day promised in this text where it is sure and no hand chose otherwise; one not offered yet is one more."""
        day, is_sure = promised(text)
        name = self._offered(day) if day else ""
        if name != "said":
            self._forget_said()
        wanted = name if is_sure else next(iter(self._ready)) if self._needed else ""
        if not self._touched and wanted != self._key:
            self._choose(wanted)
            self.changed.emit()

    def _offered(self, day: Ready) -> str:
        """The chip of this day, made where there is none."""
        name = next((key for key, one in self._ready.items() if one.day == day.day and key != "said"), "said")
        if name == "said" and day != self._ready.get("said"):
            self._forget_said()
            self._offer(day)
        return name

    def _forget_said(self) -> None:
        if gone := self._chips.pop("said", None):
            self._ready.pop("said")
            self._row.take_off(gone)
            if self._key == "said":
                self._choose(next(iter(self._ready)) if self._needed else "")
                self.changed.emit()

    def _choose(self, name: str) -> None:
        self._key = name
        for one, made in self._chips.items():
            made.setChecked(one == name)
        self._row.stop_at_chosen()
        self.edit.setVisible(name == OWN)
        self._tell()

    def _typed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        ready = self._ready.get(self._key)
        said = ready.moved if ready else said_of(self.edit.value()) if self._key == OWN else ""
        set_text(self._said, said)
        self._said.setVisible(bool(said))

    def value(self) -> str:
        """ISO of a ready day, what was typed of another; "" of none."""
        if self._key == OWN:
            return self.edit.value()
        return self._ready[self._key].day.isoformat() if self._key else ""

    def fill(self, value: Any) -> None:
        """Choose this day."""
        self._choose_day(str(value or ""))
        self.changed.emit()

    def _choose_day(self, value: str) -> None:
        self._touched = self._touched or bool(value)
        name = next((key for key, one in self._ready.items() if one.day.isoformat() == value), OWN if value else "")
        if name == OWN:
            self.edit.clear()
            self.edit.insert(value.replace("-", "/"))
        self._choose(name)

    def widget_for_label(self) -> QWidget:
        """The first chip."""
        return next(iter(self._chips.values()))
