"""What leaves the list of customers: on paper, as a file, as the list for the road; of those chosen or of all of them."""

from typing import TYPE_CHECKING

from db.core.errors import CancelledError
from db.services.lists import Selection
from resources.i18n import _
from ui.kit.jobs import Work
from ui.kit.page import Shell
from ui.pages.customers import paper

if TYPE_CHECKING:
    from ui.pages.customers.page import CustomersPage


class Outgoing:
    """One line is always chosen: only several are a choice."""

    def __init__(self, page: "CustomersPage", shell: Shell) -> None:
        self._page, self._shell = page, shell

    def paper(self) -> Work | None:
        """The card while it has the keyboard, else the list or those chosen in it. CancelledError: asked which, none of both."""
        page = self._page
        if page.card.card and page.card.isAncestorOf(page.focusWidget() or page):
            return paper.card(page.card.card.id)
        if page.is_empty:
            return None
        is_part = self._are_several_chosen() and self._asks_for_chosen()
        ids, left_out = paper.asked(self._shell.asks, page.view.chosen() if is_part else page.model.ids)
        shown = [page.model.columns[at] for at in page.view.shown_columns()]
        return paper.listed(ids, shown, "" if is_part else page.presenter.which, left_out)

    def _are_several_chosen(self) -> bool:
        return 1 < self._page.view.count_chosen() < self._page.model.rowCount()

    def _asks_for_chosen(self) -> bool:
        chosen, whole = self._page.view.count_chosen(), self._page.model.rowCount()
        ways = [
            _("Only the {count} chosen").format(count=f"{chosen:,}"),
            _("The whole list of {count}").format(count=f"{whole:,}"),
        ]
        answer = self._shell.asks.choose(_("Print"), _("Which customers shall be printed?"), ways)
        if answer is None:
            raise CancelledError(_("Nothing is printed."))
        return answer == 0

    def export(self, who: Selection | None = None) -> None:
        """To a file: these customers, else those chosen or the list as it stands; which of the two is asked."""
        from ui.exporting import dialog

        page = self._page
        shown = [page.model.columns[at].key for at in page.view.shown_columns()]
        whole = Selection(query=page.presenter.query)
        if who is None and self._are_several_chosen():
            who = page.selected()
        dialog.export(self._shell, who or whole, shown, whole if who else None)

    def letters(self, kind: str) -> None:
        """Labels or envelopes of the chosen customers, or of the list as it stands."""
        page = self._page
        page.verbs.letters(kind, page.selected() if page.view.count_chosen() > 1 else Selection(query=page.presenter.query))

    def go_out(self) -> None:
        """出門清單 of the chosen customers, or of the list as it stands."""
        from ui.going_out import dialog

        page = self._page
        whole = Selection(query=page.presenter.query)
        dialog.open(self._shell, page.selected() if page.view.count_chosen() > 1 else whole)
