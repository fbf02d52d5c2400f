"""The clipboard: what the window copies, for how long, and what stays of it when the program ends."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QImage

LENT_MS: Final = 30_000  # how long a phone stays in the clipboard


class _News(QObject):
    """Told to whoever says it in words: the status line."""

    lent = Signal()  # a phone was copied; it goes in half a minute
    taken_back = Signal()  # it was still there and is not any more


news: Final = _News()
lets_copy: list[Callable[[int], bool]] = []  # asked before so many lines of a list are copied: the window's door
_copied: Final[list[QMimeData]] = []  # the last
_lent: Final[list[tuple[QMimeData, str]]] = []  # the phone that was lent last


def put(text: str, html: str = "") -> None:
    """Copy this text; `html` is the same for programs that take tables."""
    held = QMimeData()
    held.setText(text)
    if html:
        held.setHtml(html)
    _put(held)


def may_copy(lines: int) -> bool:
    """Whether so many lines of a list may be copied."""
    return all(asked(lines) for asked in lets_copy)


def put_picture(image: QImage) -> None:
    """Copy a picture, to be pasted in LINE."""
    held = QMimeData()
    held.setImageData(image)
    _put(held)


def put_file(path: Path) -> None:
    """Copy a file, to be pasted in LINE, a mail or a folder."""
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    _put(held)


def _put(held: QMimeData) -> None:
    before = list(_copied)  # lives until the new one has its place
    _copied[:] = [held]
    QGuiApplication.clipboard().setMimeData(held)
    before.clear()


def lend(text: str) -> None:
    """Copy a phone: it is taken out of the clipboard again after LENT_MS, unless something else is there by then."""
    put(text)
    held = _copied[0]
    _lent[:] = [(held, text)]
    QTimer.singleShot(LENT_MS, news, lambda: take_back(held, text))
    news.lent.emit()


def take_back(held: QMimeData, text: str) -> None:
    """Empty the clipboard where what was lent is still in it."""
    if _copied[:1] == [held] and QGuiApplication.clipboard().text() == text:
        put("")
        news.taken_back.emit()


def take_back_lent() -> None:
    """The window is locked: a phone does not wait for its half minute."""
    for held, text in _lent:
        take_back(held, text)
    _lent.clear()


def is_ours() -> bool:
    """Whether what is in the clipboard was put there by this window."""
    return bool(_copied) and QGuiApplication.clipboard().mimeData() is _copied[0]


def let_go() -> None:
    """Before the program ends: what Python made would outlive it (a crash at the exit); what was copied stays, as Qt's own."""
    board = QGuiApplication.clipboard()
    if is_ours():  # else somebody else has copied since
        held = board.mimeData()
        if held.hasImage():
            board.setImage(board.image())
        elif held.hasUrls():
            board.setMimeData(_of_qt(Path(held.urls()[0].toLocalFile())))
        else:
            board.setText(board.text())
    _copied.clear()
    _lent.clear()


def _of_qt(path: Path) -> QMimeData:
    """A file as Qt itself lays it into the clipboard."""
    from PySide6.QtWidgets import QFileSystemModel

    files = QFileSystemModel()
    return files.mimeData([files.index(str(path))])
