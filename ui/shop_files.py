"""The file menu's work on the shop file itself: back up to a stick, fetch back, show where it lies, back up at close."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from db.core import file
from db.core.errors import UserError
from db.core.progress import Progress
from resources.i18n import _
from ui.kit import jobs
from ui.kit.page import Shell

if TYPE_CHECKING:
    from db.services.backup_state import BackupState
    from db.services.restoring import Fetching
    from ui.restoration.presenter import Restored
    from ui.sticks import Stick

SHOP = "shop.crm"
DEMO = "demo.crm"


def shop_path() -> Path:
    """The owner's own file."""
    return file.data_folder() / SHOP


def demo_path() -> Path:
    """The demo shop's file."""
    return file.data_folder() / DEMO


def is_demo() -> bool:
    """Whether the demo shop is open."""
    return file.is_open() and file.current_path().name == DEMO


def _look(shop: Path) -> "list[Stick]":
    from ui import sticks

    return sticks.look(shop)


class ShopFiles:
    """Acts on the open shop file for the menu."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self.sticks: Callable[[Path], list[Stick]] = _look

    def backup_to_stick(self) -> None:
        """Show the sticks that are in the computer; a verified copy goes to the one that is chosen, or to another folder."""
        from ui.stick_dialog import StickDialog

        shop = file.current_path()
        parent = self._shell if isinstance(self._shell, QtWidgets.QWidget) else None
        dialog = StickDialog(lambda: self.sticks(shop), shop.stat().st_size, parent)
        dialog.chosen.connect(
            lambda folder: self._back_up_to(
                folder, _("It is backed up and was opened to try. You can unplug it."), dialog.name_of(folder)
            )
        )
        dialog.elsewhere.connect(self._back_up_elsewhere)
        dialog.open()

    def _back_up_elsewhere(self) -> None:
        folder = self._shell.asks.choose_folder(_("Choose the USB stick or folder for the backup"))
        if folder is not None:
            self._back_up_to(folder, _("It is backed up and was opened to try."))

    def _back_up_to(self, folder: Path, done: str, stick: str = "") -> None:
        def work(progress: Progress) -> Path:
            from db.services import backups, stick_copies

            progress(_("Backing up…"), 0, 0)
            return (stick_copies.make(folder, stick) if stick else backups.to_folder(folder)).path

        def then(copy: Path) -> None:
            self._shell.asks.tell(_("Backed up"), done, _("It lies here: {path}").format(path=copy))

        jobs.start(work, then, title=_("Backing up…"))

    def restore(self) -> None:
        """Show the kept copies of the owner's file; the one chosen takes its place, and the window shows it."""
        from ui.restoration.dialog import RestorationDialog

        shop = file.current_path() if file.is_open() and not is_demo() else shop_path()
        parent = self._shell if isinstance(self._shell, QtWidgets.QWidget) else None
        dialog = RestorationDialog(
            self._shell.asks, shop, lambda fetching: self._put_in_place(shop, fetching), parent, self._shell.lets_go
        )
        dialog.finished.connect(lambda _answer: self._tell_restored(dialog.done_with))
        dialog.fetched.connect(self._shell.toast_undo)
        dialog.open()

    def _put_in_place(self, shop: Path, fetching: "Fetching") -> Path | None:
        """Exchange the files while nothing else is done, and show what was fetched back; where that fails, what was there."""
        before = file.current_path() if file.is_open() else shop
        jobs.runner().rest()
        try:
            aside = fetching.put_in_place()
        except BaseException:
            self._show_again(before)
            raise
        self._shell.switch_to(shop)
        return aside

    def _show_again(self, before: Path) -> None:
        if before.exists():
            self._shell.switch_to(before)
        else:
            self._shell.begin_anew()

    def _tell_restored(self, done: "Restored | None") -> None:
        if done is not None:
            from ui.restoration import words

            self._shell.asks.tell(
                _("Fetched back"), words.shown_now(done.backup, done.shop), words.where_it_lies(done.aside, done.shop)
            )

    def tell_backup(self, tell: "Callable[[BackupState | None], None]") -> None:
        """Say how the backups stand, once the worker has looked; None where there is no shop of the owner's."""

        def work(_progress: Progress) -> "BackupState | None":
            from db.services import backup_state

            return backup_state.of() if file.is_open() else None  # closed since it was asked for

        if file.is_open() and not is_demo():
            jobs.start(work, tell, lambda _error: None, quiet=True)
        else:
            tell(None)

    def show_folder(self) -> None:
        """Show in the file manager where the data lies, or say it where there is none."""
        folder = str(file.data_folder())
        if not QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(folder)):  # no file manager: say at least where
            self._shell.asks.tell(_("Folder of the data"), _("Your data lies here: {folder}").format(folder=folder))

    def backup_at_close(self) -> None:
        """Make the day's copy before the window closes; an error is told, the window closes all the same."""
        if not file.is_open() or is_demo():
            return
        from db.services import backups

        failures: list[BaseException] = []
        jobs.start(lambda _progress: backups.make("close"), lambda _made: None, failures.append, title=_("Backing up…"))
        jobs.runner().wait()
        if failures and isinstance(failures[0], UserError):
            self._shell.asks.error(failures[0], _("The backup did not work"))
        elif failures:
            raise failures[0]
