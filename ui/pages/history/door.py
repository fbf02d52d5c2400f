"""What of the history leaves the window: a file of the lines in view, the month's proof on paper; and whose deeds are shown."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QMenu

from db.core import session
from db.core.audit import UnitRow
from db.core.progress import Progress
from resources.i18n import _
from ui import doors
from ui.kit import jobs, menus
from ui.kit.labels import action, button, set_button_text
from ui.kit.page import Shell
from ui.pages.history.presenter import HistoryPresenter

if TYPE_CHECKING:
    from ui.kit.jobs import Work

_KINDS: Final = "Excel (*.xlsx);;CSV (*.csv)"
Cells = Callable[[UnitRow], list[str]]


class HistoryDoor(QHBoxLayout):
    """Two buttons: whose deeds, and what may be taken along. `cells`: a line of the list as texts."""

    def __init__(self, shell: Shell, presenter: HistoryPresenter, cells: Cells) -> None:
        super().__init__()
        self._shell, self._presenter, self._cells = shell, presenter, cells
        self.whose = button("", self._ask_whose, icon="users")
        self.more = button(_("Take along"), lambda: menus.open_below(self.more, self._fill), icon="download")
        self.addWidget(self.whose)
        self.addWidget(self.more)
        self.tell()

    def tell(self) -> None:
        """Say whose deeds are in view; who may not see the others' has no choice, and takes nothing along."""
        name = self._presenter.actor
        set_button_text(self.whose, session.shown(name) if name else _("Whoever did it"))
        for made, is_offered in ((self.whose, session.may("history")), (self.more, session.may_do("history.export"))):
            if made.parentWidget() is not None:  # before it has its place it would be a window of its own
                made.setVisible(is_offered)
            elif not is_offered:
                made.hide()

    def _ask_whose(self) -> None:
        menus.open_below(self.whose, self._fill_whose)

    def _fill_whose(self, menu: QMenu) -> None:
        menu.addAction(action(_("Whoever did it"), partial(self._choose, ""), parent=menu))
        for name in self._presenter.actors():
            menu.addAction(action(session.shown(name), partial(self._choose, name), parent=menu))

    def _choose(self, name: str) -> None:
        self._presenter.only(name)
        self.tell()

    def _fill(self, menu: QMenu) -> None:
        menu.addAction(action(_("Save these lines as a file…"), self.save, parent=menu))
        menu.addAction(action(_("Print this month’s proof"), self.print_proof, parent=menu))

    def save(self) -> None:
        """Write everything that fits the filter, not only what was scrolled to, to a file."""
        target = doors.save_file(self._shell, _("What was done"), _KINDS, Path.home() / f"{_('What was done')}.xlsx")
        if target is not None:
            done = _("Saved: {path}").format(path=target)
            jobs.start(self._work(target), lambda _count: self._shell.toast(done), title=_("Saving…"))

    def _work(self, target: Path) -> "Work":
        presenter, cells = self._presenter, self._cells

        def work(progress: Progress) -> int:
            from reports import history_list

            return history_list.write(target, presenter.query, cells, progress)

        return work

    def print_proof(self) -> None:
        """The heads of this month on paper."""
        self._shell.print_out(_proof, _("Proof of the history"), "proof")


def _proof(progress: Progress) -> bytes:
    from db.core import clock
    from reports import history_pdf

    return history_pdf.make(clock.today(), progress).pdf
