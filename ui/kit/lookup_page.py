"""A page of cards that is looked through by words and left by Escape: the help, the error codes."""

from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from resources.i18n import _
from ui.kit.card import column, row
from ui.kit.clearing import clear
from ui.kit.fields import SearchBox
from ui.kit.keys import once
from ui.kit.labels import button, plain_label
from ui.kit.page import Page, Shell
from ui.kit.scroll import ScrollColumn

_PAUSE: Final = 80  # ms after the last key until the cards are drawn anew
_WIDE: Final = 64  # letters


class LookupPage(Page):
    """Search and buttons on top, below it what `cards` gives for what is looked for."""

    has_search = True

    def __init__(self, shell: Shell, title: str, hint: str, back: str, acts: Iterable[QPushButton] = ()) -> None:
        super().__init__(shell)
        self._back = back
        self.search = SearchBox(hint, "Ctrl F")
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._draw)
        self.search.searched.connect(lambda _text: self._soon.start())
        self._area = ScrollColumn(margins=(18, 4, 18, 18), spacing=12, most=_WIDE)
        self.body: QVBoxLayout = column(self, spacing=0)
        top = row(spacing=8)
        top.setContentsMargins(18, 12, 18, 10)
        top.addWidget(plain_label(title, "title"))
        top.addSpacing(8)
        top.addWidget(self.search, 1)
        for act in acts:
            top.addWidget(act)
        top.addWidget(button(_("Back"), self._leave, kind="primary", key="Esc"))
        self.body.addLayout(top)
        self.body.addWidget(self._area, 1)
        once("Escape", self, self._leave_or_empty)

    def cards(self) -> Iterable[QWidget]:
        """What is shown of what is looked for now."""
        raise NotImplementedError

    def open(self, **what: Any) -> None:
        """The page is shown; `back` is where one came from, `text` what is looked for."""
        self._back = str(what.get("back", self._back))
        if "text" in what:
            self.search.set_words(str(what["text"]))
        self._draw()
        self.search.setFocus()

    def again(self) -> dict[str, Any]:
        """In another language the same is looked at."""
        return {"back": self._back}

    def focus_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _draw(self) -> None:
        clear(self._area.body)
        for card in self.cards():
            self._area.body.addWidget(card)
        self._area.body.addStretch(1)

    def _leave_or_empty(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self._leave()

    def _leave(self) -> None:
        self.shell.go(self._back)

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size are drawn anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_area") and self.isVisible():
            self._soon.start()
