"""Beginning as another quote: 和上次一樣, the quotes before, templates."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu

from db.services import quote_form, quote_templates, quotes
from db.services.lines import LineForm
from db.services.quote_form import QuoteForm
from resources.i18n import _, ngettext
from ui.kit.days import written
from ui.kit.labels import action
from ui.pages.quote import words
from ui.quoting import template as keeping
from ui.quoting.templates_dialog import TemplatesDialog
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell
    from ui.pages.quote.presenter import QuotePresenter

_OF_START: Final = ("title", *(name for name in quote_form.REMEMBERED if name not in ("contact_name", "project", "site_address")))
Take = Callable[[Sequence[LineForm]], object]


class Starting:
    """`take(lines)` puts them on the quote; its head was filled already."""

    def __init__(self, shell: "Shell", presenter: "QuotePresenter", lines: Callable[[], list[LineForm]], take: Take) -> None:
        """`lines()`: those that stand there now."""
        self._shell, self._presenter, self._lines, self._take = shell, presenter, lines, take

    def as_last_time(self) -> None:
        """和上次一樣."""
        found = self._before(1)
        if found:
            self._as_before(found[0].id)
        elif self._presenter.customer is None:
            self._shell.toast(_("Choose the customer first; then the last quote can be taken."))
        else:
            self._shell.toast(_("This customer has no other quote yet."))

    def fill_menu(self, menu: QMenu) -> None:
        """The quotes before, and the templates."""
        for row in self._before():
            menu.addAction(action(self._told(row), partial(self._as_before, row.id), icon="file-text", parent=menu))
        if not menu.isEmpty():
            menu.addSeparator()
        for template in quote_templates.rows():
            count = ngettext("{count} line", "{count} lines", template.lines).format(count=template.lines)
            said = _("{name} ({lines})").format(name=template.name, lines=count)
            menu.addAction(action(said, partial(self._as_template, template.id), icon="clipboard-list", parent=menu))
        menu.addSeparator()
        menu.addAction(action(_("Keep this one as a template…"), self.keep, parent=menu))
        menu.addAction(action(_("Tidy the templates…"), lambda: TemplatesDialog(self._shell).open(), parent=menu))

    def _before(self, most: int = 5) -> list[quotes.QuoteRow]:
        """The last quotes of this customer."""
        if not self._presenter.customer:
            return []
        found = quotes.rows(quotes.QuoteQuery(customer=self._presenter.customer, most=most + 1))
        return [row for row in found if row.id != self._presenter.id and row.state != "void"][:most]

    def _told(self, row: quotes.QuoteRow) -> str:
        day = written(row.quoted_on)
        return "　".join(part for part in (day, row.project, f"${words.shown(row.total)}", row.printed_number) if part)

    def _as_before(self, quote: int) -> None:
        """和上次一樣: the lines of that quote; what it says in its head is said here, too, where nothing is."""
        self._begin(lambda: self._as(quotes.copy_of(quote)))

    def _as_template(self, template: int) -> None:
        """A template's lines, at this customer's prices; so with its head."""
        self._begin(lambda: self._as(quote_templates.form(template, self._presenter.customer)))

    def _as(self, other: QuoteForm) -> list[LineForm]:
        form = self._presenter.form
        said = {name: getattr(other, name) for name in _OF_START if getattr(other, name)}
        own = {name: getattr(form, name) or getattr(other, name) for name in ("project", "site_address")}
        self._presenter.put(**said, **own)
        return other.lines

    def _begin(self, read: Callable[[], list[LineForm]]) -> None:
        if found := tried(read, self._shell.asks):
            self._take(found[0])

    # templates of the shop

    def keep(self) -> None:
        """存成範本: the lines and terms that stand here, under a name."""
        keeping.keep(self._shell, self._presenter.whole(self._lines()))
