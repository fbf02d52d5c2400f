"""Beginning as another quote: 和上次一樣, the quotes before, templates."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from db.services import quote_templates, quotes
from db.services.lines import LineForm
from resources.i18n import _, ngettext
from ui.kit.labels import action
from ui.pages.quote import words
from ui.quoting.templates_dialog import TemplatesDialog
from ui.trying import tried

if TYPE_CHECKING:
    from ui.kit.page import Shell
    from ui.pages.quote.presenter import QuotePresenter

Take = Callable[[Sequence[LineForm]], object]


class Starting:
    """`take(lines)` puts them on the quote; its head was filled already."""

    def __init__(self, shell: "Shell", presenter: "QuotePresenter", lines: Callable[[], list[LineForm]], take: Take) -> None:
        """`lines()`: those that stand there now."""
        self._shell, self._presenter, self._lines, self._take = shell, presenter, lines, take

    def as_last_time(self) -> None:
        """和上次一樣."""
        found = self._presenter.before(1)
        if found:
            self._as_before(found[0].id)
        elif self._presenter.customer is None:
            self._shell.toast(_("Choose the customer first; then the last quote can be taken."))
        else:
            self._shell.toast(_("This customer has no other quote yet."))

    def fill_menu(self, menu: QMenu) -> None:
        """The quotes before, and the templates."""
        for row in self._presenter.before():
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

    def _told(self, row: quotes.QuoteRow) -> str:
        day = self._presenter.shown_day(row.quoted_on)
        return "　".join(part for part in (day, row.project, f"${words.shown(row.total)}", row.printed_number) if part)

    def _as_before(self, quote: int) -> None:
        self._begin(lambda: self._presenter.as_before(quote))

    def _as_template(self, template: int) -> None:
        self._begin(lambda: self._presenter.as_template(template))

    def _begin(self, read: Callable[[], list[LineForm]]) -> None:
        if found := tried(read, self._shell.asks):
            self._take(found[0])

    # templates of the shop

    def keep(self) -> None:
        """存成範本: the lines and terms that stand here, under a name; over the one that has it where that is wanted."""
        form, asks, title = self._presenter.whole(self._lines()), self._shell.asks, _("Keep as a template")
        name = asks.text(title, _("What shall the template be called?"), form.project, yes=_("Keep it"))
        if name is None:
            return
        same = next((one.id for one in quote_templates.rows() if one.name == name.strip() and not one.is_shipped), None)
        said = _("There is a template “{name}” already. Shall this one take its place?").format(name=name)
        if same is not None and not asks.confirm(title, said, _("Take its place")):
            return
        if done := tried(lambda: quote_templates.save(name, form, same), asks):
            self._shell.toast_undo(_("Template “{name}” is kept").format(name=name), done[1])
