"""The file menu's work on the shop file itself: back up to a stick, fetch back, show where it lies, back up at close."""

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore, QtGui

from db.core import file
from db.core.errors import UserError
from db.core.progress import Progress
from resources.i18n import _
from ui.kit import jobs
from ui.kit.days import near
from ui.kit.page import Shell

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


class ShopFiles:
    """Acts on the open shop file for the menu."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def backup_to_stick(self) -> None:
        """Ask for a folder and put a verified copy there."""
        folder = self._shell.asks.choose_folder(_("Choose the USB stick or folder for the backup"))
        if folder is None:
            return

        def work(progress: Progress) -> object:
            from db.services import backups

            progress(_("Backing up…"), 0, 0)
            return backups.to_folder(folder)

        jobs.start(
            work, lambda _made: self._shell.toast(_("Backed up to {folder} and opened to try: it works.").format(folder=folder))
        )

    def restore(self) -> None:
        """Ask for a backup and put it in the place of the open file, which is kept."""
        from db.services import backups

        kept = backups.kept()
        folder = kept[0].path.parent if kept else file.data_folder()
        chosen = self._shell.asks.choose_files(_("Choose the backup to fetch back"), _("Backups") + " (*.crmbak *.crm)", folder)
        if not chosen:
            return
        question = _("Put everything back to how it was in “{name}”?").format(name=chosen[0].name)
        detail = _("What was entered since then will be missing. Today's file is kept beside it, so you can return to it.")
        if self._shell.asks.confirm(_("Fetch back from a backup"), question, _("Fetch back"), detail=detail, danger=True):
            self.restore_from(chosen[0])

    def restore_from(self, backup: Path) -> None:
        """Fetch this backup back and open it."""
        from db.services import backups

        jobs.runner().wait()
        target = file.current_path() if file.is_open() else shop_path()
        backups.restore(backup)
        self._shell.switch_to(target)
        self._shell.toast(_("Fetched back from “{name}”.").format(name=backup.name))

    def tell_last_backup(self, tell: Callable[[str], None]) -> None:
        """Say when the newest copy was made, once the worker has looked; nothing while there is none."""

        def work(_progress: Progress) -> str:
            from db.services import backups

            newest = next((backup for backup in backups.kept() if backup.verified), None)
            return newest.shown_at if newest else ""

        def then(shown_at: str) -> None:
            day, _blank, hour = shown_at.partition(" ")
            tell(_("✓ Backed up {day} {hour}").format(day=near(day), hour=hour) if day else "")

        if file.is_open() and not is_demo():
            jobs.start(work, then, lambda _error: None, quiet=True)

    def show_folder(self) -> None:
        """Show in the file manager where the data lies."""
        QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(file.data_folder())))

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
