"""The wizard 搬到新電腦: choose the stick, wait until the file was read back, and say what becomes of this computer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QDialog, QProgressBar, QPushButton

from db.core import file
from db.core.errors import UserError
from db.core.progress import Progress
from db.services import moving
from db.services.moving import Packed
from resources.i18n import _
from ui.kit import jobs, theme
from ui.kit.card import column, foot, row
from ui.kit.choice import Choice
from ui.kit.clearing import clear
from ui.kit.labels import button, plain_label, set_text
from ui.locking import plain
from ui.stick_dialog import size_of
from ui.sticks import Stick

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_WIDE: Final = 40  # letters
_MB: Final = 1 << 20


class MoveDialog(QDialog):
    """Three steps in one small window; nothing is changed here before the last one is answered."""

    def __init__(self, window: "MainWindow", sticks: Callable[[Path], list[Stick]]) -> None:
        super().__init__(window)
        self._window = window
        self._sticks = sticks
        self._packed: Packed | None = None
        self._is_busy = self._is_closed = self._locks = False
        self.setWindowTitle(_("Move to another computer"))
        self.setFixedWidth(round(theme.px() * _WIDE))
        self.body = column(self, margin=24, spacing=10)
        self.finished.connect(self._closed)
        self.choose()

    def _head(self, step: int, title: str, words: str) -> None:
        clear(self.body)
        steps = _("Step {step} of {steps}").format(step=step, steps=3)
        self.body.addWidget(plain_label(steps, "small"))
        self.body.addWidget(plain_label(title, "title", wrap=True))
        self.body.addWidget(plain_label(words, wrap=True))

    def _fit(self) -> None:
        """As high as its wrapped words ask for, once they have their letters."""

        def fit() -> None:
            self.body.activate()
            self.setFixedHeight(self.body.totalHeightForWidth(self.width()))

        QTimer.singleShot(0, self, fit)

    # 1: where to

    def choose(self) -> None:
        """Which stick takes the file."""
        everything = _(
            "Everything goes into one file: customers, quotes, files, settings and passwords."
            " Nothing is changed on this computer."
        )
        self._head(1, _("Plug in a stick with some room"), everything)
        if readable := plain.words():
            self.body.addWidget(plain_label(readable, "muted", wrap=True))
        self.note = plain_label(_("Looking for sticks…"), "muted")
        self.body.addWidget(self.note)
        self.ways = column(spacing=8)
        self.body.addLayout(self.ways)
        self.again = button(_("Look again"), self.look, icon="refresh-cw")
        self.other = button(_("Another folder…"), self._elsewhere, icon="folder-open")
        ends = row(spacing=10)
        for part in (self.again, self.other):
            ends.addWidget(part)
        ends.addStretch(1)
        ends.addWidget(button(_("Cancel"), self.reject))
        self.body.addLayout(ends)
        self._fit()
        self.look()

    def look(self) -> None:
        """Which sticks are in the computer now."""
        shop = file.current_path()
        jobs.start(lambda _progress: self._sticks(shop), self._show_sticks, quiet=True)

    def _show_sticks(self, found: list[Stick]) -> None:
        if self._is_closed or self._is_busy or self._packed:
            return
        clear(self.ways)
        set_text(self.note, "" if found else _("No stick is to be seen. Please plug it in, then press “Look again”."))
        self.note.setVisible(not found)
        buttons = [self._way(stick) for stick in found]
        (buttons[0] if buttons else self.again).setFocus()
        self._fit()

    def _way(self, stick: Stick) -> QPushButton:
        free = _("{size} free").format(size=size_of(stick.free))
        words = _("Write it to {stick} ({free})").format(stick=stick.name, free=free)
        made = button(words, partial(self.pack, stick.folder), icon="usb", kind="primary")
        self.ways.addWidget(made)
        return made

    def _elsewhere(self) -> None:
        if folder := self._window.asks.choose_folder(_("Choose the USB stick or folder for the move")):
            self.pack(folder)

    # 2: it is written

    def pack(self, folder: Path) -> None:
        """Write the file, and read it back."""
        self._is_busy = True
        self._head(2, _("Writing everything to the stick…"), _("Please leave the stick in until it says that you may unplug it."))
        self.what = plain_label("", "muted")
        self.body.addWidget(self.what)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setRange(0, 0)
        self.body.addWidget(bar)
        self._fit()

        def work(progress: Progress) -> Packed:
            return moving.pack(folder, progress)

        job = jobs.start(work, self._done, self._broken, quiet=True)
        job.progressed.connect(lambda what, _done, _total: None if self._is_closed else set_text(self.what, what))

    def _broken(self, error: BaseException) -> None:
        self._is_busy = False
        if not isinstance(error, UserError):
            raise error
        if not self._is_closed:
            self.choose()
            self._window.asks.error(error)

    # 3: what becomes of this computer

    def _done(self, packed: Packed) -> None:
        self._is_busy, self._packed = False, packed
        if self._is_closed:
            return
        said = _("Everything is in “{name}” ({size}) and was read back. You can unplug the stick.")
        size = f"{packed.size / _MB:,.1f} MB"
        self._head(3, _("Done. You can unplug it"), said.format(name=packed.path.name, size=size))
        self.body.addWidget(button(_("Print what to do on the new computer…"), self._print, icon="printer"))
        self.body.addSpacing(6)
        self.body.addWidget(plain_label(_("What becomes of this computer?"), "head"))
        group = QButtonGroup(self)
        self.stays = Choice(_("I go on working here as well, for now"), "", True, group, partial(self._decide, locks=False))
        locks = _("Lock it: from now on it can only be looked at here. That can be taken back at any time")
        self.locks = Choice(locks, "", False, group, partial(self._decide, locks=True))
        self.body.addWidget(self.stays)
        self.body.addWidget(self.locks)
        self.body.addLayout(
            foot(button(_("Ask me at the next start"), self.reject), button(_("All set"), self.finish, kind="primary"))
        )
        self._fit()

    def _decide(self, *, locks: bool) -> None:
        self._locks = locks

    def _print(self) -> None:
        if self._packed is None:
            return
        name = self._packed.path.name

        def work(progress: Progress) -> bytes:
            from reports import moving_pdf

            progress(_("Preparing the pages…"), 0, 0)
            return moving_pdf.make(name).pdf

        self._window.print_out(work, _("Moving to another computer"), "move")

    def finish(self) -> None:
        """Do with this computer what was chosen."""
        self.accept()
        decide(self._window, locks=self._locks)

    def reject(self) -> None:
        """Escape, the button and the X; none of them while it is written."""
        if not self._is_busy:
            super().reject()

    def _closed(self) -> None:
        self._is_closed = True
        self.deleteLater()


def decide(window: "MainWindow", *, locks: bool) -> None:
    """Lock the shop on this computer, or go on with it. What can't be written is said."""
    try:
        if locks:
            moving.lock_here()
            window.switch_to(file.current_path())
        else:
            moving.stay_here()
    except UserError as error:
        window.asks.error(error)
