"""Ctrl+Z and Ctrl+Shift+Z: takes back the last action, says so, and offers the way back."""

from typing import Final

from db.core import audit
from db.core.actions import label
from db.core.audit import UnitRow
from db.core.errors import CancelledError, ChangedSinceError
from db.core.undo import undo
from resources.i18n import _
from ui.kit import jobs
from ui.kit.page import Shell

_LONG: Final = 500  # changes; more are taken back on the worker


class Undoing:
    """Undo and redo for the window and for every toast."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def last(self) -> int | None:
        """The unit Ctrl+Z would take back."""
        unit = audit.last_undoable()
        return unit.id if unit else None

    def undo(self) -> None:
        """Take back the last action of this session."""
        unit = audit.last_undoable()
        if unit is None:
            self._shell.toast(_("There is nothing to take back."), _("What was done"), lambda: self._shell.go("history"))
        else:
            self.take_back(unit.id)

    def redo(self) -> None:
        """Do again what was taken back last."""
        unit = audit.last_redoable()
        if unit is None:
            self._shell.toast(_("There is nothing to do again."))
        else:
            self._run(unit, _("Done again: {what}"), "")

    def take_back(self, unit_id: int) -> None:
        """Take back this unit, telling what it was."""
        unit = audit.get(unit_id)
        if unit:
            self._run(unit, _("Taken back: {what}"), _("Do again"))

    def _run(self, unit: UnitRow, sentence: str, again: str, *, rest: bool = False) -> None:
        def then(_answer: object) -> None:
            self._shell.toast(sentence.format(what=label(unit.action)), again, self.redo if again else None)

        def failed(error: BaseException) -> None:
            self._refused(unit, error, sentence, again)

        if unit.changes > _LONG:
            jobs.start(lambda progress: undo(unit.id, rest=rest, progress=progress), then, failed, title=_("Taking back…"))
            return
        try:
            undo(unit.id, rest=rest)
        except ChangedSinceError as error:
            failed(error)
        else:
            then(None)

    def _refused(self, unit: UnitRow, error: BaseException, sentence: str, again: str) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, ChangedSinceError):
            raise error
        answers = [_("Take back all the rest"), _("See what was changed since")]
        choice = self._shell.asks.choose(label(unit.action), error.sentence, answers)
        if choice == 0:
            self._run(unit, sentence, again, rest=True)
        elif choice == 1:
            self._shell.go("history", unit=unit.id)
