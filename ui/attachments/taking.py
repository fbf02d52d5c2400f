"""What is dropped, pasted or chosen, as files to be kept; a picture in the clipboard has no file and gets a name."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from db.core import clock
from db.core.errors import InputError
from db.core.journal import saving
from db.core.progress import Progress
from db.services import attachments
from db.services.attachments import Given
from resources.i18n import _, ngettext
from ui import pasted
from ui.attachments import pictures
from ui.kit import jobs
from ui.kit.page import DropOffer, Shell

PICTURES: Final = "*.jpg *.jpeg *.png *.heic *.heif *.webp *.gif *.bmp *.tif *.tiff"  # for the system's dialog
_PAPERS: Final = (".pdf", ".doc", ".docx", ".odt", ".ppt", ".pptx", ".odp")  # what is no list; tables and texts may be one
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


def keep(shell: Shell, customer: int, files: list[Brought], label: str = "", then: Callable[[], object] = lambda: None) -> None:
    """Make these ready on the worker, keep them with the customer and say so; `then` before it is said."""

    def work(progress: Progress) -> tuple[int, int | None, list[str]]:
        taken = prepare(files, label, progress)
        if not taken.given:
            return 0, None, taken.declined
        kept, unit = saving(lambda: attachments.add(customer, taken.given))
        return len(kept), unit, taken.declined

    def kept(answer: tuple[int, int | None, list[str]]) -> None:
        then()
        _tell(shell, *answer)

    if files:
        jobs.start(work, kept, title=_("Putting in the files…"))


def _tell(shell: Shell, count: int, unit: int | None, declined: list[str]) -> None:
    if unit is not None:
        shell.toast_undo(ngettext("{count} file is kept", "{count} files are kept", count).format(count=count), unit)
    elif count:
        shell.toast(_("This is with the customer already."))
    if declined:
        shell.asks.tell(_("Not everything could be kept"), "\n\n".join(dict.fromkeys(declined)))


def offer(shell: Shell, area: QWidget, customer: int, name: str, data: QMimeData, *, any_file: bool) -> DropOffer | None:
    """Letting go over `area` keeps photos and papers with this customer, and with `any_file` what may be a list, too."""
    if not may_bring(data) or not (any_file or all(_is_no_list(path) for path in pasted.files(data))):
        return None
    words = _("Let go to put it with {name}’s photos and files").format(name=name)
    return DropOffer(area, words, lambda: keep(shell, customer, brought(data)))


def _is_no_list(path: Path) -> bool:
    return path.suffix.lower() in _PAPERS or f"*{path.suffix.lower()}" in PICTURES.split()


def _bytes(path: Path) -> bytes:
    with _told(path):
        attachments.refuse_big(path.name, path.stat().st_size)
    return read(path)


def read(path: Path) -> bytes:
    """What a file holds, however big. InputError: it can't be read now."""
    with _told(path):
        return path.read_bytes()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        words = _("“{name}” can't be read: the stick may have been pulled out, or another program holds it. Please try again.")
        raise InputError(words.format(name=path.name)) from error
