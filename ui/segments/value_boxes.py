"""The box for the value of a condition, fitting what is asked: a text, days, two numbers, ticks, the parts of a talk."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from db.services import interactions, options, products, segment_words
from db.services.segment_fields import SegmentField
from db.services.segment_operators import Operator
from resources.i18n import N_, _, ngettext
from ui.kit import theme
from ui.kit.boxes import Field, chosen, make_combo
from ui.kit.card import column, row
from ui.kit.days import written
from ui.kit.fields import LineEdit
from ui.kit.filters import FlowLayout
from ui.kit.labels import plain_label
from ui.products.boxes import ProductBox
from ui.segments.choice_list import ChoicesButton
from ui.segments.read_boxes import Read, ReadBox, age, amount, day, number, whole

_FEW: Final = 5.0  # letters in a box for a number
_DAY: Final = 8.5
_PRODUCT: Final = 12.0
_A_MONTH: Final = 30  # days to begin with


class ValueBox(QWidget):
    """Holds the value; `value()` is None until enough is typed."""

    changed = Signal()

    def value(self) -> Any:
        """The value as conditions have it."""
        return None

    def wrong(self) -> QLineEdit | None:
        """The first box with something in it that can't be read."""
        return next((box.edit for box in self.findChildren(ReadBox) if box.problem), None)


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

    def __init__(self, value: Any, name: str, read: Read, unit: str) -> None:
        super().__init__()
        self._box = ReadBox("" if value is None else str(value), read, _FEW, name, unit)
        self.edit = self._box.edit
        self._box.changed.connect(self.changed)
        line = row(self, spacing=6)
        line.addWidget(self._box)
        line.addStretch(1)

    def value(self) -> int | str | None:
        """The number; decimals as their text."""
        found: int | str | None = self._box.value()
        return found


class SpanValue(ValueBox):
    """From the one to the other; either may stay empty."""

    def __init__(self, value: Any, name: str, read: Read) -> None:
        super().__init__()
        first, last = value if isinstance(value, list) and len(value) == 2 else (None, None)
        days = read is day
        shown = [written(one) if days and one else one for one in (first, last)]
        letters = _DAY if days else _FEW
        self._boxes = [ReadBox("" if one is None else str(one), read, letters, name) for one in shown]
        self.edits = [box.edit for box in self._boxes]
        between = plain_label(_("to"), "muted")
        between.setMinimumHeight(self.edits[0].sizeHint().height())
        flow = FlowLayout(self, spacing=6)
        for part in (self._boxes[0], between, self._boxes[1]):
            flow.addWidget(part)
        for box in self._boxes:
            box.changed.connect(self.changed)

    def value(self) -> list[Any] | None:
        """[from, to]; None where neither is typed, or one can't be read."""
        found = [box.value() for box in self._boxes]
        return found if any(one is not None for one in found) and not self.wrong() else None


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


