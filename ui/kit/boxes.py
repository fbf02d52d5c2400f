"""The boxes of a form, made from declared fields: one line, several lines, a choice, a tick, a list of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QWidget

from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.fields import LineEdit, NumberEdit, TextBox
from ui.kit.labels import button, restyle

Kind = Literal["text", "number", "lines", "choice", "yes_no", "rows"]
Choices = Sequence[tuple[str, str]]  # value, words (translated)


@dataclass(frozen=True)
class Field:
    """One field. `title` and `group` are ids for _() unless `own` (then they stand as they are).

    A `choice` with `free` may be typed over. `rows`: a list of rows with the parts `parts`, each a Field of kind text, number
    or choice; its value is a list of dicts.
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

    @property
    def shown_title(self) -> str:
        """The title in the language in use."""
        return self.title if self.own else _(self.title)


class Box(QWidget):
    """A field's box; `changed` after every key."""

    changed = Signal()

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
        self.edit = _line(field, str(value or ""))
        column(self, spacing=0).addWidget(self.edit)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The text; digits half width."""
        return self.edit.value() if isinstance(self.edit, NumberEdit) else self.edit.text().strip()

    def fill(self, value: Any) -> None:
        """Type this in."""
        self.edit.setText(str(value or ""))

    def widget_for_label(self) -> QWidget:
        """The line."""
        return self.edit

    def mark(self, places: set[str]) -> None:
        """An amber edge where doubtful."""
        restyle(self.edit, state="look" if places else "")


def _line(field: Field, text: str) -> QLineEdit:
    made = NumberEdit(text) if field.kind == "number" else LineEdit(text)
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

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self.edit = TextBox(str(value or ""))
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
        self.combo = _combo(field, str(value or ""))
        column(self, spacing=0).addWidget(self.combo)
        self.combo.currentTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """The chosen value."""
        return _chosen(self.combo)

    def fill(self, value: Any) -> None:
        """Choose this."""
        _choose(self.combo, str(value or ""))

    def widget_for_label(self) -> QWidget:
        """The combo."""
        return self.combo


def _combo(field: Field, value: str) -> QComboBox:
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


def _chosen(combo: QComboBox) -> str:
    return str(combo.currentData() or "")


class TickBox(Box):
    """Yes or no; empty until it was touched."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self.combo = _combo(
            Field(field.key, field.title, own=field.own, choices=(("", "—"), ("1", _("Yes")), ("0", _("No")))), _tick_text(value)
        )
        column(self, spacing=0).addWidget(self.combo)
        self.combo.currentTextChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """1, 0 or nothing."""
        return _chosen(self.combo)

    def fill(self, value: Any) -> None:
        """Choose this."""
        _choose(self.combo, _tick_text(value))

    def widget_for_label(self) -> QWidget:
        """The combo."""
        return self.combo


def _tick_text(value: Any) -> str:
    return "" if value in (None, "") else str(int(value))


class RowsBox(Box):
    """A list of rows: phones, addresses; one empty row waits at the end while there is none."""

    def __init__(self, field: Field, value: Any) -> None:
        super().__init__()
        self._field = field
        self.rows: list[_Row] = []
        self._column = column(self, spacing=6)
        for one in value or [{}]:
            self._append(dict(one))
        self.more = button(field.add, self.add_row, kind="link", icon="plus")
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _append(self, value: dict[str, Any]) -> "_Row":
        made = _Row(self._field.parts, value, self.changed.emit, self._remove)
        self.rows.append(made)
        self._column.insertWidget(len(self.rows) - 1, made)
        return made

    def add_row(self) -> None:
        """One more empty row, with the cursor in it."""
        self._append({}).focus()
        self.changed.emit()

    def _remove(self, gone: "_Row") -> None:
        self.rows.remove(gone)
        self._column.removeWidget(gone)
        gone.deleteLater()
        if not self.rows:
            self._append({})
        self.changed.emit()

    def fill(self, value: Any) -> None:
        """These rows instead of the ones before."""
        for gone in self.rows:
            self._column.removeWidget(gone)
            gone.deleteLater()
        self.rows = []
        for one in value or [{}]:
            self._append(dict(one))
        self.changed.emit()

    def value(self) -> list[dict[str, Any]]:
        """The rows in which anything was typed."""
        return [
            value
            for one in self.rows
            if any((value := one.value())[part.key] for part in self._field.parts if part.kind != "choice")
        ]

    def widget_for_label(self) -> QWidget:
        """The first row's line."""
        return self.rows[0].main()

    def mark(self, places: set[str]) -> None:
        """Colour the doubtful rows; their number counts the filled ones."""
        filled = [one for one in self.rows if one.is_filled()]
        for at, one in enumerate(filled):
            one.mark(f"{self._field.key}:{at}" in places)


class _Row(QWidget):
    """One row of a RowsBox; keys it does not show (an id) are carried along."""

    def __init__(
        self, parts: Sequence[Field], value: dict[str, Any], changed: Callable[[], None], remove: "Callable[[_Row], None]"
    ) -> None:
        super().__init__()
        self._value = value
        self._parts = parts
        self._boxes: dict[str, QLineEdit | QComboBox] = {}
        layout: QHBoxLayout = row(self, spacing=6)
        for part in parts:
            made: QLineEdit | QComboBox
            if part.kind == "choice":
                made = _combo(part, str(value.get(part.key) or ""))
                made.currentTextChanged.connect(lambda _text: changed())
            else:
                made = _line(part, str(value.get(part.key) or ""))
                made.textChanged.connect(lambda _text: changed())
            self._boxes[part.key] = made
            layout.addWidget(made, part.stretch)
        layout.addWidget(button(_("Remove"), lambda: remove(self), kind="icon", icon="x", hint=_("Remove this line")))

    def value(self) -> dict[str, Any]:
        """What the row holds, with the keys it does not show."""
        typed = {key: _chosen(box) if isinstance(box, QComboBox) else _text(box) for key, box in self._boxes.items()}
        return {**self._value, **typed}

    def is_filled(self) -> bool:
        """Whether anything was typed."""
        return any(box.text().strip() for box in self._boxes.values() if isinstance(box, QLineEdit))

    def main(self) -> QLineEdit:
        """The first line to type in."""
        return next(box for box in self._boxes.values() if isinstance(box, QLineEdit))

    def focus(self) -> None:
        """Put the cursor here."""
        self.main().setFocus()

    def mark(self, doubtful: bool) -> None:
        """An amber edge where doubtful."""
        restyle(self.main(), state="look" if doubtful else "")


def _text(box: QLineEdit) -> str:
    return box.value() if isinstance(box, NumberEdit) else box.text().strip()


_MAKERS: dict[Kind, Callable[[Field, Any], Box]] = {
    "text": LineBox,
    "number": LineBox,
    "lines": LinesBox,
    "choice": ChoiceBox,
    "yes_no": TickBox,
    "rows": RowsBox,
}


def make_box(field: Field, value: Any) -> Box:
    """The box of this field, filled."""
    return _MAKERS[field.kind](field, value)
