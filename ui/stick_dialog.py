"""The dialog 備份到隨身碟: the sticks that are in the computer, each with the button that backs up to it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QWidget

from db.core.progress import Progress
from resources.i18n import _
from ui.kit import jobs, theme
from ui.kit.card import Card, column, row
from ui.kit.clearing import clear
from ui.kit.empty import EmptyState
from ui.kit.icons import icon
from ui.kit.labels import ShortLabel, button, plain_label, set_text
from ui.kit.scroll import ScrollColumn
from ui.locking import plain
from ui.sticks import Stick

_SIZE: Final = (36, 24)  # letters
_GB: Final = 1 << 30
_MB: Final = 1 << 20


def size_of(count: int) -> str:
    """So many bytes, as people say it."""
    return f"{count / _GB:,.1f} GB" if count >= _GB else f"{max(1, round(count / _MB)):,} MB"


class StickDialog(QDialog):
    """Looks for sticks on the worker; `chosen` says where to, `elsewhere` that another folder is wanted.

    `needed`: bytes a copy takes.
    """

    chosen = Signal(Path)
    elsewhere = Signal()

    def __init__(self, look: Callable[[], list[Stick]], needed: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._needed, self._is_closed = look, needed, False
        self._names = dict[Path, str]()
        self.setWindowTitle(_("Back up to a stick"))
        self.resize(*(round(theme.px() * letters) for letters in _SIZE))
        body = column(self, margin=20, spacing=10)
        body.addWidget(plain_label(_("Back up to which stick?"), "title"))
        self.note = plain_label("", "muted", wrap=True)
        body.addWidget(self.note)
        self._area = ScrollColumn(spacing=8)
        body.addWidget(self._area, 1)
        body.addLayout(self._foot())
        self.finished.connect(self._closed)
        self.look_again()

    def _foot(self) -> QHBoxLayout:
        foot = row(spacing=10)
        self.again = button(_("Look again"), self.look_again, icon="refresh-cw")
        self.other = button(_("Another folder…"), self._other, icon="folder-open")
        foot.addWidget(self.again)
        foot.addWidget(self.other)
        foot.addStretch(1)
        foot.addWidget(button(_("Not now"), self.reject))
        return foot

    def look_again(self) -> None:
        """Look which sticks are in the computer now."""
        set_text(self.note, _("Looking for sticks…"))

        def work(_progress: Progress) -> list[Stick]:
            return self._look()

        jobs.start(work, self._show, quiet=True)

    def name_of(self, folder: Path) -> str:
        """What the stick is called that is there."""
        return self._names.get(folder, "")

    def _show(self, found: list[Stick]) -> None:
        if self._is_closed:
            return
        self._names = {stick.folder: stick.name for stick in found}
        clear(self._area.body)
        said = "\n".join(filter(None, (_("The copy is opened to try before it counts."), plain.words())))
        set_text(self.note, said if found else "")
        self.note.setVisible(bool(found))
        if not found:
            empty = EmptyState("usb")
            empty.tell(_("No stick is to be seen. Please plug it in, then press “Look again”."))
            self._area.body.addWidget(empty, 1)
            self.again.setFocus()
            return
        buttons = [self._add(stick) for stick in found]
        self._area.body.addStretch(1)
        if first := next((one for one in buttons if one.isEnabled()), None):
            first.setDefault(True)
            first.setFocus()

    def _add(self, stick: Stick) -> QPushButton:
        card = Card(margin=12)
        line = row(spacing=12)
        drawing = plain_label()
        drawing.setPixmap(icon("usb", "muted").pixmap(QSize(26, 26)))
        line.addWidget(drawing, 0, Qt.AlignmentFlag.AlignVCenter)
        words = column(spacing=2)
        words.addWidget(ShortLabel(stick.name, "head"))
        free = _("{size} free").format(size=size_of(stick.free))
        is_full = stick.free < self._needed
        full = _("not enough: {size} are needed").format(size=size_of(self._needed))
        words.addWidget(ShortLabel("・".join([free, *([full] if is_full else []), str(stick.folder)]), "muted"))
        line.addLayout(words, 1)
        here = button(_("Back up to here"), partial(self._choose, stick.folder), kind="" if is_full else "primary")
        here.setEnabled(not is_full)
        line.addWidget(here)
        card.body.addLayout(line)
        self._area.body.addWidget(card)
        return here

    def _choose(self, folder: Path) -> None:
        self.accept()
        self.chosen.emit(folder)

    def _other(self) -> None:
        self.accept()
        self.elsewhere.emit()

    def _closed(self) -> None:
        self._is_closed = True
        self.deleteLater()
