"""The dialog for a file that came back: what was changed in it, one line a cell, ticked where it is taken over."""

from array import array
from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QRadioButton, QWidget

from db.core.errors import CancelledError
from db.core.progress import Progress
from db.core.values import phones
from db.services import backups
from db.services.customer_form import PHONES
from importers import taking_back
from importers.commit import Outcome
from importers.round_trip import CLEARED, CONFLICT, REFUSED, TOLD, BackRow, Changed, Returned
from resources.i18n import N_, _, ngettext
from ui.kit import counter, jobs, theme
from ui.kit.card import column, row
from ui.kit.cells import Cell, Chip
from ui.kit.days import written
from ui.kit.keys import once
from ui.kit.labels import button, plain_label, set_text
from ui.kit.list_view import ListView
from ui.kit.page import Shell
from ui.kit.table import Column, TableModel

_AROUND: Final = 90  # pixels of the screen left free
_NAMED: Final = 8  # missing customers by name
_STATES: Final = {
    CONFLICT: (N_("changed in Shukebu, too"), "amber"),
    CLEARED: (N_("emptied in the file"), "amber"),
    REFUSED: (N_("can't be taken over"), "red"),
    TOLD: (N_("for reading only"), "grey"),
}


class Item(NamedTuple):
    """A line of the dialog."""

    row: BackRow
    change: Changed


def _why(item: Item) -> Cell:
    said = item.change.sentence or item.row.sentence
    if item.change.state in _STATES:
        words, hue = _STATES[item.change.state]
        return Cell(said, chips=(Chip(_(words), hue),))
    return Cell(said, chips=(Chip(_("new customer"), "green"),) if item.row.customer is None else ())


def _one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines())


def _told(item: Item, text: str) -> str:
    """What a cell says, numbers and days as they are shown everywhere else; Excel takes the 0 off a number."""
    if item.change.key in PHONES:
        found = phones.parse(text)
        text = text if any(one.problem or one.label for one in found) else "、".join(one.shown for one in found)
    return _one_line(written(text))


COLUMNS: Final = (
    Column("tick", N_("Take over"), lambda item: Cell(_box(item.change), bold=True), 6.0, sorts=False),
    Column("name", N_("Name"), lambda item: Cell(_one_line(item.row.name), bold=True), 9.0, sorts=False),
    Column("field", N_("Field"), lambda item: Cell(item.change.title, tone="muted"), 7.0, sorts=False),
    Column("before", N_("In Shukebu"), lambda item: Cell(_told(item, item.change.before), tone="muted"), 13.0, sorts=False),
    Column("after", N_("In the file"), lambda item: Cell(_told(item, item.change.after)), 13.0, sorts=False),
    Column("why", N_("Remark"), _why, 14.0, sorts=False),
)


def _box(change: Changed) -> str:
    return ("☑" if change.ticked else "☐") if change.may_tick else "–"


def offer(shell: Shell, returned: Returned) -> bool:
    """Show what came back, phones and notes among it; False: nothing was changed in the file, which is told in one sentence."""
    if not returned.rows and not returned.missing:
        shell.toast(_("Nothing was changed in “{file}”.").format(file=returned.file))
        return False
    counter.opening(shell, lambda: ReturnDialog(shell, returned, shell if isinstance(shell, QWidget) else None).open())
    return True


