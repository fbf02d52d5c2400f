"""The tab 銷售: what was sold, the latest first, and what can be done with it."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from db.core.events import Announcement
from db.core.progress import Progress
from db.services import sale_lists
from db.services.sale_lists import SaleItem, SaleQuery, Sums
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import action, button
from ui.kit.page import Shell
from ui.kit.record_list import RecordList
from ui.pages.sales.sold_columns import COLUMNS, amount
from ui.pages.sales.sold_presenter import SoldPresenter
from ui.selling.deeds import Selling


class SoldTab(RecordList):
    """Draws what the presenter reads."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(
            shell,
            name="sold",
            columns=COLUMNS,
            fetch=sale_lists.rows,
            search_hint=_("Customer, item, number of slip, invoice or device"),
            empty_icon="store",
            sort="on",
            descending=True,
            buttons=(button(_("Print"), lambda: shell.do("print"), icon="printer", key="Ctrl+P"), self.more_button()),
            bulk=(button(_("Delete sales"), self.delete),),
        )
        self.selling = Selling(shell, self)
        self.presenter = SoldPresenter(self, jobs.start)
        self._connect()
        self.show_chips([(key, _(words)) for key, words in sale_lists.CHIPS[:4]], "all")
        self.presenter.refresh()

    def _connect(self) -> None:
        self.follow(self.presenter)
        self.view.activated_id.connect(self.shell.open_sale)
        once(QKeySequence.StandardKey.Delete, self.view, self.delete, alone=True)

    # The tab as the page knows it.

    def open(self, **what: Any) -> None:
        """The tab is shown, perhaps with what is looked for (`text`), under a chip (`chip`), or where it stood (`query`)."""
        query = what.get("query") or SaleQuery(str(what.get("text", "")), what.get("chip", "all"))
        if what:
            self.search.set_words(query.text)
            self.chips.choose(query.chip)
            self.view.show_order(query.sort, query.descending)
            self.presenter.show(query)
        self.search.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same list."""
        return {"query": self.presenter.query}

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved."""
        self.model.forget()
        self.presenter.refresh()

    def in_view(self) -> list[int]:
        """Whose sales are chosen."""
        return list(dict.fromkeys(one.customer for one in sale_lists.rows(self.view.chosen()[:100])))

    def edit(self) -> None:
        """F2: correct the sale the cursor is on."""
        if (sale := self.view.current_id()) is not None:
            self.selling.correct(sale)

    def delete(self) -> None:
        """Delete: the sale the cursor is on, or all that are chosen, with the way back."""
        if self.view.count_chosen() > 1:
            self.selling.delete_all(self.view.chosen())
        elif (sale := self.view.current_id()) is not None:
            self.selling.delete(sale)

    def commands(self) -> dict[str, Callable[[], object]]:
        """What goes out as a file, and what comes in."""
        return {
            _("Save the sales as a file…"): self.export,
            _("Import the sales of before"): lambda: self.shell.go("importing"),
        }

    def paper(self) -> Work | None:
        """The list."""
        return self.listed(_("Sales"), sale_lists.rows)

    def export(self) -> None:
        """The list as an Excel file or a csv."""
        query = self.presenter.query

        def write(target: Path, progress: Progress) -> None:
            from reports import sale_list

            sale_list.write(target, query, progress)

        self.save_list(_("Save the sales as a file…"), _("Sales"), write)

    # The view of the presenter.

    def show_sales(self, ids: "array[int]", first: Sequence[SaleItem]) -> None:
        """Show these sales."""
        self.view.show_ids(ids, list(first))
        self.begin()

    def show_nothing(self, query: SaleQuery) -> None:
        """Say that nothing was found, or what this will be the place of."""
        self.view.show_ids(array("q"))
        if text := query.text.strip():
            self.show_empty(_("“{text}” was not found.").format(text=text), [])
        elif query.chip != "all":
            self.show_empty(_("No sale stands here."), [])
        else:
            self.show_empty(_("Write down what was sold, and you will know who is due to come back."), self._first_steps())

    def _first_steps(self) -> list[QPushButton]:
        return [
            button(_("Write down a sale"), self.shell.sell, kind="primary"),
            button(_("Import the sales of before"), lambda: self.shell.go("importing")),
        ]

    def show_sums(self, query: SaleQuery, sums: Sums) -> None:
        """What the list comes to, in the status line."""
        if not sums.count:
            self.say("")
            return
        words = ngettext("{count} sale", "{count} sales", sums.count).format(count=f"{sums.count:,}")
        parts = [words, _("together {amount}").format(amount=amount(sums.total))]
        if sums.left is not None:
            parts.append(_("still to pay {amount}").format(amount=amount(sums.left)))
        self.say(" ・ ".join(parts))

    def fill_menu(self, menu: QMenu) -> None:
        """What can be done with the sale the cursor is on, or with those chosen."""
        if self.view.count_chosen() > 1:
            menu.addAction(action(_("Delete sales"), self.delete, icon="x", parent=menu))
        elif (sale := self.view.current_id()) is not None:
            self.selling.fill_menu(menu, sale)
