"""The pages of the window, one in view: each is made when it is first shown, and read anew when it comes into view again."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.kit.page import Page, PageSpec, Shell
from ui.kit.stops import stops

if TYPE_CHECKING:
    from db.core.events import Announcement


class Stage(QStackedWidget):
    """Holds the pages of one language and one shop file."""

    said = Signal(object)  # the Said the page in view puts at the left of the status line
    waiting_changed = Signal()
    kept = Signal()
    going_on = Signal(str, bool)  # a page's key, and whether work there is not finished

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._made: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._places: dict[str, dict[str, Any]] = {}  # of pages not made yet: what to open them with
        self.key = ""  # of the page in view

    @property
    def page(self) -> Page:
        """The page in view."""
        return self._made[self.key]

    def put(self, spec: PageSpec, **what: Any) -> None:
        """Bring a page into view and open it; without more words where it stood before its words were made anew."""
        page, place = self._page(spec), self._places.pop(spec.key, {})
        what = what or place
        if spec.while_open and self.key != spec.key:  # no entry of the sidebar leads there, so it leads back
            what.setdefault("back", self.key)
        self.key = spec.key
        self.setCurrentWidget(page)
        if spec.key in self._stale:
            self._stale.discard(spec.key)
            page.refresh(None)
        page.open(**what)
        self.said.emit(page.said)

    def _page(self, spec: PageSpec) -> Page:
        if spec.key not in self._made:
            page = spec.make(self._shell)
            page.status_changed.connect(lambda said: self.said.emit(said) if self._made.get(self.key) is page else None)
            page.waiting_changed.connect(self.waiting_changed)
            page.kept.connect(self.kept)
            page.going_on.connect(lambda on: self.going_on.emit(spec.key, on))
            self._made[spec.key] = page
            self.addWidget(page)
        return self._made[spec.key]

    def lets_go(self) -> bool:
        """Whether the page in view agrees to leave it."""
        return self.key not in self._made or self.page.leave()

    def again(self, key: str) -> dict[str, Any]:
        """What this page would have to be opened with to go on with its work; nothing for one that was never shown."""
        return self._made[key].again() if key in self._made else self._places.get(key, {})

    def places(self) -> dict[str, dict[str, Any]]:
        """Of every page that was shown, what it would have to be opened with to go on where it stands."""
        return {key: self.again(key) for key in (*self._made, *self._places)}

    def keep_places(self, places: dict[str, dict[str, Any]]) -> None:
        """Pages go on there when they are shown for the first time, unless they are asked for something else."""
        self._places = places

    def tell(self, announcement: "Announcement | None") -> None:
        """Something was saved (None: all is read anew). The page in view is told at once, and keeps the keyboard where what had
        it is drawn anew; the others are read anew when they come into view.
        """
        self._stale = set(self._made) - {self.key}
        if self.key not in self._made:
            return
        page, had_keyboard = self.page, self._has_keyboard()
        page.refresh(announcement)
        if had_keyboard and not self._has_keyboard():
            (page.focusProxy() or next(stops(page), page)).setFocus()

    def _has_keyboard(self) -> bool:
        """Whether it is the page's, or comes back to it once the dialog over it is closed."""
        at = self.page.window().focusWidget()
        return at is not None and self.page.isAncestorOf(at)
