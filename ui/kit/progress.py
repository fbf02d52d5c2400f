"""The bar above the status line that shows what a job is doing, how far it is, how long it still takes, and cancels it."""

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.card import row
from ui.kit.labels import ShortLabel, button, plain_label, set_text


class ProgressStrip(QFrame):
    """Shows the running job half a second after it began."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "bar")
        self._job: jobs.Job | None = None
        self._total, self._since = 0, 0.0  # a part of the work that is told as one fraction, and when it began
        self.what = ShortLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(280)
        self.left = plain_label(role="muted")
        self.stop = button(_("Cancel"), self._cancel)
        layout = row(self, margin=8, spacing=12)
        layout.setContentsMargins(18, 6, 18, 6)
        layout.addWidget(self.what, 1)
        layout.addWidget(self.bar)
        layout.addWidget(self.left)
        layout.addWidget(self.stop)
        self._wait = QTimer(self, singleShot=True, interval=int(jobs.SHOWN_AFTER * 1000))
        self._wait.timeout.connect(self.show)
        self.hide()

    def watch(self, job: jobs.Job) -> None:
        """Show this job from half a second on until it ends."""
        self._job = job
        self.what.show_text(job.title)
        set_text(self.left, "")
        self.bar.setRange(0, 0)
        self._total = 0
        self.stop.setEnabled(True)
        job.progressed.connect(self._progress)
        job.ended.connect(self._end)  # a bound method: Qt forgets it where the strip went before the job
        self._wait.start()

    def _progress(self, what: str, done: int, total: int) -> None:
        if self.sender() is not self._job or self._job is None:
            return
        self.what.show_text(what or self._job.title)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if total != self._total:
            self._total, self._since = total, time.monotonic()
        set_text(self.left, time_left(time.monotonic() - self._since, done, total))

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self.stop.setEnabled(False)
            self.what.show_text(_("Cancelling…"))

    def _end(self) -> None:
        if self._job is not None and self.sender() is self._job:
            self._job = None
            self._wait.stop()
            self.hide()


def time_left(spent: float, done: int, total: int) -> str:
    """How long it still takes, in words; nothing while that is a guess (under two seconds or under 3 %)."""
    if total <= 0 or spent < 2 or done * 100 < total * 3:
        return ""
    seconds = max(1, round(spent / done * (total - done)))
    if seconds < 60:
        return ngettext("{count} second left", "{count} seconds left", seconds).format(count=seconds)
    minutes = round(seconds / 60)
    return ngettext("about {count} minute left", "about {count} minutes left", minutes).format(count=minutes)
