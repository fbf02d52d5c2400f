"""The boxes of 記一筆 and 提醒我: chips chosen by one key, the text that two Enters save, what is settled."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from db.services import interactions
from db.services.tasks import TaskRow
from resources.i18n import N_, _
from ui.kit import counter
from ui.kit.boxes import Box, Field, LinesBox
from ui.kit.card import column
from ui.kit.chip_row import ChipRow
from ui.kit.clearing import clear
from ui.kit.days import near
from ui.kit.fields import TextBox
from ui.kit.keys import once
from ui.kit.labels import ShortLabel, set_button_text, tip
from ui.talks.ready_texts import to_type

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES: Final = 4
_WORDS: Final = 16  # Chinese letters of a chip
_BY_KEY: Final = 9
SETTLED_KEY: Final = "F4"


class ChipsBox(Box):
    """One of some words, as chips; `keys` such as "Alt+" choose the first nine by their number."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: Any, keys: str = "", *, needed: bool = True) -> None:
        super().__init__()
        self._needed = needed
        self.chips: dict[str, QPushButton] = {}
        self._row = ChipRow(self)
        known = [*choices] if not value or value in dict(choices) else [*choices, (value, value)]
        for at, (one, words) in enumerate(known):
            self._add(one, words, f"{keys}{at + 1}" if keys and at < _BY_KEY else "")
        self._mark(str(value or ""))

    def _add(self, one: str, words: str, key: str) -> None:
        made = self.chips[one] = self._row.add(words, partial(self.press, one), key)
        most = _WORDS * (1 + words.isascii())  # two Latin letters find room where one Chinese does
        if len(words) > most:  # they are whole in the tooltip
            set_button_text(made, f"{words[:most]}…")

    def press(self, one: str) -> None:
        """Choose this; where nothing need be chosen a second press takes it back."""
        self._mark("" if self.value() == one and not self._needed else one)
        self.changed.emit()

    def _mark(self, value: str) -> None:
        self._value = value
        for one, made in self.chips.items():
            made.setChecked(one == value)
        self._row.stop_at_chosen()

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


def channel_field() -> Field:
    """How they talked: the shop's words, a key each."""
    choices = [(one, one) for one in interactions.channels()]
    return Field("channel", N_("How"), make=lambda one: ChipsBox(choices, one, "Alt+"), under="Alt+1…9")


def outcome_field() -> Field:
    """What came of it: the shop's words, a key each, or nothing."""
    choices = [(one, one) for one in interactions.outcomes()]
    return Field("outcome", N_("Result"), make=lambda one: ChipsBox(choices, one, "Ctrl+", needed=False), under="Ctrl+1…6")


class TalkText(TextBox):
    """Where the talk is typed: Enter begins a new line, Enter on the empty one saves."""

    finished = Signal()
    _is_filling = False  # a ready text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The second Enter in a row is the end."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() not in _ENTER or not plain or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self._is_filling and not self.textCursor().atEnd():
            self._next_hole()
        elif self._is_at_end():
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def put_in(self, text: str) -> None:
        """A ready text where the cursor stands: its first {…} is typed over, Enter goes on to the next, at last to the end."""
        self.insertPlainText(text)
        self._next_hole()
        self.setFocus()

    def _next_hole(self) -> None:
        hole = next(iter(to_type(self.toPlainText())), "")
        self._is_filling = bool(hole)
        if hole:
            self.setTextCursor(self.document().find(hole))
        else:
            self.moveCursor(QTextCursor.MoveOperation.End)

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


class _Tick(QCheckBox):
    """A reminder and its day; a long one ends in "…" and pushes nothing out of the form."""

    def __init__(self, task: TaskRow) -> None:
        super().__init__()
        self._title, self._day = counter.hidden(" ".join(task.title.split())), near(task.due_on)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._write(self._title)
        tip(self, self._title)

    def _write(self, title: str) -> None:
        set_button_text(self, self._words(title))

    def _words(self, title: str) -> str:
        return _("{title} ({day})").format(title=title, day=self._day)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        option, metrics = QStyleOptionButton(), self.fontMetrics()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        room -= metrics.horizontalAdvance(self._words(""))
        self._write(metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room))


class SettledBox(Box):
    """Reminders this talk may settle: ticked at first are only those it is about, F4 ticks all."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self._about = set(value)
        self._ticks: dict[int, QCheckBox] = {}
        self._column = column(self, spacing=0)
        once(SETTLED_KEY, self, self.tick_all)

    def offer(self, tasks: Sequence[TaskRow]) -> None:
        """Offer these; a tick that was set or taken away stays so."""
        before = {task: tick.isChecked() for task, tick in self._ticks.items()}
        clear(self._column)
        self._ticks = {}
        for task in tasks:
            self._ticks[task.id] = self._tick(task, on=before.get(task.id, task.id in self._about))
        self.changed.emit()

    def tick_all(self) -> None:
        """Tick them all; where all are, none."""
        on = not all(tick.isChecked() for tick in self._ticks.values())
        for tick in self._ticks.values():
            tick.setChecked(on)

    def _tick(self, task: TaskRow, *, on: bool) -> QCheckBox:
        made = _Tick(task)
        made.setChecked(on)
        made.toggled.connect(lambda _on: self.changed.emit())
        self._column.addWidget(made)
        return made

    def value(self) -> list[int]:
        """The ticked ones."""
        return [task for task, tick in self._ticks.items() if tick.isChecked()]

    def fill(self, value: Any) -> None:
        """Tick these, also where they are offered later."""
        self._about = set(value)
        for task, tick in self._ticks.items():
            tick.setChecked(task in self._about)
