"""The windows of copies beside this one: begun, and ended with it or when it is locked."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QProcess

from db.core import session
from db.core.file import data_folder
from ui.looking import SHOWN, Asked, sentence

if TYPE_CHECKING:
    from db.services.backups import Backup
    from db.services.looking import Laid

_PATIENCE: Final = 3_000  # ms a window has to go by itself
_MAIN: Final = Path(__file__).parents[2] / "main.py"
_open: list["_Look"] = []


class _Look:
    """One window of a copy, in a process of its own."""

    def __init__(self, laid: "Laid", said: str, shown: Callable[[], object]) -> None:
        self._laid = laid
        self._shown = shown
        _copy_dress(laid)
        self.process = QProcess(QCoreApplication.instance())
        self.process.setStandardErrorFile(QProcess.nullDevice())
        self.process.readyReadStandardOutput.connect(self._hear)
        self.process.finished.connect(self._ended)
        program = [] if getattr(sys, "frozen", False) else [str(_MAIN)]
        self.process.start(sys.executable, [*program, "look"])
        self.process.write(Asked(laid.shop, laid.key, said, session.actor()).dumps())
        _open.append(self)

    def _hear(self) -> None:
        if SHOWN.strip() in bytes(self.process.readAllStandardOutput().data()):
            self._shown()

    def _ended(self, *_status: object) -> None:
        self._laid.clear()
        if self in _open:
            _open.remove(self)
        self._shown()

    def end(self) -> None:
        """Take the window away, and what it showed."""
        self.process.closeWriteChannel()
        if not self.process.waitForFinished(_PATIENCE):
            self.process.kill()
            self.process.waitForFinished(_PATIENCE)


def show(laid: "Laid", backup: "Backup", shown: Callable[[], object] = lambda: None) -> None:
    """Show a copy that was laid out."""
    _Look(laid, sentence(backup), shown)


def count() -> int:
    """How many stand there."""
    return len(_open)


def end_all() -> None:
    """Nothing of a copy is to be seen any more: the shop is locked, or the program ends."""
    for one in list(_open):
        one.end()


def sweep() -> None:
    """Take away what a crash left of copies that were looked into; this window is the only one."""
    if (data_folder() / "looks").exists():
        from db.services import looking as copies

        copies.sweep()


def _copy_dress(laid: "Laid") -> None:
    """The copy's window speaks the same language, in letters of the same size; it greets nobody anew."""
    dress = data_folder() / "window.ini"
    if dress.exists():
        shutil.copyfile(dress, laid.shop.parent / dress.name)
