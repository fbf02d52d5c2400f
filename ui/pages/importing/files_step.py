"""Step 1 of the import wizard: drop, choose or paste; then what was found in every file, or why not."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from resources.i18n import _
from ui.kit import icons, theme
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.fields import LineEdit
from ui.kit.labels import button, plain_label
from ui.kit.pill import Pill
from ui.kit.scroll import ScrollColumn
from ui.pages.importing.parts import ChipRow, combo, small_grid
from ui.pages.importing.screens import Choice, FileItem, FilesScreen
from ui.pages.importing.words import ENCODING_CHOICES, encoding_label


class Handler(Protocol):
    """What the presenter does for this step."""

    def forget(self, index: int) -> None: ...
    def retry(self, index: int) -> None: ...
    def unlock(self, index: int, password: str) -> None: ...
    def read_as(self, index: int, encoding: str) -> None: ...
    def include_table(self, index: int, table: int) -> None: ...
    def lead(self, index: int) -> None: ...
    def map_by_hand(self, index: int) -> None: ...


class Asking(Protocol):
    """What the page asks for itself: files, the clipboard, people."""

    def choose_files(self) -> None: ...
    def paste(self) -> None: ...
    def pick_people(self, index: int) -> None: ...


class DropZone(Card):
    """The empty step: what may be dropped here, and the two other ways."""

    def __init__(self, page: Asking) -> None:
        super().__init__(margin=28, spacing=12)
        centre = Qt.AlignmentFlag.AlignHCenter
        picture = plain_label()
        picture.setPixmap(icons.pixmap("file-spreadsheet", "accent_text", 56, self.devicePixelRatioF()))
        self.body.addStretch(2)
        self.body.addWidget(picture, 0, centre)
        self.body.addWidget(plain_label(_("Drag your Excel file onto this window"), "title"), 0, centre)
        kinds = _("Excel, LibreOffice, CSV and text files, address books of phones (vCard); several at once is fine.")
        self.body.addWidget(plain_label(kinds, "muted"), 0, centre)
        line = row(spacing=12)
        line.addStretch(1)
        self.choose = button(_("Choose files…"), page.choose_files, icon="folder-open")
        line.addWidget(self.choose)
        line.addWidget(button(_("Paste cells"), page.paste, icon="clipboard-list", key="Ctrl+V"))
        line.addStretch(1)
        self.body.addLayout(line)
        safe = _("Your file is only read, never changed. Whatever comes in can be taken back as a whole.")
        self.body.addWidget(plain_label(safe, "small"), 0, centre)
        self.body.addStretch(3)


class FileCard(Card):
    """One file: found lists as chips, letters, password, or the sentence why it was declined."""

    def __init__(self, item: FileItem, handler: Handler, page: Asking, *, newest: bool, several: bool) -> None:
        super().__init__(spacing=10)
        self._handler, self._page, self._item = handler, page, item
        self.password: QLineEdit | None = None
        self.body.addLayout(self._head(newest=newest, several=several))
        if item.is_reading:
            self.body.addWidget(plain_label(_("Reading…"), "muted"))
        elif item.problem:
            self._decline()
        else:
            self._found()

    def _head(self, *, newest: bool, several: bool) -> QHBoxLayout:
        item, handler = self._item, self._handler
        head = row(spacing=12)
        head.addWidget(plain_label(item.name, "head"))
        if item.found:
            head.addWidget(plain_label(item.found, "muted"))
        if newest:
            head.addWidget(Pill(_("The newest: it leads"), "green"))
        head.addStretch(1)
        if item.is_reading:
            return head
        if several and not newest and not item.is_refused:
            head.addWidget(button(_("This one is newer"), lambda: handler.lead(item.index), kind="link"))
        head.addWidget(button(_("Leave out"), lambda: handler.forget(item.index), kind="link"))
        return head

    def _decline(self) -> None:
        item, handler = self._item, self._handler
        self.body.addWidget(plain_label(item.problem, "amber", wrap=True, selectable=True))
        line = row(spacing=10)
        if item.wants_password:
            box = self.password = LineEdit(item.tried)
            box.selectAll()  # typing replaces what was wrong
            box.setEchoMode(QLineEdit.EchoMode.Password)
            box.setPlaceholderText(_("Password of this file"))
            box.setAccessibleName(_("Password of this file"))
            box.setMaximumWidth(round(theme.px() * 20))
            box.returnPressed.connect(lambda: handler.unlock(item.index, box.text()))
            line.addWidget(box)
            line.addWidget(button(_("Open it"), lambda: handler.unlock(item.index, box.text())))
        elif item.can_retry:
            line.addWidget(button(_("Try again"), lambda: handler.retry(item.index), icon="refresh-cw"))
        line.addStretch(1)
        self.body.addLayout(line)

    def _found(self) -> None:
        item, handler = self._item, self._handler
        if item.tables:
            chips = ChipRow(lambda table: handler.include_table(item.index, table))
            chips.show_chips([(str(table.index), table.label, table.included) for table in item.tables])
            self.body.addWidget(chips)
        for text in item.ignored:
            self.body.addWidget(plain_label(text, "small", wrap=True))
        if item.declined:
            self.body.addWidget(plain_label(item.declined, "amber", wrap=True))
            line = row()
            line.addWidget(button(_("Choose the columns myself"), lambda: handler.map_by_hand(item.index)))
            line.addStretch(1)
            self.body.addLayout(line)
        if item.cards:
            line = row(spacing=12)
            line.addWidget(button(_("Pick people…"), lambda: self._page.pick_people(item.index), icon="users"))
            line.addWidget(plain_label(item.picked, "muted"), 1)
            self.body.addLayout(line)
        if item.encoding:
            self._letters()
        if item.lost:
            self.body.addWidget(plain_label(item.lost, "amber-small", wrap=True))

    def _letters(self) -> None:
        item, handler = self._item, self._handler
        line = row(spacing=10)
        line.addWidget(plain_label(_("Can you read the text?"), "muted"))
        known = dict.fromkeys((item.encoding, *ENCODING_CHOICES))
        keys = {encoding_label(encoding): encoding for encoding in reversed(known)}  # of two keys with one label the first stays
        choices = [Choice(key, label) for label, key in reversed(keys.items())]
        picked = combo(choices, item.encoding, lambda key: handler.read_as(item.index, key))
        picked.setMaximumWidth(round(theme.px() * 16))
        picked.setAccessibleName(_("Can you read the text?"))
        line.addWidget(picked)
        line.addStretch(1)
        self.body.addLayout(line)
        if item.preview:
            rows = [(str(number), *cells) for number, cells in enumerate(item.preview, 1)]
            self.body.addWidget(small_grid(rows, [False] * len(rows)))


class FilesStep(QWidget):
    """The drop zone while there is nothing; the files' cards afterwards."""

    def __init__(self, handler: Handler, page: Asking) -> None:
        super().__init__()
        self._handler, self._page = handler, page
        self.password: QLineEdit | None = None  # the first box in view that waits for one
        outer = column(self)
        outer.setContentsMargins(22, 4, 22, 10)
        self.drop_zone = DropZone(page)
        self.area = ScrollColumn()
        self._cards = self.area.body
        self._screen: FilesScreen | None = None
        outer.addWidget(self.drop_zone, 1)
        outer.addWidget(self.area, 1)

    def begin(self) -> None:
        """The keyboard begins where files are chosen."""
        if self.drop_zone.isVisible():
            self.drop_zone.choose.setFocus()

    def show_screen(self, screen: FilesScreen) -> None:
        """Draw this state, unless it is already shown; another order of the files is seen from its top."""
        if screen == self._screen:
            return
        bar = self.area.verticalScrollBar()
        top = bar.value() if self._screen and _order(screen) == _order(self._screen) else 0
        self._screen = screen
        self.drop_zone.setVisible(not screen.files)
        self.area.setVisible(bool(screen.files))
        clear(self._cards)
        if screen.refused:
            self._cards.addWidget(plain_label(screen.refused, "amber"))
        if screen.newest is not None:
            words = _("Which list is the newest? Where two differ, the newest leads; nothing of the older one is lost.")
            self._cards.addWidget(plain_label(words, "muted", wrap=True))
        several = screen.newest is not None
        cards = [
            FileCard(item, self._handler, self._page, newest=item.index == screen.newest, several=several)
            for item in screen.files
        ]
        for card in cards:
            self._cards.addWidget(card)
        line = row(spacing=10)
        line.addWidget(button(_("One more file…"), self._page.choose_files, icon="plus"))
        line.addStretch(1)
        self._cards.addLayout(line)
        self._cards.addStretch(1)
        self.password = next((card.password for card in cards if card.password), None)
        bar.setValue(top)  # the keyboard goes on from a button that is gone to the next one, and the page with it


def _order(screen: FilesScreen) -> list[tuple[str, bool]]:
    return [(item.name, item.is_refused) for item in screen.files]


def readable(paths: list[Path]) -> list[Path]:
    """Of what was dropped, the files; folders are left where they are."""
    return [path for path in paths if path.is_file()]
