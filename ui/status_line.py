"""The line at the window's foot: what the page in view says, and that everything is saved."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from db.core import clock
from db.core.connection import database
from resources.i18n import _
from ui.kit import clipboard
from ui.kit.labels import button, plain_label, set_button_text, set_text
from ui.kit.said import Said

_MENTIONED_MS: Final = 6_000


class StatusLine(QStatusBar):
    """Words at the left and at the right."""

    def __init__(self, go: Callable[[str], object]) -> None:
        """`go` shows the page of this key."""
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(12, 0, 12, 0)
        self.left = plain_label("", "small")
        self.right = plain_label("", "small")
        self.more = button("", lambda: go(self._said.key), kind="link")
        self.more.hide()
        self.addWidget(self.left)
        self.addWidget(self.more)
        self.addPermanentWidget(self.right)
        self._said = Said("")
        self._back = QTimer(self, singleShot=True, interval=_MENTIONED_MS)
        self._back.timeout.connect(lambda: self.say(self._said))
        clipboard.news.lent.connect(self._lent)
        clipboard.news.taken_back.connect(self._taken_back)

    def _lent(self) -> None:
        self.mention(_("Copied. The number leaves the clipboard in half a minute."))

    def _taken_back(self) -> None:
        self.mention(_("The copied number was taken out of the clipboard."))

    def say(self, said: Said) -> None:
        """What the page in view says, and where its last words lead."""
        self._said = said
        set_text(self.left, f"{said.text} ・" if said.more else said.text)
        set_button_text(self.more, said.more)
        self.more.setAccessibleName(said.more)
        self.more.setVisible(bool(said.more))

    def words_end(self, inside: QWidget) -> int:
        """Where the words at the left end, in the coordinates of `inside`."""
        last = self.left if self.more.isHidden() else self.more
        return last.mapTo(inside, last.rect().topRight()).x()

    def mention(self, text: str) -> None:
        """Say this for a while in the place of it."""
        set_text(self.left, text)
        self.more.hide()
        self._back.start()

    def tell_saved(self, shop_name: str | None) -> None:
        """All of the shop of this name is saved, as of now; None: there is no shop."""
        saved = _("Saved automatically {time}").format(time=clock.shown(clock.utc_now())[-5:])
        if database.is_read_only:
            saved = _("Only to look at")
        set_text(self.right, " ・ ".join(filter(None, (saved, shop_name))) if shop_name is not None else "")
