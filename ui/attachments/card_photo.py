"""The photo of a business card beside a form while its fields are typed: dropped, pasted or chosen; kept with what is saved."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from db.core.errors import BusyError
from db.core.progress import Progress
from db.services.attachments import Given
from resources.i18n import _
from ui.attachments import taking
from ui.attachments.canvas import Canvas
from ui.attachments.taking import Brought
from ui.kit import jobs, theme
from ui.kit.card import column, foot
from ui.kit.dialogs import Asks
from ui.kit.labels import button, plain_label

_WIDE = 24  # letters
_DROPS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class CardPhoto(QFrame):
    """Out of sight until there is a picture; `opener` is the button that asks for one. `given` is what is to be kept."""

    chosen = Signal()  # by the button: the fields' turn

    def __init__(self, asks: Asks, given: Given | None = None) -> None:
        super().__init__()
        self.setProperty("band", "side")
        self._asks = asks
        self.given: Given | None = None
        self._is_reading = False
        self.canvas = Canvas()
        self.opener = button(_("Photo of the card…"), self.choose, kind="small", icon="image")
        body = column(self, margin=12, spacing=8)
        body.addWidget(plain_label(_("The photo is kept with the customer."), "small", wrap=True))
        body.addWidget(self.canvas, 1)
        body.addLayout(foot(button(_("Without the photo"), self.forget, kind="small")))
        self.setFixedWidth(round(theme.px() * _WIDE))
        self.hide()
        if given:
            self._arrived(([given], QImage.fromData(given.data), []))

    def watch(self, dialog: QWidget) -> None:
        """Take what is dropped or pasted anywhere on this dialog; a box would write a file's name down."""
        dialog.setAcceptDrops(True)
        self._dialog = dialog
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def choose(self) -> None:
        """Ask for a picture."""
        files = self._asks.choose_files(_("Photo of the card…"), f"{_('Photos')} ({taking.PICTURES})")
        self.take(taking.of_files(files))
        if files:
            self.chosen.emit()

    def take(self, files: list[Brought]) -> None:
        """Make the first of these ready on the worker and show it."""
        if not files:
            return
        self._is_reading = True

        def work(progress: Progress) -> tuple[list[Given], QImage, list[str]]:
            taken = taking.prepare(files[:1], "card", progress)
            given = [one for one in taken.given if one.thumbnail]
            return given, QImage.fromData(given[0].data) if given else QImage(), taken.declined

        jobs.start(work, self._arrived, self._failed, quiet=True)

    def of_this_save(self) -> Given | None:
        """What is to be kept now. BusyError: it is still being read."""
        if self._is_reading:
            raise BusyError(_("The photo is still being read."))
        return self.given

    def forget(self) -> None:
        """Without a photo after all."""
        self.given = None
        self.hide()
        self._widen(-self.width())

    def _failed(self, error: Exception) -> None:
        self._is_reading = False
        raise error

    def _arrived(self, answer: tuple[list[Given], QImage, list[str]]) -> None:
        given, image, declined = answer
        self._is_reading = False
        if declined or not given:
            self._asks.tell(_("Photo of the card…"), "\n\n".join(declined) or _("This is no picture. Please choose a photo."))
            return
        self.given = given[0]
        self.canvas.show_image(image)
        if self.isHidden():
            self.show()
            self._widen(self.width())

    def _widen(self, by: int) -> None:
        """The fields keep their width where the screen has the room."""
        whole = self.window()
        if whole is not self:
            most = whole.screen().availableGeometry().width() - 40
            whole.resize(min(whole.width() + by, most), whole.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _DROPS and kind != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or watched.window() is not self._dialog:
            return False
        if isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self._bring(QGuiApplication.clipboard().mimeData())
        return isinstance(event, QDropEvent) and self._dropped(event)

    def _dropped(self, event: QDropEvent) -> bool:
        if not taking.may_bring(event.mimeData()):
            return False
        event.acceptProposedAction()
        return event.type() != QEvent.Type.Drop or self._bring(event.mimeData())

    def _bring(self, data: QMimeData) -> bool:
        files = taking.brought(data) if taking.may_bring(data) else []
        self.take(files)
        return bool(files)
