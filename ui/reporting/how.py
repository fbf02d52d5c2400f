"""怎麼算的: in words, over which days and records, with the textbook's names; and the way to the rows that were counted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from reports import report_words
from reports.catalogue import Answered
from resources.i18n import _
from ui.kit import jobs, theme
from ui.kit.card import column, foot
from ui.kit.days import written
from ui.kit.labels import button, plain_label
from ui.kit.page import Shell
from ui.kit.scroll import ScrollColumn
from ui.reporting import behind, rows_behind
from ui.reporting.behind import Rows

_WIDE_EM, _HIGH_EM = 38, 26


def show(shell: Shell, answered: Answered) -> None:
    """How this answer was worked out."""
    HowDialog(shell, answered).open()


class HowDialog(QDialog):
    """Nothing of it holds a number that the report does not show: it stays readable at the counter."""

    def __init__(self, shell: Shell, answered: Answered) -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("How it is worked out"))
        self._shell, self._answered = shell, answered
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_(answered.question.title), "title", wrap=True))
        body.addWidget(plain_label(_(answered.question.answers), "muted", wrap=True))
        area = ScrollColumn(spacing=10)
        for part in _(answered.question.how).split("\n"):
            area.body.addWidget(plain_label(part, wrap=True, selectable=True))
        area.body.addWidget(plain_label(_counted(answered), "muted", wrap=True))
        area.body.addStretch(1)
        body.addWidget(area, 1)
        close = button(_("Close"), self.reject, kind="primary")
        self.rows = button(_("See what was counted"), self.show_rows)
        self.rows.hide()  # until they are found
        self._found: Rows | None = None
        body.addLayout(foot(self.rows, close))
        self.resize(theme.px() * _WIDE_EM, theme.px() * _HIGH_EM)
        close.setFocus()
        jobs.start(lambda progress: behind.of_all(answered, progress), self._offer, quiet=True, of=self)

    def _offer(self, found: Rows | None) -> None:
        self._found = found
        self.rows.setVisible(found is not None)

    def show_rows(self) -> None:
        """看算了哪些: as many as are said to be counted."""
        self.accept()
        rows_behind.show(self._shell, self._found, title=_(self._answered.question.title))


def _counted(answered: Answered) -> str:
    """How many records, and from when to when."""
    told = _("Counted: {what}").format(what=report_words.counted(answered.answer))
    if answered.answer.period is None:
        return _("{told}.").format(told=told)
    first, last = map(written, answered.answer.period)
    return _("{told}, from {first} to {last}.").format(told=told, first=first, last=last)
