"""What leaves the list of products: a file that comes home, and the price list on paper."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from db.core import clock
from db.services import product_lists
from reports.exports import Exported
from resources.i18n import _, ngettext
from ui.kit import jobs
from ui.kit.page import Shell

if TYPE_CHECKING:
    from ui.pages.products.page import ProductsPage

_KINDS = "Excel (*.xlsx);;CSV (*.csv)"


class Outgoing:
    """Of the products chosen where there are several, else of the list as it stands."""

    def __init__(self, page: "ProductsPage", shell: Shell) -> None:
        self._page, self._shell = page, shell

    def ids(self) -> list[int]:
        """The products that are meant."""
        chosen = self._page.chosen()
        return chosen if len(chosen) > 1 else list(self._page.model.ids)

    def export(self) -> None:
        """Ask where, and write them on the worker; what is changed there in Excel comes home by the import."""
        ids = self.ids()
        if not ids:
            self._shell.toast(_("There is no product in this list."))
            return
        proposed = Path.home() / f"{_('Products')} {clock.today():%Y-%m-%d}.xlsx"
        target = self._shell.asks.save_file(_("Export products"), _KINDS, proposed)
        if target is None:
            return

        def work(_progress: object) -> Exported:
            from reports import product_list

            return product_list.write(target, product_lists.rows(ids))

        jobs.start(work, self._written, title=_("Exporting…"))

    def _written(self, done: Exported) -> None:
        text = ngettext("{count} product is in “{name}”.", "{count} products are in “{name}”.", done.rows)
        answer = self._shell.asks.choose(
            _("Exported"),
            text.format(count=f"{done.rows:,}", name=done.path.name),
            [_("Open"), _("Open the folder")],
            detail=_("Change prices in Excel and drag the file back here: only what you changed is changed."),
            no=_("Close"),
        )
        if answer is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(done.path if answer == 0 else done.path.parent)))

    def price_list(self) -> None:
        """價目表: asked how, then looked at over the whole window."""
        from ui.pages.products.price_list_dialog import ask

        ask(self._shell, self._page, self._page.presenter.query.category)
