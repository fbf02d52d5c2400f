"""One condition in a row: the field, what of it, the value, and a way to take the row off."""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QWidget

from db.services.segment_fields import SegmentField
from resources.i18n import _
from ui.kit import theme
from ui.kit.card import row
from ui.kit.labels import button, plain_label
from ui.segments.value_boxes import ValueBox, make_value

_KEY = Qt.ItemDataRole.UserRole
_LEAST, _MOST = 7.5, 11.0  # letters of a combo, where room is short and for its words


class LeafRow(QWidget):
    """`leaf` is the condition as it came; one this program can't show is kept as it is until it is taken off."""

    changed = Signal()
    taken_off = Signal()

    def __init__(self, fields: Mapping[str, SegmentField], leaf: Mapping[str, Any]) -> None:
        super().__init__()
        self._fields = fields
        self._leaf = dict(leaf)
        self._box = ValueBox()
        self._line = row(self, spacing=6)
        off = button("", self.taken_off.emit, kind="icon", icon="x", hint=_("Take this condition off"))
        field = fields.get(str(leaf.get("field")))
        self.is_lost = field is None or field.operator(leaf.get("is")) is None
        if self.is_lost:
            self._line.addWidget(plain_label(_("something that is not there any more"), "amber"), 1)
        else:
            self._make_boxes(str(leaf["field"]))
        self._line.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)

    def _make_boxes(self, key: str) -> None:
        self.field = _fields_combo(self._fields, key)
        self.operator = QComboBox()
        fields = self._fields.values()
        _widen(self.field, [one.shown for one in fields])
        _widen(self.operator, [_(operator.label) for one in fields for operator in one.operators])
        for combo, name in ((self.field, _("Field")), (self.operator, _("What about it"))):
            combo.setAccessibleName(name)
            self._line.addWidget(combo, 0, Qt.AlignmentFlag.AlignTop)
        self._fill_operators(str(self._leaf.get("is")))
        self._line.addWidget(self._box, 1)
        self._make_value(self._leaf.get("value"))
        self.field.currentIndexChanged.connect(lambda _at: self._field_chosen())
        self.operator.currentIndexChanged.connect(lambda _at: self._operator_chosen())

    def _fill_operators(self, chosen: str) -> None:
        self.operator.blockSignals(True)
        self.operator.clear()
        for one in self._fields[self.field.currentData(_KEY)].operators:
            self.operator.addItem(_(one.label), one.key)
        self.operator.setCurrentIndex(max(self.operator.findData(chosen), 0))
        self.operator.blockSignals(False)

    def _field_chosen(self) -> None:
        self._fill_operators("")
        self._make_value(None)
        self.changed.emit()

    def _operator_chosen(self) -> None:
        self._make_value(self._box.value())
        self.changed.emit()

    def _make_value(self, value: Any) -> None:
        """Another box; a value that fits it, too, stays."""
        field = self._fields[self.field.currentData(_KEY)]
        operator = field.operator(self.operator.currentData())
        if operator is None:
            return
        made = make_value(field, operator, value)
        made.changed.connect(self.changed)
        self._line.replaceWidget(self._box, made)
        self._box.hide()
        self._box.deleteLater()
        self._box = made

    def value(self) -> dict[str, Any] | None:
        """The condition; None while its value is not there yet."""
        if self.is_lost:
            return self._leaf
        field = self._fields[self.field.currentData(_KEY)]
        operator = field.operator(self.operator.currentData())
        if operator is None:
            return None
        found = {"field": field.key, "is": operator.key}
        if not operator.takes:
            return found
        value = self._box.value()
        return None if value is None else {**found, "value": value}

    def wrong(self) -> QWidget | None:
        """The first box with something in it that can't be read."""
        return None if self.is_lost else self._box.wrong()

    def focus(self) -> None:
        """The cursor into the field."""
        if not self.is_lost:
            self.field.setFocus()


def _widen(combo: QComboBox, words: Iterable[str]) -> None:
    """As wide as the widest of all these, whichever is chosen: the boxes of all rows stand below each other."""
    letters = combo.fontMetrics()
    widest = min(max(map(letters.horizontalAdvance, words)), round(theme.px() * _MOST)) - combo.iconSize().width()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)  # it counts an icon, too
    combo.setMinimumContentsLength(ceil(widest / letters.horizontalAdvance("X")))  # Qt counts in this letter
    combo.setMinimumWidth(round(theme.px() * _LEAST))


def _fields_combo(fields: Mapping[str, SegmentField], key: str) -> QComboBox:
    """All fields under the heads of their groups; an own field that was put away only where it is used."""
    made, model, group = QComboBox(), QStandardItemModel(), ""
    made.setMaxVisibleItems(18)
    made.setModel(model)
    for one in sorted(fields.values(), key=lambda field: _GROUPS.index(field.group) if field.group in _GROUPS else len(_GROUPS)):
        if one.archived and one.key != key:
            continue
        if one.group != group:
            group = one.group
            model.appendRow(_head(_(group)))
        item = QStandardItem(one.shown)
        item.setData(one.key, _KEY)
        model.appendRow(item)
    made.setCurrentIndex(made.findData(key, _KEY))
    return made


_GROUPS = (
    "Marks",
    "Talks and dates",
    "Prices and money",
    "How to reach them",
    "Customer",
    "Your own fields",
    "More",
)  # in this order


def _head(words: str) -> QStandardItem:
    item = QStandardItem(f"— {words} —")
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
