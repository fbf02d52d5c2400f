"""法律怎麼說: what a breach of duty costs, where it is read, why nothing crosses a border."""

from db.services import laws
from resources.i18n import _
from ui.kit.page import Shell
from ui.pages.privacy.fold_card import FoldCard, Item


class LawCard(FoldCard):
    """The fines with their articles; the one place that says it is no legal advice."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, _(laws.NOT_ADVICE))

    def refresh(self) -> None:
        """It stands as it is."""
        fines = [Item(_(one.what), f"{_(one.sums)} ・ {laws.article(one.law, one.article)}") for one in laws.FINES]
        sources = [Item(laws.named(law), where) for law, where in laws.SOURCES]
        self.show_items([Item(_(laws.NO_TRANSFER)), *fines, *sources])
