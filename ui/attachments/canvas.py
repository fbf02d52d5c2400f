"""A picture as large as its room allows; read on the worker."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from db.services import attachments
from db.services.attachments import AttachmentRow
from resources.i18n import _
from ui.attachments import pictures
from ui.kit import counter, jobs, theme


class Canvas(QWidget):
    """Shows one picture of a customer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.image = QImage()
        self.words = ""
        self._wanted: AttachmentRow | None = None
        self._scaled = QImage()  # to the room it was painted in last
        counter.state.changed.connect(self.update)

    def show_row(self, row: AttachmentRow) -> None:
        """Read and show this picture; until then nothing of the one before."""
        self._wanted = row
        self._put(QImage(), _("Reading…"))
        jobs.start(
            lambda _progress: pictures.decoded(row.name, row.media_type, attachments.content(row.blob_hash)),
            lambda image: self._arrived(row, image),
            lambda error: self._arrived(row, QImage(), str(error)),
            quiet=True,
            of=self,
        )

    def show_image(self, image: QImage) -> None:
        """Show a picture that is not kept yet."""
        self._wanted = None
        self._put(image, "")

    def _arrived(self, row: AttachmentRow, image: QImage, words: str = "") -> None:
        if row == self._wanted:
            self._put(image, words)

    def _put(self, image: QImage, words: str) -> None:
        self.image, self.words, self._scaled = image, words, QImage()
        self.update()

    def sizeHint(self) -> QSize:
        """Half a screen."""
        return QSize(640, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle, never larger than it is."""
        painter = QPainter(self)
        is_private = counter.state.is_on and self._wanted is not None and self._wanted.label == "card"
        if self.image.isNull() or is_private:
            painter.setPen(theme.colour("muted"))
            words = counter.HIDDEN if is_private else self.words
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
            return
        ratio = self.devicePixelRatioF()
        room = (self.size() * ratio).boundedTo(self.image.size())
        if self._scaled.isNull() or (self._scaled.width() != room.width() and self._scaled.height() != room.height()):
            how = Qt.TransformationMode.SmoothTransformation
            self._scaled = self.image.scaled(room, Qt.AspectRatioMode.KeepAspectRatio, how)
        place = QRectF(0, 0, self._scaled.width() / ratio, self._scaled.height() / ratio)
        place.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(place, self._scaled)
