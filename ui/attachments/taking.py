"""What is dropped, pasted or chosen, as files to be kept; a picture in the clipboard has no file and gets a name."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from db.core import clock
from db.core.errors import InputError
from db.core.progress import Progress
from db.services import attachments
from db.services.attachments import Given
from resources.i18n import _
from ui import pasted
from ui.attachments import pictures

PICTURES: Final = "*.jpg *.jpeg *.png *.heic *.heif *.webp *.gif *.bmp *.tif *.tiff"  # for the system's dialog
Read = Callable[[], bytes]


class Brought(NamedTuple):
    """A file somebody brings: its name, and how its bytes are read (on the worker)."""

    name: str
    read: Read


class Taken(NamedTuple):
    """What became of files that were brought: those that may be kept, and the sentences of those that may not."""

    given: list[Given]
    declined: list[str]


def may_bring(data: QMimeData) -> bool:
    """Whether files or a picture can be taken out of this. Copied cells bring a picture of themselves along: those are words."""
    return any(url.isLocalFile() for url in data.urls()) or (data.hasImage() and not data.hasText())


def brought(data: QMimeData) -> list[Brought]:
    """The files in what was dropped or pasted; without files the picture itself."""
    if files := pasted.files(data):
        return of_files(files)
    image = QImage(data.imageData()) if data.hasImage() else QImage()
    if image.isNull():
        return []
    return [Brought(f"{_('Picture')} {clock.today():%Y-%m-%d}.png", lambda: pictures.written(image, b"PNG"))]


def of_files(files: Iterable[Path]) -> list[Brought]:
    """These files."""
    return [Brought(path.name, lambda path=path: _bytes(path)) for path in files]  # type: ignore[misc]


def prepare(files: list[Brought], label: str, progress: Progress) -> Taken:
    """Read every file and make it ready to be kept; for the worker."""
    taken = Taken([], [])
    for at, one in enumerate(files):
        progress(_("Reading the pictures"), at, len(files))
        try:
            taken.given.append(pictures.prepared(one.name, one.read(), label))
        except InputError as error:
            taken.declined.append(error.sentence)
    return taken


def _bytes(path: Path) -> bytes:
    try:
        attachments.refuse_big(path.name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        words = _("“{name}” can't be read: the stick may have been pulled out, or another program holds it. Please try again.")
        raise InputError(words.format(name=path.name)) from error
