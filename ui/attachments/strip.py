"""Photos and files of a customer on their page: thumbnails, taken by drag, paste or button; opened, labelled, taken off."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QWidget

from db.core.journal import saving
from db.services import attachments, errands
from db.services.attachment_kinds import ENDINGS
from db.services.attachments import LABELS, AttachmentForm, AttachmentRow
from resources.i18n import N_, _, ngettext
from ui import doors
from ui.attachments import copies, taking
from ui.attachments.taking import Brought
from ui.attachments.tiles import TileModel, TileView, shown_day
from ui.kit import counter, jobs
from ui.kit.boxes import Field
from ui.kit.card import column, row
from ui.kit.dialogs import ending_in
from ui.kit.form import FormDialog, FormRules, Values
from ui.kit.labels import ShortLabel, action, button, plain_label
from ui.kit.page import Shell

_KINDS: Final = " ".join(f"*{ending}" for ending in (*ENDINGS.values(), ".jpeg", ".heif", ".tiff"))
_EMPTY: Final = N_("Drag photos or documents here, or copy a picture and press Ctrl+V.")


class AttachmentStrip(QWidget):
    """Shows the files of `customer`; `show_customer` for another one, `refresh` when something was saved."""

    def __init__(self, shell: Shell, customer: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._customer = customer
        self.title = ShortLabel("", "head")
        self.add_button = button(_("Put in…"), self.choose, kind="small", icon="plus", hint=_("Photo or file…"))
        self.compare_button = button(_("Before and after"), self.compare, kind="small")
        head = row(spacing=8)
        head.addWidget(self.title, 1)
        head.addWidget(self.compare_button)
        head.addWidget(self.add_button)
        self.empty = plain_label(_(_EMPTY), "muted", wrap=True)
        self.model = TileModel(self)
        self.view = TileView(self.model)
        self.view.setAccessibleName(_("Photos and files"))
        self.view.opened.connect(self.open)
        self.view.removed.connect(self.remove)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._menu)
        body = column(self, spacing=8)
        body.addLayout(head)
        body.addWidget(self.empty)
        body.addWidget(self.view)
        counter.state.changed.connect(self.view.viewport().update)
        if customer is not None:
            self.refresh()

    def show_customer(self, customer: int) -> None:
        """Show another customer's files."""
        self._customer = customer
        self.refresh()

    def refresh(self) -> None:
        """Read the files anew; thumbnails follow from the worker."""
        rows = attachments.of(self._customer) if self._customer is not None else []
        self.model.show_rows(rows)
        count = ngettext("Files ({count})", "Files ({count})", len(rows)).format(count=f"{len(rows):,}")
        self.title.show_text(count if rows else _("Photos and files"))
        self.view.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.compare_button.setVisible(sum(one.is_picture for one in rows) > 1)
        self.view.fit()
        wanted = {one.thumbnail_hash for one in rows if one.thumbnail_hash} - self.model.thumbnails.keys()
        if wanted:
            jobs.start(lambda _progress: _thumbnails(wanted), self.model.put, quiet=True)

    # bringing files

    def choose(self) -> None:
        """Ask for files and keep them."""
        kinds = f"{_('Photos and documents')} ({_KINDS})"
        self.take(taking.of_files(self._shell.asks.choose_files(_("Photos and documents"), kinds)))

    def paste(self, data: QMimeData) -> bool:
        """Keep what was copied; False: neither a picture nor files."""
        files = taking.brought(data) if taking.may_bring(data) else []
        self.take(files)
        return bool(files)

    def take(self, files: list[Brought], label: str = "") -> None:
        """Make these ready on the worker and keep them with the customer."""
        if self._customer is not None:
            taking.keep(self._shell, self._customer, files, label, self.refresh)

    # what is done to them

    def open(self, place: int) -> None:
        """A picture in the window, anything else in the system's program."""
        one = self.model.rows[place]
        counter.opening(self._shell, lambda: self._view(one) if one.is_picture else self._open_outside(one))

    def _view(self, one: AttachmentRow) -> None:
        from ui.attachments.viewer import Viewer

        images = [row for row in self.model.rows if row.is_picture]
        Viewer(images, images.index(one), self._open_outside, self.window()).open()

    def open_outside(self, one: AttachmentRow) -> None:
        """In the program the system has for it."""
        counter.opening(self._shell, lambda: self._open_outside(one))

    def _open_outside(self, one: AttachmentRow) -> None:
        if problem := copies.show(one):
            self._shell.asks.tell(_("Open"), problem)

    def compare(self) -> None:
        """Two pictures side by side: those chosen, else the last before and the last after the work."""
        from ui.attachments.comparison import Comparison, pair

        found = pair(self.model.rows, [self.model.rows[place] for place in self.view.chosen()])
        if found is None:
            self._shell.toast(_("Choose two pictures, or label them “before the work” and “after the work”."))
        else:
            counter.opening(self._shell, lambda: Comparison(*found, self.window()).open())

    def remove(self) -> None:
        """Take the chosen ones off; 復原 brings them back."""
        ids = [self.model.rows[place].id for place in self.view.chosen()]
        count, unit = saving(lambda: attachments.remove(ids))
        self.refresh()
        self._shell.toast_undo(ngettext("{count} file taken off", "{count} files taken off", count).format(count=count), unit)

    def label(self, label: str) -> None:
        """Label the chosen ones."""
        rows = [self.model.rows[place] for place in self.view.chosen()]
        _none, unit = saving(lambda: attachments.relabel([one.id for one in rows], label))
        self.refresh()
        self._shell.toast_undo(_("Labelled"), unit)

    def edit(self) -> None:
        """The form of one: its name, day, label and note."""
        places = self.view.chosen()
        if places:
            one = self.model.rows[places[0]]
            counter.opening(self._shell, lambda: _edit(self._shell, one, self.window(), self.refresh))

    def save_copy(self) -> None:
        """Write the chosen one where the owner says."""
        from reports import excel

        one = self.model.rows[self.view.chosen()[0]]
        proposed = ending_in(Path.home() / one.name, one.ending)
        target = doors.save_file(self._shell, _("Save a copy"), f"*{one.ending}", proposed)
        if target:
            noted = errands.taking("attachments.export", file=target.name)
            excel.replace(target, lambda part: part.write_bytes(attachments.content(one.blob_hash)), noted)

    def _menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu is not None:
            menu.exec(self.view.viewport().mapToGlobal(at))

    def menu(self) -> QMenu | None:
        """What can be done with the chosen ones; None: none is."""
        places = self.view.chosen()
        if not places:
            return None
        one = self.model.rows[places[0]]
        menu = QMenu(self)
        menu.addAction(action(_("Open"), partial(self.open, places[0]), parent=menu))
        menu.addAction(action(_("Open in another program"), partial(self.open_outside, one), parent=menu))
        menu.addAction(action(_("Save a copy…"), self.save_copy, parent=menu))
        menu.addSeparator()
        for key, words in LABELS:
            entry = action(_(words), partial(self.label, key), parent=menu)
            entry.setCheckable(True)
            entry.setChecked(all(self.model.rows[place].label == key for place in places))
            menu.addAction(entry)
        menu.addAction(action(_("Name, day, note…"), self.edit, parent=menu))
        menu.addSeparator()
        menu.addAction(action(_("Remove from here"), self.remove, parent=menu))
        return menu


def _thumbnails(hashes: Iterable[str]) -> dict[str, QImage]:
    return {one: QImage.fromData(attachments.content(one)) for one in hashes}


def _edit(shell: Shell, one: AttachmentRow, parent: QWidget, then: Callable[[], None]) -> None:
    fields = [
        Field("name", N_("Name")),
        Field("label", N_("Marked as"), "choice", choices=[(key, _(words)) for key, words in LABELS]),
        Field("happened_on", N_("Day"), "number"),
        Field("note", N_("Note"), "lines"),
    ]
    values = {"name": one.name, "label": one.label, "happened_on": shown_day(one), "note": one.note}

    def save(typed: Values) -> None:
        _none, unit = saving(lambda: attachments.change(one.id, AttachmentForm(**typed)))
        then()
        shell.toast_undo(_("Saved"), unit)

    dialog = FormDialog(parent, one.name, fields, values, FormRules(save))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
