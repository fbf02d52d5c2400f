"""The picture of a product in its form: chosen, pasted or dropped, shown small, taken away."""

from typing import Any, Final

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from db.core.errors import BusyError
from db.core.progress import Progress
from db.services import attachments
from db.services.attachments import Given
from db.services.product_saving import Picture
from resources.i18n import _
from ui.attachments import taking
from ui.attachments.taking import Brought
from ui.kit import jobs
from ui.kit.boxes import Box
from ui.kit.card import row
from ui.kit.dialogs import Asks
from ui.kit.labels import button, plain_label

_SIDE: Final = 96  # pixels
_NEW: Final = "new"


class PictureBox(Box):
    """`value()`: the hash of the picture there was, "" without one, or that there is another; `of_this_save` is what is kept."""

    def __init__(self, asks: Asks, thumbnail_hash: str) -> None:
        super().__init__()
        self._asks, self._before, self._now = asks, thumbnail_hash, thumbnail_hash
        self._given: Given | None = None
        self._is_reading = False
        self.setAcceptDrops(True)
        self.shown = plain_label()
        self.shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose_button = button(_("Choose a picture…"), self.choose, kind="small", icon="image")
        self.off = button(_("Without the picture"), lambda: self.fill(""), kind="small")
        line = row(self, spacing=10)
        line.addWidget(self.shown)
        for made in (self.choose_button, button(_("Paste the picture"), self.paste, kind="small"), self.off):
            line.addWidget(made)
        line.addStretch(1)
        self._draw(QImage.fromData(attachments.content(thumbnail_hash)) if thumbnail_hash else QImage())

    def _draw(self, image: QImage) -> None:
        room = QSize(_SIDE, _SIDE)
        kept = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.shown.setPixmap(QPixmap() if image.isNull() else QPixmap.fromImage(image.scaled(room, *kept)))
        self.shown.setVisible(not image.isNull())
        self.off.setVisible(bool(self._now))
        self.grown.emit()

    # as every box

    def value(self) -> str:
        """Whether there is one, and whether it is another."""
        return self._now

    def fill(self, value: Any) -> None:
        """The picture there was, or none; one that was only chosen is not remembered."""
        self._given = None
        self._now = self._before if value else ""
        self._draw(QImage.fromData(attachments.content(self._now)) if self._now else QImage())
        self.changed.emit()

    def widget_for_label(self) -> QWidget:
        """The button that asks for one."""
        return self.choose_button

    def of_this_save(self) -> Picture:
        """What is to become of the picture. BusyError: it is still being read."""
        if self._is_reading:
            raise BusyError(_("The photo is still being read."))
        if self._given:
            return self._given
        return "as it is" if self._now == self._before else None

    # a new one

    def choose(self) -> None:
        """Ask for a file."""
        self.take(taking.of_files(self._asks.choose_files(_("Choose a picture"), f"{_('Photos')} ({taking.PICTURES})")))

    def paste(self) -> None:
        """What was copied: a picture or a file of one."""
        self._bring(QGuiApplication.clipboard().mimeData())

    def take(self, files: list[Brought]) -> None:
        """Make the first of these small on the worker and show it."""
        if not files:
            return
        self._is_reading = True
        jobs.start(lambda progress: _prepared(files[:1], progress), self._arrived, self._failed, quiet=True, of=self)

    def _failed(self, error: Exception) -> None:
        self._is_reading = False
        raise error

    def _arrived(self, taken: taking.Taken) -> None:
        self._is_reading = False
        given = next((one for one in taken.given if one.thumbnail), None)
        if given is None:
            said = "\n\n".join(taken.declined) or _("This is no picture. Please choose a photo.")
            self._asks.tell(_("Choose a picture"), said)
            return
        self._given, self._now = given, _NEW
        self._draw(QImage.fromData(given.thumbnail))
        self.changed.emit()

    def _bring(self, data: QMimeData) -> None:
        self.take(taking.brought(data) if taking.may_bring(data) else [])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures."""
        if taking.may_bring(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        event.acceptProposedAction()
        self._bring(event.mimeData())


def _prepared(files: list[Brought], progress: Progress) -> taking.Taken:
    return taking.prepare(files, "", progress)
