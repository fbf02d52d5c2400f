"""The tab 銷售: what was sold, the latest first, and what can be done with it."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton

from db.core.events import Announcement
from db.core.progress import Progress
from db.services import sale_lists
from db.services.sale_lists import SaleItem, SaleQuery, Sums
from resources.i18n import _, ngettext
from ui.kit import jobs, paper
from ui.kit.jobs import Work
from ui.kit.keys import once
from ui.kit.labels import action, button
from ui.kit.list_page import ListPage
from ui.kit.page import Shell
from ui.pages.sales.sold_columns import COLUMNS, amount
from ui.pages.sales.sold_presenter import SoldPresenter
from ui.selling.deeds import Selling


class SoldTab(ListPage):
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
            buttons=self._top_buttons(shell),
            bulk=(button(_("Delete sales"), self.delete),),
        )
        self.selling = Selling(shell, self)
        self.presenter = SoldPresenter(self, jobs.start)
        self._connect()
        self.show_chips([(key, _(words)) for key, words in sale_lists.CHIPS[:4]], "all")
        self.presenter.refresh()

    def _top_buttons(self, shell: Shell) -> list[QPushButton]:
        self._more = button("⋯", self._open_more, hint=_("More"))
        return [button(_("Print"), lambda: shell.do("print"), icon="printer", key="Ctrl+P"), self._more]

    def _open_more(self) -> None:
        menu = QMenu(self)
        for words, do in self.commands().items():
            menu.addAction(action(words, do, parent=menu))
        menu.exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _connect(self) -> None:
        self.search.searched.connect(self.presenter.search)
        self.chips.chosen.connect(self.presenter.choose_chip)
        self.view.sort_changed.connect(self.presenter.sort)
        self.view.activated_id.connect(self.shell.open_sale)
        self.view.menu_actions = self._fill_menu
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
        ids, shown = self.model.ids, [self.model.columns[at] for at in self.view.shown_columns()]
        return paper.listed(_("Sales"), shown, partial(sale_lists.rows, ids)) if ids else None

    def export(self) -> None:
        """The list as an Excel file or a csv."""
        proposed = Path.home() / f"{_('Sales')}.xlsx"
        target = self.shell.asks.save_file(_("Save the sales as a file…"), "Excel (*.xlsx);;CSV (*.csv)", proposed)
        if not target:
            return
        query = self.presenter.query

        def work(progress: Progress) -> int:
            from reports import sale_list

            return sale_list.write(target, query, progress).rows

        said = _("Saved: {path}").format(path=target)
        jobs.start(work, lambda _rows: self.shell.toast(said), title=_("Saving…"))

    # The view of the presenter.

    def show_sales(self, ids: "array[int]", first: Sequence[SaleItem]) -> None:
        """Show these sales."""
        self.view.show_ids(ids, list(first))
        self.show_rows()
        if self.view.current_id() is None:
            self.view.selectRow(0)

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

    def show_chips(self, chips: Sequence[tuple[str, str] | tuple[str, str, int]], active: str) -> None:
        """The ready filters."""
        self.chips.active = active
        self.chips.show_chips(chips)

    def _fill_menu(self, menu: QMenu) -> None:
        if self.view.count_chosen() > 1:
            menu.addAction(action(_("Delete sales"), self.delete, icon="x", parent=menu))
        elif (sale := self.view.current_id()) is not None:
            self.selling.fill_menu(menu, sale)
