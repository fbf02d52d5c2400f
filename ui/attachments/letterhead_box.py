"""A picture of the letterhead in a form: chosen from a file, seen small, taken away."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from db.core.errors import UserError
from db.core.progress import Progress
from resources.i18n import _
from ui.attachments import letterhead_pictures, taking
from ui.kit import jobs, theme
from ui.kit.boxes import Box
from ui.kit.card import row
from ui.kit.dialogs import Asks
from ui.kit.labels import button, plain_label, set_button_text

_HIGH: Final = 2.6  # letters a picture is high


class LetterheadBox(Box):
    """`value()`: PNG or JPEG bytes made small, b"" for none; `reading` while a file is read on the worker."""

    reading = Signal(bool)

    def __init__(self, asks: Asks, value: Any) -> None:
        super().__init__()
        self._asks = asks
        self._data = b""
        self._seen = plain_label()
        self._choose = button(_("Choose a picture…"), self.choose, icon="image")
        self._away = button(_("Without it"), lambda: self.fill(b""), kind="link")
        line = row(self, spacing=10)
        for part in (self._seen, self._choose, self._away):
            line.addWidget(part)
        line.addStretch(1)
        self._show(bytes(value or b""))

    def choose(self) -> None:
        """Ask for a file; what can't be used is said."""
        files = self._asks.choose_files(_("Choose a picture…"), f"{_('Photos')} ({taking.PICTURES})")
        if not files:
            return
        path = files[0]
        self._read(True)

        def work(_progress: Progress) -> bytes:
            return letterhead_pictures.prepared(path.name, taking.read(path))

        jobs.start(work, self._take, self._decline, quiet=True)

    def _take(self, data: bytes) -> None:
        self._read(False)
        self.fill(data)

    def _decline(self, error: BaseException) -> None:
        self._read(False)
        if not isinstance(error, UserError):
            raise error
        self._asks.error(error)

    def _read(self, is_reading: bool) -> None:
        """A big photo takes a second or two on the worker: nothing else can be chosen, or saved, meanwhile."""
        self._choose.setEnabled(not is_reading)
        set_button_text(self._choose, _("Reading the picture…") if is_reading else _("Choose a picture…"))
        self.reading.emit(is_reading)

    def value(self) -> bytes:
        """The picture."""
        return self._data

    def fill(self, value: Any) -> None:
        """This picture."""
        self._show(bytes(value or b""))
        self.changed.emit()

    def _show(self, data: bytes) -> None:
        self._data = data
        image = (
            QImage.fromData(data).scaledToHeight(round(theme.px() * _HIGH), Qt.TransformationMode.SmoothTransformation)
            if data
            else QImage()
        )
        self._seen.setPixmap(QPixmap.fromImage(image))
        self._seen.setVisible(bool(data))
        self._away.setVisible(bool(data))

    def widget_for_label(self) -> QWidget:
        """The button."""
        return self._choose
