"""Where the right side of Today stands: beside the lines where both have room, else in their place while it is asked for."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from db.core import file
from db.core.progress import Progress
from resources.i18n import _
from ui.kit import jobs, settings, theme
from ui.kit.labels import button, set_button_text
from ui.kit.page import Shell
from ui.pages.today.line import least_width
from ui.shop_files import is_demo

if TYPE_CHECKING:
    from ui.pages.today.beside import Beside
    from ui.pages.today.side import SidePanel

_WIDE: Final = 22  # letters
_KEY: Final = "today_side"  # of the machine: "1" or "0" by hand
_REST: Final = 1_500  # ms after which what stands for a whole day is worked out, where nobody did it yet
_AGAIN: Final = 10_000  # ms after which it is tried once more where somebody else was writing


class Siding(QObject):
    """Makes the panel after the first paint, fills it by the worker, and holds the button that brings it back."""

    def __init__(self, shell: Shell, lines: QWidget, room: QWidget) -> None:
        super().__init__(room)
        self.panel: SidePanel | None = None
        self.way: QPushButton = button("", self.turn, key="F4")
        self.way.hide()
        self._shell, self._lines, self._room = shell, lines, room
        self._is_instead = False  # where only one of both has room: whether it is the panel
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self._work_out)

    def make(self, beside: QHBoxLayout) -> None:
        """The panel, at the end of this row."""
        from ui.pages.today.side import SidePanel

        self.panel = SidePanel(self._shell, is_sample=is_demo())
        beside.addWidget(self.panel)
        self.fit()
        self.look()

    def look(self) -> None:
        """Read anew what it says."""
        if self.panel is not None and file.is_open():
            from ui.pages.today import beside

            jobs.start(lambda _progress: beside.look(), self._tell, lambda _error: None, quiet=True, of=self)

    def _tell(self, found: "Beside") -> None:
        if self.panel is not None:
            self.panel.tell(found)
        if found.away is None:
            self._soon.start()

    def _work_out(self) -> None:
        """Once a day: where customers stand, while nothing else is done."""
        if jobs.runner().jobs or not file.is_open():
            self._soon.start()
        else:
            jobs.start(_fill, self._worked_out, lambda _error: self._give_up(), quiet=True, of=self)

    def _worked_out(self, is_done: bool) -> None:
        """Where somebody else was writing it is tried again."""
        self.look() if is_done else self._soon.start(_AGAIN)

    def _give_up(self) -> None:
        """What can't be worked out is not promised."""
        if self.panel is not None:
            self.panel.away.hide()

    # where it stands

    def turn(self) -> None:
        """F4, or the button: away with it, or back."""
        if self.panel is None:
            return
        if self._has_room():
            settings.put(_KEY, "1" if self.panel.isHidden() else "0")
        else:
            self._is_instead = not self._is_instead
        self.fit()
        (self.way if self._is_instead else self._lines).setFocus()

    def fit(self) -> None:
        """Beside the lines where both have room and nobody folded it; else the lines, until it is asked for."""
        if self.panel is None:
            return
        has_room = self._has_room()
        self._is_instead = self._is_instead and not has_room
        is_there = settings.get(_KEY) != "0" if has_room else self._is_instead
        self._lines.setHidden(self._is_instead)
        self.panel.setHidden(not is_there)
        self.panel.setMinimumWidth(0 if self._is_instead else self._width())
        self.panel.setMaximumWidth(self._room.width() if self._is_instead else self._width())
        set_button_text(self.way, _("Back to the calls") if self._is_instead else _("Figures"))
        self.way.setHidden(is_there and not self._is_instead)

    def _has_room(self) -> bool:
        return self._room.width() >= least_width() + self._width()

    @staticmethod
    def _width() -> int:
        return round(theme.px() * _WIDE)


def _fill(progress: Progress) -> bool:
    from db.services import standings

    return standings.fill_when_due(progress)