class PeopleValue(ValueBox):
    """Customers that were picked out of a report: how many; whom can't be changed here."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self._value = value if isinstance(value, list) else []
        count = len(self._value)
        words = ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")
        column(self, spacing=0).addWidget(plain_label(words))

    def value(self) -> list[Any] | None:
        """Those picked out."""
        return self._value or None


class Part(NamedTuple):
    """One part of what is asked of a talk, a sale or a task: words before its box and after it."""

    key: str
    before: str
    after: str = ""
    choices: Callable[[], Sequence[str]] | None = None
    pairs: tuple[tuple[str, str], ...] = ()
    words: Callable[[], Mapping[str, str]] | None = None  # value and words, beside any
    is_text: bool = False
    is_product: bool = False
    read: Read = whole


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
    "sales": (
        _DAYS,
        Part("category", N_("of the category"), choices=products.categories),
        Part("product", N_("of the product"), is_product=True),
        _TEXT,
    ),
    "quotes": (Part("state", N_("which"), words=segment_words.quote_states), _DAYS, _TEXT),
    "payments": (_DAYS, Part("method", N_("by"), words=segment_words.methods)),
    "tasks": (
        Part("due", N_("due"), pairs=(("", N_("any day")), ("overdue", N_("overdue")), ("today", N_("due by today")))),
        Part("staff", N_("who"), choices=lambda: options.texts("staff")),
        _TEXT,
    ),
}
_NEEDED: Final = {
    "at_least": _COUNT,
    "total": Part("amount", N_("at least"), N_("dollars"), read=amount),
}  # what an operator can't do without


class PartsValue(ValueBox):
    """The parts of a talk, a sale or a task; all may stay empty but the one the operator is about."""

    def __init__(self, value: Any, operator: Operator) -> None:
        super().__init__()
        self._needed = _NEEDED.get(operator.key)
        asked: Mapping[str, Any] = value if isinstance(value, Mapping) else {}
        self._kept = dict(asked)  # a part no box is made for stays
        self.boxes: dict[str, QLineEdit | QComboBox] = {}
        self._numbers: dict[str, ReadBox] = {}
        self.products: dict[str, ProductBox] = {}
        flow = FlowLayout(self, spacing=8)
        for part in (*((self._needed,) if self._needed else ()), *_PARTS[operator.takes]):
            flow.addWidget(self._holder(part, asked.get(part.key)))

    def _holder(self, part: Part, value: Any) -> QWidget:
        """The box with the words around it."""
        holder = QWidget()
        line = row(holder, spacing=5)
        line.addWidget(plain_label(_(part.before), "muted"))
        if part.choices or part.pairs or part.words:
            combo = _part_combo(part, value)
            combo.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self.boxes[part.key] = combo
            line.addWidget(combo)
            return holder
        if part.is_product:
            product = self.products[part.key] = ProductBox(value if isinstance(value, int) else None)
            product.search.setFixedWidth(round(theme.px() * _PRODUCT))
            product.changed.connect(self.changed)
            line.addWidget(product)
            return holder
        text = "" if value is None else str(value)
        if part.is_text:
            edit = LineEdit(text)
            edit.setFixedWidth(round(theme.px() * _DAY))
            edit.setAccessibleName(_(part.before))
            edit.textChanged.connect(lambda _text: self.changed.emit())
            self.boxes[part.key] = edit
            line.addWidget(edit)
            return holder
        box = self._numbers[part.key] = ReadBox(text, part.read, _FEW, _(part.before), _(part.after))
        box.changed.connect(self.changed)
        self.boxes[part.key] = box.edit
        line.addWidget(box)
        return holder

    def value(self) -> dict[str, Any] | None:
        """The parts that are asked; None while the one that is needed is empty, or one can't be read."""
        found = {**self._kept, **{key: self._said(key, box) for key, box in self.boxes.items()}}
        found |= {key: box.value() for key, box in self.products.items()}
        if self.wrong() or (self._needed and found.get(self._needed.key) is None):
            return None
        return {key: one for key, one in found.items() if one not in (None, "")}

    def _said(self, key: str, box: QLineEdit | QComboBox) -> Any:
        if isinstance(box, QComboBox):
            return chosen(box)
        return self._numbers[key].value() if key in self._numbers else box.text().strip() or None


def _part_combo(part: Part, value: Any) -> QComboBox:
    pairs = [(key, _(words)) for key, words in part.pairs] or [("", _("any"))]
    pairs += [(one, one) for one in (part.choices() if part.choices else ())]
    pairs += (part.words() if part.words else {}).items()
    return make_combo(Field(part.key, _(part.before), own=True, choices=pairs), str(value or ""))


def make_value(field: SegmentField, operator: Operator, value: Any) -> ValueBox:
    """The box for this operator of this field."""
    make = _BOXES.get(operator.takes)
    return make(field, operator, value) if make else ValueBox()


_BOXES: Final[dict[str, Callable[[SegmentField, Operator, Any], ValueBox]]] = {
    "text": lambda field, _operator, value: TextValue(value, field.shown),
    "number": lambda field, _operator, value: NumberValue(value, field.shown, number, ""),
    "days": lambda field, _operator, value: NumberValue(_A_MONTH if value is None else value, field.shown, whole, _("days")),
    "numbers": lambda field, operator, value: SpanValue(value, field.shown, age if operator.key == "age" else number),
    "dates": lambda field, _operator, value: SpanValue(value, field.shown, day),
    "people": lambda _field, _operator, value: PeopleValue(value),
    "choices": lambda field, _operator, value: ChoicesValue(value, field),
    **dict.fromkeys(_PARTS, lambda _field, operator, value: PartsValue(value, operator)),
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
