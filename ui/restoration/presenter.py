"""What 用備份救回 decides: which copies there are, what each holds, and how one of them takes the shop file's place."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from db.core.errors import CancelledError, UserError
from db.core.progress import Progress
from db.core.values.text import normal
from db.services import backup_contents, backups, looking, putting_back
from db.services.backup_contents import Contents
from db.services.backups import Backup
from db.services.looking import Laid
from db.services.restoring import Fetching
from reports import quote_pdf
from resources.i18n import _
from ui.kit.starting import Start
from ui.restoration import rescued, words


def _yes() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list. `contents` None: it is being looked into."""

    id: int
    backup: Backup
    contents: Contents | None = None

    @property
    def is_sound(self) -> bool:
        """Whether it can be fetched back."""
        return self.contents is not None and self.contents.sound


@dataclass(frozen=True, slots=True)
class Restored:
    """What was fetched back, where the file lies that was there before, and the shop's name."""

    backup: Backup
    aside: Path | None
    shop: str


class View(Protocol):
    """What the presenter needs of the dialog."""

    def show_items(self, items: list[Item]) -> None:
        """The copies, newest first, as far as they are known."""

    def busy(self, text: str) -> None:
        """What is being done; "" when it is over."""

    def choose(self, item: int) -> None:
        """Put the cursor on this line."""

    def restored(self, done: Restored) -> None:
        """It is done."""


class Asks(Protocol):
    """The questions asked."""

    def confirm(self, title: str, text: str, yes: str, *, detail: str = "", danger: bool = False) -> bool: ...
    def text(self, title: str, label: str, initial: str = "", *, yes: str = "") -> str | None: ...
    def choose_files(self, title: str, kinds: str, folder: Path | None = None) -> list[Path]: ...
    def save_file(self, title: str, kinds: str, proposed: Path) -> Path | None: ...
    def tell(self, title: str, text: str, detail: str = "") -> None: ...
    def error(self, error: UserError | str, title: str = "") -> None: ...


