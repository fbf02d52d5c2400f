"""The boxes of 記一筆 and 提醒我: chips chosen by one key, the day to come, the text that two Enters save, what is settled."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from db.services.tasks import TaskRow
from resources.i18n import N_, _
from ui.kit import counter
from ui.kit.boxes import Box, Field, LinesBox
from ui.kit.card import column
from ui.kit.chips import chip
from ui.kit.clearing import clear
from ui.kit.days import near, with_weekday
from ui.kit.fields import NumberEdit, TextBox
from ui.kit.filters import FlowLayout
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, plain_label, set_button_text, set_text, tip
from ui.kit.stops import in_order
from ui.talks.presenter import Ready, promised, ready_days, said_of

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES: Final = 4
_WORDS: Final = 16  # letters of a chip
_BY_KEY: Final = 9
OWN: Final = "own"
DAY_KEYS: Final = ("F5", "F6", "F7", "F8")


class ChipsBox(Box):
    """One of some words, as chips; `keys` such as "Alt+" choose the first nine by their number."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: Any, keys: str = "", *, needed: bool = True) -> None:
        super().__init__()
        self._needed = needed
        self.flow = FlowLayout(self)
        self.chips: dict[str, QPushButton] = {}
        known = [*choices] if not value or value in dict(choices) else [*choices, (value, value)]
        for at, (one, words) in enumerate(known):
            self._add(one, words, f"{keys}{at + 1}" if keys and at < _BY_KEY else "")
        self._mark(str(value or ""))

    def _add(self, one: str, words: str, key: str) -> None:
        made = chip(words if len(words) <= _WORDS else f"{words[:_WORDS]}…", partial(self.press, one), on=False)
        tip(made, f"{words} ({key})" if key else words)
        self.chips[one] = made
        self.flow.addWidget(made)
        if key:
            once(key, self, partial(self.press, one))

    def press(self, one: str) -> None:
        """Choose this; where nothing need be chosen a second press takes it back."""
        self._mark("" if self.value() == one and not self._needed else one)
        self.changed.emit()

    def _mark(self, value: str) -> None:
        self._value = value
        for one, made in self.chips.items():
            made.setChecked(one == value)

    def value(self) -> str:
        """What is chosen; "" for nothing."""
        return self._value

    def fill(self, value: Any) -> None:
        """Choose this."""
        self._mark(str(value or ""))
        self.changed.emit()

    def rename(self, words: dict[str, str]) -> None:
        """Call the choices something else."""
        for one, said in words.items():
            set_button_text(self.chips[one], said)
            tip(self.chips[one], said)

    def widget_for_label(self) -> QWidget:
        """The chosen chip, else the first."""
        return self.chips.get(self._value) or next(iter(self.chips.values()))


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
        self._flow = FlowLayout(holder)
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
        made = chip(words, partial(self.press, name), on=False)
        tip(made, f"{words} ({key})" if key else words)
        self._chips[name] = made
        self._flow.addWidget(made)
        in_order(*self._chips.values(), self.edit)
        if key:
            once(key, self, partial(self.press, name))

    def press(self, name: str) -> None:
        """Choose this day; a second press takes it back where none is needed."""
        self._touched = True
        self._choose("" if self._key == name and not self._needed else name)
        if self._key == OWN:
            self.edit.setFocus()
        self.changed.emit()

    def hear(self, text: str) -> None:
        """Offer what is promised in this text, and choose it where it is sure and no hand chose otherwise."""
        day, is_sure = promised(text)
        if day != self._ready.get("said"):
            self._forget_said()
            if day:
                self._offer(day)
        if is_sure and not self._touched and self._key != "said":
            self._choose("said")
            self.changed.emit()

    def _forget_said(self) -> None:
        if gone := self._chips.pop("said", None):
            self._ready.pop("said")
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            if self._key == "said":
                self._choose(next(iter(self._ready)) if self._needed else "")
                self.changed.emit()

    def _choose(self, name: str) -> None:
        self._key = name
        for one, made in self._chips.items():
            made.setChecked(one == name)
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


class TalkText(TextBox):
    """Where the talk is typed: Enter begins a new line, Enter on the empty one saves."""

    finished = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The second Enter in a row is the end."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain and not event.isAutoRepeat() and self._is_at_end():
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def _is_at_end(self) -> bool:
        """Whether the cursor stands on an empty last line below what was written."""
        cursor = self.textCursor()
        block = cursor.block()
        return cursor.atEnd() and not block.text() and block.blockNumber() > 0


class TextOfTalk(LinesBox):
    """The text of a talk. `hint` stands in the empty box."""

    edit: TalkText

    def __init__(self, value: Any, hint: str = "") -> None:
        field = Field("text", N_("Words of the talk"), hint=hint or _("What was said, in a sentence"))
        super().__init__(field, "", TalkText("", _LINES))
        self.fill(value)

    def fill(self, value: Any) -> None:
        """Type this in; the cursor stands behind it."""
        super().fill(value)
        self.edit.moveCursor(QTextCursor.MoveOperation.End)


class SaidBox(Box):
    """A line to read: what was said last."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self._label = ShortLabel(str(value or ""), "small-ink")
        column(self, spacing=0).addWidget(self._label)

    def value(self) -> str:
        """Nothing of it is saved."""
        return ""

    def fill(self, value: Any) -> None:
        """Show this."""
        self._label.show_text(str(value or ""))


class SettledBox(Box):
    """Reminders this talk settles, ticked at first."""

    def __init__(self, _value: Any) -> None:
        super().__init__()
        self._ticks: dict[int, QCheckBox] = {}
        self._column = column(self, spacing=0)

    def offer(self, tasks: Sequence[TaskRow]) -> None:
        """Offer these; a tick that was taken away stays away."""
        before = {task: tick.isChecked() for task, tick in self._ticks.items()}
        clear(self._column)
        self._ticks = {}
        for task in tasks:
            self._ticks[task.id] = self._tick(task, on=before.get(task.id, True))
        self.changed.emit()

    def _tick(self, task: TaskRow, *, on: bool) -> QCheckBox:
        words = _("{title} ({day})").format(title=counter.hidden(task.title[:40]), day=near(task.due_on))
        made = QCheckBox(words.replace("&", "&&"))
        made.setChecked(on)
        made.toggled.connect(lambda _on: self.changed.emit())
        self._column.addWidget(made)
        return made

    def value(self) -> list[int]:
        """The ticked ones."""
        return [task for task, tick in self._ticks.items() if tick.isChecked()]

    def fill(self, value: Any) -> None:
        """Tick these of the offered ones."""
        for task, tick in self._ticks.items():
            tick.setChecked(task in value)
