"""A small window of its own that says what is being done, for long work before there is the program's window."""

from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QProgressBar

from resources.i18n import _
from ui.kit import jobs, theme
from ui.kit.card import column
from ui.kit.labels import plain_label, set_text

_WIDTH: Final = 30  # letters


class Waiting(QDialog):
    """Stands there from half a second on until the work is done; it can't be closed over it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setWindowTitle(_("Shukebu"))
        self.setMinimumWidth(round(theme.px() * _WIDTH))
        body = column(self, margin=24, spacing=12)
        body.addWidget(plain_label(title, "head", wrap=True))
        self.what = plain_label("", "muted", wrap=True)
        body.addWidget(self.what)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        body.addWidget(self.bar)
        self._soon = QTimer(self, singleShot=True, interval=int(jobs.SHOWN_AFTER * 1000))
        self._soon.timeout.connect(self.show)

    def answer(self, work: jobs.Work) -> Any:
        """What the worker answers, waited for; its error is raised here."""
        answers: list[object] = []
        errors: list[BaseException] = []
        job = jobs.start(work, answers.append, errors.append, quiet=True)
        job.progressed.connect(self._progress)
        self._soon.start()
        jobs.runner().wait()
        self._soon.stop()
        self.hide()
        self.deleteLater()
        if errors:
            raise errors[0]
        return answers[0]

    def reject(self) -> None:
        """Escape and X wait too."""

    def _progress(self, what: str, done: int, total: int) -> None:
        set_text(self.what, what)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
