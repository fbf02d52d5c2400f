"""What the first start does: makes the shop's file or the demo shop's, and says which page comes next."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Protocol

from db.core import file
from resources.i18n import _
from ui import places

DEMO_CUSTOMERS: Final = 2_000


class View(Protocol):
    """What the page shows and does for the presenter."""

    def name_missing(self) -> None:
        """Ask for the shop's name beside its field."""

    def use(self, path: Path, page: str) -> None:
        """Open this shop file and show this page."""


class Start(Protocol):
    """jobs.start, or a test's stand-in that works at once."""

    def __call__(
        self,
        work: Callable[[Any], Any],
        then: Callable[[Any], None],
        failed: Callable[[Any], None] | None = None,
        *,
        title: str = "",
    ) -> Any: ...


class WelcomePresenter:
    """Decides what the three ways to begin do."""

    def __init__(self, view: View, start: Start) -> None:
        self._view = view
        self._start = start

    def where(self) -> Path:
        """The folder the data will lie in."""
        return file.data_folder()

    def begin(self, name: str, page: str) -> None:
        """Make the shop's own file and go to this page; a shop without a name gets a plain one."""
        path = places.own_file()
        if not path.exists():
            file.create(path, shop_name=name.strip() or _("My shop"))
            file.close()
        self._view.use(path, page)
