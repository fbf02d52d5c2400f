"""名單: every list known by name, the shop's own and the ready ones, counted while the menu stands open."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from db.services import lists, segments
from db.services.lists import ListQuery
from db.services.segments import KnownList
from resources.i18n import _
from ui.kit import counter, jobs
from ui.kit.labels import action, set_action_text
from ui.kit.page import Shell
from ui.trying import tried

Take = Callable[[str, str], None]  # the conditions' text, the list's key


class ListsMenu(QMenu):
    """Choosing a list shows it; the shop's own lists can be renamed and deleted."""

    def __init__(self, shell: Shell, parent: QWidget, take: Take, current: str) -> None:
        super().__init__(parent)
        self._shell, self._take = shell, take
        known = segments.known()
        own = [one for one in known if one.segment is not None]
        self.entries = {one.key: self._entry(one, current) for one in own}
        if own:
            self.addSeparator()
        self.entries |= {one.key: self._entry(one, current) for one in known if one.segment is None}
        if own:
            self.addSeparator()
            self._manage(own)
        self._counting = True
        self.aboutToHide.connect(self._stop)
        self._count(known)

    def _entry(self, one: KnownList, current: str) -> QAction:
        made = action(_told(one), partial(self._take, one.conditions, one.key), parent=self)
        made.setCheckable(True)
        made.setChecked(one.key == current)
        self.addAction(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The counts make it wider while it stands open: it stays on the screen."""
        super().resizeEvent(event)
        room = self.screen().availableGeometry()
        if self.isVisible() and self.geometry().right() > room.right():
            self.move(max(room.left(), room.right() + 1 - self.width()), self.y())

    def _stop(self) -> None:
        self._counting = False

    def _count(self, left: Sequence[KnownList]) -> None:
        """One list after the other, so that what is asked for meanwhile comes between them."""
        if not left or not self._counting:
            return
        first, *others = left

        def then(count: int) -> None:
            if self._counting:
                set_action_text(self.entries[first.key], _told(first), f"{count:,}")
                self._count(others)

        jobs.start(lambda _progress: lists.count(ListQuery(conditions=first.conditions)), then, quiet=True)

    def _manage(self, own: Sequence[KnownList]) -> None:
        for title, do in ((_("Rename a list"), self._rename), (_("Delete a list"), self._delete)):
            menu = QMenu(title, self)
            for one in own:
                menu.addAction(action(one.name, partial(do, one), parent=menu))
            self.addMenu(menu)

    def _rename(self, one: KnownList) -> None:
        name = self._shell.asks.text(_("Rename a list"), _("What shall the list be called?"), one.name, yes=_("Rename"))
        if name is not None and one.segment is not None:
            segment = one.segment
            self._say(lambda: segments.rename(segment, name), _("“{name}” is renamed.").format(name=one.name))

    def _delete(self, one: KnownList) -> None:
        if one.segment is not None:
            segment = one.segment
            self._say(
                lambda: segments.delete(segment), _("The list “{name}” is deleted; its customers stay.").format(name=one.name)
            )

    def _say(self, do: Callable[[], object], words: str) -> None:
        if done := tried(do, self._shell.asks):
            self._shell.toast_undo(words, done[1])


def _told(one: KnownList) -> str:
    return one.name if one.segment is not None else counter.quiet(one.name)
