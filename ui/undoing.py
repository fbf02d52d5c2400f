"""Ctrl+Z and Ctrl+Shift+Z: takes back the last action, says so, and offers the way back."""

from collections.abc import Callable
from typing import Final

from db.core import audit
from db.core.actions import label
from db.core.audit import UnitRow
from db.core.errors import CancelledError, ChangedSinceError
from db.core.undo import base_action, undo
from db.services import lists
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.page import Shell
from ui.opposites import NEVER_UNDONE

_NAMED: Final = 8  # customers named when an undo is refused
_LONG: Final = 500  # changes; more are taken back on the worker
_FAR: Final = frozenset({"tags.change", "settings.change"})  # a line of these may work out thousands of customers anew


class Undoing:
    """Undo and redo for the window and for every toast."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._told: set[int] = set()  # the units it was said of that there is no way back

    def undo(self) -> None:
        """Take back the last action of this session."""
        unit, final = audit.last_undoable(), audit.last_final()
        if self._stopped(unit.id if unit else 0):
            return
        if final and final.id not in self._told:
            self._told.add(final.id)
            self._say(_("“{what}” can't be taken back.").format(what=final.label))
        elif unit is None:
            self._say(_("There is nothing to take back."))
        else:
            self.take_back(unit.id)

    def _stopped(self, unit: int) -> bool:
        """Whether something that is never undone was done after this unit and is asked about now, the latest first, once each:
        nothing older is taken back over the owner's head.
        """
        for one in audit.done_since(unit):
            if one.action in NEVER_UNDONE and one.id not in self._told:
                self._told.add(one.id)
                if NEVER_UNDONE[one.action](self._shell, one):
                    return True
        return False

    def _say(self, text: str) -> None:
        self._shell.toast(text, _("What was done"), lambda: self._shell.go("history"))

    def redo(self) -> None:
        """Do again what was taken back last."""
        unit = audit.last_redoable()
        if unit is None:
            self._shell.toast(_("There is nothing to do again."))
        else:
            self._run(unit, _("Done again: {what}"), _("Take back"), self.undo)

    def take_back(self, unit_id: int) -> None:
        """Take back this unit, telling what it was."""
        unit = audit.get(unit_id)
        if unit:
            self._run(unit, _("Taken back: {what}"), _("Do again"), self.redo)

    def _run(self, unit: UnitRow, sentence: str, back: str, way: Callable[[], None], *, rest: bool = False) -> None:
        """Undo this unit and say so; `back` and `way` are the toast's button, which leads back again."""

        def then(_answer: object) -> None:
            self._shell.toast(sentence.format(what=label(base_action(unit.id))), back, way)

        def failed(error: BaseException) -> None:
            if isinstance(error, ChangedSinceError):
                self._refused(unit, error, lambda: self._run(unit, sentence, back, way, rest=True))
            elif not isinstance(error, CancelledError):
                raise error

        if unit.changes > _LONG or base_action(unit.id) in _FAR:
            jobs.start(lambda progress: undo(unit.id, rest=rest, progress=progress), then, failed, title=_("Taking back…"))
            return
        try:
            undo(unit.id, rest=rest)
        except ChangedSinceError as error:
            failed(error)
        else:
            then(None)

    def _refused(self, unit: UnitRow, error: ChangedSinceError, all_the_rest: Callable[[], None]) -> None:
        changed = {row.customer for row in error.details["rows"] if row.customer is not None}  # type: ignore[attr-defined]
        names = {row.id: row.name for row in lists.rows(sorted(changed)[:_NAMED])}
        look = ngettext("See which {count} it is", "See which {count} they are", len(changed)).format(count=f"{len(changed):,}")
        ways: list[tuple[str, Callable[[], object]]] = [(look, lambda: self._see(look, names))] if names else []
        if unit.action == "customers.merge":
            ways.insert(0, (_("Split the two again…"), lambda: self._split(unit)))
        ways.append((_("Take back all the rest"), all_the_rest))  # Enter looks, splits or closes: it never takes back
        told = "、".join(names.values()) + (" …" if len(changed) > len(names) else "")
        safe = len(ways) > 1
        words = [way for way, _do in ways]
        choice = self._shell.asks.choose(label(base_action(unit.id)), error.sentence, words, detail=told, danger=not safe)
        if choice is not None:
            ways[choice][1]()

    def _split(self, unit: UnitRow) -> None:
        """A merge that can't be taken back whole can still be taken apart."""
        from ui.merging.split_dialog import split_off

        split_off(self._shell, int(unit.detail["gone"]))

    def _see(self, title: str, names: dict[int, str]) -> None:
        """Show the history of the customer who was changed since; of several the one that is chosen."""
        ids = list(names)
        at: int | None = 0
        if len(ids) > 1:
            at = self._shell.asks.choose(title, _("Of whom?"), list(names.values()))
        if at is not None:
            self._shell.go("history", customer=ids[at], name=names[ids[at]])