@dataclass
class RestorationPresenter:
    """Reads the copies of `shop` one by one; `put_in_place` exchanges the files and says where the old one lies.

    `may_go`: whether what is half done in the window may be thrown away (the owner is asked); `is_damaged`: what is there now
    can't be read.
    """

    view: View
    asks: Asks
    start: Start
    shop: Path
    put_in_place: Callable[[Fetching], Path | None]
    may_go: Callable[[], bool] = _yes
    is_damaged: bool = False
    key: bytes | None = None  # of an encrypted shop that is not open
    items: list[Item] = field(default_factory=list)
    is_closed: bool = False

    def read(self) -> None:
        """Look for the copies, then into each of them; the newest first."""

        def look(_progress: Progress) -> list[Backup]:
            return [*backups.kept(self.shop), *backups.put_aside(self.shop)]

        self.start(look, self._found, self._broken, quiet=True)

    def _found(self, found: list[Backup]) -> None:
        self.items = [Item(number, backup) for number, backup in enumerate(found, 1)]
        self.view.show_items(self.items)
        for item in self.items:
            self._look_into(item)

    def _look_into(self, item: Item) -> None:
        def work(_progress: Progress) -> Contents | None:
            return None if self.is_closed else backup_contents.look_into(item.backup, self.shop, self.key)

        def then(contents: Contents | None) -> None:
            if not self.is_closed:
                self.items = [replace(one, contents=contents) if one.id == item.id else one for one in self.items]
                self.view.show_items(self.items)

        self.start(work, then, self._broken, quiet=True)

    def _broken(self, error: BaseException) -> None:
        if not self.is_closed:
            self.view.busy("")
        if not isinstance(error, UserError):
            raise error
        if not isinstance(error, CancelledError):
            self.asks.error(error)

    def item(self, number: int | None) -> Item | None:
        """A line of the list."""
        return next((one for one in self.items if one.id == number), None)

    def elsewhere(self) -> None:
        """Let the owner point at a copy on a stick; it joins the list at the top."""
        chosen = self.asks.choose_files(_("Choose the backup to fetch back"), f"{_('Backups')} (*.crmbak *.crm)")
        if chosen:
            try:
                putting_back.refuse_itself(chosen[0], self.shop)
            except UserError as error:
                self.asks.error(error)
                return
            known = next((one for one in self.items if one.backup.path == chosen[0]), None)
            if known is None:
                known = Item(max((one.id for one in self.items), default=0) + 1, backups.of(chosen[0]))
                self.items = [known, *self.items]
                self.view.show_items(self.items)
                self._look_into(known)
            self.view.choose(known.id)

    def lay(self, number: int | None, then: Callable[[Backup, Laid], object]) -> None:
        """Lay this copy out in our own folder, where it can be looked into; nothing of the shop is touched."""
        item = self.item(number)
        if item is None or not item.is_sound:
            return

        def laid(ready: Laid) -> None:
            if self.is_closed:
                ready.clear()
            else:
                then(item.backup, ready)

        self.view.busy(_("Opening the backup to look at it…"))
        self.start(lambda progress: looking.lay(item.backup.path, self.shop, progress), laid, self._broken, quiet=True)

    def save_readable(self, number: int | None) -> None:
        """Write what can be read of a damaged copy into a workbook."""
        item = self.item(number)
        if item is None:
            return
        proposed = Path.home() / f"{_('What could be read')}.xlsx"
        out = self.asks.save_file(_("Save what can be read…"), "Excel (*.xlsx)", proposed)
        if out is None:
            return

        def work(progress: Progress) -> str:
            looking.refuse_stranger(item.backup.path)
            key = backups.key_of(item.backup.path, self.key)
            return rescued.save(out, item.backup.path, key, self.shop, progress)

        def then(said: str) -> None:
            if not self.is_closed:
                self.view.busy("")
                self.asks.tell(_("What could be read"), said)

        self.view.busy(_("Reading what can be read…"))
        self.start(work, then, self._broken, quiet=True)

    def kept_sentence(self) -> str:
        """Where the file that is there now will lie."""
        if not self.shop.exists():
            return ""
        return _(
            "The file that is there now is not thrown away: it stays in {folder}, and you can go back to it from here."
        ).format(folder=self.shop.parent)

    def restore(self, number: int | None) -> None:
        """Ask, then put this copy in the shop file's place."""
        item = self.item(number)
        if item is None or not item.is_sound or item.contents is None:
            return
        if not self._is_meant(item, item.contents) or not self.may_go():
            return
        fetching = Fetching(item.backup, self.shop, quote_pdf.make, item.contents.loss, self.key, self.is_damaged)
        self.view.busy(_("Opening the backup to try, then it takes the place of your file. Please wait a moment…"))
        self.start(fetching.prepare, lambda _none: self._exchange(item, fetching), self._broken, quiet=True)

    def _is_meant(self, item: Item, contents: Contents) -> bool:
        """Whether the owner means it: where something can get lost, the shop's name is typed, or how many are in the copy."""
        title, yes = _("Fetch back from a backup"), _("Fetch this backup back")
        question = _("Put everything back to how it was {when}?").format(when=words.moment(item.backup))
        detail = [part for part in (words.lacking(contents.loss), words.stays_so(), self.kept_sentence()) if part]
        if self.is_damaged or not self.shop.exists():
            return self.asks.confirm(title, question, yes, detail="\n".join(detail), danger=True)
        sure, wanted = words.to_be_sure(contents)
        typed = self.asks.text(title, "\n\n".join([question, *detail, sure]), yes=yes)
        if typed is not None and normal(typed).strip() != normal(wanted).strip():
            self.asks.error(_("That is not what was to be typed. Nothing was changed."))
            return False
        return typed is not None

    def _exchange(self, item: Item, fetching: Fetching) -> None:
        if self.is_closed:  # the window went away meanwhile: nothing is done behind the owner's back
            putting_back.forget(self.shop)
            return
        try:
            aside = self.put_in_place(fetching)
        except UserError as error:
            self._broken(error)
        else:
            self.view.restored(Restored(item.backup, aside, item.contents.shop if item.contents else ""))
