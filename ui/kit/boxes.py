"""The boxes of a form, made from declared fields: one line, several lines, a choice, a tick, a list of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from resources.i18n import _
from ui.kit.card import column
from ui.kit.fields import AmountEdit, LineEdit, NumberEdit, TextBox
from ui.kit.labels import restyle

Kind = Literal["text", "number", "amount", "lines", "choice", "yes_no", "rows"]
_LINES: Final[dict[str, type[LineEdit]]] = {"number": NumberEdit, "amount": AmountEdit}
Choices = Sequence[tuple[str, str]]  # value, words (translated)


@dataclass(frozen=True)
class Field:
    """One field. `title` and `group` are ids for _() unless `own` (then they stand as they are).

    A `choice` with `free` may be typed over. `rows`: a list of rows with the parts `parts`, each a Field of kind text, number
    or choice, or rows once more: a list below each row. Its value is a list of dicts.
    """

    key: str
    title: str
    kind: Kind = "text"
    group: str = ""
    hint: str = ""  # translated
    choices: Choices = ()
    free: bool = False
    own: bool = False
    parts: "Sequence[Field]" = ()
    add: str = ""  # translated: the button that adds a row
    stretch: int = 1
    make: "Callable[[Any], Box] | None" = None  # a box of its own, of the value
    under: str = ""  # translated: small words below the title, such as its keys

    @property
    def shown_title(self) -> str:
        """The title in the language in use."""
        return self.title if self.own else _(self.title)


class Box(QWidget):
    """A field's box; `changed` after every key, `grown` when lines came or went."""

    changed = Signal()
    grown = Signal()

    def value(self) -> Any:
        """What was typed."""
        raise NotImplementedError

    def fill(self, value: Any) -> None:
        """Type this in."""
        raise NotImplementedError

    def focus(self) -> None:
        """Put the cursor here."""
        self.widget_for_label().setFocus()

    def widget_for_label(self) -> QWidget:
        """The widget the label belongs to."""
        return self

    def first_line_height(self) -> int:
        """How high the label beside it is."""
        return self.widget_for_label().sizeHint().height()

    def mark(self, places: set[str]) -> None:
        """Colour what is doubtful: the field's key, or "key:row"."""


class LineBox(Box):
    """One line of text or digits."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self.edit = make_line(field, str(value or ""))
        column(self, spacing=0).addWidget(self.edit)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The text; digits half width."""
        return self.edit.value() if isinstance(self.edit, NumberEdit) else self.edit.text().strip()

    def fill(self, value: Any) -> None:
        """Type this in."""
        self.edit.setText(str(value or ""))

    def focus(self) -> None:
        """Put the cursor here; an amount is chosen, also in a window that does not stand there yet."""
        super().focus()
        if isinstance(self.edit, AmountEdit):
            self.edit.selectAll()

    def widget_for_label(self) -> QWidget:
        """The line."""
        return self.edit

    def mark(self, places: set[str]) -> None:
        """An amber edge where doubtful."""
        restyle(self.edit, state="look" if places else "")


def make_line(field: Field, text: str) -> QLineEdit:
    """The line of a field, filled."""
    made = _LINES.get(field.kind, LineEdit)(text)
    made.setPlaceholderText(field.hint)
    made.setAccessibleName(field.shown_title)
    if field.choices:
        completer = QCompleter([words for _value, words in field.choices], made)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        made.setCompleter(completer)
    return made


class LinesBox(Box):
    """Several lines."""

    def __init__(self, field: Field, value: Any, edit: TextBox | None = None) -> None:
        super().__init__()
        self.edit = edit or TextBox(str(value or ""))
        self.edit.setPlaceholderText(field.hint)
        self.edit.setAccessibleName(field.shown_title)
        column(self, spacing=0).addWidget(self.edit)
        self.edit.textChanged.connect(self.changed)

    def value(self) -> str:
        """The text."""
        return self.edit.toPlainText().strip()

    def fill(self, value: Any) -> None:
        """Type this in."""
        self.edit.setPlainText(str(value or ""))

    def widget_for_label(self) -> QWidget:
        """The box."""
        return self.edit

    def first_line_height(self) -> int:
        """One line of it."""
        return self.edit.fontMetrics().height() + 14


class ChoiceBox(Box):
    """One of some words."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self.combo = make_combo(field, str(value or ""))
        column(self, spacing=0).addWidget(self.combo)
        self.combo.currentTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The chosen value."""
        return chosen(self.combo)

    def fill(self, value: Any) -> None:
        """Choose this."""
        _choose(self.combo, str(value or ""))

    def widget_for_label(self) -> QWidget:
        """The combo."""
        return self.combo


def make_combo(field: Field, value: str) -> QComboBox:
    """The combo of a field, its value chosen."""
    made = QComboBox()
    made.setAccessibleName(field.shown_title)
    for one, words in field.choices:
        made.addItem(words, one)
    _choose(made, value)
    return made


def _choose(combo: QComboBox, value: str) -> None:
    """Choose this value; one that is no choice (any more) becomes one."""
    at = combo.findData(value)
    if at < 0 and value:
        combo.addItem(value, value)
        at = combo.count() - 1
    combo.setCurrentIndex(max(at, 0))


def chosen(combo: QComboBox) -> str:
    """The chosen value."""
    return str(combo.currentData() or "")


class TickBox(Box):
    """Yes or no; empty until it was touched."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self.combo = make_combo(
            Field(field.key, field.title, own=field.own, choices=(("", "—"), ("1", _("Yes")), ("0", _("No")))), _tick_text(value)
        )
        column(self, spacing=0).addWidget(self.combo)
        self.combo.currentTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """1, 0 or nothing."""
        return chosen(self.combo)

    def fill(self, value: Any) -> None:
        """Choose this."""
        _choose(self.combo, _tick_text(value))

    def widget_for_label(self) -> QWidget:
        """The combo."""
        return self.combo


def _tick_text(value: Any) -> str:
    return "" if value in (None, "") else str(int(value))
