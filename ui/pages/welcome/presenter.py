"""What the first start does: makes the shop's file or the demo shop's, and says which page of it comes next."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from db.core.errors import UserError
from db.core.progress import Progress
from db.services import backups, demo, shops
from db.services.backups import Backup
from resources.i18n import _
from ui.kit.starting import Start


class View(Protocol):
    """What the presenter needs of the page."""

    def use(self, path: Path, page: str, **what: Any) -> None:
        """Open this shop file and show this page of it."""

    def wait(self, waiting: bool) -> None:
        """Something takes a moment: the tiles can't be clicked meanwhile."""

    def complain(self, error: UserError) -> None:
        """Say why it did not work."""


class WelcomePresenter:
    """Decides what the three ways to begin do. `own` and `sample` are the two files' places."""

    def __init__(self, view: View, start: Start, own: Path, sample: Path) -> None:
        self._view, self._start = view, start
        self.own, self.sample = own, sample
        self._brought: dict[str, Any] = {}  # what the import page opens: "paths", or "text" of cells

    def kept_from_before(self) -> Backup | None:
        """The newest copy, or file that gave way, of a shop that was in this place before; the owner may want it back."""
        there = [] if self.own.exists() else [*backups.kept(self.own), *backups.put_aside(self.own)]
        return there[0] if there else None

    def brought(self, paths: Sequence[Path], text: str = "", name: str = "") -> None:
        """Files or cells came before there was a shop: they are imported at once where it has its `name`, else first thing."""
        self._brought = {"paths": list(paths)} if paths else {"text": text} if text else {}
        if self._brought and name.strip():
            self.begin(name, "importing")

    def begin(self, name: str, page: str) -> None:
        """Make the shop's own file unless it is there, and show this page; a shop without a name gets a plain one."""
        try:
            if not self.own.exists():
                shops.create(self.own, name.strip() or _("My shop"))
        except UserError as error:
            self._view.complain(error)
            return
        self._view.use(self.own, page, **(self._brought if page == "importing" else {}))

    def look_around(self) -> None:
        """The demo shop, made at its first visit."""
        if self.sample.exists():
            self._view.use(self.sample, "customers")
            return
        self._view.wait(True)

        def work(progress: Progress) -> None:
            from reports import quote_pdf  # the papers of its quotes; not needed for anything else here

            demo.set_up(self.sample, progress, quote_pdf.make)

        self._start(work, lambda _none: self._ready(), self._broken, title=_("Setting up the demo shop"))

    def _ready(self) -> None:
        self._view.wait(False)
        self._view.use(self.sample, "customers")

    def _broken(self, error: Any) -> None:
        self._view.wait(False)
        if not isinstance(error, UserError):
            raise error
        if error.code != "cancelled":
            self._view.complain(error)
