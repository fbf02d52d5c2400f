"""A form's list of rows (phones, addresses), and which box a field gets."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from resources.i18n import _
from ui.kit.boxes import Box, ChoiceBox, Field, Kind, LineBox, LinesBox, TickBox, chosen, make_combo, make_line
from ui.kit.card import column, row
from ui.kit.fields import NumberEdit
from ui.kit.labels import button, restyle


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
                made = make_combo(part, str(value.get(part.key) or ""))
                made.currentTextChanged.connect(lambda _text: changed())
            else:
                made = make_line(part, str(value.get(part.key) or ""))
                made.textChanged.connect(lambda _text: changed())
            self._boxes[part.key] = made
            layout.addWidget(made, part.stretch)
        layout.addWidget(button(_("Remove"), lambda: remove(self), kind="icon", icon="x", hint=_("Remove this line")))

    def value(self) -> dict[str, Any]:
        """What the row holds, with the keys it does not show."""
        typed = {key: chosen(box) if isinstance(box, QComboBox) else _text(box) for key, box in self._boxes.items()}
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
    if field.make:
        return field.make(value)
    return _MAKERS[field.kind](field, value)
