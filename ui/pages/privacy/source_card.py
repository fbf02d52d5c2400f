"""名單來源與待告知: where every imported list came from, and who was not told yet."""

from functools import partial

from db.core.progress import Progress
from db.services import laws, list_sources, phrases, telling
from db.services.list_sources import ListSourceRow
from resources.i18n import _, ngettext
from ui import origin_form
from ui.kit import jobs
from ui.kit.form import Values
from ui.kit.page import Shell
from ui.kit.when import when
from ui.origin_form import OriginForm
from ui.pages.privacy.fold_card import Act, FoldCard, Item, those


class SourceCard(FoldCard):
    """Who is to be told first, then the lists, the latest first."""

    def __init__(self, shell: Shell) -> None:
        said = _(
            "Whose data came from somebody else is told where from, at the latest when first written to or called ({law})."
            " In a ready text {names} say it, who you are, and how to refuse."
        )
        names = _(", ").join(f"{{{word}}}" for word in phrases.MARKETING)
        super().__init__(shell, said.format(law=laws.article("act", "9"), names=names))

    def refresh(self) -> None:
        """Counted on the worker."""
        jobs.start(_look, self._show, quiet=True, of=self)

    def _show(self, found: tuple[list[int], list[ListSourceRow]]) -> None:
        waiting, lists = found
        items = [self._waiting(waiting)] if waiting else []
        self.show_items([*items, *map(self._item, lists)], _("No list was imported since this is written down."))

    def _waiting(self, waiting: list[int]) -> Item:
        words = ngettext("{count} customer is to be told", "{count} customers are to be told", len(waiting))
        acts: list[Act] = [
            (_("See them"), lambda: self.shell.go("customers", conditions=those("to_be_told", "yes"))),
            (_("All were told"), partial(self.tell, waiting)),
        ]
        below = _("The mark goes with the first talk written down, or when you say here that they were told.")
        return Item(words.format(count=f"{len(waiting):,}"), below, "amber", acts)

    def _item(self, row: ListSourceRow) -> Item:
        text = " ・ ".join(filter(None, (row.file, row.sheet)))
        count = ngettext("{count} customer", "{count} customers", row.customers).format(count=f"{row.customers:,}")
        waits = ngettext("{count} to be told", "{count} to be told", row.waiting).format(count=f"{row.waiting:,}")
        said = [when(row.at), row.source, list_sources.basis_words(row.basis), count, waits if row.waiting else ""]
        return Item(text, " ・ ".join(filter(None, said)), acts=[(_("Change…"), partial(self.change, row))])

    def tell(self, waiting: list[int]) -> None:
        """All of them know."""
        self.do(lambda: telling.tell(waiting), _("It is written down that they were told."))

    def change(self, row: ListSourceRow) -> None:
        """Say anew where a list is from."""
        values = origin_form.values(list_sources.origin_of(row))

        def save(typed: Values) -> None:
            list_sources.put(row.id, origin_form.said(typed))

        said = _("It is written down, with its customers.")
        self.ask(_(origin_form.TITLE), origin_form.fields(), values, save, said, OriginForm)


def _look(_progress: Progress) -> tuple[list[int], list[ListSourceRow]]:
    return telling.waiting(), list_sources.rows()
