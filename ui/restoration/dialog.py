"""The dialog 用備份救回: the list of copies, below it what would be missing with the one in view, and the button that does it."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QWidget

from db.core import file
from db.services.backups import Backup
from db.services.looking import Laid
from db.services.restoring import Fetching
from resources.i18n import N_, _, ngettext
from ui.kit import jobs, theme
from ui.kit.card import Card, column, row
from ui.kit.cells import Cell, Chip
from ui.kit.clearing import clear
from ui.kit.dialogs import Asks
from ui.kit.labels import ShortLabel, button, plain_label, set_text
from ui.kit.list_view import ListView
from ui.kit.scroll import ScrollColumn
from ui.kit.table import Column, TableModel
from ui.looking import looks
from ui.looking.fetch_dialog import FetchDialog
from ui.restoration import words
from ui.restoration.presenter import Item, RestorationPresenter, Restored

_NAMED: Final = 30  # things that would be missing, one by one
_AROUND: Final = 90  # pixels of the screen left free, with the window's frame
COLUMNS: Final = (
    Column("when", N_("When"), lambda item: Cell(words.moment(item.backup), bold=True), 16.0, sorts=False),
    Column("why", N_("Made"), lambda item: Cell(words.reason(item.backup), tone="muted"), 9.0, sorts=False, leaves=1),
    Column("customers", N_("Customers"), lambda item: Cell(words.count(item.contents)), 5.5, right=True, sorts=False),
    Column("size", N_("Size"), lambda item: Cell(words.size(item.backup), tone="muted"), 5.5, right=True, sorts=False, leaves=2),
    Column("loss", N_("Missing then"), lambda item: Cell(_loss(item), tone="muted"), 7.0, right=True, sorts=False),
    Column("state", N_("State"), lambda item: Cell(chips=(Chip(*words.state(item.contents)),)), 13.0, sorts=False),
)


def _loss(item: Item) -> str:
    return words.shortly(item.contents.loss) if item.contents and item.contents.sound else ""


class RestorationDialog(QDialog):
    """Shows the copies of `shop`; `done_with` is what was fetched back once it closes with a yes."""

    fetched = Signal(str, object)  # one customer alone: what to say, and the unit

    def __init__(
        self,
        asks: Asks,
        shop: Path,
        put_in_place: Callable[[Fetching], Path | None],
        parent: QWidget | None = None,
        may_go: Callable[[], bool] = lambda: True,
        is_damaged: bool = False,
        key: bytes | None = None,
    ) -> None:
        super().__init__(parent)
        self.done_with: Restored | None = None
        self._is_busy = False
        self._asks = asks
        self.presenter = RestorationPresenter(self, asks, jobs.start, shop, put_in_place, may_go, is_damaged, key)
        self.setWindowTitle(_("Fetch back from a backup"))
        room = self.screen().availableSize()
        self.resize(min(round(theme.px() * 62), room.width() - _AROUND), min(round(theme.px() * 38), room.height() - _AROUND))
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_("To which day do you want to go back?"), "title"))
        self.note = plain_label(_("Looking for backups…"), "muted", wrap=True)
        body.addWidget(self.note)
        self.model = TableModel(COLUMNS, self._rows, self)
        self.view = ListView("backups", self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAccessibleName(_("Backups"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.activated_id.connect(self.presenter.restore)
        self.view.current_changed.connect(lambda _id: self._show_current())
        body.addWidget(self.view, 1)
        body.addWidget(self._detail(), 1)
        self.kept = plain_label(self.presenter.kept_sentence(), "muted", wrap=True)
        self.kept.setVisible(bool(self.kept.text()))
        body.addWidget(self.kept)
        self.state = plain_label("", "head", wrap=True)
        self.state.hide()
        body.addWidget(self.state)
        body.addLayout(self._foot())
        self.finished.connect(self._closed)
        self.view.setFocus()
        self._show_current()
        self.presenter.read()

    def _detail(self) -> Card:
        card = Card(margin=12, spacing=4)
        self.lacking = plain_label("", "head", wrap=True)
        card.body.addWidget(self.lacking)
        self.things = ScrollColumn(spacing=2)
        card.body.addWidget(self.things, 1)
        return card

    def _foot(self) -> QHBoxLayout:
        foot = row(spacing=10)
        self.other = button(_("Look somewhere else…"), self.presenter.elsewhere, icon="usb")
        self.not_now = button(_("Not now"), self.reject)
        self.look = button(_("Have a look first"), self._look, icon="search")
        foot.addWidget(self.other)
        foot.addWidget(self.look)
        self.one = button(_("Just one customer…"), self._choose_one, icon="user-plus")
        self.one.setVisible(file.is_open() and file.current_path() == self.presenter.shop)
        foot.addWidget(self.one)
        save = lambda: self.presenter.save_readable(self.view.current_id())  # noqa: E731 - the line in view
        self.save = button(_("Save what can be read…"), save, icon="download")
        foot.addWidget(self.save)
        foot.addStretch(1)
        foot.addWidget(self.not_now)
        self.go = button(_("Fetch this backup back"), lambda: self.presenter.restore(self.view.current_id()), kind="primary")
        foot.addWidget(self.go)
        return foot

    def _rows(self, ids: Sequence[int]) -> list[Item]:
        return [item for one in ids if (item := self.presenter.item(one)) is not None]

    def _closed(self) -> None:
        self.presenter.is_closed = True
        self.deleteLater()

    # The view of the presenter.

    def show_items(self, items: list[Item]) -> None:
        """The copies as far as they are known; the cursor begins on the newest."""
        self.view.show_ids(array("q", [item.id for item in items]))
        if items and self.view.current_id() is None:
            self.view.choose(items[0].id)
        none = _("There is no backup on this computer yet. Is there one on a USB stick? Then press “Look somewhere else”.")
        set_text(self.note, self._explained() if items else none)
        self._show_current()

    def _explained(self) -> str:
        return _("Everything goes back to how it was at that moment. Choose with the arrow keys; Enter fetches it back.")

    def choose(self, item: int) -> None:
        """Put the cursor on this line."""
        self.view.choose(item)
        self._show_current()

    def busy(self, text: str) -> None:
        """What is being done; nothing else can be pressed meanwhile."""
        self._is_busy = bool(text)
        set_text(self.state, text)
        self.state.setVisible(self._is_busy)
        for part in (self.view, self.other, self.not_now):
            part.setEnabled(not self._is_busy)
        self._show_current()

    def restored(self, done: Restored) -> None:
        """It is done."""
        self.done_with = done
        self.accept()

    # Looking into a copy.

    def _look(self) -> None:
        def show(backup: Backup, laid: Laid) -> None:
            looks.show(laid, backup, self._seen)

        self.presenter.lay(self.view.current_id(), show)

    def _seen(self) -> None:
        if not self.presenter.is_closed:
            self.busy("")

    def _looked(self) -> None:
        if not self.presenter.is_closed:
            self.busy("")

    def _choose_one(self) -> None:
        def ask(backup: Backup, laid: Laid) -> None:
            self.busy("")
            FetchDialog(self._asks, laid, words.moment(backup), self._fetched, self).open()

        self.presenter.lay(self.view.current_id(), ask)

    def _fetched(self, name: str, unit: int | None) -> None:
        self.reject()
        self.fetched.emit(_("{name} is back.").format(name=name), unit)

    # What the line in view says.

    def _show_current(self) -> None:
        item = self.presenter.item(self.view.current_id())
        for way in (self.go, self.look, self.one):
            way.setEnabled(item is not None and item.is_sound and not self._is_busy)
        clear(self.things.body)
        contents = item.contents if item else None
        self.save.setVisible(contents is not None and not contents.sound and not contents.refusal)
        self.save.setEnabled(not self._is_busy)
        if item is None or contents is None:
            set_text(self.lacking, "")
            return
        if not contents.sound:
            damaged = _("This backup is damaged and can't be fetched back. Please choose another one.")
            set_text(self.lacking, contents.refusal or damaged)
            return
        set_text(self.lacking, words.lacking(contents.loss))
        if whose := words.whose(contents):
            self.things.body.addWidget(ShortLabel(whose))
        things = contents.loss.things if contents.loss else ()
        for one in things[:_NAMED]:
            self.things.body.addWidget(ShortLabel(words.thing(one)))
        rest = (contents.loss.count if contents.loss else 0) - len(things[:_NAMED])
        if rest > 0:
            self.things.body.addWidget(
                plain_label(ngettext("and {count} more", "and {count} more", rest).format(count=f"{rest:,}"), "small")
            )
        self.things.body.addStretch(1)

    def reject(self) -> None:
        """Escape, the button and the window's X; none of them closes over a copy that is on its way into the file's place."""
        if not self._is_busy:
            super().reject()
