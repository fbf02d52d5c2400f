"""The box of the days the shop is closed."""

from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from db.core.values import dates
from db.services import open_days, options
from resources.i18n import N_, _
from ui.kit.boxes import Box, Field
from ui.kit.card import column
from ui.kit.rows import RowsBox


class ClosuresBox(Box):
    """Days the shop is closed: from, to, and a word; `changed` when a line is left or taken off; a closure a line."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        parts = (
            Field("first", N_("From"), "number", hint=_("12/24")),
            Field("last", N_("To"), "number", hint=_("the same day")),
            Field("word", N_("Why"), hint=_("staff trip"), stretch=2),
        )
        field = Field("closures", N_("Closed on these days"), "rows", parts=parts, add=_("Add closed days"))
        self.rows = RowsBox(field, _typed(str(value or "")))
        column(self, spacing=0).addWidget(self.rows)
        self.rows.changed.connect(self._watch)
        self.rows.removed.connect(self.changed)
        self._watch()

    def _watch(self) -> None:
        for edit in self.rows.findChildren(QLineEdit):
            edit.removeEventFilter(self)
            edit.installEventFilter(self)
        if not any(edit.hasFocus() for edit in self.rows.findChildren(QLineEdit)):  # filled anew
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A line was left."""
        if event.type() == QEvent.Type.FocusOut:
            self.changed.emit()
        return False

    def value(self) -> str:
        """The lines that name a day."""
        rows = ((one["first"].replace(" ", ""), one["last"].replace(" ", ""), one["word"]) for one in self.rows.value())
        return "\n".join(f"{first}..{last or first} {word}".strip() for first, last, word in rows if first)

    def fill(self, value: Any) -> None:
        """These lines instead."""
        self.rows.fill(_typed(str(value or "")))

    def widget_for_label(self) -> QWidget:
        """The first line."""
        return self.rows.widget_for_label()


def _typed(lines: str) -> list[dict[str, str]]:
    """The kept lines as they are typed."""
    roc = options.shows_republic_years()
    return [
        {
            "first": dates.shown(one.first, roc),
            "last": "" if one.last == one.first else dates.shown(one.last, roc),
            "word": one.word,
        }
        for one in open_days.closures(lines.splitlines())
    ]
