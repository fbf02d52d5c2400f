"""Copies of kept files for the system's viewer: in a folder of their own, emptied at the program's end and at its next start."""

import shutil
import stat
from itertools import count
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from db.core import file, trouble
from db.services import attachments
from db.services.attachments import AttachmentRow
from resources.i18n import N_, _
from ui.kit.file_names import cleaned

_ours: Final[set[Path]] = set()  # folders of this run
_NO_PROGRAM: Final = N_("No program on this computer opens “{name}”.")


def show(row: AttachmentRow) -> str:
    """Open a copy with the program the system has for it; a sentence where there is none, else nothing."""
    return opened(copy(row))


def opened(path: Path) -> str:
    """Open a file with the program the system has for it; a sentence where there is none, else nothing."""
    found = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
    return "" if found else _(_NO_PROGRAM).format(name=path.name)


def copy(row: AttachmentRow) -> Path:
    """Write a copy that can't be saved over (nobody would find the changes again); where it lies."""
    return lay(Path(cleaned(row.name)).stem + row.ending, attachments.content(row.blob_hash))


def lay(name: str, data: bytes) -> Path:
    """Write these bytes under this name, in a folder where nothing of this name lies, not to be saved over; where it lies."""
    with trouble.explained():
        folder = _folder()
        target = next(path for at in count() if not (path := folder / str(at) / name).exists())
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        target.chmod(stat.S_IREAD)
    return target


def _folder() -> Path:
    """The folder, empty at its first use; it goes with the program."""
    folder = _place()
    if folder not in _ours:
        _ours.add(folder)
        empty(folder)
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(lambda: empty(folder))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _place() -> Path:
    return file.data_folder() / "opened"


def forget() -> None:
    """Take every copy away at once: somebody was erased who may stand in them."""
    empty(_place())


def empty(folder: Path) -> None:
    """Take the copies away; one that is still open in its program goes at the next start."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows deletes no read-only file
    shutil.rmtree(folder, ignore_errors=True)
