"""What a page is to the window, what the window is to a page, and how a page is declared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import N_
from ui.kit.said import Said

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMimeData, QPoint

    from db.core.events import Announcement
    from ui.kit.dialogs import Asks
    from ui.kit.jobs import Work


class Shell(Protocol):
    """What the window offers to every page."""

    asks: Asks

    def toast(self, text: str, label: str = "", do: Callable[[], object] | None = None) -> None:
        """A short message at the bottom, perhaps with one button."""

    def toast_undo(self, text: str, unit: int | None) -> None:
        """A short message with 復原, which takes this unit back; None: nothing was saved, there is nothing to take back."""

    def go(self, key: str, **what: Any) -> None:
        """Show the page `key` and hand it `what` (its `open`)."""

    def open_card(self, customer: int) -> None:
        """The whole page of one customer."""

    def log(self, customers: Sequence[int] = (), talk: int | None = None, tasks: Sequence[int] = ()) -> None:
        """記一筆 for these customers (nobody: those in view), or correct a talk; `tasks`: the reminders it is about."""

    def remind(self, customers: Sequence[int] = (), task: int | None = None) -> None:
        """提醒我 for these customers (nobody: those in view), or change a reminder."""

    def sell(self, customer: int | None = None) -> None:
        """記銷售 of this customer (nobody: it is asked)."""

    def open_sale(self, sale: int) -> None:
        """A sale as it stands, and what can be done with it."""

    def pay(self, customer: int | None = None, sale: int | None = None) -> None:
        """收款 of this customer (nobody: it is asked), for one sale or the oldest first."""

    def quote(self, customer: int | None = None, quote: int | None = None) -> None:
        """報價: a new quote, for this customer where one is named; or the one of this id, whatever became of it."""

    def print_out(self, work: Work, name: str = "", kind: str = "") -> None:
        """Make the PDF on the worker and show it to be printed, as the paper of this name and kind, else as the page's."""

    def do(self, command: str, *arguments: Any) -> None:
        """Do what the menu entry of this name does, such as "print"."""

    def switch_to(self, file: Path, key: str = "customers", **what: Any) -> None:
        """Close the shop file, open this one and show the page `key`."""

    def begin_anew(self) -> None:
        """No shop file is open (any more): show the first page."""

    def lets_go(self) -> bool:
        """Whether the shop may be exchanged: the page in view agrees, and the owner gives up an import under way."""

    def redress(self) -> None:
        """The language, the scheme or the size of the letters was changed in the machine's settings."""


class DropOffer(NamedTuple):
    """What letting go would do with what is dragged: the part that takes it, what is said over it, and doing it."""

    area: QWidget
    words: str
    take: Callable[[], object]


class Page(QWidget):
    """One page of the window. Every method may stay as it is."""

    status_changed = Signal(object)  # the Said at the left of the status line
    folds = N_("Fold the card at the right")  # what F4 does here, as the menu says it
    has_search = False  # whether Ctrl+F stays here; else it goes to the list of customers
    waiting_changed = Signal()  # how many wait on Today may differ though nothing was saved: it is counted anew
    kept = Signal()  # what is being typed was remembered just now: the status line says when
    going_on = Signal(bool)  # whether work here is not finished: an entry of the sidebar leads back to it meanwhile

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self.setProperty("ground", "paper")
        self.said = Said("")

    def say(self, said: str | Said) -> None:
        """Put this at the left of the status line."""
        self.said = Said(said) if isinstance(said, str) else said
        self.status_changed.emit(self.said)

    def open(self, **what: Any) -> None:
        """The page is shown; `what` says with what (a customer's id, files to import)."""

    def act(self, name: str) -> bool:
        """What the menu of customers asks for the chosen ones (tags, blacklist, ...); False: nobody is chosen here."""
        return False

    def in_view(self) -> list[int]:
        """The customers chosen here, or whose card is open: whom a talk is about that is written down now."""
        return []

    def again(self) -> dict[str, Any]:
        """What to open this page with where its words are made anew (another language) and its work should go on."""
        return {}

    def refresh(self, announcement: Announcement | None) -> None:
        """Something was saved (None: everything may differ); only the page in view is told at once, the others when shown."""

    def leave(self) -> bool:
        """Whether the page lets go (it may ask); a page with a half-filled form keeps a draft and says yes."""
        return True

    def focus_search(self) -> None:
        """Ctrl+F, where `has_search`."""

    def add(self) -> None:
        """Ctrl+N."""

    def bring(self) -> None:
        """Ctrl+O where an import begins or goes on: bring files."""

    def take_copied(self, data: QMimeData) -> bool:
        """Ctrl+V outside of boxes, of cells, a picture or files; False: what was copied is nothing for this page."""
        return False

    def offer_drop(self, data: QMimeData, at: QPoint) -> DropOffer | None:
        """What this page would do with what is dragged over it (`at`); None: it is no business of this page."""
        return None

    def edit(self) -> None:
        """F2: edit what is chosen."""

    def fold(self) -> None:
        """F4: fold or unfold the panel at the right."""

    def undo(self) -> bool:
        """Ctrl+Z outside of boxes, where something that is not saved yet is taken back first; False: there is nothing here."""
        return False

    def commands(self) -> dict[str, Callable[[], object]]:
        """What only this page can do, by its words: the palette finds it while the page is in view."""
        return {}

    def scanned(self, code: str) -> Callable[[], object] | None:
        """What this page does with a code a scanner reads while no box is typed in; None: it is no business of this page."""
        return None

    def look_at_paper(self) -> bool:
        """列印 where what is on screen is a paper itself, such as an issued quote: it is shown; False: it is none."""
        return False

    def paper(self) -> Work | None:
        """The work that makes a PDF (its bytes) of what is on screen; None when there is nothing to print.

        CancelledError where it was asked what of it is wanted, and none is.
        """
        return None


# Of the pages in the sidebar, in their order; the settings stand last, with the key they have elsewhere.
PAGE_KEYS: Final = (*(f"Ctrl+{at}" for at in range(1, 10)), "Ctrl+0", "Ctrl+,")


def page_key(at: int) -> str:
    """The key of the page that stands so far down in the sidebar (from 0); "": so far down there is none."""
    return PAGE_KEYS[at] if at < len(PAGE_KEYS) else ""


class PageSpec(NamedTuple):
    """A page as the window knows it; `make` imports its module, so that a page costs nothing before it is shown."""

    key: str
    title: str  # an id for _()
    icon: str
    make: Callable[[Shell], Page]
    in_sidebar: bool = True
    while_open: str = ""  # of a page without an entry of its own: what the entry says while work there is not finished
    needs_file: bool = True
