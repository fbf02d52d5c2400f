"""A form's list of rows (phones, addresses, people with numbers of their own), and which box a field gets."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from resources.i18n import _, ngettext
from ui.kit import theme
from ui.kit.boxes import Box, ChoiceBox, Field, Kind, LineBox, LinesBox, TickBox, chosen, make_combo, make_line
from ui.kit.card import column, row
from ui.kit.fields import NumberEdit
from ui.kit.labels import button, restyle, set_button_text

_AT_ONCE: Final = 20  # rows made at once
_INDENT: Final = 1.5  # letters that a list below a row stands further in


class RowsBox(Box):
    """A list of rows: phones, addresses; one empty row waits while there is none, but below a row of another list."""

    removed = Signal()

    def __init__(self, field: Field, value: Any, *, waits: bool = True) -> None:
        super().__init__()
        self._field = field
        self._none: list[dict[str, Any]] = [{}] if waits else []
        self.rows: list[_Row] = []
        self._waiting: list[dict[str, Any]] = []  # rows no boxes were made for yet
        self._column = column(self, spacing=6)
        self._shows_rest = button("", self._show_rest, kind="link", icon="chevron-down")
        self._column.addWidget(self._shows_rest, 0, Qt.AlignmentFlag.AlignLeft)
        self._begin(value)
        self.more = button(field.add, self.add_row, kind="link", icon="plus")
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _begin(self, value: Any) -> None:
        """The first rows, and how many wait: hundreds of them would keep the window from answering."""
        given = [dict(one) for one in value or self._none]
        self._waiting = given[_AT_ONCE:]
        for one in given[:_AT_ONCE]:
            self._append(one)
        self._tell_rest()

    def _tell_rest(self) -> None:
        left = len(self._waiting)
        set_button_text(self._shows_rest, ngettext("Show {count} more", "Show {count} more", left).format(count=f"{left:,}"))
        self._shows_rest.setVisible(bool(left))

    def _show_rest(self) -> None:
        """The next rows, the keyboard in the first of them."""
        made = [self._append(one) for one in self._waiting[:_AT_ONCE]]
        del self._waiting[:_AT_ONCE]
        self._tell_rest()
        made[0].focus()
        self.grown.emit()

    def _append(self, value: dict[str, Any]) -> "_Row":
        made = _Row(self._field.parts, value, self, self._remove)
        self.rows.append(made)
        self._column.insertWidget(len(self.rows) - 1, made)
        return made

    def add_row(self) -> None:
        """One more empty row, with the cursor in it."""
        self._append({}).focus()
        self._say_grown()

    def _remove(self, gone: "_Row") -> None:
        """Take a row off; the keyboard goes to the one that stands there now, or to the button below."""
        at = self.rows.index(gone)
        self.rows.remove(gone)
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        if not self.rows:
            for one in self._none:
                self._append(dict(one))
        (self.rows[min(at, len(self.rows) - 1)].main() if self.rows else self.more).setFocus()
        self._say_grown()
        self.removed.emit()

    def _say_grown(self) -> None:
        self.grown.emit()
        self.changed.emit()

    def fill(self, value: Any) -> None:
        """These rows instead of the ones before."""
        for gone in self.rows:
            self._column.removeWidget(gone)
            gone.deleteLater()
        self.rows = []
        self._begin(value)
        self._say_grown()

    def value(self) -> list[dict[str, Any]]:
        """The rows in which anything was typed, those that wait as they are."""
        parts = self._field.parts
        whole = [*(one.value() for one in self.rows), *(_as_typed(one, parts) for one in self._waiting)]
        return [value for value in whole if any(value[part.key] for part in parts if part.kind != "choice")]

    def widget_for_label(self) -> QWidget:
        """The first row's line."""
        return self.rows[0].main()

    def mark(self, places: set[str]) -> None:
        """Colour the doubtful rows; their number counts the filled ones."""
        filled = [one for one in self.rows if one.is_filled()]
        for at, one in enumerate(filled):
            own = f"{self._field.key}:{at}"
            one.mark(own in places, {place.removeprefix(f"{own}:") for place in places if place.startswith(f"{own}:")})


def _as_typed(value: dict[str, Any], parts: Sequence[Field]) -> dict[str, Any]:
    """A row as its boxes would hold it."""
    below = {part.key: [_as_typed(one, part.parts) for one in value.get(part.key) or ()] for part in parts if part.kind == "rows"}
    return {**value, **{part.key: str(value.get(part.key) or "").strip() for part in parts if part.kind != "rows"}, **below}


class _Row(QWidget):
    """One row of a RowsBox, lists of its own below it; keys it does not show (an id) are carried along."""

    def __init__(self, parts: Sequence[Field], value: dict[str, Any], among: RowsBox, remove: "Callable[[_Row], None]") -> None:
        super().__init__()
        self._value = value
        self._boxes: dict[str, QLineEdit | QComboBox] = {}
        self.below: dict[str, RowsBox] = {}
        lines = column(self, spacing=6)
        layout: QHBoxLayout = row(spacing=6)
        lines.addLayout(layout)
        for part in parts:
            if part.kind == "rows":
                self.below[part.key] = made = RowsBox(part, value.get(part.key), waits=False)
                made.changed.connect(among.changed)
                made.grown.connect(among.grown)
                made.setContentsMargins(round(theme.px() * _INDENT), 0, 0, 0)
                lines.addWidget(made)
            else:
                self._boxes[part.key] = _box(part, str(value.get(part.key) or ""), among.changed.emit)
                layout.addWidget(self._boxes[part.key], part.stretch)
        layout.addWidget(button(_("Remove"), lambda: remove(self), kind="icon", icon="x", hint=_("Remove this line")))

    def value(self) -> dict[str, Any]:
        """What the row holds, with the keys it does not show."""
        typed = {key: chosen(box) if isinstance(box, QComboBox) else _text(box) for key, box in self._boxes.items()}
        return {**self._value, **typed, **{key: box.value() for key, box in self.below.items()}}

    def is_filled(self) -> bool:
        """Whether anything was typed, in it or below."""
        typed = any(box.text().strip() for box in self._boxes.values() if isinstance(box, QLineEdit))
        return typed or any(one.is_filled() for box in self.below.values() for one in box.rows)

    def main(self) -> QLineEdit:
        """The first line to type in."""
        return next(box for box in self._boxes.values() if isinstance(box, QLineEdit))

    def focus(self) -> None:
        """Put the cursor here."""
        self.main().setFocus()

    def mark(self, doubtful: bool, below: set[str]) -> None:
        """An amber edge where doubtful; `below`: the places in the lists below it."""
        restyle(self.main(), state="look" if doubtful else "")
        for box in self.below.values():
            box.mark(below)


def _box(part: Field, value: str, changed: Callable[[], None]) -> QLineEdit | QComboBox:
    """One part of a row, filled."""
    if part.kind == "choice":
        combo = make_combo(part, value)
        combo.currentTextChanged.connect(lambda _text: changed())
        return combo
    line = make_line(part, value)
    line.textChanged.connect(lambda _text: changed())
    return line


def _text(box: QLineEdit) -> str:
    return box.value() if isinstance(box, NumberEdit) else box.text().strip()


_MAKERS: dict[Kind, Callable[[Field, Any], Box]] = {
    "text": LineBox,
    "number": LineBox,
    "amount": LineBox,
    "lines": LinesBox,
    "choice": ChoiceBox,
    "yes_no": TickBox,
    "rows": RowsBox,
}


def make_box(field: Field, value: Any) -> Box:
    """The box of this field, filled."""
    if field.make:
        return field.make(value)
    return _MAKERS[field.kind](field, value)
