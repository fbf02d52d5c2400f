"""The rows behind a number: customers to call, to print and to keep as a list; sales, quotes and the like to open."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from db.core import tally
from db.core.progress import Progress
from db.services import behind_rows, staff
from db.services.lists import Selection
from reports.question import Behind
from reports.shown import shown
from resources.i18n import _, ngettext
from ui import labels
from ui.kit import counter, jobs
from ui.kit.card import column, row
from ui.kit.labels import action, button, plain_label, set_text
from ui.kit.list_view import ListView
from ui.kit.page import Shell
from ui.kit.table import TableModel
from ui.reporting import behind, keeping, line_menu
from ui.reporting.behind import Rows
from ui.reporting.row_columns import NOUNS, part

_OF_WINDOW = 0.82


def show(shell: Shell, rows: Rows | None, whose: str = "", title: str = "") -> None:
    """These rows, in a dialog over the page; where there are none it is said. `whose`: of whom or what they are."""
    if rows is None:
        shell.toast(_("No single rows stand behind this number."))
    elif not len(rows.ids):
        shell.toast(counter.hidden(_beside(rows)))
    else:
        RowsDialog(shell, rows, _title(rows.behind.title or title, whose)).open()


def _title(title: str, whose: str) -> str:
    return (
        title
        if not whose or whose == counter.HIDDEN or whose in title
        else _("{what}: {choice}").format(what=whose, choice=title)
    )


class RowsDialog(QDialog):
    """Phones and amounts are veiled in the counter mode as in every list."""

    def __init__(self, shell: Shell, rows: Rows, title: str) -> None:
        super().__init__(shell.window() if isinstance(shell, QWidget) else None)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._rows, self._title = shell, rows, title
        self._behind, self._noun = rows.behind, NOUNS[rows.behind.noun]
        self.setWindowTitle(title)
        parts = [part(rows.behind.parts, rows.behind.kind)] if rows.behind.parts is not None else []
        self.model = TableModel([*self._noun.columns, *parts], self._noun.fetch, self)
        self.view = ListView(f"behind/{rows.behind.noun}", self.model)
        self.view.setAccessibleName(title)
        self.view.menu_actions = self._fill_menu
        self.view.activated_id.connect(self.open_row)
        self.sum = plain_label("", "muted", wrap=True)
        body = column(self, margin=16, spacing=10)
        body.addWidget(plain_label(title, "title", wrap=True))
        body.addWidget(self.sum)
        body.addWidget(self.view, 1)
        body.addLayout(self._foot())
        self.view.show_ids(rows.ids)
        if self.model.rowCount():
            self.view.selectRow(0)
        self._again()
        counter.veils(self, self._again)
        if parent := self.parentWidget():
            self.resize(parent.size() * _OF_WINDOW)
        self.view.setFocus()

    def _again(self) -> None:
        """What may be seen now."""
        self.model.forget()
        set_text(self.sum, " ・ ".join(filter(None, (_count(self._behind), _sum(self._rows), _beside(self._rows)))))

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
        noun, ids, title, shell = self._behind.noun, self.model.ids, self._title, self._shell

        def work(progress: Progress) -> Rows:
            with tally.counting(progress, _("Reading the list")):
                return behind.ready(Behind("customers", behind_rows.customers(noun, ids), title))

        def then(found: Rows) -> None:
            self.accept()
            show(shell, found)

        jobs.start(work, then, title=_("Reading the list"), of=self)


def _count(found: Behind) -> str:
    count = len(found.ids)
    if found.noun == "customers":
        return ngettext("{count} customer", "{count} customers", count).format(count=f"{count:,}")
    if found.returns:
        words = _("{sales} sales, and {returns} returns besides")
        return words.format(sales=f"{count - found.returns:,}", returns=f"{found.returns:,}")
    return ngettext("{count} record", "{count} records", count).format(count=f"{count:,}")


def _sum(rows: Rows) -> str:
    """What they add up to; sums of money are the owner's."""
    kind = rows.behind.kind if rows.behind.parts is not None else "money"
    if rows.total is None or (kind == "money" and not staff.is_owner()):
        return ""
    said = shown(rows.total, kind)
    return _("together {amount}").format(amount=counter.hidden(said) if kind == "money" else said)


def _beside(rows: Rows) -> str:
    """What of the number stands in no row."""
    if rows.behind.besides is None:
        return ""
    words, amount = rows.behind.besides
    return _("of it {what} {amount}").format(what=words, amount=counter.hidden(shown(amount, "money")))
