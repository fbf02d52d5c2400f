"""Decides what the bin shows and does; owns no widget."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from db.core.progress import Progress
from db.core.values.text import half_width
from db.services import bin as waste
from resources.i18n import _, ngettext
from ui.kit.starting import Start


class View(Protocol):
    """What the presenter asks of the page."""

    def show_customers(self, ids: "array[int]", text: str) -> None:
        """Show these, or that nobody is there (`text` was searched)."""


class Asks(Protocol):
    """What the presenter asks of the owner."""

    def text(
        self, title: str, label: str, initial: str = "", *, yes: str = "", secret: bool = False, danger: bool = False
    ) -> str | None:
        """One line."""

    def error(self, error: Any, title: str = "") -> None:
        """Say an error's sentence."""


class Says(Protocol):
    """What the presenter asks of the window."""

    @property
    def asks(self) -> Any:
        """Questions to the owner."""

    def toast(self, text: str, label: str = "", do: Callable[[], object] | None = None) -> None:
        """A short message."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with the way back."""


class BinPresenter:
    """What was searched, and what is done to those who are chosen."""

    def __init__(self, view: View, shell: Says, start: Start) -> None:
        self._view, self._shell, self._start = view, shell, start
        self._text = ""

    def search(self, text: str) -> None:
        """Show who matches, at every key."""
        self._text = text
        self.read()

    def read(self) -> None:
        """Read the list anew."""
        self._view.show_customers(waste.ids(self._text), self._text.strip())

    def ask_to_empty(self, who: Sequence[int] | None) -> None:
        """Throw these (None: all) away for good, once the owner has typed how many they are; a backup is made before."""
        count = waste.count() if who is None else len(waste.rows(who))
        if not count:
            self._shell.toast(_("The bin is empty already."))
            return
        if self._is_sure(count):
            self._throw_away(who)

    def _is_sure(self, count: int) -> bool:
        words = ngettext(
            "{count} customer and everything about them (talks, sales, photos) is thrown away for good; this can't be taken back."
            " A backup is made before. Type the number {count} to go on:",
            "{count} customers and everything about them (talks, sales, photos) are thrown away for good; this can't be taken"
            " back. A backup is made before. Type the number {count} to go on:",
            count,
        )
        title = _("Throw away for good")
        typed = self._shell.asks.text(title, words.format(count=count), yes=title, danger=True)
        if typed is None:
            return False
        if half_width(typed).strip().replace(",", "") != str(count):
            self._shell.toast(_("That was not the number. Nothing was thrown away."))
            return False
        return True

    def _throw_away(self, who: Sequence[int] | None) -> None:
        def work(progress: Progress) -> int:
            from db.services import backups

            progress(_("Backing up…"), 0, 0)
            backups.make("bin")
            return waste.empty(who, progress)

        def then(count: int) -> None:
            words = ngettext("{count} customer thrown away for good", "{count} customers thrown away for good", count)
            self._shell.toast(words.format(count=f"{count:,}"))

        self._start(work, then, title=_("Emptying the bin"))
