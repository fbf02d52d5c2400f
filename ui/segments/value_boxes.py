"""The box for the value of a condition, fitting what is asked: a text, days, two numbers, ticks, the parts of a talk."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.core.values import dates, money
from db.services import interactions, options
from db.services.segment_fields import SegmentField
from db.services.segment_operators import Operator
from resources.i18n import N_, _
from ui.kit import theme
from ui.kit.boxes import Field, chosen, make_combo
from ui.kit.card import column, row
from ui.kit.fields import LineEdit, NumberEdit
from ui.kit.filters import FlowLayout
from ui.kit.labels import plain_label, restyle
from ui.segments.choice_list import ChoicesButton

_FEW: Final = 5.0  # letters in a box for a number
_DAY: Final = 8.5
_A_MONTH: Final = 30  # days to begin with


class ValueBox(QWidget):
    """Holds the value; `value()` is None until enough is typed."""

    changed = Signal()

    def value(self) -> Any:
        """The value as conditions have it."""
        return None


class TextValue(ValueBox):
    """A text."""

    def __init__(self, value: Any, name: str) -> None:
        super().__init__()
        self.edit = LineEdit(value if isinstance(value, str) else "")
        self.edit.setAccessibleName(name)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        column(self, spacing=0).addWidget(self.edit)

    def value(self) -> str | None:
        """What was typed."""
        return self.edit.text().strip() or None


class NumberValue(ValueBox):
    """A number, with its unit behind."""

    def __init__(self, value: Any, name: str, unit: str) -> None:
        super().__init__()
        self.edit = _narrow(NumberEdit("" if value is None else str(value)), _FEW, name)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        line = row(self, spacing=6)
        line.addWidget(self.edit)
        line.addWidget(plain_label(unit))
        line.addStretch(1)

    def value(self) -> int | str | None:
        """The number; decimals as their text."""
        return _number(self.edit.text())


class SpanValue(ValueBox):
    """From the one to the other; either may stay empty."""

    def __init__(self, value: Any, name: str, *, days: bool) -> None:
        super().__init__()
        self._read: Callable[[str], Any] = _iso if days else _number
        first, last = value if isinstance(value, list) and len(value) == 2 else (None, None)
        shown = [dates.shown(one, options.shows_republic_years()) if days and one else one for one in (first, last)]
        self.edits = [_narrow(NumberEdit("" if one is None else str(one)), _DAY if days else _FEW, name) for one in shown]
        between = plain_label(_("to"), "muted")
        between.setMinimumHeight(self.edits[0].sizeHint().height())
        flow = FlowLayout(self, spacing=6)
        for part in (self.edits[0], between, self.edits[1]):
            flow.addWidget(part)
        for edit in self.edits:
            edit.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> list[Any] | None:
        """[from, to]; a day that is none is marked and counts as not typed."""
        found = [self._read(edit.text()) for edit in self.edits]
        for edit, one in zip(self.edits, found, strict=True):
            restyle(edit, state="look" if edit.text().strip() and one is None else "")
        return found if any(one is not None for one in found) else None


class ChoicesValue(ValueBox):
    """Some of several."""

    def __init__(self, value: Any, field: SegmentField) -> None:
        super().__init__()
        ticked = value if isinstance(value, list) else []
        lost = _("a tag that was deleted") if field.kind == "tag" else _("something that is not there any more")
        self.choices = ChoicesButton(_choices_of(field, ticked), ticked, lost)
        self.choices.changed.connect(self.changed)
        column(self, spacing=0).addWidget(self.choices)

    def value(self) -> list[Any] | None:
        """What is ticked."""
        return self.choices.value() or None


class Part(NamedTuple):
    """One part of what is asked of a talk, a sale or a task: words before its box and after it."""

    key: str
    before: str
    after: str = ""
    choices: Callable[[], Sequence[str]] | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    is_text: bool = False


_DAYS: Final = Part("days", N_("in the last"), N_("days"))
_TEXT: Final = Part("text", N_("about"), is_text=True)
_COUNT: Final = Part("count", N_("at least"), N_("times"))
_PARTS: Final[dict[str, tuple[Part, ...]]] = {
    "talks": (
        _DAYS,
        Part("channel", N_("by"), choices=interactions.channels),
        Part("outcome", N_("result"), choices=interactions.outcomes),
        _TEXT,
    ),
    "sales": (_DAYS, _TEXT),
    "tasks": (
        Part("due", N_("due"), pairs=(("", N_("any day")), ("overdue", N_("overdue")), ("today", N_("due by today")))),
        Part("staff", N_("who"), choices=lambda: options.texts("staff")),
        _TEXT,
    ),
}
_NEEDED: Final = {"at_least": _COUNT, "total": Part("amount", N_("at least"), N_("dollars"))}  # what an operator can't do without


class PartsValue(ValueBox):
    """The parts of a talk, a sale or a task; all may stay empty but the one the operator is about."""

    def __init__(self, value: Any, operator: Operator) -> None:
        super().__init__()
        self._needed = _NEEDED.get(operator.key)
        asked: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        self._kept = dict(asked)  # a part no box is made for stays
        self.boxes: dict[str, QLineEdit | QComboBox] = {}
        flow = FlowLayout(self, spacing=8)
        for part in (*((self._needed,) if self._needed else ()), *_PARTS[operator.takes]):
            flow.addWidget(self._box(part, asked.get(part.key)))

    def _box(self, part: Part, value: Any) -> QWidget:
        holder = QWidget()
        line = row(holder, spacing=5)
        line.addWidget(plain_label(_(part.before), "muted"))
        box = self.boxes[part.key] = _part_box(part, value)
        if isinstance(box, QComboBox):
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        else:
            box.textChanged.connect(lambda _text: self.changed.emit())
        line.addWidget(box)
        if part.after:
            line.addWidget(plain_label(_(part.after), "muted"))
        return holder

    def value(self) -> dict[str, Any] | None:
        """The parts that are asked; None while the one that is needed is empty."""
        said = {key: chosen(box) if isinstance(box, QComboBox) else _typed(box) for key, box in self.boxes.items()}
        found = {**self._kept, **said}
        if self._needed and found.get(self._needed.key) is None:
            return None
        return {key: one for key, one in found.items() if one not in (None, "")}


def _part_box(part: Part, value: Any) -> QLineEdit | QComboBox:
    name = _(part.before)
    if part.choices or part.pairs:
        pairs = [(key, _(words)) for key, words in part.pairs] or [("", _("any"))]
        pairs += [(one, one) for one in (part.choices() if part.choices else ())]
        return make_combo(Field(part.key, name, own=True, choices=pairs), str(value or ""))
    text = "" if value is None else str(value)
    return _narrow(LineEdit(text), _DAY, name) if part.is_text else _narrow(NumberEdit(text), _FEW, name)


def make_value(field: SegmentField, operator: Operator, value: Any) -> ValueBox:
    """The box for this operator of this field."""
    make = _BOXES.get(operator.takes)
    return make(field, operator, value) if make else ValueBox()


_BOXES: Final[dict[str, Callable[[SegmentField, Operator, Any], ValueBox]]] = {
    "text": lambda field, _operator, value: TextValue(value, field.shown),
    "number": lambda field, _operator, value: NumberValue(value, field.shown, ""),
    "days": lambda field, _operator, value: NumberValue(_A_MONTH if value is None else value, field.shown, _("days")),
    "numbers": lambda field, _operator, value: SpanValue(value, field.shown, days=False),
    "dates": lambda field, _operator, value: SpanValue(value, field.shown, days=True),
    "choices": lambda field, _operator, value: ChoicesValue(value, field),
    **dict.fromkeys(("talks", "sales", "tasks"), lambda _field, operator, value: PartsValue(value, operator)),
}  # by what the operator takes


def _choices_of(field: SegmentField, ticked: Sequence[Any]) -> Callable[[], Sequence[tuple[Any, str]]]:
    """The field's choices, read when they are first needed; a tag called by its name (of a ready list) is its id there."""
    read: list[Sequence[tuple[Any, str]]] = []

    def choices() -> Sequence[tuple[Any, str]]:
        if not read:
            named = {one for one in ticked if isinstance(one, str)} if field.kind == "tag" else set()
            read.append([(words if words in named else value, words) for value, words in field.choices])
        return read[0]

    return choices


def _narrow(edit: LineEdit, letters: float, name: str) -> LineEdit:
    edit.setFixedWidth(round(theme.px() * letters))
    edit.setAccessibleName(name)
    return edit


def _typed(edit: QLineEdit) -> Any:
    return _number(edit.text()) if isinstance(edit, NumberEdit) else edit.text().strip() or None


def _number(text: str) -> int | str | None:
    found = money.parse_decimal(text) if text.strip() else None
    if found is None:
        return None
    return int(found) if found == found.to_integral_value() else f"{found.normalize():f}"


def _iso(text: str) -> str | None:
    found = dates.entry(text) if text.strip() else None
    return found.isoformat() if found else None
