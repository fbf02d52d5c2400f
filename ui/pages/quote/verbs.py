"""The buttons of the page of a quote: while it is written, and once it was issued."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QPushButton

from db.services import quote_form
from db.services.quotes import QuoteRow
from resources.i18n import _
from ui.kit.labels import action, button
from ui.quoting import deeds, hoping
from ui.quoting import words as quoting
from ui.quoting.menu import VERBS

if TYPE_CHECKING:
    from ui.pages.quote.page import QuotePage

_AT_FOOT: Final = ("void", "reopen", "refuse", "accept", "change", "again")  # buttons of their own; the rest waits in ⋯
_MOST: Final = 3


class Verbs:
    """Made for one page; each answers with what is to be shown for the quote as it stands."""

    def __init__(self, page: "QuotePage") -> None:
        self._page = page

    def of_draft(self) -> list[QPushButton]:
        """While it is written."""
        page = self._page
        return [
            button(_("Copy as a picture (LINE)"), page.copy_picture, icon="image"),
            button(_("Issue and print"), page.issue, kind="primary", key="Ctrl+Return"),
        ]

    def of_issued(self, row: QuoteRow) -> list[QPushButton]:
        """What may become of it; the last looks at its paper to print and send it."""
        shown = [key for key in _AT_FOOT if key in quoting.possible(row)][-_MOST:]
        made = [button(_(VERBS[key][0]), partial(self._do, key, row.id), icon=VERBS[key][2]) for key in shown]
        return [*made, button(_("Print, send"), partial(deeds.look, self._page.shell, row.id), kind="primary", icon="printer")]

    def fill(self, menu: QMenu) -> None:
        """⋯: what is done more rarely."""
        page, presenter = self._page, self._page.presenter
        row = presenter.saved.row if presenter.saved else None
        if presenter.is_open:
            other = "estimate" if presenter.form.title == "quote" else "quote"
            said = _("Call it “{title}”").format(title=_(quote_form.TITLES[other]))
            menu.addAction(action(said, partial(page.retitle, other), parent=menu))
        if row is not None and row.state == "issued":
            menu.addMenu(hoping.menu_of(menu, page.shell, row))
        for key in quoting.possible(row) if row is not None else ():
            if key not in ("change", "look", "discard", "template") or not presenter.is_open:
                title, _do, icon = VERBS[key]
                menu.addAction(action(_(title), partial(self._do, key, row.id if row else 0), icon=icon, parent=menu))
        if presenter.is_open and not presenter.number:
            menu.addSeparator()
            menu.addAction(action(_("Throw the draft away"), page.discard, icon="x", parent=menu))

    def fill_hopes(self, menu: QMenu) -> None:
        """How sure the shop is of a quote that waits."""
        if (saved := self._page.presenter.saved) is not None:
            hoping.fill(menu, self._page.shell, saved.row)

    def _do(self, key: str, quote: int) -> None:
        """Of a draft what is typed is saved before."""
        page = self._page
        if not page.presenter.is_open or page.save():
            VERBS[key][1](page.shell, quote)
