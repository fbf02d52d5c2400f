"""月結: 請款單 of everybody whose account closed in a month, in one go: one PDF to look at, or a file each."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from db.core import clock
from db.core.progress import Progress
from db.core.values import money
from db.services import credit_terms, statements
from db.services.statements import DueRow
from resources.i18n import _, ngettext
from ui import papers
from ui.kit import counter, jobs, theme
from ui.kit.card import column, row
from ui.kit.days import written
from ui.kit.file_names import cleaned, unused
from ui.kit.labels import button, plain_label, set_text
from ui.kit.page import Shell
from ui.papers import Paper, Wish
from ui.paying import statement

if TYPE_CHECKING:
    from reports.layout import Made

_MONTHS: Final = 13  # this one and a year back
_ROW: Final = Qt.ItemDataRole.UserRole
_LONGEST: Final = 40  # characters of a name, so that number and day find room behind it


def ask(shell: Shell, parent: QWidget) -> None:
    """Open the dialog; at the counter only when asked twice."""
    counter.opening(shell, lambda: RequestsDialog(shell, parent).open())


class RequestsDialog(QDialog):
    """A month, who has something to pay in it with ticks, and two ways out."""

    def __init__(self, shell: Shell, parent: QWidget) -> None:
        super().__init__(parent.window())
        self._shell = shell
        self._job: jobs.Job | None = None
        self.setWindowTitle(_("Requests for payment of a month"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(round(theme.px() * 44), round(theme.px() * 34))
        self.month = QComboBox()
        self.month.setAccessibleName(_("Month"))
        for day in _months():
            self.month.addItem(_month_words(day), day.isoformat())
        self.month.setCurrentIndex(0 if credit_terms.has_closed(clock.today()) else 1)
        self.list = _list()
        self.said = plain_label("", "muted", wrap=True)
        self._lay_out()
        self.month.currentIndexChanged.connect(lambda _at: self.read())
        self.list.itemChanged.connect(lambda _item, _at: self._tell())
        self.read()

    def _lay_out(self) -> None:
        layout = column(self, margin=18, spacing=10)
        words = _("Everybody with a closing day of the month who has something to pay. Who is not ticked gets none.")
        layout.addWidget(plain_label(words, "muted", wrap=True))
        first = row(spacing=8)
        first.addWidget(plain_label(_("Accounts that close in")))
        first.addWidget(self.month)
        first.addStretch(1)
        layout.addLayout(first)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.said)
        last = row(spacing=8)
        last.addStretch(1)
        last.addWidget(button(_("Cancel"), self.reject))
        self.files_button = button(_("A file each…"), self.write)
        self.look_button = button(_("Look at them and print"), self.look, kind="primary", key="Ctrl+Return")
        for made in (self.files_button, self.look_button):
            last.addWidget(made)
        layout.addLayout(last)

    def read(self) -> None:
        """Who has something to pay; worked out on the worker."""
        month = date.fromisoformat(str(self.month.currentData()))
        self.list.clear()
        set_text(self.said, _("Working it out…"))
        if self._job:
            self._job.cancel()

        def then(found: list[DueRow]) -> None:
            if month.isoformat() == self.month.currentData():  # a job that had begun goes on to its end
                self._show(found)

        self._job = jobs.start(lambda _progress: statements.due(month), then, quiet=True, of=self)

    def _show(self, found: Sequence[DueRow]) -> None:
        self.list.blockSignals(True)
        for one in found:
            self.list.addTopLevelItem(_item(one))
        self.list.blockSignals(False)
        self._tell()

    def chosen(self) -> list[DueRow]:
        """Those that are ticked."""
        items = [self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())]
        return [one.data(0, _ROW) for one in items if one and one.checkState(0) == Qt.CheckState.Checked]

    def _tell(self) -> None:
        found = self.chosen()
        for made in (self.files_button, self.look_button):
            made.setEnabled(bool(found))
        if not self.list.topLevelItemCount():
            set_text(self.said, _("Nobody has something to pay. The closing day stands in the form of a customer."))
            return
        text = ngettext("{count} customer, {amount} together", "{count} customers, {amount} together", len(found))
        set_text(self.said, text.format(count=f"{len(found):,}", amount=money.shown(sum(one.closing for one in found))))

    def look(self) -> None:
        """All of them in one PDF."""
        found = self.chosen()
        self.accept()
        papers.show(self._shell, paper(found, _month_words(date.fromisoformat(str(self.month.currentData())))))

    def write(self) -> None:
        """A PDF each, into a folder."""
        found = self.chosen()
        folder = self._shell.asks.choose_folder(_("Where shall the requests for payment go?"))
        if folder is None:
            return
        self.accept()

        def then(count: int) -> None:
            text = ngettext("{count} file in “{folder}”", "{count} files in “{folder}”", count)
            self._shell.toast(text.format(count=count, folder=folder.name))

        jobs.start(lambda progress: write(found, folder, progress), then, title=_("Writing requests for payment"))


def paper(found: Sequence[DueRow], month: str) -> Paper:
    """All of them as one paper; it is drawn on the worker."""

    def make(wish: Wish) -> "Made":
        return statement.drawn([(one.customer, one.first, one.last) for one in found], wish, is_request=True)

    title = " ".join((_("Requests for payment"), month))
    return Paper(title.replace("/", "-"), title, make, kind="statement", sheets=statement.SHEETS)


def write(found: Sequence[DueRow], folder: Path, progress: Progress) -> int:
    """A PDF each into this folder, beside what lies there; how many. All are drawn before the first is written: who gives up
    while they are has none. A UserError says why one can't be written.
    """
    from reports import paper_file, statement_pdf

    drawn = []
    for at, one in enumerate(found):
        progress(one.name, at, len(found))
        drawn.append(statement_pdf.make([statement_pdf.of_customer(one.customer, one.first, one.last, is_request=True)]).pdf)
    for one, pdf in zip(found, drawn, strict=True):
        paper_file.write(unused(folder, _file_name(one), ".pdf"), pdf)
    return len(found)


def _file_name(one: DueRow) -> str:
    """請款單 宏達室內裝修 2026-11-25; with the customer's number, as two may have one name."""
    return cleaned(f"{_('Request for payment')} {one.name[:_LONGEST]} {one.code or one.customer} {one.last}")


def _list() -> QTreeWidget:
    """Name, days and amount side by side; a long name ends in "…"."""
    made = QTreeWidget()
    made.setColumnCount(3)
    made.setHeaderHidden(True)
    made.setRootIsDecorated(False)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setAccessibleName(_("Who gets one"))
    made.header().setStretchLastSection(False)
    made.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    made.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return made


def _item(one: DueRow) -> QTreeWidgetItem:
    days = f"{written(one.first)}–{written(one.last)}"
    item = QTreeWidgetItem([one.name, "　".join((days, *_still_open(one))), money.shown(one.closing)])
    item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
    item.setCheckState(0, Qt.CheckState.Unchecked if _still_open(one) else Qt.CheckState.Checked)
    item.setData(0, _ROW, one)
    return item


def _still_open(one: DueRow) -> tuple[str, ...]:
    """Words where the account closes on a day to come."""
    return (_("not closed yet"),) if one.last > clock.today().isoformat() else ()


def _months() -> list[date]:
    """First days of months, this one first."""
    found = [clock.today().replace(day=1)]
    while len(found) < _MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def _month_words(day: date) -> str:
    """2026/11, 民國 115/11."""
    return written(day.isoformat()).rpartition("/")[0]