class ReturnDialog(QDialog):
    """Space or a click on the first column ticks a line; Enter takes over what is ticked."""

    def __init__(self, shell: Shell, returned: Returned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What came back"))
        self._shell, self.returned = shell, returned
        self.items = [Item(row, change) for row in returned.rows for change in row.changes]
        room = self.screen().availableSize()
        self.resize(min(round(theme.px() * 66), room.width() - _AROUND), min(round(theme.px() * 38), room.height() - _AROUND))
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(self._title(), "title", wrap=True))
        words = _("Ticked lines go into Shukebu. A click or the space bar ticks a line and takes the tick off.")
        body.addWidget(plain_label(words, "muted", wrap=True))
        self.model = TableModel(COLUMNS, lambda ids: [self.items[one] for one in ids], self)
        self.view = ListView("returned", self.model)
        self.view.setAccessibleName(_("What was changed in the file"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.show_ids(array("q", range(len(self.items))))
        self.view.clicked.connect(self._clicked)
        once(Qt.Key.Key_Space, self.view, self.toggle, alone=True)
        self.view.activated_id.connect(lambda _line: self.go.click())
        body.addWidget(self.view, 1)
        self.view.setVisible(bool(self.items))
        if returned.missing:
            body.addWidget(plain_label(self._missing(), "amber", wrap=True))
            body.addLayout(self._missing_choice())
        body.addLayout(self._foot())
        if self.items:
            self.view.choose(0)
        self._tell()

    def _title(self) -> str:
        cells, people = len(self.items), len(self.returned.rows)
        if not cells:
            return _("Came back: {file}").format(file=self.returned.file)
        return ngettext(
            "{cells} values of {people} customer were changed in the file",
            "{cells} values of {people} customers were changed in the file",
            people,
        ).format(cells=f"{cells:,}", people=f"{people:,}")

    def _missing(self) -> str:
        missing = self.returned.missing
        names = "、".join(_one_line(name) for _id, name in missing[:_NAMED]) + ("…" if len(missing) > _NAMED else "")
        words = ngettext(
            "{count} customer is missing in the file: {names}. What becomes of them?",
            "{count} customers are missing in the file: {names}. What becomes of them?",
            len(missing),
        )
        return words.format(count=f"{len(missing):,}", names=names)

    def _missing_choice(self) -> QHBoxLayout:
        made = row(spacing=16)
        self.keep = QRadioButton(_("Keep them"))
        self.put_away = QRadioButton(_("Put them away"))
        self.keep.setChecked(True)
        self.put_away.toggled.connect(self._tell)
        for one in (self.keep, self.put_away):
            made.addWidget(one)
        made.addStretch(1)
        return made

    def _foot(self) -> QHBoxLayout:
        made = row(spacing=10)
        self.all = button(_("Tick all"), lambda: self.tick_all(ticked=True))
        self.none = button(_("Tick none"), lambda: self.tick_all(ticked=False))
        for one in (self.all, self.none):
            one.setVisible(bool(self.items))
            made.addWidget(one)
        self.count = plain_label("", "muted")
        made.addWidget(self.count)
        made.addStretch(1)
        made.addWidget(button(_("Not now"), self.reject))
        self.go = button(_("Take over"), self.take_over, kind="primary")
        made.addWidget(self.go)
        return made

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.toggle()

    def toggle(self) -> None:
        """Turn the chosen lines over, all to what the first one becomes."""
        chosen = [self.items[one].change for one in self.view.chosen() if self.items[one].change.may_tick]
        for change in chosen:
            change.ticked = not chosen[0].ticked if change is chosen[0] else chosen[0].ticked
        self._tell()

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every line that may be, or none."""
        for item in self.items:
            item.change.ticked = ticked and item.change.may_tick
        self._tell()

    def _tell(self) -> None:
        """What would be done now."""
        self.model.forget()
        count = sum(item.change.ticked for item in self.items)
        away = bool(self.returned.missing) and self.put_away.isChecked()
        set_text(self.count, ngettext("{count} line ticked", "{count} lines ticked", count).format(count=f"{count:,}"))
        self.count.setVisible(bool(self.items))
        self.go.setEnabled(count > 0 or away)

    def take_over(self) -> None:
        """Write it on the worker, in one unit; one undo takes it back. Until it is written the ticks are here."""
        returned, shell = self.returned, self._shell
        returned.put_away = bool(returned.missing) and self.put_away.isChecked()
        self.hide()
        shell.go("customers")

        def then(outcome: Outcome) -> None:
            self.accept()
            _done(shell, outcome, len(returned.missing) if returned.put_away else 0)

        def failed(error: Exception) -> None:
            self.open()
            if not isinstance(error, CancelledError):
                raise error

        jobs.start(_work(returned), then, failed, title=_("Taking over what was changed…"), of=self)


def _work(returned: Returned) -> Callable[[Progress], Outcome]:
    return lambda progress: taking_back.commit(returned, progress, back_up=lambda: backups.make("import"))


def _done(shell: Shell, outcome: Outcome, away: int) -> None:
    count = outcome.updated + outcome.added
    text = ngettext("{count} customer is as in the file now", "{count} customers are as in the file now", count)
    words = [text.format(count=f"{count:,}")] if count or not away else []
    if away:
        words.append(ngettext("{count} is put away", "{count} are put away", away).format(count=f"{away:,}"))
    shell.toast_undo(_(", ").join(words), outcome.unit)
