"""貼上: what pasted cells would change, shown value by value before anything is written."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from db.core.errors import UserError
from db.core.values import money
from db.services import bulk_edit, lists
from db.services.bulk_edit import Change, Value
from resources.i18n import _, ngettext
from ui.bulk import pasted_values
from ui.bulk.pasted_values import Pasted
from ui.kit import counter, jobs, theme
from ui.kit.card import column, foot, row
from ui.kit.keys import once
from ui.kit.labels import button, name_label, plain_label, set_button_text, set_text
from ui.kit.page import Shell

_EM: Final = (44, 32)
_SHOWN: Final = 200  # changes; the others are counted
_FIELDS: Final = {"since": "customer_since"}  # columns of the list that are called otherwise as fields
_EXPORT, _ELSEWHERE = range(2)  # what may be done instead
Read = Callable[[str], Pasted]  # of the field they are pasted into


def paste(
    parent: QWidget,
    shell: Shell,
    text: str,
    chosen: Sequence[int],
    column_key: str,
    write: Callable[[Sequence[Change]], None],
    export: Callable[[], None],
) -> bool:
    """Offer to write what was copied over the chosen customers; False: it is nothing for a list.

    `export`: opens 匯出, the way for values that each belong to one customer, such as phones.
    """
    rows = pasted_values.cells(text)
    if pasted_values.names_fields(rows):
        read: Read = lambda _field: pasted_values.for_head(rows)  # noqa: E731
        counter.opening(shell, lambda: PasteDialog(parent, read, "", write).open())
        return True
    if not pasted_values.fits_rows(rows):
        return False
    key = _FIELDS.get(column_key, column_key)
    into = key if key in {one.key for one in bulk_edit.fields()} else None
    own = pasted_values.of_one_alone(rows, column_key) if into is None and len(chosen) > 1 else ""
    if own and (wanted := _by_export(shell, own)) != _ELSEWHERE:
        if wanted == _EXPORT:
            export()
        return True
    over = partial(pasted_values.for_rows, rows, chosen)
    counter.opening(shell, lambda: PasteDialog(parent, over, into, write).open())
    return True


def _by_export(shell: Shell, field: str) -> int | None:
    """Say what to do instead: one of _EXPORT and _ELSEWHERE, or None."""
    words = _("To paste “{field}” for many customers: export them, change the file in Excel, drag it back here.")
    ways = [_("Export…"), _("Paste into another field…")]
    return shell.asks.choose(_("Paste over customers"), words.format(field=field), ways)


class PasteDialog(QDialog):
    """`into`: the field of the column the cursor is in, None where that is none that can be pasted into; "" where the head of
    what was copied names the fields.
    """

    def __init__(self, parent: QWidget, read: Read, into: str | None, write: Callable[[Sequence[Change]], None]) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Paste over customers"))
        self._read, self._write = read, write
        self._labels = {one.key: one.label for one in bulk_edit.fields()}
        self.changes: list[Change] = []
        self._asked = 0  # how often was read: an answer of before is nobody's
        layout = column(self, margin=18, spacing=10)
        self.into = self._choice(into)
        if into != "":
            line = row(spacing=10)
            line.addWidget(name_label(_("Into the field"), self.into))
            line.addWidget(self.into, 1)
            layout.addLayout(line)
        self.told = plain_label("", "muted", wrap=True)
        self.problem = plain_label("", "red", wrap=True)
        layout.addWidget(self.told)
        layout.addWidget(self.problem)
        self.table = self._table()
        layout.addWidget(self.table, 1)
        cancel = button(_("Cancel"), self.reject)
        self.yes = button(_("Change them"), self.accept, kind="primary", key="Ctrl+Return")
        layout.addLayout(foot(cancel, self.yes))
        once("Ctrl+Return", self, self.accept)
        self.resize(*(round(theme.px() * em) for em in _EM))
        self._look()

    def _choice(self, into: str | None) -> QComboBox:
        made = QComboBox()
        made.setPlaceholderText(_("Choose…"))
        for key, label in self._labels.items():
            made.addItem(label, key)
        made.setCurrentIndex(-1 if into is None else max(0, made.findData(into)))
        made.currentIndexChanged.connect(self._look)
        return made

    @staticmethod
    def _table() -> QTableWidget:
        made = QTableWidget(0, 4)
        made.setHorizontalHeaderLabels([_("Customer"), _("Field"), _("Before"), _("After")])
        made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        made.verticalHeader().hide()
        made.setShowGrid(False)
        made.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        made.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        return made

    def _look(self) -> None:
        """Read on the worker what it would change; nothing can be written before."""
        self._asked += 1
        if self.into.currentIndex() < 0:
            self._show([], _("The column you stand in can't be pasted into. Please choose the field these values belong to."))
            return
        asked, read, into = self._asked, self._read, str(self.into.currentData())
        self.yes.setEnabled(False)

        def work(_progress: object) -> tuple[Pasted, list[Change]]:
            pasted = read(into)
            return pasted, bulk_edit.changes(pasted.wanted)

        def then(found: tuple[Pasted, list[Change]]) -> None:
            if asked == self._asked:
                self._show(found[1], self._told(*found))

        def failed(error: Exception) -> None:
            """A value that fits nowhere is said, and nothing can be written."""
            if not isinstance(error, UserError):
                raise error
            if asked == self._asked:
                self._show([], problem=error.sentence)

        jobs.start(work, then, failed, quiet=True)

    def done(self, result: int) -> None:
        """Closed: what is still being read is nobody's."""
        self._asked += 1
        super().done(result)

    def _show(self, changes: list[Change], told: str = "", problem: str = "") -> None:
        self.changes = changes
        set_text(self.told, told)
        set_text(self.problem, problem)
        self.problem.setVisible(bool(problem))
        people = len({one.customer for one in self.changes})
        set_button_text(self.yes, ngettext("Change {count}", "Change {count}", people).format(count=f"{people:,}"))
        self.yes.setEnabled(bool(self.changes))
        self._fill()

    @staticmethod
    def _told(pasted: Pasted, changes: Sequence[Change]) -> str:
        same = len(pasted.wanted) - len(changes)
        parts = [ngettext("{count} value changes", "{count} values change", len(changes)).format(count=f"{len(changes):,}")]
        if same:
            parts.append(ngettext("{count} stays as it is", "{count} stay as they are", same).format(count=f"{same:,}"))
        if pasted.unknown:
            words = ngettext(
                "{count} row belongs to nobody: {row}", "{count} rows belong to nobody: {row} …", len(pasted.unknown)
            )
            parts.append(words.format(count=f"{len(pasted.unknown):,}", row=pasted.unknown[0]))
        return " ・ ".join(parts)

    def _fill(self) -> None:
        shown = self.changes[:_SHOWN]
        names = {one.id: one.name for one in lists.brief({change.customer for change in shown})}
        self.table.setRowCount(len(shown))
        for at, change in enumerate(shown):
            cells = (names.get(change.customer, ""), self._labels[change.field], _words(change.before), _words(change.after))
            for place, words in enumerate(cells):
                self.table.setItem(at, place, QTableWidgetItem(words))

    def accept(self) -> None:
        """Write them."""
        if self.changes:
            self._write(self.changes)
            super().accept()


def _words(value: Value) -> str:
    return money.shown(value) if isinstance(value, int) else value or "—"
