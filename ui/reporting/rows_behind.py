"""The rows behind a number: customers to call, to print and to keep as a list; sales, quotes and the like to open."""

from array import array
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from db.core.progress import Progress
from db.services.lists import Selection
from reports.question import Behind
from resources.i18n import _, ngettext
from ui import labels
from ui.kit import counter, jobs
from ui.kit.card import column, row
from ui.kit.labels import action, button, plain_label
from ui.kit.list_view import ListView
from ui.kit.page import Shell
from ui.kit.table import BLOCK, TableModel
from ui.reporting import keeping, line_menu
from ui.reporting.row_columns import NOUNS

_OF_WINDOW = 0.82


def show(shell: Shell, behind: Behind, title: str = "") -> None:
    """These rows, in a dialog over the page."""
    RowsDialog(shell, behind, title).open()


class RowsDialog(QDialog):
    """Phones and amounts are veiled in the counter mode as in every list."""

    def __init__(self, shell: Shell, behind: Behind, title: str = "") -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._behind, self._noun = shell, behind, NOUNS[behind.noun]
        self._title = behind.title or title
        self.setWindowTitle(self._title)
        self.model = TableModel(self._noun.columns, self._noun.fetch, self)
        self.view = ListView(f"behind/{behind.noun}", self.model)
        self.view.setAccessibleName(self._title)
        self.view.menu_actions = self._fill_menu
        self.view.activated_id.connect(self.open_row)
        body = column(self, margin=16, spacing=10)
        body.addWidget(plain_label(self._title, "title", wrap=True))
        body.addWidget(plain_label(_count(behind), "muted"))
        body.addWidget(self.view, 1)
        body.addLayout(self._foot())
        self.view.show_ids(array("q", behind.ids))
        if self.model.rowCount():
            self.view.selectRow(0)
        counter.veils(self, self.model.forget)
        if parent := self.parentWidget():
            self.resize(parent.size() * _OF_WINDOW)
        self.view.setFocus()

    def _foot(self) -> Any:
        line = row(spacing=8)
        made = self._for_customers() if self._behind.noun == "customers" else self._for_papers()
        for one in made:
            line.addWidget(one)
        line.addStretch(1)
        line.addWidget(button(_("Close"), self.reject, kind="primary"))
        return line

    def _for_customers(self) -> list[QPushButton]:
        return [
            button(_("Keep as a list…"), self.keep),
            button(_("Write down a talk"), self.log, key="Ctrl+J"),
            button(_("Export…"), self.export),
            button(_("Address labels…"), self.print_labels),
        ]

    def _for_papers(self) -> list[QPushButton]:
        return [button(_("Open"), self._open_current), button(_("Which customers are they?"), self.show_customers)]

    def _fill_menu(self, menu: QMenu) -> None:
        current = self.view.current_id()
        if self._behind.noun == "customers" and current is not None and self.view.count_chosen() == 1:
            line_menu.fill(menu, self._shell, self, current, self._open_current)
        else:
            menu.addAction(action(_("Open"), self._open_current, key="Return", parent=menu))

    # what is done with them

    def open_row(self, which: int) -> None:
        """The card, the sale, the quote; what opens over this stays under it, a page takes its place."""
        found = self._noun.fetch([which])
        if not found:
            self._shell.toast(_("This is not there any more."))
            return
        if self._noun.is_page:
            self.accept()
        self._noun.open(self._shell, found[0])

    def _open_current(self) -> None:
        if (current := self.view.current_id()) is not None:
            self.open_row(current)

    def chosen(self) -> Selection:
        """Those chosen, where several are, else all."""
        return Selection(tuple(self.view.chosen() if self.view.count_chosen() > 1 else self.model.ids))

    def keep(self) -> None:
        """存成名單."""
        keeping.keep(self._shell, self._title, self.chosen().ids())

    def log(self) -> None:
        """記一筆 for those chosen, else for the one the cursor is on."""
        if chosen := list(self.view.chosen()):
            self._shell.log(chosen)

    def export(self) -> None:
        """匯出."""
        from ui.exporting import dialog

        dialog.export(self._shell, self.chosen())

    def print_labels(self) -> None:
        """地址標籤."""
        labels.labels(self._shell, self.chosen())

    def show_customers(self) -> None:
        """Whose they are: the same dialog, of customers."""
        noun, ids, title, shell = self._noun, self.model.ids, self._title, self._shell

        def work(_progress: Progress) -> list[int]:
            rows = (one for at in range(0, len(ids), BLOCK) for one in noun.fetch(ids[at : at + BLOCK]))
            return list(dict.fromkeys(whose for one in rows if (whose := noun.whose(one)) is not None))

        def then(found: list[int]) -> None:
            self.accept()
            show(shell, Behind("customers", found, title))

        jobs.start(work, then, title=_("Reading the list"), of=self)


def _count(behind: Behind) -> str:
    count = len(behind.ids)
    if behind.noun == "customers":
        return ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")
    return ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")
