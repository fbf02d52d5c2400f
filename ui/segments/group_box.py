"""A group of conditions: all of them, any of them or none of them shall be true; groups stand in groups."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from db.services.segment_fields import SegmentField
from resources.i18n import N_, _
from ui.kit.boxes import Field, chosen, make_combo
from ui.kit.card import column, row
from ui.kit.labels import button
from ui.segments.leaf_row import LeafRow

_KINDS: Final = (
    ("all", N_("all of these are true (and)")),
    ("any", N_("any of these is true (or)")),
    ("none", N_("none of these is true (not)")),
)
FIRST: Final = {"field": "tag", "is": "any_of"}  # a new row asks for this
_DEEPEST: Final = 3  # groups in one another are offered; deeper ones of a file are shown


class GroupBox(QFrame):
    """Rows and groups, added and taken off; `depth` 0 is the outermost."""

    changed = Signal()
    taken_off = Signal()

    def __init__(self, fields: Mapping[str, SegmentField], group: Mapping[str, Any], depth: int = 0) -> None:
        super().__init__()
        self._fields, self._depth = fields, depth
        if depth:
            self.setProperty("band", "group")
        kind = next((key for key, _words in _KINDS if isinstance(group.get(key), list)), "all")
        self.kind = make_combo(
            Field("kind", N_("How they belong together"), choices=[(key, _(words)) for key, words in _KINDS]), kind
        )
        self.kind.setAccessibleName(_("How they belong together"))
        self.kind.currentIndexChanged.connect(lambda _at: self.changed.emit())
        layout = column(self, margin=10 if depth else 0, spacing=8)
        layout.addLayout(self._top())
        self._rows = column(spacing=8)
        layout.addLayout(self._rows)
        layout.addLayout(self._foot())
        self.parts: list[LeafRow | GroupBox] = []
        for one in group.get(kind, []):
            self._add(one)

    def _top(self) -> Any:
        line = row(spacing=6)
        line.addWidget(self.kind)
        line.addStretch(1)
        if self._depth:
            line.addWidget(button("", self.taken_off.emit, kind="icon", icon="x", hint=_("Take this group off")))
        return line

    def _foot(self) -> Any:
        line = row(spacing=6)
        line.addWidget(button(_("Another condition"), self.add_row, kind="small", icon="plus"))
        if self._depth < _DEEPEST:
            line.addWidget(button(_("A group of conditions"), self.add_group, kind="small", icon="plus"))
        line.addStretch(1)
        return line

    def add_row(self) -> None:
        """Another condition at the end, the cursor in it."""
        self._add(FIRST).focus()
        self.changed.emit()

    def add_group(self) -> None:
        """Another group at the end, with a row to begin with: its conditions are alternatives."""
        self._add({"any": [FIRST]}).focus()
        self.changed.emit()

    def _add(self, one: Mapping[str, Any]) -> "LeafRow | GroupBox":
        is_group = "field" not in one and any(isinstance(one.get(key), list) for key, _words in _KINDS)
        made = GroupBox(self._fields, one, self._depth + 1) if is_group else LeafRow(self._fields, one)
        made.changed.connect(self.changed)
        made.taken_off.connect(lambda: self._take_off(made))
        self.parts.append(made)
        self._rows.addWidget(made)
        return made

    def _take_off(self, part: "LeafRow | GroupBox") -> None:
        at = self.parts.index(part)
        self.parts.remove(part)
        self._rows.removeWidget(part)
        part.hide()
        part.deleteLater()
        if self.parts:
            self.parts[min(at, len(self.parts) - 1)].focus()
        else:
            self.kind.setFocus()
        self.changed.emit()

    def focus(self) -> None:
        """The cursor into the first part."""
        if self.parts:
            self.parts[0].focus()
        else:
            self.kind.setFocus()

    def value(self) -> dict[str, Any]:
        """The group; rows whose value is not there yet are left out."""
        found = [value for part in self.parts if (value := part.value())]
        return {chosen(self.kind): found} if found else {}

    def unfinished(self) -> int:
        """How many rows have no value yet."""
        return sum(part.unfinished() if isinstance(part, GroupBox) else part.value() is None for part in self.parts)

    def wrong(self) -> QWidget | None:
        """The first box with something in it that can't be read."""
        return next((wrong for part in self.parts if (wrong := part.wrong())), None)
