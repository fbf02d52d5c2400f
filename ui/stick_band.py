"""The band of a stick that was plugged in: 「用這支當備份碟嗎？」, and 可以拔除了 once its copy was opened to try."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame

from db.core import file
from db.core.errors import UserError
from db.core.progress import Progress
from resources.i18n import _
from ui.kit import jobs, settings
from ui.kit.card import row
from ui.kit.labels import button, plain_label, set_text
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.sticks import Stick

_NOT_THESE: Final = "sticks_not_asked"  # of the machine: names the owner said no to


class StickBand(QFrame):
    """Asks once a stick; one that has copies of this shop gets the day's by itself."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__()
        self._window = window
        self._there = set[tuple[str, Path]]()
        self._asked: Stick | None = None
        self.setProperty("band", "accent")
        layout = row(self)
        layout.setContentsMargins(18, 5, 18, 5)
        self.words = plain_label("", wrap=True)
        layout.addWidget(self.words, 1)
        self.yes = button(_("Use this stick"), self._use, kind="small")
        self.no = button(_("No, not this one"), self._not_this, kind="small")
        self.close_it = button(_("Close"), self.hide, kind="small")
        for one in (self.yes, self.no, self.close_it):
            layout.addWidget(one)
        self.hide()

    def look(self) -> None:
        """Look on the worker which sticks are there; what was plugged in since is asked about, or gets its copy."""
        if not file.is_open() or is_demo() or jobs.runner().jobs or self._window.is_locked:
            return
        shop = file.current_path()

        def work(_progress: Progress) -> "list[tuple[Stick, bool, bool]]":
            from db.services import stick_copies

            found = self._window.files.sticks(shop)
            return [(one, stick_copies.is_ours(one.folder), stick_copies.is_due(one.folder)) for one in found]

        jobs.start(work, self._met, lambda _error: None, quiet=True, of=self)

    def _met(self, found: "list[tuple[Stick, bool, bool]]") -> None:
        before, self._there = self._there, {(one.name, one.folder) for one, _is_ours, _is_due in found}
        if self._asked and (self._asked.name, self._asked.folder) not in self._there:
            self._asked = None
            self.hide()
        for one, is_ours, is_due in found:
            if (one.name, one.folder) not in before and self._greets(one, is_ours=is_ours, is_due=is_due):
                return

    def _greets(self, stick: "Stick", *, is_ours: bool, is_due: bool) -> bool:
        """Whether something is said of a stick that was plugged in."""
        if is_ours and is_due:
            self._copy(stick)
        elif not is_ours and stick.name not in _refused():
            self._ask(stick)
        return self._asked == stick

    def _ask(self, stick: "Stick") -> None:
        self._asked = stick
        self._say(_("Use the stick “{name}” for backups? It gets a copy whenever it is plugged in.").format(name=stick.name))
        self.yes.show()
        self.no.show()
        self.close_it.hide()

    def _use(self) -> None:
        if self._asked:
            self._copy(self._asked)

    def _not_this(self) -> None:
        if self._asked:
            settings.put(_NOT_THESE, json.dumps([*_refused(), self._asked.name]))
        self.hide()

    def _copy(self, stick: "Stick") -> None:
        self._asked = stick
        self._say(_("Backing up to the stick “{name}”…").format(name=stick.name))

        def work(_progress: Progress) -> str:
            from db.services import stick_copies

            stick_copies.make(stick.folder, stick.name)
            return stick_copies.turn()

        jobs.start(work, partial(self._copied, stick), self._failed, quiet=True, of=self)

    def _copied(self, stick: "Stick", turn: str) -> None:
        done = _("It is backed up to “{name}” and was opened to try. You can unplug it.").format(name=stick.name)
        other = _("Next time it is the turn of “{name}”.").format(name=turn) if turn not in {"", stick.name} else ""
        self._say(f"{done} {other}".strip())
        self._window.tell_backup()

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._say(error.sentence)

    def _say(self, text: str) -> None:
        set_text(self.words, text)
        self.yes.hide()
        self.no.hide()
        self.close_it.show()
        self.show()


def _refused() -> list[str]:
    return list(json.loads(settings.get(_NOT_THESE) or "[]"))
